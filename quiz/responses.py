"""What a person's answer says, however it is written: letters, true or false, blanks, pairs."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import product

from corpus.dates import dates_agree, find_dates
from corpus.quantities import NUMBER, Quantity, agree, find_quantities
from corpus.spelling import plain
from quiz.grading_data import load_truth
from quiz.records import BLANK, LETTERS, Question

_BETWEEN = re.compile(r"[\s,，、;；。．.·/|和及与&+()（）\[\]【】选]+")
_MARKS = re.compile(r"[。；;，,、．.]+$")
_PAIR = re.compile(r"(\d{1,2})\s*[-—–~～:：=＝→>.、．)）]*\s*([a-jA-J])")
_PAIR_NOISE = re.compile(r"[\s,，;；、。.|/()（）]*")
_STRONG = re.compile(r"[；;|\n]")
_WEAK = re.compile(r"[，,、/\s]+")
_NUMBERED = re.compile(r"\s*[（(]\s*\d{1,2}\s*[）)]\s*|[①-⑳]")


def read_letters(text: str, question: Question) -> frozenset[int] | None:
    """The options that an answer names by letters (AC, Ａ、Ｃ) or in full; None if unclear."""
    folded = unicodedata.normalize("NFKC", text)
    letters = _BETWEEN.sub("", folded).upper()
    known = LETTERS[: len(question.options)]
    if letters and all(letter in known for letter in letters):
        return frozenset(map(known.index, letters))
    same = [i for i, option in enumerate(question.options) if plain(option.text) == plain(text)]
    return frozenset(same) if same else None


def read_truth(text: str, question: Question) -> frozenset[int] | None:
    """The option of a true/false question (0: true) that an answer names; None if unclear."""
    said, truth = plain(_MARKS.sub("", text.strip())), load_truth()
    if said in truth.yes:
        return frozenset({0})
    if said in truth.no:
        return frozenset({1})
    return read_letters(text, question)


def read_pairs(text: str, question: Question) -> dict[int, int] | None:
    """Left side -> choice (from 0) of an answer like 1-C 2-A, or CAB in order; None if unclear.

    A left side that is told twice, differently, or that does not exist makes it unclear.
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    found: dict[int, int] = {}
    pairs = [(int(n) - 1, LETTERS.index(letter.upper())) for n, letter in _PAIR.findall(folded)]
    if _PAIR_NOISE.sub("", _PAIR.sub("", folded)):
        pairs = []
    if not pairs:
        letters = _BETWEEN.sub("", folded)
        if len(letters) != len(question.pairs) or not all(one in LETTERS for one in letters):
            return None
        pairs = [(place, LETTERS.index(letter)) for place, letter in enumerate(letters)]
    for left, choice in pairs:
        if left not in range(len(question.pairs)) or choice >= len(question.choices):
            return None
        if found.setdefault(left, choice) != choice:
            return None
    return found


def read_blanks(text: str, count: int) -> list[str] | None:
    """The texts of so many blanks; None where there are more parts than blanks.

    Blanks are separated by ；; | or line breaks, or numbered （1）…（2）…; where that does not give
    the number asked for, by ， 、 or blanks if it gives that number. Missing ones are ''.
    """
    if count == 1:
        return [text.strip()]
    numbered = _NUMBERED.split(text)
    if len(numbered) == count + 1 and not numbered[0].strip():
        return [_MARKS.sub("", part.strip()) for part in numbered[1:]]
    parts = [part.strip() for part in _STRONG.split(text)]
    if len(parts) == 1:
        weak = [part for part in _WEAK.split(text.strip()) if part]
        parts = weak if len(weak) == count else parts
    while len(parts) > count and not parts[-1]:
        parts.pop()
    return None if len(parts) > count else parts + [""] * (count - len(parts))


def fills(question: Question, place: int, given: str) -> bool:
    """True where a text is right for a blank (place from 0): its spelling, its value, its date."""
    accepted = question.blanks[place].accepted
    said = _trimmed(given)
    if not said:
        return False
    if any(said == _trimmed(spelling) for spelling in accepted):
        return True
    behind = plain(question.stem.split(BLANK)[place + 1])
    return _same_value(accepted, given, behind) or _same_date(accepted, given)


def _trimmed(text: str) -> str:
    return plain(_MARKS.sub("", text.strip()))


def _same_value(accepted: Sequence[str], given: str, behind: str) -> bool:
    """True where a number says the same. behind: the stem after the blank, where its unit may be.

    A number with a unit is compared with spellings that have one; if none has, its unit must be
    the one behind the blank.
    """
    said = _whole_quantity(given)
    wanted = [quantity for text in accepted if (quantity := _whole_quantity(text))]
    if said is None or not wanted:
        return False
    bare = [quantity for quantity in wanted if quantity.measure == NUMBER]
    if said.measure == NUMBER:
        return any(quantity.number == said.number for quantity in bare or wanted)
    named = [quantity for quantity in wanted if quantity.measure != NUMBER]
    if named:
        return any(agree(quantity, said) for quantity in named)
    return bool(said.unit) and behind.startswith(plain(said.unit)) and agree(wanted[0], said)


def _whole_quantity(text: str) -> Quantity | None:
    """The quantity that is all that a text states, None where there is more or less."""
    text = _MARKS.sub("", text.strip())
    found = find_quantities(text)
    whole = len(found) == 1 and not plain(text[: found[0].start] + text[found[0].end :])
    return found[0] if whole else None


def _same_date(accepted: Sequence[str], given: str) -> bool:
    """True where a date says the same: 2025年6月底前, 2025-06-30."""
    said, stated = find_dates(given), [find_dates(text) for text in accepted]
    if len(said) != 1 or len(plain(given)) - len(plain(said[0].text)) > 1:
        return False
    dates = [found[0] for found in stated if len(found) == 1]
    return any(dates_agree(*pair) for pair in product(dates, said))
