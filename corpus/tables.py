"""The table model: what the columns mean, and which cells are merged with the row above."""

import itertools
import re
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
from errors import DataFileError

ColumnRole = Literal[
    "number", "name", "target", "amount", "deadline", "unit", "lead", "support", "remark"
]
_COLUMNS_FILE = Path(__file__).parent / "data" / "columns.toml"
_LONGEST_NAME = 40  # characters; longer text in a name column stands in the wrong column
# columns whose merged cells run down the table, besides the name
_MERGED_DOWN: tuple[ColumnRole, ...] = ("unit", "lead", "support", "deadline")


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


def column_role(head: str) -> ColumnRole | None:
    """What a column head stands for, None for one that columns.toml does not know."""
    name = squeeze(head)
    return next((role for pattern, role in _column_patterns() if pattern.fullmatch(name)), None)


def name_columns(heads: Sequence[str], width: int) -> tuple[str, ...]:
    """Names for the width columns of a table from its column heads.

    Where rows have more cells than there are heads, the last head of the name columns spans the
    cells without a head of their own; these are called <head>（续）.
    """
    names = [squeeze(head) for head in heads]
    if width > len(names):
        spanning = max((i for i, n in enumerate(names) if column_role(n) == "name"), default=0)
        extra = [f"{names[spanning]}（续）"] * (width - len(names))
        names[spanning + 1 : spanning + 1] = extra
    return tuple(names[:width])


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


def resolve(table: Table, displaced_names: bool) -> tuple[list[Row], list[str]]:
    """Fill merged cells, and put right what stands in the wrong place.

    displaced_names: the form prints a merged name beside any of its rows (scanned tables), not
    beside the first. Returns the rows and one line for each repair.
    """
    roles = [column_role(column) for column in table.columns]
    repairs = list(table.repairs)
    grid = [
        _in_right_column(row, roles, repairs)
        for row in table.rows
        if any(cell.text for cell in row)
    ]
    grid = _join_split_names(grid, roles, repairs)
    names = [i for i, role in enumerate(roles) if role == "name"]
    groups = {i: _groups(grid, i, roles, displaced_names, repairs) for i in names}
    rows: list[Row] = []
    for number, cells in enumerate(grid):
        rows.append(_fill(cells, number, rows, roles, groups))
    return rows, repairs


def _in_right_column(
    row: tuple[Cell, ...], roles: Sequence[ColumnRole | None], repairs: list[str]
) -> list[Cell]:
    """Move a task that stands in a name column under its own column."""
    cells = list(row)
    for i, role in enumerate(roles[:-1]):
        wrong = role == "name" and roles[i + 1] == "target" and not cells[i + 1].text
        if wrong and len(cells[i].text) > _LONGEST_NAME:
            cells[i], cells[i + 1] = replace(cells[i], text=""), cells[i]
            repairs.append(f"row {cells[0].text}: text moved from the name to the task column")
    return cells


def _join_split_names(
    grid: list[list[Cell]], roles: Sequence[ColumnRole | None], repairs: list[str]
) -> list[list[Cell]]:
    """Join a numbered name that goes on in the next row's cell (19.加强安全生产风险/监测预警…)."""
    for above, below in itertools.pairwise(grid):
        for i, role in enumerate(roles):
            if role != "name" or not (above[i].text and below[i].text):
                continue
            unfinished = read_marker(above[i].text) and not above[i].text.endswith("。")
            if unfinished and not read_marker(below[i].text) and below[i].text.endswith("。"):
                above[i] = replace(above[i], text=above[i].text + below[i].text)
                below[i] = replace(below[i], text="")
                repairs.append(f"name split over two rows was joined: {above[i].text}")
    return grid


def _groups(
    grid: list[list[Cell]],
    column: int,
    roles: Sequence[ColumnRole | None],
    displaced: bool,
    repairs: list[str],
) -> list[str]:
    """The name that holds for each row: its own, or the merged one it belongs to."""
    labels = [
        (number, cells[column].text) for number, cells in enumerate(grid) if cells[column].text
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
        starts = _settle(labels, texts, repairs)
    names = [""] * len(grid)
    for (_, label), start, stop in zip(labels, starts, [*starts[1:], len(grid)], strict=True):
        names[start:stop] = [label] * (stop - start)
    return names


def _settle(labels: list[tuple[int, str]], texts: list[str], repairs: list[str]) -> list[int]:
    """Where the rows of each displaced label start.

    A label belongs to the rows from the first, after the label before, that speaks of it more
    than of the label before; printed beside a row that does not, it may also belong further down.
    """
    starts = [labels[0][0]]
    for (before_at, before), (at, label), after_at in zip(
        labels, labels[1:], [n for n, _ in labels[2:]] + [len(texts)], strict=False
    ):
        start = at
        if label != before:
            own = [_speaks(texts[n], label) - _speaks(texts[n], before) for n in range(len(texts))]
            earlier = [n for n in range(before_at + 1, at) if own[n] > 0]
            later = [n for n in range(at + 1, after_at) if own[n] > 0] if own[at] < 0 else []
            start = (earlier or later or [at])[0]
        if start != at:
            repairs.append(f"name displaced by {at - start:+d} rows was put right: {label}")
        starts.append(max(start, starts[-1] + 1))
    return starts


def _speaks(text: str, label: str) -> int:
    """How many neighbouring character pairs of a label a text contains."""
    name = label.replace("安全", " ")
    return sum(
        text.count(name[i : i + 2]) for i in range(len(name) - 1) if " " not in name[i : i + 2]
    )


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
        if not texts[column]:
            merged.add(column)
        texts[column] = names[number]
    # a row goes on with the one above where the cell of its innermost name is merged
    continues = bool(groups) and bool(above) and not cells[max(groups)].text
    for i, role in enumerate(roles):
        if role in _MERGED_DOWN and not texts[i] and continues and above[-1].texts[i]:
            texts[i] = above[-1].texts[i]
            merged.add(i)
            if role in ("unit", "lead", "support"):
                source = number - 1 if above[-1].source is None else above[-1].source
    spans = [(cell.start, cell.end) for cell in cells if cell.end > cell.start]
    start = min((s for s, _ in spans), default=cells[0].start)
    end = max((e for _, e in spans), default=cells[-1].end)
    return Row(tuple(texts), frozenset(merged), source, start, end)
