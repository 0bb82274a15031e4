"""Documents: from a file to clauses with section, offsets, cells and responsible units."""

from corpus.metadata import DocumentEntry, load_metadata
from corpus.parse import Source, load_corpus, load_source, parse_document, parse_source
from corpus.records import (
    Clause,
    ClauseKind,
    Document,
    Heading,
    ParsedDocument,
    ResponsibleUnit,
    Role,
    TableRows,
)
from corpus.register import Register, load_register
from corpus.sectors import Sector, find_sector, load_sectors, sector_of

__all__ = [
    "Clause",
    "ClauseKind",
    "Document",
    "DocumentEntry",
    "Heading",
    "ParsedDocument",
    "Register",
    "ResponsibleUnit",
    "Role",
    "Sector",
    "Source",
    "TableRows",
    "find_sector",
    "load_corpus",
    "load_metadata",
    "load_register",
    "load_sectors",
    "load_source",
    "parse_document",
    "parse_source",
    "sector_of",
]
