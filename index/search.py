"""The loaded index: clauses by id, and one score per clause from words and from vectors."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import bm25s
import faiss
import numpy as np
import numpy.typing as npt

from corpus.citation import Citation, cite
from corpus.numbering import read_marker
from corpus.records import Clause, Document, Heading
from errors import IndexDamagedError, IndexMissingError
from index.build import STORE_FILE, WORDS_FOLDER
from index.embedding import Embedder, embed_queries, load_embedder
from index.layout import live_name, version_folder
from index.manifest import REBUILD, Manifest, check_files, read_manifest, settings_hash
from index.store import read_store
from index.tokenizer import TOKENIZER, tokenize
from index.vectors import OWNERS_FILE, VECTORS_FILE
from index.words import Scores, load_counts, load_words, score_words
from settings import Settings


@dataclass(frozen=True)
class Index:
    """A loaded version. clauses[i] is word document i; vector j is of clause owners[j].

    The first vector of a clause is of the whole clause, further ones are of its sentences.
    word_counts: how often the documents use each Chinese word (see count_words).
    """

    version: str
    manifest: Manifest
    documents: dict[str, Document]
    headings: dict[str, tuple[Heading, ...]]
    clauses: tuple[Clause, ...]
    positions: dict[str, int]
    words: bm25s.BM25
    word_counts: dict[str, int]
    vectors: faiss.IndexFlatIP
    owners: npt.NDArray[np.int64]
    embedder: Embedder

    def districts(self) -> tuple[str, ...]:
        """The districts that have a document, in the order of documents.toml."""
        return tuple(dict.fromkeys(document.district for document in self.documents.values()))

    def rows(self, district: str) -> npt.NDArray[np.int64]:
        """Index rows of a district's clauses, int64 (n,), in document order."""
        return self._rows.get(district, np.zeros(0, dtype=np.int64))

    @cached_property
    def _rows(self) -> dict[str, npt.NDArray[np.int64]]:
        rows: dict[str, list[int]] = {}
        for position, clause in enumerate(self.clauses):
            rows.setdefault(clause.district, []).append(position)
        return {district: np.array(own, dtype=np.int64) for district, own in rows.items()}

    @cached_property
    def numbers(self) -> npt.NDArray[np.int64]:
        """The number of each clause among its like, int64 (n_clauses,); 0 for one without.

        A row without a number of its own has that of the heading it stands under.
        """
        return np.array([_number(clause) for clause in self.clauses], dtype=np.int64)

    @cached_property
    def _starts(self) -> npt.NDArray[np.int64]:
        """The vector of each whole clause: its first."""
        return np.searchsorted(self.owners, np.arange(len(self.clauses)))

    def cite(self, clause: Clause) -> Citation:
        """The citation of a clause of this index."""
        return cite(clause, self.documents[clause.document_id])

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with an id, None when there is none."""
        position = self.positions.get(clause_id)
        return None if position is None else self.clauses[position]

    def word_scores(self, text: str) -> Scores:
        """BM25 score of a text against each clause: float32 (n_clauses,)."""
        return score_words(self.words, tokenize(text), len(self.clauses))

    def vector_scores(self, *texts: str) -> Scores:
        """How near a question is to each clause: float32 (n_clauses,).

        texts: the question in one or more wordings. The mean, over the wordings, of two cosine
        similarities: to the whole clause, and to its nearest passage.
        """
        wanted = embed_queries(self.embedder, list(dict.fromkeys(texts)))
        held = faiss.rev_swig_ptr(self.vectors.get_xb(), self.vectors.ntotal * self.vectors.d)
        # all similarities, and in order: a search would sort them. Not by matrix product, whose
        # idle threads spin on and take the processor from the next question's embedding
        near = np.einsum("ij,kj->ik", wanted, held.reshape(-1, self.vectors.d))
        starts = self._starts
        nearest = np.maximum.reduceat(near, starts, axis=1)
        scores: Scores = ((near[:, starts] + nearest) / 2).mean(axis=0)
        return scores


def _number(clause: Clause) -> int:
    written = clause.number or clause.section[-1]
    if written.isdecimal():
        return int(written)
    marker = read_marker(written)
    return marker.value if marker else 0


def load_index(settings: Settings, embedder: Embedder | None = None) -> Index:
    """Load and check the live version.

    A version may be replaced, and removed, while it is loaded: then the new one is. Raises
    IndexMissingError when there is none, IndexDamagedError when a file is damaged or the index
    was built with other settings; each names the command that mends it.
    """
    name = live_name(settings)
    while True:
        try:
            return _load(settings, name, embedder)
        except (IndexMissingError, IndexDamagedError):
            tried, name = name, live_name(settings)
            if name == tried:
                raise


def _load(settings: Settings, name: str, embedder: Embedder | None) -> Index:
    folder = version_folder(settings, name)
    manifest = read_manifest(folder)
    if manifest.settings_hash != settings_hash(settings) or manifest.tokenizer != TOKENIZER:
        raise IndexDamagedError(f"{folder}: the index was built with other settings; {REBUILD}")
    check_files(folder, manifest)
    try:
        parsed = list(read_store(folder / STORE_FILE))
        vectors = faiss.read_index(str(folder / VECTORS_FILE))
        if not isinstance(vectors, faiss.IndexFlatIP):
            raise ValueError("another kind of vector index")
        owners = np.load(folder / OWNERS_FILE, allow_pickle=False)
        words = load_words(folder / WORDS_FOLDER)
        counts = load_counts(folder / WORDS_FOLDER)
    except (sqlite3.DatabaseError, RuntimeError, OSError, KeyError, ValueError):
        raise IndexDamagedError(f"{folder}: the index cannot be read; {REBUILD}") from None
    clauses = tuple(clause for item in parsed for clause in item.clauses)
    _check_counts(folder, manifest, clauses, vectors, owners)
    return Index(
        version=name,
        manifest=manifest,
        documents={item.document.id: item.document for item in parsed},
        headings={item.document.id: item.headings for item in parsed},
        clauses=clauses,
        positions={clause.id: position for position, clause in enumerate(clauses)},
        words=words,
        word_counts=counts,
        vectors=vectors,
        owners=owners,
        embedder=embedder or load_embedder(settings.embedding_model),
    )


def _check_counts(
    folder: Path,
    manifest: Manifest,
    clauses: Sequence[Clause],
    vectors: faiss.Index,
    owners: npt.NDArray[np.int64],
) -> None:
    owned = len(np.unique(owners))
    if not len(clauses) == owned == manifest.clauses or vectors.ntotal != len(owners):
        raise IndexDamagedError(
            f"{folder}: {len(clauses)} clauses, {vectors.ntotal} vectors of {owned} clauses, "
            f"{manifest.clauses} clauses in the manifest; {REBUILD}"
        )
