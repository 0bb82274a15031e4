"""Which clauses answer, or that none does. One decision for each district."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Index
from rag.evidence import task_text
from rag.facts import find_dates, has_quantity
from rag.records import Ask, Candidate, Query, Status
from rag.weights import load_weights

_MOST_ROWS = 12  # rows of one section that are answered together


@dataclass(frozen=True, slots=True)
class Finding:
    """What was decided for a district.

    chosen: the answering clause, or the rows of one section that answer together; the clause at
    hand for unspecified; () for not_found. also: clauses that speak of the same elsewhere.
    """

    district: str
    status: Status
    chosen: tuple[Candidate, ...] = ()
    also: tuple[Candidate, ...] = ()

    @property
    def best(self) -> Candidate:
        """The first chosen clause. Raises IndexError for not_found."""
        return self.chosen[0]


def decide(
    query: Query, district: str, candidates: Sequence[Candidate], index: Index
) -> Finding:
    """Answer, unspecified or not found, for one district.

    candidates: of that district, best first.
    """
    limits = load_weights().decide
    accepted = [c for c in candidates if _accepts(c, candidates)]
    if not accepted or not query.terms:
        return Finding(district, "not_found")
    most = max(c.coverage for c in accepted)
    near = [c for c in accepted if c.coverage >= most - limits.near]
    able = [c for c in near if all(_can_answer(c, ask) for ask in query.asks)]
    able = able or [c for c in near if any(_can_answer(c, ask) for ask in query.asks)]
    if not able and query.asks:
        return Finding(district, "unspecified", (near[0],))
    best = (able or near)[0]
    chosen = _rows_together(query, best, accepted)
    return Finding(district, "answered", chosen, _also(best, near, chosen))


def _accepts(candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Enough of the topic is there; a little less will do where the embedding agrees."""
    limits = load_weights().decide
    if candidate.coverage >= limits.answers:
        return True
    top = max(other.vectors for other in candidates)
    return candidate.coverage >= limits.vague and candidate.vectors >= top


def _can_answer(candidate: Candidate, ask: Ask) -> bool:
    clause = candidate.clause
    if ask.kind == "units":
        if not clause.units:
            return False
        roles = {unit.role for unit in clause.units}
        return not ask.roles or bool(roles & set(ask.roles)) or ask.roles == ("lead",)
    if ask.kind == "figure":
        return has_quantity(task_text(clause))
    if ask.kind == "deadline":
        return bool(clause.deadline or find_dates(task_text(clause)))
    return True


def _rows_together(
    query: Query, best: Candidate, accepted: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """All rows under one name, where the question names no more than that name.

    Rows that name the same units count as one; the order is the document's.
    """
    if best.clause.kind != "table_row" or query.asks_for("units") is None:
        return (best,)
    tied = load_weights().decide.tied
    rows = [
        c
        for c in accepted
        if c.clause.section == best.clause.section
        and c.clause.document_id == best.clause.document_id
        and c.coverage >= best.coverage - tied
        and c.heading >= 0.8 * best.coverage
    ]
    if len({c.clause.units for c in rows}) < 2 or len(rows) > _MOST_ROWS:
        return (best,)
    return tuple(sorted(rows, key=lambda c: c.position))


def _also(
    best: Candidate, near: Sequence[Candidate], chosen: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The best clause of the other kind: the body's beside a row's, a row beside the body's."""
    is_row = best.clause.kind == "table_row"
    others = (
        c
        for c in near
        if c not in chosen
        and (c.clause.kind == "table_row") != is_row
        and c.clause.kind != "front_matter"
        and c.coverage >= best.coverage - load_weights().decide.tied
    )
    return tuple(c for c, _ in zip(others, range(1), strict=False))
