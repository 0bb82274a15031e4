"""Versions of the index with their documents: made beside the live one, listed, rolled back."""

import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus import ParsedDocument, load_corpus
from errors import AnwenError, IndexDamagedError, IndexMissingError, IndexWriteError
from index.build import STORE_FILE, Progress, fill, reader_hash
from index.documents import DocumentFile, document_files, document_hash
from index.embedding import Embedder
from index.layout import (
    DOCUMENTS_FOLDER,
    Origin,
    base_name,
    clear_leftovers,
    live_folder,
    live_name,
    make_live,
    new_folder,
    put_in_place,
    read_origin,
    remove_old,
    version_folder,
    version_names,
    write_origin,
)
from index.lock import writing
from index.manifest import (
    MANIFEST_FILE,
    Manifest,
    check_files,
    file_hash,
    read_manifest,
    read_starting,
    settings_hash,
)
from index.starting import merge
from index.store import read_store
from index.tokenizer import TOKENIZER
from settings import Settings


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its name, when it was made (UTC), why, how much it holds, whether it is live."""

    name: str
    made: datetime
    note: str
    documents: int
    clauses: int
    live: bool


def documents_folder(settings: Settings) -> Path:
    """The documents of the live version; where there is none, those the product starts with."""
    name = base_name(settings)
    if name is None:
        return settings.documents_dir
    return version_folder(settings, name) / DOCUMENTS_FOLDER


def load_documents(settings: Settings) -> list[ParsedDocument]:
    """The documents of the live version, parsed, in the order of documents.toml.

    They come from its store where that was written by the readers as they are now; else, and
    where there is no version yet, the files are parsed. Raises CorpusError or DataFileError for
    what cannot be read.
    """
    try:
        folder = live_folder(settings)
        manifest = read_manifest(folder)
        if manifest.reader_hash == reader_hash():
            check_files(folder, manifest, [STORE_FILE])
            return list(read_store(folder / STORE_FILE))
    except (IndexMissingError, IndexDamagedError, sqlite3.DatabaseError):
        pass  # the files are what counts
    return load_corpus(documents_folder(settings))


def is_current(settings: Settings) -> bool:
    """True when the live version is whole, was made by these readers, data files and settings,
    and has taken in the starting documents as they are.
    """
    try:
        folder = live_folder(settings)
        manifest = read_manifest(folder)
        check_files(folder, manifest)
        starting = _hashes(document_files(settings.documents_dir))
    except AnwenError:
        return False
    return (
        manifest.settings_hash == settings_hash(settings)
        and manifest.tokenizer == TOKENIZER
        and manifest.starting == starting
        and manifest.reader_hash == reader_hash()
    )


def starting_changed(settings: Settings) -> bool:
    """True where there is a version, and the starting documents are not as it took them in.

    Raises CorpusError or DataFileError when their documents.toml cannot be read.
    """
    name = base_name(settings)
    return name is not None and _hashes(document_files(settings.documents_dir)) != read_starting(
        version_folder(settings, name)
    )


def live_version(settings: Settings) -> str | None:
    """The name of the live version, None where there is none; cheap enough for each question."""
    try:
        return live_name(settings)
    except (IndexMissingError, IndexDamagedError):
        return None


def live_hash(settings: Settings) -> str:
    """SHA-256 of what the live version holds and was made with, in hex, whenever it was made.

    Raises IndexMissingError or IndexDamagedError where there is none.
    """
    return file_hash(live_folder(settings) / MANIFEST_FILE)


def build_index(
    settings: Settings, progress: Progress, embedder: Embedder | None = None
) -> Manifest:
    """Make a version of the documents of the live one and of what changed in the starting ones.

    Where there is no version, it holds the starting documents. progress is called with (passages
    that have their vector, passages in all). embedder: the configured model unless given. The
    old version stays live until the new one is whole. Raises CorpusError or DataFileError when a
    document or data file cannot be read, and what write_version raises.
    """
    with writing(settings, what="building the index"):
        starting = document_files(settings.documents_dir)
        base = base_name(settings)
        if base is None:
            return _write(settings, starting, _hashes(starting), progress, "first build", embedder)
        folder = version_folder(settings, base)
        own = document_files(folder / DOCUMENTS_FOLDER)
        merged = merge(read_starting(folder), starting, own)
        note = "; ".join(filter(None, ("rebuilt", merged.told())))
        return _write(settings, merged.files, _hashes(starting), progress, note, embedder)


def write_version(
    settings: Settings,
    documents: Path,
    progress: Progress,
    note: str,
    embedder: Embedder | None = None,
) -> Manifest:
    """Make a version of a folder of documents, with its documents.toml, and make it live.

    The folder stays as it is. note: told by list_versions. progress and embedder: as in
    build_index. Passages that the live version has are not embedded again. Raises CorpusError or
    DataFileError for documents that cannot be read, BusyError when another process writes, and
    IndexWriteError when there is no space or no right to write; the old version stays live.
    """
    with writing(settings, what=note):
        base = base_name(settings)
        if base is None:
            starting = _hashes(document_files(settings.documents_dir))
        else:
            starting = read_starting(version_folder(settings, base))
        return _write(settings, document_files(documents), starting, progress, note, embedder)


def _hashes(files: Sequence[DocumentFile]) -> dict[str, str]:
    return {file.entry.id: document_hash(file) for file in files}


def _write(
    settings: Settings,
    files: Sequence[DocumentFile],
    starting: Mapping[str, str],
    progress: Progress,
    note: str,
    embedder: Embedder | None,
) -> Manifest:
    """Make a version and make it live. Only for who holds the lock."""
    base = base_name(settings)
    before = None if base is None else version_folder(settings, base)
    try:
        clear_leftovers(settings)
        new = new_folder(settings)
        try:
            made = datetime.now(UTC).replace(microsecond=0)
            write_origin(new, Origin(made=made, note=note, before=base))
            manifest = fill(new, files, before, starting, settings, progress, embedder)
            name = put_in_place(new)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        make_live(settings, name)
        remove_old(settings)
    except (OSError, sqlite3.OperationalError) as error:
        raise IndexWriteError(
            f"{settings.index_dir}: a new version cannot be written ({error}); the old one "
            "stays; make room, or set ANWEN_INDEX_DIR to a folder where you may write"
        ) from None
    return manifest


def list_versions(settings: Settings) -> list[Version]:
    """The versions that can go live, oldest first."""
    live = live_version(settings)
    found = (_version(settings, name, live) for name in version_names(settings))
    return [version for version in found if version]


def _version(settings: Settings, name: str, live: str | None) -> Version | None:
    """A version by its name; None where it was removed meanwhile, or is of another format."""
    folder = version_folder(settings, name)
    origin = read_origin(folder)
    try:
        manifest = read_manifest(folder)
    except (IndexMissingError, IndexDamagedError):
        return None
    if origin is None:
        return None
    return Version(
        name, origin.made, origin.note, manifest.documents, manifest.clauses, name == live
    )


def rollback(settings: Settings) -> Version:
    """Make the version live that was so before the live one was made; returns it.

    Once more goes further back. Where `current` is damaged, the newest version is made live.
    Raises IndexWriteError when there is none before, IndexMissingError when there is none at all.
    """
    with writing(settings, what="rolling back"):
        name = _before(settings)
        check_files(version_folder(settings, name), read_manifest(version_folder(settings, name)))
        make_live(settings, name)
        version = _version(settings, name, name)
        if version is None:
            raise IndexDamagedError(f"{version_folder(settings, name)}: not a whole version")
        return version


def _before(settings: Settings) -> str:
    try:
        live = live_name(settings)
    except IndexDamagedError:
        names = version_names(settings)
        if not names:
            raise
        return names[-1]
    origin = read_origin(version_folder(settings, live))
    if origin is None or origin.before not in version_names(settings):
        raise IndexWriteError(
            f"{settings.index_dir}: there is no version before {live}; "
            "anwen versions lists those that are there"
        )
    return origin.before
