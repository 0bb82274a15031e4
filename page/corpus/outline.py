"""The outline of a document as a tree: each heading with the clauses that stand below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.records import Clause


@dataclass(slots=True)
class Branch:
    """A heading. clauses: how many stand below it, at any depth. first: id of the first one."""

    heading: str
    first: str
    clauses: int = 0
    below: dict[str, "Branch"] = field(default_factory=dict)

    @property
    def branches(self) -> Iterator["Branch"]:
        """The headings right below, in the order of the document."""
        return iter(self.below.values())


def outline(clauses: Iterable[Clause]) -> tuple[Branch, ...]:
    """The headings of a document's clauses as trees, in the order of the document.

    clauses: in document order; each stands below the headings of its section.
    """
    top: dict[str, Branch] = {}
    for clause in clauses:
        level = top
        for heading in clause.section:
            branch = level.setdefault(heading, Branch(heading, clause.id))
            branch.clauses += 1
            level = branch.below
    return tuple(top.values())
