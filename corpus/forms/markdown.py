"""Markdown: # headings, lists, pipe tables (a row a line, | a | b |, below a row of dashes).

A line is a paragraph: Chinese text is not broken into lines of one width.
"""

import re
from collections.abc import Sequence

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
from corpus.readable import readable
from corpus.remarks import Remarks, quoted
from corpus.tables import name_columns

_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|`{3,}.*)")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?=[ \t]|$)")
_DASHES = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")


def read_markdown(text: str) -> list[Block]:
    """The blocks of a Markdown text in document order."""
    lines = [line for line in lines_of(text) if not line.blank]
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if starts_pipe_table(lines, at):
            # the dashes below the heads carry no words
            blocks.append(Layout(*trim(text, lines[at + 1].start, lines[at + 1].end)))
            table, at = _read_table(text, lines, at)
            blocks.append(table)
            continue
        start, end = trim(text, lines[at].start, lines[at].end)
        if _RULE.fullmatch(lines[at].text):
            blocks.append(Layout(start, end))
        else:
            marks = _HEADING.match(lines[at].text)
            level = len(marks.group(1)) if marks else 0
            shown = readable(text[start:end], "markdown")
            blocks.append(Paragraph(shown, start, end, heading=level > 0, level=level))
        at += 1
    return blocks


def is_heading(line: str) -> bool:
    return bool(_HEADING.match(line))


def starts_pipe_table(lines: Sequence[Line], at: int) -> bool:
    """A line of column heads, and below it a row of dashes with as many columns."""
    if at + 1 >= len(lines) or "|" not in lines[at].text:
        return False
    below = lines[at + 1].text
    if "|" not in below or "-" not in below or not _DASHES.fullmatch(below):
        return False
    return len(_spans(lines[at])) == len(_spans(lines[at + 1]))


def _read_table(text: str, lines: Sequence[Line], at: int) -> tuple[Table, int]:
    remarks = Remarks()
    heads = fitted(_cells(text, lines[at]), MAX_COLUMNS, remarks)
    columns = name_columns([head.text for head in heads], len(heads))
    rows: list[tuple[Cell, ...]] = []
    at += 2
    while at < len(lines) and _PIPE.search(lines[at].text):
        cells = _cells(text, lines[at])
        if len(cells) < len(columns):
            remarks.warn(
                cells[0].start,
                f"row {quoted(cells[0].text)!r} has {len(cells)} of {len(columns)} cells; "
                "the last columns are empty",
            )
        cells = fitted(cells, len(columns), remarks)
        cells += [Cell("", cells[-1].end, cells[-1].end)] * (len(columns) - len(cells))
        rows.append(tuple(cells))
        at += 1
    return Table(columns, tuple(rows), tuple(heads), remarks), at


def _spans(line: Line) -> list[tuple[int, int]]:
    """Where the cells of a line stand in it, without their pipes."""
    start, end = trim(line.text, 0, len(line.text))
    pipes = [m.start() for m in _PIPE.finditer(line.text, start, end)]
    if pipes and pipes[0] == start:
        start = pipes.pop(0) + 1
    if pipes and pipes[-1] == end - 1:
        end = pipes.pop()
    starts = [start, *(pipe + 1 for pipe in pipes)]
    return list(zip(starts, [*pipes, end], strict=True))


def _cells(text: str, line: Line) -> list[Cell]:
    """The cells of a row, each with the pipe after it; the first with the one before, too."""
    whole = trim(text, line.start, line.end)
    cells: list[Cell] = []
    for first, last in _spans(line):
        start, end = trim(text, line.start + first, line.start + last)
        shown = readable(text[start:end], "markdown")
        start = start if cells else whole[0]
        cells.append(Cell(shown, start, min(line.start + last + 1, whole[1])))
    return cells
