"""Search for clauses by words: a ranked list to read, where an answer is not what is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.citation import Citation
from index import Index
from rag.rank import search_words, topic_words
from rag.records import Query
from rag.retriever import fuse, word_totals


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that a search found. score: of reciprocal rank fusion, higher is nearer."""

    citation: Citation
    score: float


def search_clauses(
    query: Query, index: Index, districts: Sequence[str] = (), limit: int = 20
) -> list[Found]:
    """The clauses nearest to a query, best first, from all districts together.

    districts: names; those that the query names unless given, else all. Only clauses that share
    a word with the query, in any of its spellings, are found. limit: at most so many.
    """
    wanted = set(districts or query.districts or index.districts())
    words = word_totals(index, search_words(query) or [(1.0, [query.text])])
    fits = np.array([clause.district in wanted for clause in index.clauses]) & (words > 0)
    rows = np.flatnonzero(fits)
    if not len(rows):
        return []
    vectors = index.vector_scores(query.text, topic_words(query) or query.text)
    order = fuse(words[rows], vectors[rows], len(rows))[:limit]
    return [
        Found(index.cite(index.clauses[int(rows[row])]), round(score, 6)) for row, score in order
    ]
