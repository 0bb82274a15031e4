"""A document's way to its clauses: read the form, place it in the outline, make clauses."""

from collections.abc import Callable
from pathlib import Path

from corpus.blocks import Block
from corpus.clauses import ClauseMaker
from corpus.forms.html import read_html
from corpus.forms.ocr import read_ocr
from corpus.forms.word import read_word
from corpus.metadata import DocumentEntry, load_document, load_metadata
from corpus.outline import PlacedTable, read_outline
from corpus.records import Clause, Document, Form, ParsedDocument
from corpus.register import Register, load_register

_READERS: dict[Form, Callable[[str], list[Block]]] = {
    "word": read_word,
    "html": read_html,
    "ocr": read_ocr,
}


def load_corpus(folder: Path) -> list[ParsedDocument]:
    """All documents of a folder, parsed, in the order of documents.toml.

    Raises CorpusError or DataFileError, naming file and line, for what cannot be read.
    """
    register = load_register()
    return [
        parse_document(load_document(folder, entry), entry, register)
        for entry in load_metadata(folder)
    ]


def parse_document(document: Document, entry: DocumentEntry, register: Register) -> ParsedDocument:
    """The clauses of a document in document order, with stable ids."""
    blocks = _READERS[entry.form](document.text)
    items, headings, repairs = read_outline(document.text, blocks, entry)
    maker = ClauseMaker(document, entry.form, register)
    clauses: list[Clause] = []
    for item in items:
        if isinstance(item, PlacedTable):
            clauses.extend(maker.from_table(item))
        else:
            clauses.extend(maker.from_passage(item))
    return ParsedDocument(document, tuple(clauses), tuple(headings), (*repairs, *maker.repairs))
