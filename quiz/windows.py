"""The words around a value that a question needs: as few parts of the sentence as tell enough."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FEWEST, _MOST = 6, 110  # characters around the value
_COMMAS = "，,"
_OPEN, _CLOSE = "（(“《〔", "）)”》〕"
_EDGE = "，,。；;：:、 "
# a part that starts so leans on the part before it
_LEANING = re.compile(
    r"^(?:并|且|同时|其中|其|该|此|均|全部|分别|确保(?!.{6})|覆盖率|达标率|完成率|合格率|做到|达到|率|占|比|较|同比|相较|力争(?!.{8})|实现(?!.{6})|\d)"
)


_DONE = re.compile(r"进行|开展|实施|加强|建立|整改|改造|抽查")


@dataclass(frozen=True, slots=True)
class Window:
    """The words before and after a value, together a sentence or the part of one that tells."""

    before: str
    after: str


def window(sentence: str, start: int, end: int) -> Window | None:
    """The words around sentence[start:end]: its part between commas, with what it leans on.

    Returns None where the value stands in brackets or quotation marks, or where the sentence does
    not tell enough in _MOST characters.
    """
    if _depth(sentence, start):
        return None
    cuts = [0, *(at + 1 for at in _commas(sentence)), len(sentence) + 1]
    after = _after(sentence, end, cuts)
    if after and _goes_on(sentence, start, end, cuts):
        return None
    begins = [cut for cut in cuts if cut <= start]
    for begin in reversed(begins):
        before = sentence[begin:start].lstrip(_EDGE)
        told = len(before) + len(after)
        if told > _MOST:
            return None
        if told >= _FEWEST and not _LEANING.match(before or sentence[start:]):
            return Window(before, after)
    return None


def _after(sentence: str, end: int, cuts: list[int]) -> str:
    """What follows up to the end of the part; nothing where a list goes on behind the value."""
    stop = min(cut for cut in cuts if cut > end) - 1
    rest = sentence[end:stop]
    return "" if rest.startswith("、") else rest.rstrip(_EDGE)


def _goes_on(sentence: str, start: int, end: int, cuts: list[int]) -> bool:
    """True in the midst of a list of what is counted: what is done to it comes later."""
    stop = min(cut for cut in cuts if cut > end)
    if re.match(r"\d", sentence[stop:]):
        return True
    part = sentence[end:stop]
    begins_list = re.match(r"[针]?对", sentence[:start].rpartition("。")[2])
    return bool(begins_list and stop <= len(sentence) and not _DONE.search(part))


def extended(sentence: str, end: int, least: int = 8) -> str:
    """What follows a place, as many parts as say at least so many characters."""
    for at in (*_commas(sentence), len(sentence)):
        rest = sentence[end:at].strip(_EDGE)
        if len(rest) >= least:
            return rest if len(rest) <= _MOST else ""
    return ""


def _commas(text: str) -> Iterator[int]:
    """Where the commas stand that no bracket or quotation mark holds."""
    depth = 0
    for at, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif character in _COMMAS and not depth:
            yield at


def _depth(text: str, stop: int) -> int:
    """How many brackets and quotation marks are open before a place."""
    depth = 0
    for character in text[:stop]:
        depth += (character in _OPEN) - (character in _CLOSE and depth > 0)
    return depth
