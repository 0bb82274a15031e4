"""Text saved from Word: a paragraph per line; table cells one per line, each after a tab.

A cell may run over several lines, and the first cell of a row may have lost its tab with its
automatic number. The number of columns, not the blank lines, says where a row ends.
"""

from collections.abc import Sequence

from corpus.blocks import Block, Cell, Line, Paragraph, Table, lines_of, trim
from corpus.readable import readable
from corpus.remarks import Remarks
from corpus.tables import name_columns


def read_word(text: str) -> list[Block]:
    """The blocks of a Word text in document order."""
    lines = list(lines_of(text))
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.blank and "\t" not in line.text:
            at += 1
        elif "\t" in line.text:
            table, at = _read_table(text, lines, at)
            blocks.append(table)
        else:
            start, end = trim(text, line.start, line.end)
            blocks.append(Paragraph(readable(text[start:end], "word"), start, end))
            at += 1
    return blocks


def _widths(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """How many column heads the table has, and how many cells its rows have."""
    groups: list[int] = [0]
    for position in range(at, len(lines)):
        line = lines[position]
        if "\t" in line.text:
            groups[-1] += line.text.count("\t") + bool(line.text.split("\t", 1)[0].strip())
        elif line.blank and groups[-1]:
            if len(groups) == 2:
                break
            groups.append(0)
    heads = groups[0]
    rows = groups[1] if len(groups) > 1 and groups[1] == heads + 1 else heads
    return heads, rows


def _read_table(text: str, lines: Sequence[Line], at: int) -> tuple[Table, int]:
    heads_wanted, width = _widths(lines, at)
    spans: list[tuple[int, int]] = []
    last = at
    for position in range(at, len(lines)):
        line = lines[position]
        if "\t" in line.text:
            spans.extend(_cells_of(line, first=not spans))
        elif not line.blank:
            complete = len(spans) >= heads_wanted and (len(spans) - heads_wanted) % width == 0
            if complete and lines[position - 1].blank:
                break
            spans[-1] = (spans[-1][0], line.end)
        last = position
    cells = [_cell(text, start, end) for start, end in spans]
    heads, body = tuple(cells[:heads_wanted]), cells[heads_wanted:]
    remarks = Remarks()
    if len(body) % width:
        missing = width - len(body) % width
        remarks.warn(
            body[-(len(body) % width)].start,
            f"the table ends inside a row: {missing} of {width} cells are missing",
        )
        body.extend([Cell("", body[-1].end, body[-1].end)] * missing)
    rows = tuple(tuple(body[i : i + width]) for i in range(0, len(body), width))
    columns = name_columns([head.text for head in heads], width)
    return Table(columns, rows, heads, remarks), last + 1


def _cells_of(line: Line, first: bool) -> list[tuple[int, int]]:
    """Spans of the cells that start on a line with tabs.

    Blank characters before the first tab are a cell whose automatic number was lost.
    """
    parts = line.text.split("\t")
    spans: list[tuple[int, int]] = []
    offset = line.start
    for number, part in enumerate(parts):
        if number or part.strip() or (part and not first):
            spans.append((offset, offset + len(part)))
        offset += len(part) + 1
    return spans


def _cell(text: str, start: int, end: int) -> Cell:
    start, end = trim(text, start, end)
    return Cell(readable(text[start:end], "word"), start, end)
