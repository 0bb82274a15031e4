"""Facts that a document states in its structure, each provable from one clause.

A fact is never a guess: units come from unit cells or from sentences that name who acts, figures
and dates from the words that state them, lists from headings with items below them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.quantities import Quantity
from corpus.records import Clause, ResponsibleUnit, Role
from corpus.spelling import plain
from quiz.conflicts import field_of
from quiz.records import FactKind
from quiz.source import Source
from quiz.subjects import Subject

_EVERYWHERE = ("应急",)  # all tasks of these documents are about it: it tells nothing


@dataclass(frozen=True, slots=True, eq=False)
class UnitsFact:
    """Who is responsible for a task in one role.

    named: the units of that role that are named one by one. collectives: its collective units
    (各镇街). open_ended: the cell ends in 等, or has a collective that may take in departments:
    then only the units that are named count, and a stem must say so.
    """

    id: str
    source: Source
    subject: Subject
    role: Role
    named: tuple[ResponsibleUnit, ...]
    collectives: tuple[str, ...]
    open_ended: bool

    kind: FactKind = "units"

    @property
    def clause(self) -> Clause:
        """The clause that states it."""
        return self.subject.clause

    @property
    def unseen(self) -> tuple[ResponsibleUnit, ...]:
        """The named units whose field the task does not say: 商务领域 gives 商务局 away."""
        said = plain(self.subject.said)
        fields = {unit.name: plain(field_of(unit.name)) for unit in self.named}
        return tuple(
            unit
            for unit in self.named
            if fields[unit.name] in _EVERYWHERE or fields[unit.name] not in said
        )

    @property
    def proofs(self) -> tuple[Clause, ...]:
        """The clauses that prove it: the row, and the one whose merged cell holds for it."""
        merged = self.source.by_id.get(self.clause.merged_with or "")
        return (self.clause, merged) if merged else (self.clause,)


@dataclass(frozen=True, slots=True, eq=False)
class ValueFact:
    """A value that a sentence or a cell states: a figure or a deadline.

    before, after: the words around it, enough to be understood. answer: the value as written, the
    words of its bound included. asked: what stands in its place in a question (多少公里). quantity:
    the number, None for a date. proof: the clauses that prove it, the row itself first.
    """

    id: str
    source: Source
    subject: Subject
    kind: FactKind
    before: str
    answer: str
    after: str
    asked: str
    proofs: tuple[Clause, ...]
    quantity: Quantity | None = None

    @property
    def clause(self) -> Clause:
        """The clause that states it."""
        return self.subject.clause


@dataclass(frozen=True, slots=True, eq=False)
class ListFact:
    """What stands under a heading, item by item: (clause, its title) in the document's order."""

    id: str
    source: Source
    heading: str
    path: tuple[str, ...]
    items: tuple[tuple[Clause, str], ...]

    kind: FactKind = "list"

    @property
    def clause(self) -> Clause:
        """The first item."""
        return self.items[0][0]

    @property
    def proofs(self) -> tuple[Clause, ...]:
        """All items."""
        return tuple(clause for clause, _ in self.items)


Fact = UnitsFact | ValueFact | ListFact


def read_facts(sources: Sequence[Source]) -> tuple[Fact, ...]:
    """All facts of the documents, in their order; no two have the same id."""
    from quiz.figure_facts import figure_facts
    from quiz.list_facts import list_facts
    from quiz.time_facts import time_facts
    from quiz.unit_facts import unit_facts

    found: dict[str, Fact] = {}
    for source in sources:
        for reader in (unit_facts, figure_facts, time_facts, list_facts):
            for fact in reader(source):
                found.setdefault(fact.id, fact)
    return tuple(found.values())
