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
        if not query.districts and not query.outside:
            query = replace(query, districts=before.districts, outside=before.outside)
        if not query.asks:
            query = replace(query, asks=before.asks)
    return query
