"""Markdown from a scanned page: paragraphs cut by page breaks, a table row per line.

Page breaks stand as blank lines in mid-sentence, repeat the column heads of a table, and cut
rows in two; headings carry #, ** or nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.blocks import (
    MAX_COLUMNS,
    Block,
    Cell,
    Layout,
    Line,
    Paragraph,
    Table,
    fitted,
    lines_of,
    trim,
)
from corpus.numbering import read_marker
from corpus.readable import readable, squeeze
from corpus.remarks import Remarks, quoted
from corpus.tables import column_role, name_columns

_RULE = re.compile(r"\s*-{3,}\s*$")
_TERMINAL = re.compile(r"[。！？；：:;!?][”’）)》】]*$")
_OWN_LINE = re.compile(r"(?:-\s*)?附\s*件|抄送|[#(（]")
_SHORTEST_CUT = 24  # characters; shorter lines are signatures, dates, titles


@dataclass(slots=True)
class _Open:
    """The paragraph read last; a page break may have cut it, so that it goes on.

    opening, closing: readable text of its first and its last line. length: in characters.
    """

    opening: str
    closing: str
    length: int
    start: int
    end: int
    heading: bool

    def goes_on_in(self, after: Paragraph) -> bool:
        if self.heading or after.heading:
            return False
        if read_marker(after.text) or _OWN_LINE.match(after.text):
            return False
        if self.opening.startswith("抄送"):
            return self.closing.endswith(("，", ",", "、"))
        return self.length >= _SHORTEST_CUT and not _TERMINAL.search(self.closing)

    def take_in(self, after: Paragraph) -> None:
        self.closing = after.text or self.closing
        self.length += len(after.text)
        self.end = after.end


def read_ocr(text: str) -> list[Block]:
    """The blocks of a scanned document in document order."""
    lines = [line for line in lines_of(text) if not line.blank]
    blocks: list[Block] = []
    last: _Open | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        if _RULE.fullmatch(line.text) or "\t" in line.text:
            _close(text, last, blocks)
            last = None
            at = _rule_or_table(text, lines, at, blocks)
            continue
        paragraph = _paragraph(text, line.start, line.end)
        if last and last.goes_on_in(paragraph):
            last.take_in(paragraph)
        else:
            _close(text, last, blocks)
            p = paragraph
            last = _Open(p.text, p.text, len(p.text), p.start, p.end, p.heading)
        at += 1
    _close(text, last, blocks)
    return blocks


def _close(text: str, last: _Open | None, blocks: list[Block]) -> None:
    if last:
        blocks.append(_paragraph(text, last.start, last.end))


def _rule_or_table(text: str, lines: Sequence[Line], at: int, blocks: list[Block]) -> int:
    if _RULE.fullmatch(lines[at].text):
        blocks.append(Layout(lines[at].start, lines[at].end))
        return at + 1
    table, at = _read_table(text, lines, at)
    blocks.append(table)
    return at


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    start, end = trim(text, start, end)
    raw = text[start:end]
    return Paragraph(readable(raw, "ocr"), start, end, heading=raw.startswith("#"))


@dataclass(slots=True)
class _Rows:
    """The rows of a table while it is read: for each row and column the cells that make it up."""

    columns: tuple[str, ...]
    remarks: Remarks
    rows: list[list[list[Cell]]] = field(default_factory=list)

    def add(self, cells: list[Cell]) -> None:
        width = len(self.columns)
        if len(cells) < width:
            self.remarks.warn(
                cells[0].start,
                f"row {quoted(cells[0].text)!r} has {len(cells)} of {width} cells; "
                "the last columns are empty",
            )
        cells = fitted(cells, width, self.remarks)
        cells += [Cell("", cells[-1].end, cells[-1].end)] * (width - len(cells))
        self.rows.append([[cell] for cell in cells])

    def is_rest(self, cells: Sequence[Cell]) -> bool:
        """A row without its number is the rest of the row that the page break cut."""
        numbered = column_role(self.columns[0]) == "number"
        fits = len(cells) == len(self.columns) and not cells[0].text
        return bool(self.rows) and numbered and fits and any(cell.text for cell in cells)

    def take_in(self, rest: Sequence[Cell]) -> None:
        for parts, cell in zip(self.rows[-1], rest, strict=True):
            parts.append(cell)
        number = self.rows[-1][0][0].text
        self.remarks.repaired(rest[0].start, f"row {number}, cut by a page break, was joined")

    def finished(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(tuple(_one(parts) for parts in row) for row in self.rows)


def _read_table(text: str, lines: Sequence[Line], at: int) -> tuple[Table, int]:
    remarks = Remarks()
    heads = fitted(_cells(text, lines[at]), MAX_COLUMNS, remarks)
    head_text = squeeze("".join(head.text for head in heads))
    rows = _Rows(name_columns([head.text for head in heads], len(heads)), remarks)
    repeated: list[Cell] = []  # heads on a new page, below which a row may go on
    at += 1
    while at < len(lines) and "\t" in lines[at].text:
        cells = _cells(text, lines[at])
        if squeeze(lines[at].text) == head_text:
            repeated.extend(cells)
        elif rows.is_rest(cells):
            rows.take_in(cells)
            repeated.clear()  # they stand inside the row
        else:
            heads += repeated
            repeated.clear()
            rows.add(cells)
        at += 1
    return Table(rows.columns, rows.finished(), tuple(heads + repeated), remarks), at


def _one(parts: Sequence[Cell]) -> Cell:
    """A cell from its parts on several pages."""
    texts = [parts[0].text]
    end = parts[0].end
    for part in parts[1:]:
        # a name repeated below the page break (危险化学品 / 品) adds nothing
        texts.append("" if texts[-1].endswith(part.text) else part.text)
        end = part.end if part.text else end
    return Cell("".join(texts), parts[0].start, end)


def _cells(text: str, line: Line) -> list[Cell]:
    cells = []
    offset = line.start
    for part in line.text.split("\t"):
        start, end = trim(text, offset, offset + len(part))
        cells.append(Cell(readable(text[start:end], "ocr"), start, end))
        offset += len(part) + 1
    return cells
