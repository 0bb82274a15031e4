"""Hybrid retrieval as a LangChain retriever: words and vectors fused, districts as a filter."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index import Index
from index.words import Scores

RANK_CONSTANT = 60  # of reciprocal rank fusion, as Cormack, Clarke and Büttcher (2009) set it


class ClauseRetriever(BaseRetriever):
    """Clauses of the named districts, best first within each, by reciprocal rank fusion.

    Keyword arguments of invoke: districts (names; () for all), words (for each term a weight and
    the words that mean it; the question itself unless given), topic (what the question is about,
    in the words of the documents: a second wording for the vector index), ordinal (only clauses
    with this number; None for any). Each document's
    metadata has clause_id, district, position (row of the index), words (BM25 relative to the
    district's best) and vectors (cosine, scaled to the district's range), both between 0 and 1.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    index: Index
    candidates: int

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        districts: Sequence[str] = (),
        words: Sequence[tuple[float, Sequence[str]]] = (),
        topic: str = "",
        ordinal: int | None = None,
        **_: Any,
    ) -> list[LangChainDocument]:
        by_words = word_totals(self.index, words or [(1.0, [query])])
        by_vectors = self.index.vector_scores(query, topic or query)
        found: list[LangChainDocument] = []
        for district in districts or self.index.districts():
            rows = self.index.rows(district)
            if ordinal is not None:
                rows = rows[self.index.numbers[rows] == ordinal]
            if not len(rows):
                continue
            order = fuse(by_words[rows], by_vectors[rows], self.candidates)
            words_scaled = by_words[rows] / (float(by_words[rows].max()) or 1.0)
            vectors_scaled = _to_unit(by_vectors[rows])
            found.extend(
                self._document(
                    int(rows[i]),
                    words=float(words_scaled[i]),
                    vectors=float(vectors_scaled[i]),
                )
                for i, _ in order
            )
        return found

    def _document(self, position: int, **scores: float) -> LangChainDocument:
        clause = self.index.clauses[position]
        return LangChainDocument(
            page_content=clause.text,
            metadata={
                "clause_id": clause.id,
                "district": clause.district,
                "position": position,
                **scores,
            },
        )


def word_totals(index: Index, terms: Sequence[tuple[float, Sequence[str]]]) -> Scores:
    """BM25 summed over weighted terms, float32 (n_clauses,).

    Of the words of a term, which mean the same, the best counts, once.
    """
    total = np.zeros(len(index.clauses), dtype=np.float32)
    for weight, words in terms:
        scores = [index.word_scores(word) for word in words]
        total += weight * np.max(scores, axis=0)
    return total


def _to_unit(scores: Scores) -> Scores:
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / max(high - low, 1e-6)


def fuse(words: Scores, vectors: Scores, candidates: int) -> list[tuple[int, float]]:
    """Rows with their sum of 1 / (RANK_CONSTANT + rank) over both rankings, best first.

    candidates: only the first so many of each ranking count.
    """
    total: dict[int, float] = {}
    for scores in (words, vectors):
        for rank, row in enumerate(np.argsort(-scores, kind="stable")[:candidates], start=1):
            total[int(row)] = total.get(int(row), 0.0) + 1 / (RANK_CONSTANT + rank)
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))
