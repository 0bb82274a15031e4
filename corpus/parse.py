"""A document's way to its clauses: read the form, place it in the outline, make clauses."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus.blocks import Block
from corpus.clauses import ClauseMaker
from corpus.doubts import doubt_headings, doubts, without_invisible
from corpus.forms.html import read_html
from corpus.forms.ocr import read_ocr
from corpus.forms.word import read_word
from corpus.metadata import DocumentEntry, load_document, load_metadata
from corpus.outline import PlacedTable, read_outline
from corpus.records import Clause, Document, Form, ParsedDocument, TableRows
from corpus.register import Register, load_register
from corpus.remarks import with_lines

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
    """The clauses of a document in document order, with stable ids.

    Whatever the text is like, nothing of it is lost: what looks damaged is named in warnings.
    """
    text = without_invisible(document.text)
    blocks = _READERS[entry.form](text)
    items, headings, remarks = read_outline(text, blocks, entry)
    remarks.extend(doubts(document.text, blocks, entry.form))
    maker = ClauseMaker(replace(document, text=text), entry.form, register)
    clauses: list[Clause] = []
    tables: list[TableRows] = []
    for item in items:
        if isinstance(item, PlacedTable):
            rows = maker.from_table(item)
            ids = tuple(row.id for row in rows)
            tables.append(TableRows(item.section, item.table.columns, ids))
            clauses.extend(rows)
        else:
            clauses.extend(maker.from_passage(item))
    remarks.extend(maker.remarks)
    ordered = sorted((*headings, *maker.headings), key=lambda heading: heading.start)
    doubt_headings(ordered, clauses, remarks)
    return ParsedDocument(
        document,
        tuple(clauses),
        tuple(ordered),
        with_lines(text, remarks.repairs),
        with_lines(text, remarks.warnings),
        tuple(tables),
    )
