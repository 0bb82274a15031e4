"""The table model: what the columns mean, and which cells are merged with the row above."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.blocks import Cell, Table
from corpus.datafile import load_entries
from corpus.numbering import read_marker
from corpus.readable import squeeze
from corpus.remarks import Remarks, quoted
from errors import DataFileError

ColumnRole = Literal[
    "number", "name", "target", "amount", "deadline", "unit", "lead", "support", "remark"
]
_COLUMNS_FILE = Path(__file__).parent / "data" / "columns.toml"
_LONGEST_NAME = 40  # characters; longer text in a name column stands in the wrong column
_LONGEST_LABEL = 40  # characters of a displaced name that are compared with the rows
_LONGEST_HEAD = 60  # characters of a column's name
_LONGEST_MERGED = 1000  # characters of a cell that is carried down to the rows below
_COUNTED = re.compile(r"（\d+）$")  # told apart by name_columns
_NUMBER_CELL = re.compile(
    r"[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[)）]?[.．、]?|[合总小]\s*计|"
)
# columns whose merged cells run down the table, besides the name
_UNITS: tuple[ColumnRole, ...] = ("unit", "lead", "support")
_MERGED_DOWN: tuple[ColumnRole, ...] = (*_UNITS, "deadline")


class _Column(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    role: ColumnRole
    heads: list[str]


@lru_cache(maxsize=1)
def _column_patterns() -> tuple[tuple[re.Pattern[str], ColumnRole], ...]:
    entries = load_entries(_COLUMNS_FILE, "column", _Column)
    try:
        return tuple((re.compile(head), entry.role) for entry in entries for head in entry.heads)
    except re.error as error:
        raise DataFileError(f"{_COLUMNS_FILE}: head {error.pattern!r}: {error}") from None


@lru_cache(maxsize=1024)
def column_role(head: str) -> ColumnRole | None:
    """What a column head stands for, None for one that columns.toml does not know."""
    name = _COUNTED.sub("", squeeze(head))
    return next((role for pattern, role in _column_patterns() if pattern.fullmatch(name)), None)


def name_columns(heads: Sequence[str], width: int) -> tuple[str, ...]:
    """Names for the width columns of a table from its column heads.

    Where rows have more cells than there are heads, the last head of the name columns spans the
    cells without a head of their own; these are called <head>（续）. Heads that occur twice are
    told apart: 名称, 名称（2）.
    """
    names = [squeeze(head)[:_LONGEST_HEAD] for head in heads]
    if width > len(names):
        spanning = max((i for i, n in enumerate(names) if column_role(n) == "name"), default=0)
        extra = [f"{names[spanning]}（续）"] * (width - len(names))
        names[spanning + 1 : spanning + 1] = extra
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for name in names[:width]:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return tuple(unique)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row with merged cells filled in.

    texts: text per column. merged: columns whose text comes from a row above. source: index of
    the row that holds the merged unit cell, None where the row has its own. start, end: the
    row's own characters.
    """

    texts: tuple[str, ...]
    merged: frozenset[int]
    source: int | None
    start: int
    end: int


def resolve(table: Table, displaced_names: bool) -> tuple[list[Row], Remarks]:
    """Fill merged cells, and put right what stands in the wrong place.

    displaced_names: the form prints a merged name beside any of its rows (scanned tables), not
    beside the first. Returns the rows that have text, and the remarks on the table.
    """
    roles = [column_role(column) for column in table.columns]
    remarks = Remarks()
    remarks.extend(table.remarks)
    rows = [row for row in table.rows if any(cell.text for cell in row)]
    _doubt_columns(table, rows, roles, remarks)
    grid = [_in_right_column(row, roles, remarks) for row in rows]
    grid = _join_split_names(grid, roles, remarks)
    names = [i for i, role in enumerate(roles) if role == "name"]
    groups = {i: _groups(grid, i, roles, displaced_names, remarks) for i in names}
    filled: list[Row] = []
    for number, cells in enumerate(grid):
        filled.append(_fill(cells, number, filled, roles, groups))
    return filled, remarks


def _doubt_columns(
    table: Table,
    rows: Sequence[tuple[Cell, ...]],
    roles: Sequence[ColumnRole | None],
    remarks: Remarks,
) -> None:
    """Warn where the heads are no heads, and where rows seem to be cut in the wrong place."""
    if table.heads and not any(roles):
        remarks.warn(
            table.heads[0].start,
            f"no known column head in {quoted(' '.join(table.columns))!r}: the head of the table "
            "may be missing, or columns.toml needs it",
        )
    numbers = [i for i, role in enumerate(roles) if role == "number"][:1]
    for cell in (row[i] for row in rows for i in numbers):
        if not _NUMBER_CELL.fullmatch(cell.text):
            remarks.warn(
                cell.start,
                f"{quoted(cell.text)!r} stands where a row's number is expected; "
                "a cell above may be missing or one too many",
            )
            return


def _in_right_column(
    row: tuple[Cell, ...], roles: Sequence[ColumnRole | None], remarks: Remarks
) -> list[Cell]:
    """Move a task that stands in a name column under its own column."""
    cells = list(row)
    for i, role in enumerate(roles[:-1]):
        wrong = role == "name" and roles[i + 1] == "target" and not cells[i + 1].text
        if wrong and cells[i + 1].merged is None and len(cells[i].text) > _LONGEST_NAME:
            cells[i], cells[i + 1] = replace(cells[i], text=""), cells[i]
            number = quoted(cells[0].text)
            remarks.repaired(
                cells[0].start, f"row {number}: text moved from the name to the task column"
            )
    return cells


