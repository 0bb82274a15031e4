"""Text saved from a web page: a table cell per line ending in ' |'; '|', '||' or '|||' ends a row.

A row with fewer cells than the table has columns has lost merged ones: first the name, which
runs on from the row above, then the responsible unit.
"""

import re
from collections.abc import Sequence

from corpus.blocks import MAX_COLUMNS, Block, Cell, Line, Paragraph, Table, fitted, lines_of, trim
from corpus.readable import readable, squeeze
from corpus.remarks import Remarks, quoted
from corpus.tables import column_role, name_columns

_ROW_END = re.compile(r"\s*\|{1,4}\s*$")
_CELL_END = re.compile(r"\s\|\s*$")
_NUMBER = re.compile(r"\s*(\d{1,3})\s\|\s*$")
_MOST_MERGED = 2  # cells that a whole row may lack: its name and its responsible unit


def read_html(text: str) -> list[Block]:
    """The blocks of a web-page text in document order."""
    lines = [line for line in lines_of(text) if not line.blank]
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if _starts_table(lines, at):
            table, at = _read_table(text, lines, at)
            blocks.append(table)
        else:
            start, end = trim(text, lines[at].start, lines[at].end)
            blocks.append(Paragraph(readable(text[start:end], "html"), start, end))
            at += 1
    return blocks


def _is_cell(line: Line) -> bool:
    return bool(_CELL_END.search(line.text)) and line.text.count("|") == 1


def _starts_table(lines: Sequence[Line], at: int) -> bool:
    """Column heads: at least two one-cell lines in a row, the first a known number column."""
    return (
        _is_cell(lines[at])
        and column_role(squeeze(lines[at].text.rstrip("| "))) == "number"
        and at + 1 < len(lines)
        and _is_cell(lines[at + 1])
    )


def _read_table(text: str, lines: Sequence[Line], at: int) -> tuple[Table, int]:
    heads: list[Cell] = []
    while at < len(lines) and _is_cell(lines[at]) and not _NUMBER.match(lines[at].text):
        heads.append(_cell(text, lines[at].start, lines[at].end))
        at += 1
    remarks = Remarks()
    heads = fitted(heads, MAX_COLUMNS, remarks)
    rows: list[tuple[Cell, ...]] = []
    columns = name_columns([head.text for head in heads], len(heads))
    wanted = sum(column_role(column) != "remark" for column in columns)
    while at < len(lines) and _NUMBER.match(lines[at].text):
        cells, at = _read_row(text, lines, at, wanted)
        ended = _ROW_END.fullmatch(lines[at - 1].text)
        if len(cells) < wanted - (_MOST_MERGED if ended else 1):
            remarks.warn(
                cells[0].start,
                f"row {quoted(cells[0].text)!r} has {len(cells)} of {wanted} cells; "
                "the table may be cut there",
            )
        rows.append(_place(fitted(cells, len(columns), remarks), columns))
    return Table(columns, tuple(rows), tuple(heads), remarks), at


def _is_number(line: Line, value: int) -> bool:
    match = _NUMBER.match(line.text)
    return match is not None and int(match.group(1)) == value


def _read_row(text: str, lines: Sequence[Line], at: int, wanted: int) -> tuple[list[Cell], int]:
    cells = [_cell(text, lines[at].start, lines[at].end)]
    following = int(cells[0].text) + 1
    at += 1
    begun: int | None = None
    while at < len(lines):
        line = lines[at]
        if begun is None and len(cells) >= wanted and _is_number(line, following):
            break
        if _ROW_END.fullmatch(line.text):
            last = cells[-1]
            cells[-1] = Cell(last.text, last.start, line.end)
            return cells, at + 1
        if not _cell_continues(lines, at):
            break
        begun = line.start if begun is None else begun
        if _CELL_END.search(line.text):
            cells.append(_cell(text, begun, line.end))
            begun = None
        at += 1
    return cells, at


def _cell_continues(lines: Sequence[Line], at: int) -> bool:
    """True where the line ends a cell, or is cell text and a line soon after ends the cell."""
    for line in lines[at : at + 4]:
        if _ROW_END.fullmatch(line.text):
            return False
        if _CELL_END.search(line.text):
            return not _is_head(line)
    return False


def _is_head(line: Line) -> bool:
    return column_role(squeeze(line.text.rstrip("| "))) == "number"


def _place(cells: list[Cell], columns: tuple[str, ...]) -> tuple[Cell, ...]:
    """Put the cells of a row under their columns; merged-away cells come out empty."""
    roles = [column_role(column) for column in columns]
    wanted = [i for i, role in enumerate(roles) if role != "remark"]
    missing = len(wanted) - len(cells)
    absent = [i for role in ("name", "unit") for i in wanted if roles[i] == role][: max(missing, 0)]
    end = cells[-1].end
    placed = [Cell("", end, end)] * len(columns)
    kept = [i for i in wanted if i not in absent]
    if missing < 0:  # the remark is written
        kept = list(range(len(columns)))
    for column, cell in zip(kept, cells, strict=False):
        placed[column] = cell
    return tuple(placed)


def _cell(text: str, start: int, end: int) -> Cell:
    start, end = trim(text, start, end)
    return Cell(readable(text[start:end].rstrip("|"), "html"), start, end)
