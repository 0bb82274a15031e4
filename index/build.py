"""Build the index: parse, embed, write beside the old index, then swap in one step."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import numpy as np

from corpus import Clause, ParsedDocument, load_corpus
from corpus.metadata import METADATA_FILE
from errors import IndexDamagedError, IndexMissingError
from index.embedding import Embedder, Vectors, embed_documents, load_embedder
from index.manifest import (
    FORMAT,
    Manifest,
    file_hash,
    read_manifest,
    settings_hash,
    write_manifest,
)
from index.store import write_store
from index.tokenizer import TOKENIZER
from index.words import build_words, save_words
from settings import ROOT, Settings

STORE_FILE, VECTORS_FILE, WORDS_FOLDER = "clauses.sqlite", "vectors.faiss", "words"
_LONGEST_EMBEDDED = 300  # characters: what a clause is about stands in its first sentences
_DATA_FILES = (
    ROOT / "corpus" / "data" / "units.toml",
    ROOT / "corpus" / "data" / "columns.toml",
    ROOT / "index" / "data" / "concepts.toml",
)

Progress = Callable[[int, int], None]


def embedded_text(clause: Clause) -> str:
    """What is embedded for a clause: where it stands, then what it says, cut to the window."""
    said = "；".join(clause.cells.values()) if clause.cells else clause.text
    return f"{clause.district} {' '.join(clause.section)}\n{said}"[:_LONGEST_EMBEDDED]


def word_text(clause: Clause) -> str:
    """What the word index reads for a clause; its own heading counts twice."""
    return " ".join((*clause.section, clause.section[-1], clause.text))


def is_current(settings: Settings) -> bool:
    """True when the index was built from these documents, readers, data files and settings."""
    try:
        manifest = read_manifest(settings.index_dir)
    except (IndexMissingError, IndexDamagedError):
        return False
    metadata = settings.documents_dir / METADATA_FILE
    documents = settings.documents_dir
    return (
        manifest.settings_hash == settings_hash(settings)
        and manifest.tokenizer == TOKENIZER
        and metadata.is_file()
        and manifest.metadata_hash == file_hash(metadata)
        and manifest.reader_hash == reader_hash()
        and all(
            (documents / name).is_file() and file_hash(documents / name) == expected
            for name, expected in manifest.document_hashes.items()
        )
    )


def reader_hash() -> str:
    """Hash over what decides how documents are read and cut into words: code and data files."""
    files = sorted([*(ROOT / "corpus").rglob("*.py"), *_DATA_FILES])
    joined = "".join(file_hash(path) for path in files)
    return hashlib.sha256(joined.encode()).hexdigest()


def build_index(
    settings: Settings, progress: Progress, embedder: Embedder | None = None
) -> Manifest:
    """Build the index of all documents and put it in place of the old one.

    progress is called with (clauses embedded, clauses in all). embedder: the configured model
    unless given. The old index stays in place until the new one is complete. Raises CorpusError
    or DataFileError when a document or data file cannot be read.
    """
    parsed = load_corpus(settings.documents_dir)
    clauses = [clause for item in parsed for clause in item.clauses]
    embedder = embedder or load_embedder(settings.embedding_model)
    vectors = _embed(clauses, embedder, settings.embedding_batch, progress)
    settings.index_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.index_dir.parent, prefix="new-") as temporary:
        folder = Path(temporary) / "index"
        folder.mkdir()
        manifest = _write(folder, parsed, clauses, vectors, settings)
        _swap(folder, settings.index_dir)
    return manifest


def _embed(
    clauses: Sequence[Clause], embedder: Embedder, batch: int, progress: Progress
) -> Vectors:
    """Vectors of clauses, float32 (n_clauses, dim); equal texts are embedded once."""
    texts = [embedded_text(clause) for clause in clauses]
    unique = sorted(set(texts), key=len)
    vectors: dict[str, Vectors] = {}
    for start in range(0, len(unique), batch):
        part = unique[start : start + batch]
        vectors.update(zip(part, embed_documents(embedder, part), strict=True))
        progress(min(start + batch, len(unique)), len(unique))
    return np.stack([vectors[text] for text in texts])


def _write(
    folder: Path,
    parsed: Sequence[ParsedDocument],
    clauses: Sequence[Clause],
    vectors: Vectors,
    settings: Settings,
) -> Manifest:
    write_store(folder / STORE_FILE, parsed)
    dense = faiss.IndexFlatIP(vectors.shape[1])
    dense.add(vectors)
    faiss.write_index(dense, str(folder / VECTORS_FILE))
    save_words(build_words([word_text(clause) for clause in clauses]), folder / WORDS_FOLDER)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = Manifest(
        format=FORMAT,
        model=settings.embedding_model,
        dimension=int(vectors.shape[1]),
        tokenizer=TOKENIZER,
        documents=len(parsed),
        clauses=len(clauses),
        document_hashes={item.document.source: item.document.sha256 for item in parsed},
        metadata_hash=file_hash(settings.documents_dir / METADATA_FILE),
        reader_hash=reader_hash(),
        settings_hash=settings_hash(settings),
        files={path.relative_to(folder).as_posix(): file_hash(path) for path in files},
    )
    write_manifest(folder, manifest)
    return manifest


def _swap(new: Path, place: Path) -> None:
    """Put a finished index in place; the old one is set aside first and removed after."""
    old = new.parent / "old"
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)
