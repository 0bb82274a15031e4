"""The cells of an answers sheet, csv or xlsx, and which of its columns are which."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from pydantic import BaseModel, ConfigDict

from corpus.datafile import load_entries
from corpus.spelling import plain
from errors import AnswersError

MAX_FILE_BYTES = 20_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 20_000  # characters
_MAX_UNPACKED = 100_000_000  # bytes that a workbook may unpack to
_MAX_MEMBERS = 1_000  # files in a workbook
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


def read_bytes(path: Path) -> bytes:
    """The bytes of an answers file.

    Raises AnswersError when it is missing, no file, empty, or larger than MAX_FILE_BYTES.
    """
    if not path.is_file():
        raise AnswersError(f"{path}: no such file; name a .jsonl, .csv or .xlsx file of answers")
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise AnswersError(f"{path}: {size} bytes, at most {MAX_FILE_BYTES}; split the file")
    data = path.read_bytes()
    if not data.strip():
        raise AnswersError(f"{path}: is empty; fill in the columns 题号, 问题 and 答案")
    return data


def decode(path: Path, data: bytes) -> tuple[str, str]:
    """(text, notice) of an answers file; the notice is "" for UTF-8.

    A file that is not UTF-8 is read as GB18030, which Chinese Excel writes, and the notice says so;
    UTF-16 with its mark is read too. Raises AnswersError for anything else.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        notice = "" if encoding == "utf-8-sig" else f"{path}: read as {encoding.upper()}, not UTF-8"
        return text, notice
    raise AnswersError(f"{path}: neither UTF-8 nor GB18030 text; save it as CSV UTF-8")


def csv_cells(path: Path, text: str) -> Iterator[Sequence[str]]:
    """The rows of a csv text, cells parted by commas, semicolons or tabs.

    Raises AnswersError with the line for a cell whose quotation marks do not fit.
    """
    head = "\n".join(text.splitlines()[:_HEAD_WITHIN])
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise AnswersError(
                f"{path}, line {reader.line_num}: a quotation mark is not closed, or stands inside "
                "a cell; save the sheet as CSV UTF-8 anew"
            ) from None


def xlsx_cells(path: Path, data: bytes) -> Iterator[Sequence[str]]:
    """The rows of the first sheet of a workbook; formulas count as the values stored with them.

    Raises AnswersError when it is no workbook, or unpacks to more than a sheet of answers may.
    """
    _check_package(path, data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=MAX_COLUMNS):
            yield ["" if cell is None else _cell(cell) for cell in row]
    except AnswersError:
        raise
    # openpyxl lets through whatever its parsers raise for a damaged file
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, OSError, IndexError,
            AttributeError, zipfile.BadZipFile):  # fmt: skip
        raise AnswersError(f"{path}: damaged workbook; save it again as .xlsx") from None


def _cell(value: object) -> str:
    """A cell as text: 3 of the number 3.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _check_package(path: Path, data: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise AnswersError(f"{path}: no xlsx workbook; save it as .xlsx, or as CSV UTF-8") from None
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MAX_UNPACKED or len(members) > _MAX_MEMBERS:
        raise AnswersError(
            f"{path}: unpacks to {unpacked} bytes in {len(members)} files, at most {_MAX_UNPACKED} "
            f"in {_MAX_MEMBERS}; copy the answers into a new sheet"
        )
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise AnswersError(f"{path}: no xlsx workbook; save it as .xlsx, or as CSV UTF-8")


def answer_rows(path: Path, cells: Iterator[Sequence[str]]) -> list[Row]:
    """The rows of an answers sheet below its heads, blank ones left out.

    The heads stand in one of the first rows. Raises AnswersError for a missing column, a column
    that is there twice, too many rows or too long a cell.
    """
    columns: dict[Column, int] | None = None
    rows: list[Row] = []
    seen: list[str] = []
    for number, line in enumerate(cells, start=1):
        if number > MAX_ROWS:
            raise AnswersError(f"{path}: more than {MAX_ROWS} rows; split the file")
        if columns is None:
            columns = _columns(path, line)
            seen += [cell.strip() for cell in line if cell.strip()]
            if columns is None and number >= _HEAD_WITHIN:
                break
            continue
        row = _row(path, number, line, columns)
        if row.id or row.question or row.answer:
            rows.append(row)
    if columns is None:
        raise AnswersError(_missing(path, seen))
    return rows


def _columns(path: Path, line: Sequence[str]) -> dict[Column, int] | None:
    """Where the columns stand, None for a row that is not that of the heads."""
    found: dict[Column, int] = {}
    for place, cell in enumerate(line[:MAX_COLUMNS]):
        column = _heads().get(plain(cell))
        if column and column in found:
            raise AnswersError(
                f"{path}: two columns for {column}: {line[found[column]].strip()} and "
                f"{cell.strip()}; rename one"
            )
        if column:
            found[column] = place
    return found if "answer" in found and len(found) > 1 else None


def _row(path: Path, number: int, line: Sequence[str], columns: dict[Column, int]) -> Row:
    cells: dict[Column, str] = {}
    for column in ("id", "question", "answer"):
        place = columns.get(column)
        cell = line[place].strip() if place is not None and place < len(line) else ""
        if len(cell) > MAX_CELL:
            raise AnswersError(
                f"{path}, row {number}: {len(cell)} characters in one cell, at most {MAX_CELL}; "
                "shorten it"
            )
        cells[column] = cell
    return Row(number, cells["id"], cells["question"], cells["answer"])


def _missing(path: Path, seen: Sequence[str]) -> str:
    known = {_heads().get(plain(cell)) for cell in seen}
    lacks = "答案 (answer)" if "answer" not in known else "题号 (id) or 问题 (question)"
    there = ", ".join(cell[:20] for cell in seen[:6]) or "nothing"
    return f"{path}: no column {lacks} in the first rows, which hold {there}; add it"
