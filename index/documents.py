"""The documents of a version: where each comes from, and how they are put into its folder."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import tomlkit

from corpus import DocumentEntry, ParsedDocument, load_metadata, load_register
from corpus.metadata import METADATA_FILE
from corpus.parse import load_source, parse_source
from index.manifest import file_hash


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document: its entry in documents.toml, and where its file lies now.

    entry.file is the name that the file has, or gets, in the documents folder of a version.
    """

    entry: DocumentEntry
    path: Path


def document_files(folder: Path) -> list[DocumentFile]:
    """The documents of a folder, in the order of documents.toml; raises as load_metadata does."""
    return [DocumentFile(entry, folder / entry.file) for entry in load_metadata(folder)]


def document_hash(file: DocumentFile) -> str:
    """SHA-256 of a document with its metadata, in hex; the name of its file does not enter."""
    told = file.entry.model_dump(mode="json", exclude={"file"})
    content = file_hash(file.path) if file.path.is_file() else ""
    return hashlib.sha256(
        (json.dumps(told, ensure_ascii=False, sort_keys=True) + content).encode()
    ).hexdigest()


def parse_files(files: Sequence[DocumentFile]) -> Iterator[ParsedDocument]:
    """The documents, parsed one by one as they are asked for.

    Raises CorpusError or DataFileError, naming file and line, for what cannot be read.
    """
    register = load_register()
    for file in files:
        there = file.entry.model_copy(update={"file": file.path.name})
        source = load_source(file.path.parent, there)
        document = replace(source.document, source=file.entry.file)
        yield parse_source(replace(source, document=document), file.entry, register)


def put_documents(files: Sequence[DocumentFile], folder: Path, own: Path | None) -> None:
    """Put documents and their documents.toml into a new folder.

    own: the documents of the version before. A file that is the same there is hard-linked, where
    the file system can; any other is copied, as its owner may go on editing it.
    """
    folder.mkdir()
    for file in files:
        _put(file.path, folder / file.entry.file, own / file.entry.file if own else None)
    write_entries(folder, [file.entry for file in files])


def _put(path: Path, place: Path, before: Path | None) -> None:
    if before and before.is_file() and file_hash(before) == file_hash(path):
        try:
            os.link(before, place)
        except OSError:
            path = before
        else:
            return
    shutil.copyfile(path, place)


def write_entries(folder: Path, entries: Sequence[DocumentEntry]) -> None:
    """Write the documents.toml of a folder; load_metadata gives the same entries back."""
    tables = [entry.model_dump(exclude_defaults=True) for entry in entries]
    text = tomlkit.dumps({"document": tables})
    (folder / METADATA_FILE).write_text(text, encoding="utf-8")
