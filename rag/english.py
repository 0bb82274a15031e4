"""Slips in English words: goverment, responsiblity, accomodation."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rag.lexicon import Lexicon, stem

_WORD = re.compile(r"(?<![a-z0-9-])[a-z]{6,24}(?![a-z0-9-])")
_LONG = 9  # letters from which a word may have two slips


def correct_english(text: str, lexicon: Lexicon) -> str:
    """A normalized text with English words that are none put right.

    A word that nothing knows is read as the known word of the same first letter that is one slip
    away (two in a long word): a letter more, less, another, or two changed about.
    """
    return _WORD.sub(lambda match: _meant(match.group(), lexicon), text)


def _meant(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.english or (stem(word),) in lexicon.phrases:
        return word
    if (stem(word),) in lexicon.glossary or word in lexicon.spellings:
        return word
    alike = [known for known in lexicon.english if known[0] == word[0]]
    slips = 2 if len(word) >= _LONG else 1
    found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found else word
