"""The records that every other room works with. Frozen, typed, no behaviour of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Role = Literal["lead", "support", "responsible"]
ClauseKind = Literal["paragraph", "item", "table_row", "list_item", "front_matter"]
# texts saved from a program (word, html, ocr, markdown), and files of their own
Form = Literal["word", "html", "ocr", "markdown", "docx", "webpage", "pdf"]


@dataclass(frozen=True, slots=True)
class ResponsibleUnit:
    """A unit named in a clause.

    name: as the document writes it. role: lead (牵头), support (配合) or responsible (neither
    word is written). inherited: the cell is merged with the one of a row above.
    canonical: id of the function in the unit register, None when the register does not know it.
    """

    name: str
    role: Role
    inherited: bool = False
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source document.

    text is the decoded file; every offset in the product counts characters of this string.
    source is the file name below the documents folder; sha256 is of the file's bytes.
    """

    id: str
    district: str
    title: str
    doc_number: str
    issuer: str
    issued: date
    source: str
    sha256: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest part of a document that is cited.

    section: headings, outermost first. text: readable form (markup and line breaks of the file
    removed). start, end: half-open character offsets into Document.text; the slice contains the
    clause. cells: column name -> text for a table row, merged cells filled in. merged_with: id of
    the row whose unit cell also holds for this row, None where the row has its own. number: its
    number as written (12, （十三）, 3．, 一是); number_inferred: it is not written but follows from
    the rows around (rownumbers.py).
    """

    id: str
    document_id: str
    district: str
    section: tuple[str, ...]
    kind: ClauseKind
    text: str
    start: int
    end: int
    cells: Mapping[str, str] = field(default_factory=dict)
    units: tuple[ResponsibleUnit, ...] = ()
    deadline: str | None = None
    merged_with: str | None = None
    number: str | None = None
    number_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A declared heading: text that names clauses but is none itself.

    level: 0 part or annex, 1 chapter, 2 section, 3 point; tables' column heads are level 9.
    """

    text: str
    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table of a document: its section path, its column names, the ids of its rows."""

    section: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with its clauses in document order, its headings and its tables.

    repairs: faults of the file that were put right. warnings: what may be damaged in it. Each is
    one line that starts with the line of the file.
    """

    document: Document
    clauses: tuple[Clause, ...]
    headings: tuple[Heading, ...]
    repairs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    tables: tuple[TableRows, ...] = ()
