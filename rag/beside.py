"""Further clauses for a question about several things, or several years, at once."""

import re
from collections.abc import Sequence

from rag.evidence import Evidence
from rag.items import asked_count
from rag.match import match
from rag.normalize import matching
from rag.records import Candidate, Query, Term
from rag.weights import load_weights

_JOINED = re.compile(r"[和与跟及、]|以及|还有|同时|\band\b|\bplus\b|&")
_MOST = 6  # further clauses


def beside(
    query: Query, best: Candidate, accepted: Sequence[Candidate], evidence: Evidence
) -> list[Candidate]:
    """Clauses that answer for what the best one leaves open.

    accepted: all clauses that probably answer, best first, of one district.
    """
    rows = [c for c in accepted if c.clause.kind == "table_row" and c is not best]
    found = [
        *_of_years(query, best, rows),
        *_of_things(query, best, rows, evidence),
        *_of_a_number(query, best, rows),
    ]
    return list({c.position: c for c in found}.values())[:_MOST]


def _of_years(query: Query, best: Candidate, rows: Sequence[Candidate]) -> list[Candidate]:
    """For each year asked that the best clause does not name, the row beside it that does."""
    found = []
    for year in map(str, query.years if len(query.years) > 1 else ()):
        if not _names(best, year):
            alike = (c for c in rows if _is_near(c, best) and _together(c, best))
            found += [c for c in alike if _names(c, year)][:1]
    return found


def _of_things(
    query: Query, best: Candidate, rows: Sequence[Candidate], evidence: Evidence
) -> list[Candidate]:
    """For each telling word that the best clause lacks, the row whose own name says it."""
    if query.about_text() or not _JOINED.search(query.text):
        return []
    found = []
    for term in query.terms:
        if _tells(term, evidence) and not evidence.speaks_of(term, best.position):
            named = (c for c in rows if match(term, evidence.text(c.position).own))
            found += [c for c in named if c.clause.document_id == best.clause.document_id][:1]
    return found


def _tells(term: Term, evidence: Evidence) -> bool:
    telling = evidence.weight(term) >= load_weights().decide.telling
    return term.known and term.unit is None and telling


def _of_a_number(query: Query, best: Candidate, rows: Sequence[Candidate]) -> list[Candidate]:
    """Rows of the best one's table that say as much, where there are just as many as asked."""
    count = asked_count(query.text)
    if count is None or not query.about_text():
        return []
    alike = [c for c in rows if _is_near(c, best) and c.clause.section[:-1] == _outer(best)]
    return alike if len(alike) + 1 == count else []


def _outer(candidate: Candidate) -> tuple[str, ...]:
    return candidate.clause.section[:-1]


def _together(one: Candidate, other: Candidate) -> bool:
    return one.clause.section == other.clause.section


def _is_near(one: Candidate, best: Candidate) -> bool:
    return one.signals.coverage >= best.signals.coverage - load_weights().decide.near


def _names(candidate: Candidate, year: str) -> bool:
    clause = candidate.clause
    return year in matching(" ".join((*clause.section, clause.text, clause.deadline or "")))
