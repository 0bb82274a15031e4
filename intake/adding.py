"""Adding, revising and removing a document: one new version of the index, or nothing at all."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus import DocumentEntry
from corpus.districts import find_district
from errors import IndexWriteError, IntakeError
from index import Manifest, documents_folder, write_version
from index.build import Progress
from index.documents import DocumentFile, document_files, put_documents
from index.embedding import Embedder
from index.lock import writing
from index.manifest import file_hash
from intake.apart import Given, read_apart, take_file
from intake.entry import stored_name
from settings import Settings

_STAGED = "staged-"  # begins the names of folders in which the next documents are put together


def add(
    path: Path,
    entry: DocumentEntry,
    settings: Settings,
    progress: Progress,
    embedder: Embedder | None = None,
) -> Manifest:
    """Add one document, or revise the one that has the entry's id: see add_all."""
    return add_all([(path, entry)], settings, progress, embedder)


def add_all(
    wanted: Sequence[tuple[Path, DocumentEntry]],
    settings: Settings,
    progress: Progress,
    embedder: Embedder | None = None,
) -> Manifest:
    """Add documents, or revise those that have an entry's id; one new version goes live.

    wanted: files with entries as intake.entry.entry_of makes them; each is stored under a name
    made from its id and form. progress, embedder: as in index.build_index. Raises IntakeError for
    a file that is refused or already there and an id given twice, UnknownNameError for an unknown
    district, BusyError while another process writes, IndexWriteError when the version cannot be
    written; then nothing has changed.
    """
    handed_in = [_check(take_file(path), entry) for path, entry in wanted]
    note = ", ".join(entry.id for _, entry in handed_in)
    with writing(settings, what=f"adding {note}"), _staging(settings) as folder:
        files = document_files(documents_folder(settings))
        there = {file.entry.id for file in files}
        for number, (given, entry) in enumerate(handed_in):
            _refuse_twice(given, entry, files)
            place = folder / f"handed-in-{number}"
            place.write_bytes(given.data)
            files = _with(DocumentFile(entry, place), given, files)
        done = "revised" if all(entry.id in there for _, entry in handed_in) else "added"
        return _write(files, folder, settings, progress, f"{done} {note}", embedder)


def _check(given: Given, entry: DocumentEntry) -> tuple[Given, DocumentEntry]:
    """Read a file once apart: what cannot be read is refused before anything is done."""
    entry = entry.model_copy(update={"district": find_district(entry.district)})
    read_apart(given, entry.form, entry)
    return given, entry


def _with(new: DocumentFile, given: Given, files: Sequence[DocumentFile]) -> list[DocumentFile]:
    """The documents with a new one, in place of the one that has its id, else at their end."""
    id, form = new.entry.id, new.entry.form
    names = [file.entry.file for file in files if file.entry.id != id]
    name = stored_name(id, form, given.data, names)
    new = replace(new, entry=new.entry.model_copy(update={"file": name}))
    revised = [new if file.entry.id == id else file for file in files]
    return revised if new in revised else [*revised, new]


def remove(
    id: str, settings: Settings, progress: Progress, embedder: Embedder | None = None
) -> Manifest:
    """Take a document out; a new version without it goes live, and rollback brings it back.

    Raises IntakeError for an id that is not there and for the last document, BusyError and
    IndexWriteError as add.
    """
    with writing(settings, what=f"removing {id}"):
        there = document_files(documents_folder(settings))
        kept = [file for file in there if file.entry.id != id]
        if len(kept) == len(there):
            known = ", ".join(file.entry.id for file in there)
            raise IntakeError(f"no document {id!r}; there are {known}; name one of these")
        if not kept:
            raise IntakeError(
                f"{id} is the last document, and an index without documents answers nothing; "
                "add another one first"
            )
        with _staging(settings) as folder:
            return _write(kept, folder, settings, progress, f"removed {id}", embedder)


def _refuse_twice(given: Given, entry: DocumentEntry, there: Sequence[DocumentFile]) -> None:
    """Refuse the very same bytes, unless they come with other metadata for the same id."""
    sha256 = hashlib.sha256(given.data).hexdigest()
    for file in there:
        if not file.path.is_file() or file_hash(file.path) != sha256:
            continue
        if file.entry == entry.model_copy(update={"file": file.entry.file}):
            raise IntakeError(f"{given.name}: already there as {file.entry.id}; nothing to do")
        if file.entry.id != entry.id:
            raise IntakeError(
                f"{given.name}: already there as {file.entry.id}; to change its metadata give "
                f"--replaces {file.entry.id}"
            )


@contextmanager
def _staging(settings: Settings) -> Iterator[Path]:
    """An empty folder beside the versions, removed afterwards; only for who holds the lock.

    Raises IndexWriteError when it cannot be written to.
    """
    try:
        for left in settings.index_dir.glob(f"{_STAGED}*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=_STAGED, dir=settings.index_dir) as name:
            yield Path(name)
    except OSError as error:
        raise IndexWriteError(
            f"{settings.index_dir}: the documents cannot be put together ({error}); nothing has "
            "changed; make room and try again"
        ) from None


def _write(
    files: Sequence[DocumentFile],
    folder: Path,
    settings: Settings,
    progress: Progress,
    note: str,
    embedder: Embedder | None,
) -> Manifest:
    documents = folder / "documents"
    put_documents(files, documents, documents_folder(settings))
    return write_version(settings, documents, progress, note, embedder)
