"""Answers from some of the documents alone: a view of the index, and questions kept within it."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from errors import UnknownNameError
from index import Index
from index.words import Scores
from rag.records import Query


@dataclass(frozen=True)
class IndexView(Index):
    """The clauses of some documents of an index, with the scores that they have in the whole.

    kept: their rows in the whole index, int64 (n_clauses,), ascending.
    """

    whole: Index
    kept: npt.NDArray[np.int64]

    def word_scores(self, text: str) -> Scores:
        """As Index.word_scores, of the clauses in view."""
        scores: Scores = self.whole.word_scores(text)[self.kept]
        return scores

    def vector_scores(self, *texts: str) -> Scores:
        """As Index.vector_scores, of the clauses in view."""
        scores: Scores = self.whole.vector_scores(*texts)[self.kept]
        return scores


def view_within(index: Index, documents: Collection[str]) -> IndexView:
    """The view of an index that has only some documents, named by their ids.

    Raises UnknownNameError for an id that the index does not have, and for none at all.
    """
    unknown = sorted(set(documents) - index.documents.keys())
    if unknown or not documents:
        known = ", ".join(index.documents)
        raise UnknownNameError(f"no document {', '.join(unknown) or 'named'}; there are: {known}")
    kept = [row for row, c in enumerate(index.clauses) if c.document_id in documents]
    clauses = tuple(index.clauses[row] for row in kept)
    values = {field.name: getattr(index, field.name) for field in fields(Index)}
    values |= {
        "documents": {i: d for i, d in index.documents.items() if i in documents},
        "headings": {i: h for i, h in index.headings.items() if i in documents},
        "clauses": clauses,
        "positions": {clause.id: position for position, clause in enumerate(clauses)},
    }
    return IndexView(**values, whole=index, kept=np.array(kept, dtype=np.int64))


def kept_within(query: Query, districts: Collection[str]) -> Query:
    """A query that asks only of some districts.

    A district that it names beyond these becomes left_out, so that its asker can be told. A
    question about all districts is about these.
    """
    left_out = () if query.every else tuple(d for d in query.districts if d not in districts)
    inside = tuple(name for name in query.districts if name in districts)
    return replace(query, districts=inside, left_out=left_out)
