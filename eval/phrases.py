"""Does a free text say a required thing: a number by its value, a date, or a phrase."""

import itertools
import re
from dataclasses import dataclass
from typing import TypeVar

from corpus.dates import DateMention, dates_agree, find_dates
from corpus.quantities import NUMBER, Quantity, agree, find_quantities
from eval.measures.text import bare
from eval.wording import even, load_wording, without_denied

_Value = TypeVar("_Value", Quantity, DateMention)
_LIST = re.compile(r"[、;,]")
_MARK = re.compile(r"\[\d{1,3}\]")  # of a citation
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w%‰]+(?=\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says, without what it denies; of its values those that it is sure of.

    text: evened. bare: its letters and digits; valued: the same with its quantities as values.
    """

    text: str
    bare: str
    valued: str
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]


def read_said(text: str) -> Said:
    """What a text says. text: as it was written."""
    own = without_denied(_MARK.sub(" ", even(text)))
    quantities, dates = find_quantities(own), find_dates(own)
    return Said(own, _letters(own), _with_values(own), _sure(own, quantities), _sure(own, dates))


def _sure(text: str, found: tuple[_Value, ...]) -> tuple[_Value, ...]:
    """Values without those of which a text offers a choice: 15公里或16公里 says neither."""
    pairs = itertools.pairwise(found)
    guessed = [
        pair for pair in pairs if load_wording().choice.fullmatch(text, pair[0].end, pair[1].start)
    ]
    offered = {id(value) for pair in guessed for value in pair}
    return tuple(value for value in found if id(value) not in offered)


def states(said: Said, phrase: str) -> bool:
    """True where a text says all that a phrase says."""
    return not lacking(said, phrase)


def lacking(said: Said, phrase: str) -> tuple[str, ...]:
    """What a text does not say of a phrase: its parts where 、 joins them, () where it says all.

    A phrase that is a quantity or a date is looked for by value. Any other must stand in the text;
    width, case, marks, traditional characters and the way to write its numbers do not count, nor
    does the order of what 、 joins.
    """
    quantity, date = as_quantity(phrase), as_date(phrase)
    if date:
        stated = any(dates_agree(date, other) for other in said.dates)
        return () if stated or _as_number(said, date) else (phrase,)
    if quantity:
        stated = any(agree(quantity, other) for other in said.quantities)
        return () if stated or _in_a_date(said, quantity) else (phrase,)
    parts = [part for part in _LIST.split(even(phrase)) if bare(part)] or [phrase]
    missing = tuple(part for part in parts if not _holds(said, part))
    return (phrase,) if len(missing) == len(parts) else missing


def mistaken(said: Said, phrase: str) -> str:
    """What a text says instead of a phrase, for a reason: the numbers or dates that it has."""
    quantity, date = as_quantity(phrase), as_date(phrase)
    if date:
        return "、".join(other.text for other in said.dates)
    if quantity:
        same = [q for q in said.quantities if q.measure == quantity.measure]
        return "、".join(other.text for other in same or said.quantities)
    return ""


def as_quantity(phrase: str) -> Quantity | None:
    """The quantity that a phrase is as a whole, None for any other phrase."""
    words = even(phrase)
    found = find_quantities(words)
    return found[0] if len(found) == 1 and found[0].text == words else None


def as_date(phrase: str) -> DateMention | None:
    """The date that a phrase is as a whole, None for any other phrase."""
    words = even(phrase)
    found = find_dates(words)
    return found[0] if len(found) == 1 and found[0].text == words else None


def _holds(said: Said, part: str) -> bool:
    valued = bool(find_quantities(part)) and _stands(said.valued, _with_values(part))
    return valued or _stands(said.bare, _letters(part)) or (not bare(part) and part in said.text)


def _as_number(said: Said, date: DateMention) -> bool:
    """True for a year that a text has as a mere number."""
    numbers = {q.value for q in said.quantities if q.measure == NUMBER}
    return date.normal == str(date.year) and date.year in numbers


def _in_a_date(said: Said, quantity: Quantity) -> bool:
    """True for a bare number that is the year, month or day of a date."""
    parts = {part for d in said.dates for part in (d.year, d.month, d.day) if part}
    return quantity.measure == NUMBER and quantity.number in parts


def _stands(inside: str, wanted: str) -> bool:
    """True where letters stand in others, not in the middle of a number."""
    if not wanted:
        return False
    # 5个 does not stand in 15个, nor 2号 in 2号1
    left = r"(?<!\d)" if wanted[:1].isdigit() else ""
    right = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return re.search(left + re.escape(wanted) + right, inside) is not None


def _letters(text: str) -> str:
    """The letters and digits of an evened text; a stroke keeps two numbers apart."""
    return "|".join(bare(part) for part in _BETWEEN_DIGITS.split(text))


def _with_values(text: str) -> str:
    """The letters of an evened text, quantities as values in base units (15公里: 15000length)."""
    pieces, at = [], 0
    for quantity in find_quantities(text):
        pieces += [_letters(text[at : quantity.start]), _value(quantity)]
        at = quantity.end
    return "".join([*pieces, _letters(text[at:])])


def _value(quantity: Quantity) -> str:
    ends = [e for e in (quantity.value, quantity.upper) if e is not None]
    value = "to".join(f"{end.normalize():f}" for end in ends)
    return f"{quantity.bound}{value}{quantity.measure}"
