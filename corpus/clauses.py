"""From passages and table rows to clauses with ids, numbers, units and deadlines."""

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.assigned import paragraph_units
from corpus.deadlines import find_deadline
from corpus.doubts import LAYOUT
from corpus.numbering import read_marker, run_starts
from corpus.outline import Passage, PlacedTable
from corpus.readable import leading_title, readable
from corpus.records import Clause, ClauseKind, Document, Form, Heading, ResponsibleUnit, Role
from corpus.register import Register
from corpus.remarks import Remarks
from corpus.rownumbers import RowNumber, number_rows
from corpus.tables import ColumnRole, Row, column_role, resolve
from corpus.units import read_units

_UNIT_ROLES: dict[ColumnRole, Role] = {
    "unit": "responsible",
    "lead": "lead",
    "support": "support",
}


@dataclass(slots=True)
class ClauseMaker:
    """Makes the clauses of one document; gives each an id that no other clause has.

    headings: what stands among the clauses but carries no words of its own. remarks: on tables.
    """

    document: Document
    form: Form
    register: Register
    headings: list[Heading] = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)
    _given: dict[str, int] = field(default_factory=dict)

    def from_passage(self, passage: Passage) -> Iterator[Clause]:
        """One clause for a passage, or its lead-in and one for each of 一是, 二是, …

        A lead-in that is only the title of the passage becomes a heading.
        """
        raw = self.document.text[passage.start : passage.end]
        formal = passage.kind == "front_matter"
        starts = [] if formal else run_starts(raw)
        cuts = sorted({0, *starts, len(raw)})
        for begin, stop in itertools.pairwise(cuts):
            piece = raw[begin:stop]
            text = readable(piece, self.form)
            numbered = begin in starts
            own = ((leading_title(text, "。，；") or text[:2]),) if numbered else ()
            start = passage.start + begin + len(piece) - len(piece.lstrip())
            end = passage.start + begin + len(piece.rstrip())
            title_only = bool(starts) and not numbered and _is_title(text, passage.section)
            if title_only or not _has_words(text):
                marker = read_marker(text)
                self._head(text, start, end, marker.level if marker else LAYOUT)
                continue
            yield self._clause(
                section=(*passage.section, *own),
                kind="item" if numbered and passage.kind == "paragraph" else passage.kind,
                text=text,
                start=start,
                end=end,
                units=() if formal else paragraph_units(text, self.register),
                deadline=None if formal else find_deadline(text, self.document.issued),
                number=None if formal else _own_number(text),
            )

    def from_table(self, placed: PlacedTable) -> list[Clause]:
        """One clause for each row, merged cells filled in."""
        columns = placed.table.columns
        roles = [column_role(column) for column in columns]
        rows, remarks = resolve(placed.table, displaced_names=self.form == "ocr")
        self.remarks.extend(remarks)
        for cells in placed.table.rows:
            if not any(cell.text for cell in cells):
                self._head("", cells[0].start, cells[-1].end, LAYOUT)
        clauses: list[Clause] = []
        for row, number in zip(rows, _row_numbers(rows, roles), strict=True):
            cells_ = {c: t for c, t in zip(columns, row.texts, strict=True) if t}
            deadline = next(
                (t for t, r in zip(row.texts, roles, strict=True) if r == "deadline" and t), None
            )
            clauses.append(
                self._clause(
                    section=(*placed.section, *_row_names(row, roles)),
                    kind="table_row",
                    text="；".join(f"{c}：{t.rstrip('。；')}" for c, t in cells_.items()),
                    start=row.start,
                    end=row.end,
                    cells=cells_,
                    units=self._row_units(row, roles),
                    deadline=deadline or find_deadline(_task(row, roles), self.document.issued),
                    number=number,
                    merged_with=None if row.source is None else clauses[row.source].id,
                )
            )
        return clauses

    def _head(self, text: str, start: int, end: int, level: int) -> None:
        if end > start:
            self.headings.append(Heading(text, start, end, level))

    def _clause(
        self,
        section: tuple[str, ...],
        kind: ClauseKind,
        text: str,
        start: int,
        end: int,
        units: tuple[ResponsibleUnit, ...],
        deadline: str | None,
        number: RowNumber | None,
        cells: Mapping[str, str] | None = None,
        merged_with: str | None = None,
    ) -> Clause:
        return Clause(
            id=self._id(section, kind, text),
            document_id=self.document.id,
            district=self.document.district,
            section=section,
            kind=kind,
            text=text,
            start=start,
            end=end,
            cells=cells or {},
            units=units,
            deadline=deadline,
            merged_with=merged_with,
            number=number.text if number else None,
            number_inferred=bool(number and number.inferred),
        )

    def _id(self, section: tuple[str, ...], kind: str, text: str) -> str:
        """An id from document, section path and text: the place in the document does not enter."""
        key = "\x1f".join((*section, kind, text))
        digest = hashlib.sha256(key.encode()).hexdigest()[:10]
        self._given[digest] = self._given.get(digest, 0) + 1
        again = f"-{self._given[digest]}" if self._given[digest] > 1 else ""
        return f"{self.document.id}:{digest}{again}"

    def _row_units(self, row: Row, roles: list[ColumnRole | None]) -> tuple[ResponsibleUnit, ...]:
        units: list[ResponsibleUnit] = []
        for column, (text, role) in enumerate(zip(row.texts, roles, strict=True)):
            if role not in _UNIT_ROLES:
                continue
            units.extend(
                ResponsibleUnit(
                    name, unit_role, column in row.merged, self.register.canonical(name)
                )
                for name, unit_role in read_units(text, _UNIT_ROLES[role])
            )
        return tuple(dict.fromkeys(units))


def _row_names(row: Row, roles: list[ColumnRole | None]) -> list[str]:
    """What a row adds to the section path: its names, or the first sentence of its task."""
    names = [t.rstrip("。") for t, r in zip(row.texts, roles, strict=True) if r == "name" and t]
    title = leading_title(_task(row, roles), "。：；")
    return names or ([title] if title else [])


def _task(row: Row, roles: list[ColumnRole | None]) -> str:
    return "".join(t for t, r in zip(row.texts, roles, strict=True) if r == "target")


def _own_number(text: str) -> RowNumber | None:
    """The number that a clause of running text starts with, as written: （十三）, 3．, 一是."""
    marker = read_marker(text)
    return RowNumber(text[: marker.length].strip()) if marker and marker.value else None


def _row_numbers(rows: list[Row], roles: list[ColumnRole | None]) -> list[RowNumber | None]:
    """From the number column; without one, from the number that the row's task starts with."""
    if "number" not in roles:
        return [_own_number(_task(row, roles)) for row in rows]
    column = roles.index("number")
    names = [i for i, role in enumerate(roles) if role == "name"]
    continues = [column in row.merged or (bool(names) and max(names) in row.merged) for row in rows]
    return number_rows([row.texts[column] for row in rows], continues)


def _is_title(text: str, section: tuple[str, ...]) -> bool:
    return text.rstrip("。：:") == section[-1].rstrip("。：:")


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
