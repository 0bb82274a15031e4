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
)
from corpus.register import Register, load_register

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
    "load_corpus",
    "load_metadata",
    "load_register",
    "parse_document",
]
