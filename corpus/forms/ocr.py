"""Markdown from a scanned page: paragraphs cut by page breaks, a table row per line.

Page breaks stand as blank lines in mid-sentence, repeat the column heads of a table, and cut
rows in two; headings carry #, ** or nothing.
"""

import re
from collections.abc import Sequence

from corpus.blocks import Block, Cell, Layout, Line, Paragraph, Table, joined, lines_of, trim
from corpus.numbering import read_marker
from corpus.readable import readable, squeeze
from corpus.tables import column_role, name_columns

_RULE = re.compile(r"\s*-{3,}\s*$")
_TERMINAL = re.compile(r"[。！？；：:;!?][”’）)》】]*$")
_OWN_LINE = re.compile(r"(?:-\s*)?附\s*件|抄送|[#(（]")
_SHORTEST_CUT = 24  # characters; shorter lines are signatures, dates, titles


def read_ocr(text: str) -> list[Block]:
    """The blocks of a scanned document in document order."""
    lines = [line for line in lines_of(text) if not line.blank]
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _RULE.fullmatch(line.text):
            blocks.append(Layout(line.start, line.end))
            at += 1
        elif "\t" in line.text:
            table, at = _read_table(text, lines, at)
            blocks.append(table)
        else:
            paragraph = _paragraph(text, line.start, line.end)
            if blocks and _goes_on(blocks[-1], paragraph):
                paragraph = _paragraph(text, blocks.pop().start, line.end)  # type: ignore[union-attr]
            blocks.append(paragraph)
            at += 1
    return blocks


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    start, end = trim(text, start, end)
    raw = text[start:end]
    return Paragraph(readable(raw, "ocr"), start, end, heading=raw.startswith("#"))


def _goes_on(before: Block, after: Paragraph) -> bool:
    """True where a page break cut one paragraph into before and after."""
    if not isinstance(before, Paragraph) or before.heading or after.heading:
        return False
    if read_marker(after.text) or _OWN_LINE.match(after.text):
        return False
    if before.text.startswith("抄送"):
        return before.text.endswith(("，", ",", "、"))
    return len(before.text) >= _SHORTEST_CUT and not _TERMINAL.search(before.text)


def _read_table(text: str, lines: Sequence[Line], at: int) -> tuple[Table, int]:
    heads = tuple(_cells(text, lines[at]))
    columns = name_columns([head.text for head in heads], len(heads))
    repeated: list[Cell] = []
    rows: list[tuple[Cell, ...]] = []
    repairs: list[str] = []
    at += 1
    while at < len(lines) and "\t" in lines[at].text:
        cells = _cells(text, lines[at])
        if squeeze(lines[at].text) == squeeze("".join(head.text for head in heads)):
            repeated.extend(cells)
        elif _is_rest(cells, columns) and rows:
            rows[-1] = tuple(_joined(a, b) for a, b in zip(rows[-1], cells, strict=True))
            repairs.append(f"row cut by a page break was joined: {rows[-1][0].text}")
        else:
            if len(cells) < len(heads):
                repairs.append(f"row {cells[0].text}: {len(cells)} of {len(heads)} cells")
            elif len(cells) > len(heads):
                cells[len(heads) - 1 :] = [joined(cells[len(heads) - 1 :])]
            cells = (cells + [Cell("", cells[-1].end, cells[-1].end)] * len(heads))[: len(heads)]
            rows.append(tuple(cells))
        at += 1
    return Table(columns, tuple(rows), heads + tuple(repeated), tuple(repairs)), at


def _is_rest(cells: Sequence[Cell], columns: Sequence[str]) -> bool:
    """A row without its number is the rest of the row that the page break cut."""
    numbered = column_role(columns[0]) == "number"
    return numbered and len(cells) == len(columns) and not cells[0].text


def _joined(a: Cell, b: Cell) -> Cell:
    # a name repeated below the page break (危险化学品 / 品) adds nothing
    rest = "" if a.text.endswith(b.text) else b.text
    return Cell(a.text + rest, a.start, b.end if b.text else a.end)


def _cells(text: str, line: Line) -> list[Cell]:
    cells = []
    offset = line.start
    for part in line.text.split("\t"):
        start, end = trim(text, offset, offset + len(part))
        cells.append(Cell(readable(text[start:end], "ocr"), start, end))
        offset += len(part) + 1
    return cells
