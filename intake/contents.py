"""What a parsed document holds, for a preview: its outline, its tables, the units it names."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from corpus import Clause, ParsedDocument, load_register
from corpus.numbering import POINT, read_marker
from intake.preview_records import OutlineNode, TablePreview, UnitPreview

_MOST_LISTED = 20  # clauses that are listed for one unit
_MOST_UNKNOWN = 200  # units for which near names are looked for
_MOST_NEAR, _NEAR = 3, 50  # names that are near an unknown one; least likeness in percent


class Lines:
    """Tells the line of a place in a text, from 1."""

    def __init__(self, text: str) -> None:
        self._ends = [at for at, character in enumerate(text) if character == "\n"]

    def at(self, offset: int) -> int:
        """The line of text[offset]."""
        return bisect_right(self._ends, offset - 1) + 1


def outline_of(parsed: ParsedDocument) -> tuple[OutlineNode, ...]:
    """The headings as a tree, in document order; points and rows count with what is above them."""
    above = {row: table.section for table in parsed.tables for row in table.rows}
    lines = Lines(parsed.document.text)
    first: dict[tuple[str, ...], Clause] = {}
    clauses: Counter[tuple[str, ...]] = Counter()
    rows: Counter[tuple[str, ...]] = Counter()
    for clause in parsed.clauses:
        path = above.get(clause.id) or _headings(clause)
        for depth in range(1, len(path) + 1):
            first.setdefault(path[:depth], clause)
            clauses[path[:depth]] += 1
            rows[path[:depth]] += clause.kind == "table_row"
    return tuple(
        OutlineNode(path[-1], len(path) - 1, clauses[path], rows[path], lines.at(clause.start))
        for path, clause in first.items()
    )


def _headings(clause: Clause) -> tuple[str, ...]:
    """The section path of a clause down to its section: without points such as 1. and 一是."""
    for depth, title in enumerate(clause.section[1:], start=1):
        marker = read_marker(title)
        if marker and marker.level >= POINT:
            return clause.section[:depth]
    return clause.section


def tables_of(parsed: ParsedDocument) -> tuple[TablePreview, ...]:
    """The tables, in document order."""
    lines, by_id = Lines(parsed.document.text), {clause.id: clause for clause in parsed.clauses}
    return tuple(
        TablePreview(
            table.section,
            table.columns,
            len(table.rows),
            lines.at(by_id[table.rows[0]].start) if table.rows else 0,
        )
        for table in parsed.tables
    )


def units_of(parsed: ParsedDocument) -> tuple[UnitPreview, ...]:
    """The units that a document names, those that the register does not know first."""
    lines = Lines(parsed.document.text)
    named: dict[tuple[str, str | None], list[Clause]] = {}
    for clause in parsed.clauses:
        for unit in {(unit.name, unit.canonical): None for unit in clause.units}:
            named.setdefault(unit, []).append(clause)
    found = [
        UnitPreview(
            name,
            canonical,
            len(clauses),
            tuple(clause.id for clause in clauses[:_MOST_LISTED]),
            tuple(lines.at(clause.start) for clause in clauses[:_MOST_LISTED]),
        )
        for (name, canonical), clauses in named.items()
    ]
    found.sort(key=lambda unit: (unit.canonical is not None, -unit.clauses))
    return tuple(
        replace(unit, near=tuple(_near(unit.name)))
        if unit.canonical is None and place < _MOST_UNKNOWN
        else unit
        for place, unit in enumerate(found)
    )


def _near(name: str) -> Iterator[str]:
    """Known names that are spelled much like an unknown one, likest first."""
    known: Sequence[str] = load_register().known_names()
    for near, _, _ in process.extract(
        name, known, scorer=fuzz.ratio, limit=_MOST_NEAR, score_cutoff=_NEAR
    ):
        yield near
