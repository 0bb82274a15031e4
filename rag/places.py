"""The districts that a question names, in any spelling."""

import re

from rapidfuzz import fuzz, process

from corpus.districts import find_mentions
from rag.lexicon import Lexicon, stem

_LATIN_WORD = re.compile(r"[a-z][a-z0-9'’&-]*")
_TYPO_CUTOFF = 84  # similarity in percent at which a Latin word is a mistyped district
_SHORTEST_TYPO = 5  # letters
_GAP = " "


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
