"""The plain baseline: 500-character chunks, the same model, FAISS, top 5; no understanding."""

from dataclasses import dataclass

import faiss

from eval.gold import GoldQuestion
from index.embedding import Embedder, embed_documents, embed_queries
from index.search import Index
from rag.normalize import matching

CHUNK = 500  # characters
TOP = 5


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document."""

    district: str
    text: str


class Baseline:
    """Fixed-size chunks of the documents, found by embedding alone."""

    def __init__(self, chunks: list[Chunk], vectors: faiss.IndexFlatIP, embedder: Embedder) -> None:
        self._chunks = chunks
        self._vectors = vectors
        self._embedder = embedder

    @classmethod
    def build(cls, index: Index) -> "Baseline":
        """A baseline over the documents of an index, with its model."""
        chunks = [
            Chunk(document.district, document.text[start : start + CHUNK])
            for document in index.documents.values()
            for start in range(0, len(document.text), CHUNK)
        ]
        embedded = embed_documents(index.embedder, [chunk.text for chunk in chunks])
        vectors = faiss.IndexFlatIP(embedded.shape[1])
        vectors.add(embedded)
        return cls(chunks, vectors, index.embedder)

    def search(self, question: str) -> list[Chunk]:
        """The TOP chunks nearest to a question, best first."""
        _, ids = self._vectors.search(embed_queries(self._embedder, [question]), TOP)
        return [self._chunks[i] for i in ids[0]]

    def first_is_right(self, question: GoldQuestion) -> bool:
        """True when the first chunk holds the words of an anchor, in its district."""
        asked = " ".join((*question.history, question.question))
        return any(_holds(self.search(asked)[:1], question))

    def any_is_right(self, question: GoldQuestion) -> bool:
        """True when one of the TOP chunks does."""
        asked = " ".join((*question.history, question.question))
        return any(_holds(self.search(asked), question))


def _holds(chunks: list[Chunk], question: GoldQuestion) -> list[bool]:
    return [
        anchor.district == chunk.district and matching(anchor.quote) in matching(chunk.text)
        for chunk in chunks
        for anchor in question.anchors
    ]
