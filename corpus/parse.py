"""A document's way to its clauses: read the form, place it in the outline, make clauses."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.blocks import Block
from corpus.clauses import ClauseMaker
from corpus.doubts import doubt_headings, doubts, without_invisible
from corpus.forms.readers import TEXT_READERS, read_file
from corpus.metadata import MAX_DOCUMENT_BYTES, METADATA_FILE, DocumentEntry, load_metadata
from corpus.outline import Passage, PlacedTable, read_outline
from corpus.records import Clause, Document, ParsedDocument, TableRows
from corpus.register import Register, load_register
from corpus.remarks import with_lines
from errors import CorpusError


@dataclass(frozen=True, slots=True)
class Source:
    """A document as its file was read. blocks: of document.text. notes: see Reading."""

    document: Document
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def load_corpus(folder: Path) -> list[ParsedDocument]:
    """All documents of a folder, parsed, in the order of documents.toml.

    Raises CorpusError or DataFileError, naming file and line, for what cannot be read.
    """
    register = load_register()
    return [
        parse_source(load_source(folder, entry), entry, register) for entry in load_metadata(folder)
    ]


def load_source(folder: Path, entry: DocumentEntry) -> Source:
    """The document of one entry, read from its file in the folder.

    Raises CorpusError, with the path, when the file is missing, too large, without text, or cannot
    be read as the form that the entry names.
    """
    path = folder / entry.file
    data = _read_bytes(path)
    try:
        reading = read_file(data, entry.form)
    except CorpusError as error:
        mark = "," if str(error).startswith("line ") else ":"
        raise CorpusError(f"{path}{mark} {error}") from None
    if not without_invisible(reading.text).strip():
        raise CorpusError(f"{path}: the file has no text; restore it or drop its entry")
    document = Document(
        id=entry.id,
        district=entry.district,
        title=entry.title,
        doc_number=entry.doc_number,
        issuer=entry.issuer,
        issued=entry.issued,
        source=entry.file,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
    )
    return Source(document, reading.blocks, reading.notes)


def _read_bytes(path: Path) -> bytes:
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
    return path.read_bytes()


def parse_document(document: Document, entry: DocumentEntry, register: Register) -> ParsedDocument:
    """The clauses of a document whose form is a text: its blocks are read from document.text."""
    blocks = TEXT_READERS[entry.form](without_invisible(document.text))
    return parse_source(Source(document, tuple(blocks)), entry, register)


def parse_source(source: Source, entry: DocumentEntry, register: Register) -> ParsedDocument:
    """The clauses of a document in document order, with stable ids.

    Whatever the text is like, nothing of it is lost: what looks damaged is named in warnings.
    """
    document = source.document
    text = without_invisible(document.text)
    items, headings, remarks = read_outline(text, source.blocks, entry)
    remarks.extend(doubts(document.text, source.blocks, entry.form))
    maker = ClauseMaker(replace(document, text=text), entry.form, register)
    clauses, tables = _make_clauses(items, maker)
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


def _make_clauses(
    items: Sequence[Passage | PlacedTable], maker: ClauseMaker
) -> tuple[list[Clause], list[TableRows]]:
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
    return clauses, tables
