"""The districts that a question names, in any spelling."""

import re

from rapidfuzz import fuzz, process

from corpus.districts import find_mentions
from rag.lexicon import Lexicon, stem

_LATIN_WORD = re.compile(r"[a-z][a-z0-9'’&-]*")
_TYPO_CUTOFF = 84  # similarity in percent at which a Latin word is a mistyped district
_SHORTEST_TYPO = 5  # letters
_GAP = " "
_JOINT = re.compile(r"\s*(?:[和与及跟、,/]|以及|\band\b|\bor\b|&)\s*")
_OUTSIDE = re.compile(r"\s*(?:(?:以外|之外)(?:的)?|(?P<alone>除外|不算)|外的?(?=其|别|各|所|,))")


def take_all_but(text: str, lexicon: Lexicon) -> tuple[str, list[str]]:
    """The text without what leaves districts out (除了万盛和武隆, except Fengjie), and these.

    ("…", []) where none is left out; whether districts are asked for at all is the reader's to
    know.
    """
    mentions = list(find_mentions(text))
    left_out: list[str] = []
    while mentions:
        row = [mentions.pop(0)]
        while mentions and _JOINT.fullmatch(text[row[-1].end : mentions[0].start]):
            row.append(mentions.pop(0))
        before = lexicon.all_but.search(text[: row[0].start])
        after = _OUTSIDE.match(text, row[-1].end)
        if before or (after and after.group("alone")):
            left_out += [mention.district for mention in row]
            start = _left_from(before) if before else row[0].start
            end = after.end() if after else row[-1].end
            text = text[:start] + _GAP + text[end:]
            mentions = [m for m in find_mentions(text) if m.start >= start]
    return text, left_out


def _left_from(leaving_out: re.Match[str]) -> int:
    """Where the words that leave districts out begin; "all districts" before "but" stays."""
    kept = leaving_out.end("kept")
    return kept if kept > 0 else leaving_out.start()


def take_districts(text: str, lexicon: Lexicon) -> tuple[str, list[str]]:
    """The text without district names, and the districts in the order they are named."""
    found: list[str] = []
    left, reached = "", 0
    for mention in find_mentions(text):
        found.append(mention.district)
        left, reached = left + text[reached : mention.start] + _GAP, mention.end
    text = left + text[reached:]
    latin = [
        spelling for spelling in lexicon.spellings if spelling.isascii() and " " not in spelling
    ]
    for word in _LATIN_WORD.findall(text):
        if len(word) < _SHORTEST_TYPO or (stem(word),) in lexicon.phrases:
            continue
        close = process.extractOne(word, latin, scorer=fuzz.ratio, score_cutoff=_TYPO_CUTOFF)
        if close:
            found.append(lexicon.spellings[close[0]])
            text = re.sub(rf"\b{re.escape(word)}\b", _GAP, text, count=1)
    return text, list(dict.fromkeys(found))
