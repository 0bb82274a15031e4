"""Build the index: parse, embed, write beside the old index, then swap in one step."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

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
from index.passages import passages
from index.store import write_store
from index.tokenizer import TOKENIZER
from index.words import build_words, save_words
from settings import ROOT, Settings

STORE_FILE, VECTORS_FILE, OWNERS_FILE = "clauses.sqlite", "vectors.faiss", "owners.npy"
WORDS_FOLDER = "words"
_DECISIVE_FILES = (
    ROOT / "corpus" / "data" / "units.toml",
    ROOT / "corpus" / "data" / "columns.toml",
    ROOT / "index" / "data" / "concepts.toml",
    ROOT / "index" / "passages.py",
)

Progress = Callable[[int, int], None]


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
    """Hash over what decides how documents are read, cut into words and embedded."""
    files = sorted([*(ROOT / "corpus").rglob("*.py"), *_DECISIVE_FILES])
    joined = "".join(file_hash(path) for path in files)
    return hashlib.sha256(joined.encode()).hexdigest()


def build_index(
    settings: Settings, progress: Progress, embedder: Embedder | None = None
) -> Manifest:
    """Build the index of all documents and put it in place of the old one.

    progress is called with (passages embedded, passages in all). embedder: the configured model
    unless given. The old index stays in place until the new one is complete. Raises CorpusError
    or DataFileError when a document or data file cannot be read.
    """
    parsed = load_corpus(settings.documents_dir)
    clauses = [clause for item in parsed for clause in item.clauses]
    embedder = embedder or load_embedder(settings.embedding_model)
    texts = [passages(clause) for clause in clauses]
    vectors = _embed(texts, embedder, settings.embedding_batch, progress)
    owners = np.repeat(np.arange(len(clauses)), [len(part) for part in texts])
    settings.index_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.index_dir.parent, prefix="new-") as temporary:
        folder = Path(temporary) / "index"
        folder.mkdir()
        manifest = _write(folder, parsed, clauses, vectors, owners, settings)
        _swap(folder, settings.index_dir)
    return manifest


def _embed(
    passages_of: Sequence[Sequence[str]], embedder: Embedder, batch: int, progress: Progress
) -> Vectors:
    """Vectors of all passages, float32 (n_passages, dim); equal texts are embedded once."""
    texts = [text for part in passages_of for text in part]
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
    owners: npt.NDArray[np.int64],
    settings: Settings,
) -> Manifest:
    write_store(folder / STORE_FILE, parsed)
    dense = faiss.IndexFlatIP(vectors.shape[1])
    dense.add(vectors)
    faiss.write_index(dense, str(folder / VECTORS_FILE))
    np.save(folder / OWNERS_FILE, owners, allow_pickle=False)
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
