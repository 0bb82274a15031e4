"""Which columns of an answers sheet are which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.datafile import load_entries
from corpus.spelling import plain
from errors import AnswersError

_HEAD_WITHIN = 20  # rows in which the heads must stand
_FILE = Path(__file__).parent / "data" / "sheet.toml"

Column = Literal["id", "question", "answer"]


class _Heads(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Column
    heads: list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an answers sheet: its number in the file (from 1) and its three cells."""

    number: int
    id: str
    question: str
    answer: str


@lru_cache(maxsize=1)
def _heads() -> dict[str, Column]:
    return {
        plain(head): entry.id
        for entry in load_entries(_FILE, "column", _Heads)
        for head in entry.heads
    }


def answer_rows(path: Path, cells: Iterable[Sequence[str]]) -> list[Row]:
    """The rows of an answers sheet below its heads, blank ones left out.

    The heads stand in one of the first rows. Raises AnswersError for a missing column, a column
    that is there twice.
    """
    columns: dict[Column, int] | None = None
    rows: list[Row] = []
    seen: list[str] = []
    for number, line in enumerate(cells, start=1):
        if columns is None:
            columns = _columns(path, line)
            seen += [cell.strip() for cell in line if cell.strip()]
            if columns is None and number >= _HEAD_WITHIN:
                break
            continue
        row = _row(number, line, columns)
        if row.id or row.question or row.answer:
            rows.append(row)
    if columns is None:
        raise AnswersError(_missing(path, seen))
    return rows


def _columns(path: Path, line: Sequence[str]) -> dict[Column, int] | None:
    """Where the columns stand, None for a row that is not that of the heads."""
    found: dict[Column, int] = {}
    for place, cell in enumerate(line):
        column = _heads().get(plain(cell))
        if column and column in found:
            raise AnswersError(
                f"{path}: two columns for {column}: {line[found[column]].strip()} and "
                f"{cell.strip()}; rename one"
            )
        if column:
            found[column] = place
    return found if "answer" in found and len(found) > 1 else None


def _row(number: int, line: Sequence[str], columns: dict[Column, int]) -> Row:
    cells: dict[Column, str] = {}
    for column in ("id", "question", "answer"):
        place = columns.get(column)
        cell = line[place].strip() if place is not None and place < len(line) else ""
        cells[column] = cell
    return Row(number, cells["id"], cells["question"], cells["answer"])


def _missing(path: Path, seen: Sequence[str]) -> str:
    known = {_heads().get(plain(cell)) for cell in seen}
    lacks = "答案 (answer)" if "answer" not in known else "题号 (id) or 问题 (question)"
    there = ", ".join(cell[:20] for cell in seen[:6]) or "nothing"
    return f"{path}: no column {lacks} in the first rows, which hold {there}; add it"
