"""How much of the documents a quiz covers."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.bank import Candidate
from quiz.records import Question


@dataclass(frozen=True, slots=True)
class Coverage:
    """One district: its questions; of its chapters and clauses that can be asked, those asked."""

    district: str
    questions: int
    chapters: int
    all_chapters: int
    clauses: int
    all_clauses: int


def coverage_of(questions: Sequence[Question], pool: Sequence[Candidate]) -> tuple[Coverage, ...]:
    """The coverage of each district that the candidates of a blueprint are of, in their order."""
    found = []
    for district in dict.fromkeys(name for candidate in pool for name in candidate.districts):
        own = [q for q in questions if any(c.district == district for c in q.citations)]
        can = [c for c in pool if district in c.districts]
        asked = {c.clause_id for q in own for c in q.citations if c.district == district}
        every = {
            clause.id
            for candidate in can
            for fact in candidate.facts
            if fact.source.document.district == district
            for clause in fact.proofs
        }
        chapters = {c.chapter for c in can if c.districts[0] == district}
        found.append(
            Coverage(
                district,
                len(own),
                len({q.chapter for q in own if q.district == district}),
                len(chapters),
                len(asked),
                len(every),
            )
        )
    return tuple(found)
