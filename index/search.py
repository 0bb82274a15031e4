"""The loaded index: clauses by id, and one score per clause from words and from vectors."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import faiss
import numpy as np
import numpy.typing as npt

from corpus.records import Clause, Document, Heading
from errors import IndexDamagedError
from index.build import STORE_FILE, VECTORS_FILE, WORDS_FOLDER
from index.embedding import Embedder, embed_query, load_embedder
from index.manifest import REBUILD, Manifest, check_files, read_manifest, settings_hash
from index.store import read_store
from index.tokenizer import TOKENIZER, tokenize
from index.words import Scores, load_words, score_words
from settings import Settings


@dataclass(frozen=True)
class Index:
    """A loaded index. clauses[i] belongs to vector i and to word document i."""

    manifest: Manifest
    documents: dict[str, Document]
    headings: dict[str, tuple[Heading, ...]]
    clauses: tuple[Clause, ...]
    positions: dict[str, int]
    words: bm25s.BM25
    vectors: faiss.Index
    embedder: Embedder

    def districts(self) -> tuple[str, ...]:
        """The districts that have a document, in the order of documents.toml."""
        return tuple(dict.fromkeys(document.district for document in self.documents.values()))

    def rows(self, district: str) -> npt.NDArray[np.int64]:
        """Index rows of a district's clauses, int64 (n,), in document order."""
        return np.flatnonzero([clause.district == district for clause in self.clauses])

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with an id, None when there is none."""
        position = self.positions.get(clause_id)
        return None if position is None else self.clauses[position]

    def word_scores(self, text: str) -> Scores:
        """BM25 score of a text against each clause: float32 (n_clauses,)."""
        return score_words(self.words, tokenize(text), len(self.clauses))

    def vector_scores(self, text: str) -> Scores:
        """Cosine similarity of a question to each clause: float32 (n_clauses,)."""
        similarities, ids = self.vectors.search(embed_query(self.embedder, text), len(self.clauses))
        scores = np.zeros(len(self.clauses), dtype=np.float32)
        scores[ids[0]] = similarities[0]
        return scores


def load_index(settings: Settings, embedder: Embedder | None = None) -> Index:
    """Load and check the index.

    Raises IndexMissingError when there is none, IndexDamagedError when a file is damaged or the
    index was built with other settings; each names the command that mends it.
    """
    folder = settings.index_dir
    manifest = read_manifest(folder)
    if manifest.settings_hash != settings_hash(settings) or manifest.tokenizer != TOKENIZER:
        raise IndexDamagedError(f"{folder}: the index was built with other settings; {REBUILD}")
    check_files(folder, manifest)
    try:
        documents, headings, clauses = read_store(folder / STORE_FILE)
        vectors = faiss.read_index(str(folder / VECTORS_FILE))
        words = load_words(folder / WORDS_FOLDER)
    except (sqlite3.DatabaseError, RuntimeError, OSError, KeyError, ValueError):
        raise IndexDamagedError(f"{folder}: the index cannot be read; {REBUILD}") from None
    _check_counts(folder, manifest, clauses, vectors)
    return Index(
        manifest=manifest,
        documents={document.id: document for document in documents},
        headings=headings,
        clauses=tuple(clauses),
        positions={clause.id: position for position, clause in enumerate(clauses)},
        words=words,
        vectors=vectors,
        embedder=embedder or load_embedder(settings.embedding_model),
    )


def _check_counts(
    folder: Path, manifest: Manifest, clauses: Sequence[Clause], vectors: faiss.Index
) -> None:
    if not len(clauses) == vectors.ntotal == manifest.clauses:
        raise IndexDamagedError(
            f"{folder}: {len(clauses)} clauses, {vectors.ntotal} vectors, "
            f"{manifest.clauses} in the manifest; {REBUILD}"
        )
