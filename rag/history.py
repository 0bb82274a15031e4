"""Follow-up questions: what an earlier question said holds until a later one changes it."""

from collections.abc import Sequence
from dataclasses import replace

from rag.records import Query


def with_history(query: Query, earlier: Sequence[Query]) -> Query:
    """A follow-up completed from earlier questions, oldest first.

    What the question itself names is kept. Without a district it takes the last one named;
    without a topic the last topic; without an ask the last ask. A question that is complete in
    itself, or has no history, comes back as it is.
    """
    for before in reversed(earlier):
        if not query.terms:
            query = replace(
                query,
                terms=before.terms,
                unit=before.unit,
                years=query.years or before.years,
            )
        elif _only_narrows(query, before):
            added = tuple(term for term in before.terms if term not in query.terms)
            query = replace(query, terms=(*query.terms, *added))
        if not query.districts and not query.outside:
            query = replace(query, districts=before.districts, outside=before.outside)
        if not query.asks:
            query = replace(query, asks=before.asks)
    return query


def _only_narrows(query: Query, before: Query) -> bool:
    """True for a short question that asks for a further fact of the same thing (投资多少).

    Its own words name the fact, not a topic: no district, an ask, and a single known word.
    """
    return (
        bool(query.asks)
        and bool(before.terms)
        and not query.districts
        and len(query.terms) == 1
        and query.terms[0].known
        and len(query.text) <= 12
        and query.asks[0].kind in ("figure", "deadline", "target")
    )
