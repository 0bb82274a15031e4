"""Fill the folder of a new version: documents, records, vectors, words, and the manifest."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from corpus import Clause, ParsedDocument
from errors import CorpusError
from index.documents import DocumentFile, parse_files, put_documents
from index.embedding import Embedder, Vectors, embed_documents, load_embedder
from index.layout import DOCUMENTS_FOLDER
from index.manifest import FORMAT, Manifest, file_hash, settings_hash, write_manifest
from index.passages import passages
from index.store import read_store, write_store
from index.tokenizer import TOKENIZER, count_words
from index.vectors import Embed, KnownVectors, VectorWriter, passage_key, vectors_hash
from index.words import build_words, save_counts, save_words
from settings import ROOT, Settings

STORE_FILE, WORDS_FOLDER = "clauses.sqlite", "words"
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


def reader_hash() -> str:
    """Hash over what decides how documents are read, cut into words and passages."""
    files = sorted([*(ROOT / "corpus").rglob("*.py"), *_DECISIVE_FILES])
    joined = "".join(file_hash(path) for path in files)
    return hashlib.sha256(joined.encode()).hexdigest()


def fill(
    folder: Path,
    files: Sequence[DocumentFile],
    before: Path | None,
    starting: Mapping[str, str],
    settings: Settings,
    progress: Progress,
    embedder: Embedder | None,
) -> Manifest:
    """Write a whole version into an empty folder; the manifest comes last.

    files: its documents. before: the folder of the version before, whose vectors and files are
    used again. starting: see Manifest. progress is called with (passages that have their vector,
    different passages so far read). embedder: the configured model unless given.

    Documents pass one by one: memory grows with them only by what the index holds of a passage.
    Raises CorpusError or DataFileError when a document or data file cannot be read.
    """
    passages_read: set[bytes] = set()
    hashes: dict[str, str] = {}

    def noted() -> Iterator[ParsedDocument]:
        for item in parse_files(files):
            hashes[item.document.source] = item.document.sha256
            texts = (text for clause in item.clauses for text in passages(clause))
            passages_read.update(map(passage_key, texts))
            progress(0, len(passages_read))
            yield item

    write_store(folder / STORE_FILE, noted())
    _put_documents(files, hashes, folder, before)
    made_by = vectors_hash(settings, embedder)
    known = KnownVectors.of(before, made_by) if before else None
    with VectorWriter(folder, _embed(settings, embedder), settings.embedding_batch, known) as rows:
        for item in read_store(folder / STORE_FILE):
            texts = [passages(clause) for clause in item.clauses]
            rows.append(texts, lambda done: progress(done, len(passages_read)))
        dimension = rows.finish()
    clauses = _write_words(folder)
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = Manifest(
        format=FORMAT,
        model=settings.embedding_model,
        dimension=dimension,
        tokenizer=TOKENIZER,
        documents=len(files),
        clauses=clauses,
        document_hashes=hashes,
        starting=dict(starting),
        reader_hash=reader_hash(),
        vectors_hash=made_by,
        settings_hash=settings_hash(settings),
        files={path.relative_to(folder).as_posix(): file_hash(path) for path in written},
    )
    write_manifest(folder, manifest)
    return manifest


def _put_documents(
    files: Sequence[DocumentFile], hashes: Mapping[str, str], folder: Path, before: Path | None
) -> None:
    """Put the documents into a version; raises CorpusError for one that was changed meanwhile."""
    place = folder / DOCUMENTS_FOLDER
    put_documents(files, place, before / DOCUMENTS_FOLDER if before else None)
    for file in files:
        if file_hash(place / file.entry.file) != hashes[file.entry.file]:
            raise CorpusError(f"{file.path}: was changed while it was read; build again")


def _embed(settings: Settings, embedder: Embedder | None) -> Embed:
    """Embeds texts; the configured model is loaded only when there is something to embed."""
    loaded = [embedder] if embedder else []

    def embed(texts: list[str]) -> Vectors:
        if not loaded:
            loaded.append(load_embedder(settings.embedding_model))
        return embed_documents(loaded[0], texts)

    return embed


def _write_words(folder: Path) -> int:
    """Write the word index of the stored clauses; returns how many there are."""
    count = 0
    counts: Counter[str] = Counter()

    def texts() -> Iterator[str]:
        nonlocal count
        for item in read_store(folder / STORE_FILE):
            count += len(item.clauses)
            counts.update(count_words([item.document.text]))
            yield from map(word_text, item.clauses)

    save_words(build_words(texts()), folder / WORDS_FOLDER)
    save_counts(counts, folder / WORDS_FOLDER)
    return count
