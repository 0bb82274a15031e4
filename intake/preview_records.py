"""The records of a preview: what a file would bring. Frozen, typed, no texts for people."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus import Clause, DocumentEntry, ParsedDocument, Role
from corpus.check import DocumentCheck

ChangeKind = Literal["new", "gone", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a wording. same: it stands in the other wording, too."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit whose role is another now. before, after: None where it is not named."""

    name: str
    before: Role | None
    after: Role | None


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause.

    before, after: None for a clause that is new or gone. old, new: both wordings in pieces, empty
    where they are the same. deadline, target: before and after, None where they are the same.
    moved: it stands under other headings now, whatever else has changed.
    """

    kind: ChangeKind
    before: Clause | None
    after: Clause | None
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()
    units: tuple[UnitChange, ...] = ()
    deadline: tuple[str, str] | None = None
    target: tuple[str, str] | None = None
    moved: bool = False

    @property
    def clause(self) -> Clause:
        """The clause as it is, or was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of them is there
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """What a revision changes. revises: id of the document. same: clauses that stay as they are."""

    revises: str
    same: int
    changes: tuple[ClauseChange, ...]

    def of(self, kind: ChangeKind) -> tuple[ClauseChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


@dataclass(frozen=True, slots=True)
class TouchedGold:
    """A gold question that no longer holds. reasons: in one line each, for an evaluator."""

    path: Path
    line: int
    id: str
    question: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TouchedPaper:
    """A quiz paper with questions whose clause is no longer as it was.

    questions: (version and number: A7, changed or gone), in the order of the paper.
    """

    path: Path
    questions: tuple[tuple[str, Literal["changed", "gone"]], ...]


@dataclass(frozen=True, slots=True)
class FactCounts:
    """Facts of the document that a quiz may ask. gone, new: those that only one state has."""

    before: int
    after: int
    gone: int
    new: int


@dataclass(frozen=True, slots=True)
class Touched:
    """What rests on the clauses that change. facts: None for a document too long to count them."""

    gold: tuple[TouchedGold, ...]
    papers: tuple[TouchedPaper, ...]
    facts: FactCounts | None


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A heading with what stands below it.

    depth: 0 for the outermost. clauses: below it, at any depth. rows: those of them that are table
    rows. line: of its first clause.
    """

    title: str
    depth: int
    clauses: int
    rows: int
    line: int


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A table: the headings above it, its columns, its rows, and the line of its first row."""

    section: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    line: int


@dataclass(frozen=True, slots=True)
class UnitPreview:
    """A unit that the document names.

    canonical: its function, None where the register does not know it. clauses: how many name it;
    clause_ids, lines: of the first of them. near: known names that are spelled alike; only where it
    is unknown.
    """

    name: str
    canonical: str | None
    clauses: int
    clause_ids: tuple[str, ...]
    lines: tuple[int, ...]
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What adding a file with an entry would bring.

    notes: how the file was read. check: rows against expectations, coverage, units, repairs and
    warnings (corpus/check.py). changes: None where the document is not there yet. touched: gold
    questions and quizzes that the step would touch, in a new document those that it makes unclear.
    """

    name: str
    entry: DocumentEntry
    notes: tuple[str, ...]
    parsed: ParsedDocument
    check: DocumentCheck
    outline: tuple[OutlineNode, ...]
    tables: tuple[TablePreview, ...]
    units: tuple[UnitPreview, ...]
    touched: Touched
    changes: Changes | None = None

    @property
    def unknown_units(self) -> tuple[UnitPreview, ...]:
        """The units that the register does not know."""
        return tuple(unit for unit in self.units if unit.canonical is None)


@dataclass(frozen=True, slots=True)
class Removal:
    """What taking a document out would touch. clauses: of the document."""

    id: str
    district: str
    title: str
    clauses: int
    touched: Touched
