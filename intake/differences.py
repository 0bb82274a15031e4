"""Where two wordings of a text differ, word by word."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from index.tokenizer import cut
from intake.preview_records import Piece

_LONGEST = 20_000  # characters; longer texts count as different throughout
_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


def differences(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces: the same in both, or only there. Joined, the pieces give the texts."""
    if max(len(old), len(new)) > _LONGEST:
        return (Piece(old, False),), (Piece(new, False),)
    before, after = _words(old), _words(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for step in Levenshtein.opcodes(before, after):
        same = step.tag == "equal"
        _add(left, before[step.src_start : step.src_end], same)
        _add(right, after[step.dest_start : step.dest_end], same)
    return tuple(left), tuple(right)


def _words(text: str) -> list[str]:
    """The words of a text, blanks and marks among them."""
    return [word for run in _RUN.findall(text) for word in _cut(run)]


def _cut(run: str) -> list[str]:
    if not "\u3400" <= run[0] <= "\u9fff":
        return [run]
    words = cut(run)
    return words if "".join(words) == run else list(run)


def _add(pieces: list[Piece], words: Sequence[str], same: bool) -> None:
    text = "".join(words)
    if text and pieces and pieces[-1].same == same:
        pieces[-1] = Piece(pieces[-1].text + text, same)
    elif text:
        pieces.append(Piece(text, same))
