"""From passages and table rows to clauses with ids, units and deadlines."""

import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.deadlines import find_deadline
from corpus.numbering import run_starts
from corpus.outline import Passage, PlacedTable
from corpus.readable import leading_title, readable
from corpus.records import Clause, ClauseKind, Document, Form, ResponsibleUnit, Role
from corpus.register import Register
from corpus.tables import ColumnRole, Row, column_role, resolve
from corpus.units import read_units

_UNIT_ROLES: dict[ColumnRole, Role] = {
    "unit": "responsible",
    "lead": "lead",
    "support": "support",
}
_LEADS = re.compile(r"(?:等)?(?:分别|共同)?牵头")


@dataclass(slots=True)
class ClauseMaker:
    """Makes the clauses of one document; gives each an id that no other clause has."""

    document: Document
    form: Form
    register: Register
    repairs: list[str] = field(default_factory=list)
    _given: dict[str, int] = field(default_factory=dict)

    def from_passage(self, passage: Passage) -> Iterator[Clause]:
        """One clause for a passage, or its lead-in and one for each of 一是, 二是, …"""
        raw = self.document.text[passage.start : passage.end]
        formal = passage.kind == "front_matter"
        starts = [] if formal else run_starts(raw)
        cuts = sorted({0, *starts, len(raw)})
        for begin, stop in itertools.pairwise(cuts):
            piece = raw[begin:stop]
            text = readable(piece, self.form)
            if not text:
                continue
            numbered = begin in starts
            own = ((leading_title(text, "。，；") or text[:2]),) if numbered else ()
            lead = len(piece) - len(piece.lstrip())
            yield self._clause(
                section=(*passage.section, *own),
                kind="item" if numbered and passage.kind == "paragraph" else passage.kind,
                text=text,
                start=passage.start + begin + lead,
                end=passage.start + begin + len(piece.rstrip()),
                units=() if formal else self._acting_units(text),
                deadline=None if formal else find_deadline(text),
            )

    def from_table(self, placed: PlacedTable) -> list[Clause]:
        """One clause for each row, merged cells filled in."""
        columns = placed.table.columns
        roles = [column_role(column) for column in columns]
        rows, repairs = resolve(placed.table, displaced_names=self.form == "ocr")
        self.repairs.extend(repairs)
        clauses: list[Clause] = []
        for row in rows:
            cells = {c: t for c, t in zip(columns, row.texts, strict=True) if t}
            deadline = next(
                (t for t, r in zip(row.texts, roles, strict=True) if r == "deadline" and t), None
            )
            clauses.append(
                self._clause(
                    section=(*placed.section, *_row_names(row, roles)),
                    kind="table_row",
                    text="；".join(f"{c}：{t.rstrip('。；')}" for c, t in cells.items()),
                    start=row.start,
                    end=row.end,
                    cells=cells,
                    units=self._row_units(row, roles),
                    deadline=deadline or find_deadline(_task(row, roles)),
                    merged_with=None if row.source is None else clauses[row.source].id,
                )
            )
        return clauses

    def _clause(
        self,
        section: tuple[str, ...],
        kind: ClauseKind,
        text: str,
        start: int,
        end: int,
        units: tuple[ResponsibleUnit, ...],
        deadline: str | None,
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
        )

    def _id(self, section: tuple[str, ...], kind: str, text: str) -> str:
        """An id from document, section path and text: the place in the document does not enter."""
        key = "\x1f".join((*section, kind, text))
        digest = hashlib.sha256(key.encode()).hexdigest()[:10]
        self._given[digest] = self._given.get(digest, 0) + 1
        again = f"-{self._given[digest]}" if self._given[digest] > 1 else ""
        return f"{self.document.id}:{digest}{again}"

    def _acting_units(self, text: str) -> tuple[ResponsibleUnit, ...]:
        """Units that running text names as leading (县国资管理中心牵头出台…); none are guessed."""
        found: list[ResponsibleUnit] = []
        for match in _LEADS.finditer(text):
            before = text[: match.start()]
            name = next((n for n in self.register.known_names() if before.endswith(n)), None)
            if name:
                canonical = self.register.canonical(name)
                found.append(ResponsibleUnit(name, "lead", canonical=canonical))
        return tuple(dict.fromkeys(found))

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
