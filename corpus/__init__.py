"""Documents: from a file to clauses with section, offsets, cells and responsible units."""

from corpus.metadata import DocumentEntry, load_metadata
from corpus.parse import load_corpus, parse_document
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
    "TableRows",
    "find_sector",
    "load_corpus",
    "load_metadata",
    "load_register",
    "load_sectors",
    "parse_document",
    "sector_of",
]
