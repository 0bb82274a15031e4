"""How near a text is to a model answer.

Both are SQuAD's measures (Rajpurkar, Zhang, Lopyrev, Liang, EMNLP 2016) over characters, as Chinese
has no blanks between words (Cui and others, CMRC 2018). Width, case, blanks, marks and traditional
characters do not count.
"""

from collections import Counter

from corpus.spelling import plain
from rag.normalize import normalize


def bare(text: str) -> str:
    """The letters, digits and characters of a text, in one form; % and ‰ stay."""
    kept = (c for c in plain(normalize(text)) if c.isalnum() or c in "%‰")
    return "".join(kept)


def exact_match(given: str, expected: str) -> float:
    """1 where the two texts have the same characters in the same order, else 0."""
    return float(bare(given) == bare(expected))


def character_f1(given: str, expected: str) -> float:
    """2PR / (P + R) over characters with their counts; 1 where both texts are empty.

    P = |shared characters| / |characters given|, R = |shared| / |characters expected|.
    """
    got, wanted = Counter(bare(given)), Counter(bare(expected))
    if not got or not wanted:
        return float(got == wanted)
    shared = (got & wanted).total()
    return 2 * shared / (got.total() + wanted.total())
