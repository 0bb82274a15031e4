"""An answer about several districts, taken apart: what is said of each, and the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.citation import CitedUnit
from rag.draft import district_told
from rag.records import Answer
from rag.wording import load_wording

_MARKS = re.compile(r"\s*\[(\d+)\]")
_MOST_LINES = 4  # of one district; longer ones are lists, which are read better as they stand


@dataclass(frozen=True, slots=True)
class Compared:
    """What an answer says of one district.

    said: its sentences, without district and marks; () where its document has no answer. units:
    those that answer. marks: numbers of the citations.
    """

    district: str
    said: tuple[str, ...] = ()
    units: tuple[CitedUnit, ...] = ()
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The districts of an answer in its order, and its lines that are of no district alone."""

    rows: tuple[Compared, ...]
    rest: tuple[str, ...]


def compared(answer: Answer, districts: Sequence[str]) -> Comparison | None:
    """The comparison of districts that an answer makes, None where it makes none.

    districts: those that have documents. Made from the answer alone: a line belongs to the
    district that its citations are of, or is the one that says a district has no answer.
    """
    lines = answer.answer.split("\n")
    told: dict[str, list[str]] = {}
    rest: list[str] = []
    for line in lines:
        district = _missing(line, answer, districts) or _cited(line, answer)
        if district:
            told.setdefault(district, []).append(line)
        elif line.rstrip().endswith(("：", ":")):
            return None  # the head of a list
        else:
            rest.append(line)
    rows = tuple(_row(district, own, answer) for district, own in told.items())
    many = any(len(own) > _MOST_LINES for own in told.values())
    if many or len(rows) < 2 or sum(bool(row.marks) for row in rows) < 1:
        return None
    return Comparison(rows, tuple(rest))


def _missing(line: str, answer: Answer, districts: Sequence[str]) -> str | None:
    """The district that a line says there is no answer for."""
    say = load_wording(answer.language)
    return next(
        (
            name
            for name in districts
            if line == say("missing_district", district=district_told(name, answer.language))
        ),
        None,
    )


def _cited(line: str, answer: Answer) -> str | None:
    """The one district that the marks of a line are of."""
    found = {answer.citations[mark - 1].district for mark in _marks(line, answer)}
    return found.pop() if len(found) == 1 else None


def _marks(line: str, answer: Answer) -> list[int]:
    numbers = (int(number) for number in _MARKS.findall(line) if len(number) < 5)
    return [number for number in numbers if 1 <= number <= len(answer.citations)]


def _row(district: str, lines: Sequence[str], answer: Answer) -> Compared:
    marks = tuple(dict.fromkeys(mark for line in lines for mark in _marks(line, answer)))
    if not marks:
        return Compared(district)
    name = district_told(district, answer.language)
    return Compared(
        district,
        tuple(_MARKS.sub("", line).removeprefix(name).lstrip("，,：: ") for line in lines),
        tuple(unit for unit in answer.units if unit.district == district),
        marks,
    )