def _join_split_names(
    grid: list[list[Cell]], roles: Sequence[ColumnRole | None], remarks: Remarks
) -> list[list[Cell]]:
    """Join a numbered name that goes on in the next row's cell (19.加强安全生产风险/监测预警…)."""
    for above, below in itertools.pairwise(grid):
        for i, role in enumerate(roles):
            if role != "name" or not (above[i].text and below[i].text):
                continue
            unfinished = read_marker(above[i].text) and not above[i].text.endswith("。")
            if unfinished and not read_marker(below[i].text) and below[i].text.endswith("。"):
                above[i] = replace(above[i], text=above[i].text + below[i].text)
                remarks.repaired(
                    below[i].start, f"name split over two rows was joined: {above[i].text}"
                )
                below[i] = replace(below[i], text="")
    return grid


def _groups(
    grid: list[list[Cell]],
    column: int,
    roles: Sequence[ColumnRole | None],
    displaced: bool,
    remarks: Remarks,
) -> list[str]:
    """The name that holds for each row: its own, or the merged one it belongs to."""
    labels = [
        (number, cells[column].text)
        for number, cells in enumerate(grid)
        if cells[column].text or cells[column].merged is False  # an empty name of its own
    ]
    if not labels:
        return [""] * len(grid)
    starts = [number for number, _ in labels]
    if displaced:
        # a narrow scanned column breaks its words over several lines
        labels = [(number, squeeze(label)) for number, label in labels]
        texts = [
            "".join(c.text for c, r in zip(row, roles, strict=True) if r != "name") for row in grid
        ]
        starts = _settle(labels, texts)
        for (number, label), start in zip(labels, starts, strict=True):
            if start != number:
                remarks.repaired(
                    grid[number][column].start,
                    f"name displaced by {number - start:+d} rows was put right: {quoted(label)}",
                )
    names = [""] * len(grid)
    for (number, label), start, stop in zip(labels, starts, [*starts[1:], len(grid)], strict=True):
        names[start:stop] = [_carried(label)] * (stop - start)
        names[number] = names[number] or label
    return names


def _carried(text: str) -> str:
    """A merged cell's text for the rows below, '' for one that is too long to be repeated."""
    return text if len(text) <= _LONGEST_MERGED else ""


def _settle(labels: list[tuple[int, str]], texts: list[str]) -> list[int]:
    """Where the rows of each displaced label start.

    labels: (row beside which it is printed, label). A label belongs to the rows from the first,
    after the label before, that speaks of it more than of the label before; printed beside a row
    that does not, it may also belong further down.
    """
    starts = [labels[0][0]]
    for (before_at, before), (at, label), after_at in zip(
        labels, labels[1:], [n for n, _ in labels[2:]] + [len(texts)], strict=False
    ):
        start = at
        if label != before:
            first = before_at + 1  # only rows between the neighbours can be this label's
            own = [_speaks(text, label) - _speaks(text, before) for text in texts[first:after_at]]
            earlier = [n for n in range(first, at) if own[n - first] > 0]
            later = [n for n in range(at + 1, after_at) if own[n - first] > 0]
            start = (earlier or (later if own[at - first] < 0 else []) or [at])[0]
        starts.append(max(start, starts[-1] + 1))
    return starts


def _speaks(text: str, label: str) -> int:
    """How many neighbouring character pairs of a label a text contains."""
    name = label[:_LONGEST_LABEL].replace("安全", " ")
    return sum(
        text.count(name[i : i + 2]) for i in range(len(name) - 1) if " " not in name[i : i + 2]
    )


def _goes_on(cell: Cell, role: ColumnRole | None, continues: bool) -> bool:
    """Whether a cell is merged with the one above: as the form tells, else by its column."""
    if cell.merged is None:
        return role in _MERGED_DOWN and not cell.text and continues
    return cell.merged and not cell.text


def _fill(
    cells: list[Cell],
    number: int,
    above: list[Row],
    roles: Sequence[ColumnRole | None],
    groups: dict[int, list[str]],
) -> Row:
    texts = [cell.text for cell in cells]
    merged: set[int] = set()
    source: int | None = None
    for column, names in groups.items():
        if not texts[column] and cells[column].merged is not False:
            merged.add(column)
        texts[column] = names[number]
    # a row goes on with the one above where the cell of its innermost name is merged
    continues = bool(groups) and bool(above) and not cells[max(groups)].text
    for i, role in enumerate(roles):
        if i in groups or not (above and _goes_on(cells[i], role, continues)):
            continue
        if role == "number":  # each row of an item is known by it; the item alone has it
            merged.add(i)
        elif _carried(above[-1].texts[i]):
            texts[i] = above[-1].texts[i]
            merged.add(i)
            if role in _UNITS:
                source = number - 1 if above[-1].source is None else above[-1].source
    spans = [(cell.start, cell.end) for cell in cells if cell.end > cell.start]
    start = min((s for s, _ in spans), default=cells[0].start)
    end = max((e for _, e in spans), default=cells[-1].end)
    return Row(tuple(texts), frozenset(merged), source, start, end)
