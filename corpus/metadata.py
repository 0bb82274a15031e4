"""The metadata file beside the documents: one entry for each."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import entry_line, load_entries
from corpus.records import Form
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
