"""The five documents taken apart into what a writer of another form needs; and the comparison."""

from collections import Counter
from dataclasses import dataclass

from corpus import DocumentEntry, ParsedDocument, load_metadata, load_register, parse_source
from corpus.blocks import Paragraph, Table
from corpus.outline import PAGE
from corpus.parse import Source, load_source
from corpus.reading import Reading
from corpus.records import Clause, Document, Form
from corpus.tables import resolve
from tests.reading import FOLDER


@dataclass(frozen=True)
class Square:
    """A cell as a form draws it. down: how many rows it spans; 0: taken by the cell above."""

    text: str
    down: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: its column heads, and rows of squares."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Square, ...], ...]


@dataclass(frozen=True)
class Text:
    """A paragraph. level: of the heading that it is, None for other text."""

    text: str
    level: int | None = None


def pieces(document_id: str) -> tuple[DocumentEntry, list[Text | Grid]]:
    """A document's paragraphs and tables, as its text form was read; no links of its web page."""
    entry = next(entry for entry in load_metadata(FOLDER) if entry.id == document_id)
    source = load_source(FOLDER, entry)
    parsed = parse_source(source, entry, load_register())
    links = {clause.start for clause in parsed.clauses if clause.section == (PAGE,)}
    levels = {heading.start: heading.level for heading in parsed.headings}
    found: list[Text | Grid] = []
    for block in source.blocks:
        if isinstance(block, Paragraph) and block.text and block.start not in links:
            found.append(Text(block.text, levels.get(block.start)))
        elif isinstance(block, Table):
            found.append(_grid(block, entry.form))
    return entry, found


def _grid(table: Table, form: Form) -> Grid:
    """The table with its merged cells told: those whose text the table model took from above.

    A number is drawn in each row: where it stands alone no form tells whether it is merged.
    """
    rows, _ = resolve(table, displaced_names=form == "ocr")
    merged = [
        {c for c in row.merged if row.texts[c] and at and row.texts[c] == rows[at - 1].texts[c]}
        for at, row in enumerate(rows)
    ]
    squares = []
    for at, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row.texts):
            down = 1
            while at + down < len(rows) and column in merged[at + down]:
                down += 1
            cells.append(Square("", 0) if column in merged[at] else Square(text, down))
        squares.append(tuple(cells))
    return Grid(table.columns, tuple(squares))


@dataclass(frozen=True)
class Comparison:
    """Which share of the text form's rows, and of its other clauses, the other form gives too."""

    rows: float
    passages: float
    differences: tuple[str, ...]


def told(clause: Clause) -> tuple[object, ...]:
    """All that must be the same in every form."""
    return (
        clause.section,
        clause.kind,
        clause.text,
        tuple(clause.cells.items()),
        tuple((unit.name, unit.role, unit.inherited) for unit in clause.units),
        clause.deadline,
    )


def parse_reading(reading: Reading, entry: DocumentEntry, form: Form) -> ParsedDocument:
    """A reading as a document with the metadata of that entry."""
    entry = entry.model_copy(update={"form": form})
    document = Document(
        entry.id,
        entry.district,
        entry.title,
        entry.doc_number,
        entry.issuer,
        entry.issued,
        entry.file,
        "",
        reading.text,
    )
    return parse_source(Source(document, reading.blocks, reading.notes), entry, load_register())


def compare(text_form: ParsedDocument, other: ParsedDocument) -> Comparison:
    """Clause by clause, without the links of a web page; every difference is told."""
    own = (clause for clause in text_form.clauses if clause.section != (PAGE,))
    mine, theirs = Counter(map(told, own)), Counter(map(told, other.clauses))
    lost = list((mine - theirs).elements())
    extra = list((theirs - mine).elements())
    rows = [clause for clause in mine.elements() if clause[1] == "table_row"]
    lost_rows = [clause for clause in lost if clause[1] == "table_row"]
    passages = sum(mine.values()) - len(rows)
    return Comparison(
        1 - len(lost_rows) / max(len(rows), 1),
        1 - (len(lost) - len(lost_rows)) / max(passages, 1),
        tuple(
            [f"only in the text form: {c}" for c in lost]
            + [f"only in the other: {c}" for c in extra]
        ),
    )
