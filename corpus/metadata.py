"""The metadata file beside the documents: one entry for each."""

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import entry_line, load_entries
from corpus.doubts import without_invisible
from corpus.records import Document, Form
from errors import CorpusError

METADATA_FILE = "documents.toml"
MAX_DOCUMENT_BYTES = 20_000_000


_Heading = Annotated[str, Field(pattern=r"\S", max_length=200)]
_Rows = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class DocumentEntry(BaseModel):
    """One [[document]] entry of documents.toml.

    tables: how many rows are expected under a heading, named by its beginning (附件1, or
    附件5 > 一、 for one under another); {} where nothing is expected of the document.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    file: str = Field(pattern=r"^[^/\\]+$")
    form: Form
    district: str = Field(min_length=2)
    title: str = Field(min_length=2)
    doc_number: str = Field(min_length=2)
    issuer: str = Field(min_length=2)
    issued: date
    tables: dict[_Heading, _Rows] = {}


def load_metadata(folder: Path) -> list[DocumentEntry]:
    """The entries of documents.toml in a documents folder.

    Raises DataFileError (missing file, bad entry, with the line) or CorpusError (an id twice).
    """
    entries = load_entries(folder / METADATA_FILE, "document", DocumentEntry)
    ids = [entry.id for entry in entries]
    for number, twice in enumerate(ids):
        if twice in ids[:number]:
            line = entry_line(folder / METADATA_FILE, "document", number)
            raise CorpusError(
                f"{folder / METADATA_FILE}, line {line}: id {twice!r} is used twice; ids are unique"
            )
    return entries


def load_document(folder: Path, entry: DocumentEntry) -> Document:
    """The document of one entry, decoded.

    Raises CorpusError when the file is missing, too large or empty, and, with the line, when it
    is not UTF-8 or holds NUL characters.
    """
    path = folder / entry.file
    if not path.is_file():
        raise CorpusError(
            f"{path}: named in {METADATA_FILE} but not there; add it or drop the entry"
        )
    size = path.stat().st_size
    if size > MAX_DOCUMENT_BYTES:
        raise CorpusError(
            f"{path}: {size} bytes is larger than a document may be "
            f"({MAX_DOCUMENT_BYTES}); split the file"
        )
    data = path.read_bytes()
    text = decode(data, path)
    if not without_invisible(text).strip():
        raise CorpusError(f"{path}: the file has no text; restore it or drop its entry")
    return Document(
        id=entry.id,
        district=entry.district,
        title=entry.title,
        doc_number=entry.doc_number,
        issuer=entry.issuer,
        issued=entry.issued,
        source=entry.file,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
    )


def decode(data: bytes, path: Path) -> str:
    """UTF-8 text with line feeds only; a byte-order mark is dropped.

    Raises CorpusError naming the line of the first byte that is not UTF-8, or of the first NUL.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CorpusError(
            f"{path}, line {line}: not UTF-8; save the document as UTF-8 and build again"
        ) from None
    if (nul := text.find("\0")) >= 0:
        line = text.count("\n", 0, nul) + 1
        raise CorpusError(
            f"{path}, line {line}: a NUL character: this is no text file, or one in UTF-16; "
            "save the document as UTF-8 text and build again"
        )
    return re.sub(r"\r\n?", "\n", text)
