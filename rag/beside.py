"""Further clauses for a question about several years, or about just so many rows."""

from collections.abc import Sequence
from dataclasses import replace

from rag.evidence import Evidence
from rag.items import asked_count
from rag.periods import named_share, names_year
from rag.records import Candidate, Query
from rag.weights import load_weights

_MOST = 6  # further clauses


def beside(
    query: Query, best: Candidate, accepted: Sequence[Candidate], evidence: Evidence
) -> list[Candidate]:
    """Clauses that answer for what the best one leaves open.

    accepted: the clauses of one district that probably answer and state all that is asked, best
    first.
    """
    rows = [c for c in accepted if c.clause.kind == "table_row" and c is not best]
    found = [
        *_of_years(query, best, accepted, evidence),
        *_of_a_number(query, best, rows),
    ]
    return list({c.position: c for c in found}.values())[:_MOST]


def _of_years(
    query: Query, best: Candidate, accepted: Sequence[Candidate], evidence: Evidence
) -> list[Candidate]:
    """For each year asked that the best clause is not of, the clause on the same that is."""
    found = []
    for year in query.years if len(query.years) > 1 else ():
        alone = replace(query, years=(year,))
        if not _is_of(alone, best, evidence):
            alike = (c for c in accepted if c is not best and _is_near(c, best))
            found += [c for c in alike if _is_of(alone, c, evidence)][:1]
    return found


def _is_of(query: Query, candidate: Candidate, evidence: Evidence) -> bool:
    """True where a clause is of the years of a query, and not only its document."""
    text = evidence.text(candidate.position).full
    own = named_share(query, text) or not names_year(text)
    return bool(own) and evidence.periods.in_period(query, candidate.clause, text)


def _of_a_number(query: Query, best: Candidate, rows: Sequence[Candidate]) -> list[Candidate]:
    """Rows of the best one's table that say as much, where there are just as many as asked."""
    count = asked_count(query.text)
    if count is None or not query.about_text():
        return []
    alike = [c for c in rows if _is_near(c, best) and c.clause.section[:-1] == _outer(best)]
    return alike if len(alike) + 1 == count else []


def _outer(candidate: Candidate) -> tuple[str, ...]:
    return candidate.clause.section[:-1]


def _is_near(one: Candidate, best: Candidate) -> bool:
    return one.signals.coverage >= best.signals.coverage - load_weights().decide.near
