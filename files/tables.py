"""A table that a person hands in, .xlsx or .csv, as rows of texts; bounded, nothing is run."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl

from errors import AnswersError, PackageError
from files.packages import check_package
from files.texts import decoded, read_bytes

MOST_ROWS = 20_000
MOST_COLUMNS = 3_000
LONGEST_CELL = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. rows: texts of the cells, row 1 first; notices: what was read otherwise."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    notices: tuple[str, ...] = ()


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook (.xlsx), or the one table of a .csv file.

    Formulas are read as the texts they are. A .csv is UTF-8, UTF-16 with a mark, or else GB18030.
    Raises AnswersError in one line for a file that is missing, too large, or no table.
    """
    data = read_bytes(path)
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return _read_workbook(path, data)
    if ending in (".csv", ".txt"):
        return [_read_csv(path, data)]
    raise AnswersError(f"{path}: answers are a file ending in .xlsx or .csv; save it as one")


def _read_workbook(path: Path, data: bytes) -> list[Sheet]:
    try:
        check_package(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        return [_read_sheet(path, sheet) for sheet in book.worksheets]
    except PackageError as error:
        raise AnswersError(f"{path}: not a workbook: {error}") from None
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        ParseError,
    ) as error:
        told = (str(error).splitlines() or [type(error).__name__])[0][:80]
        raise AnswersError(
            f"{path}: not a workbook that can be read ({told}); save it anew as .xlsx"
        ) from None


def _read_sheet(path: Path, sheet: Any) -> Sheet:
    notices: list[str] = []

    def texts() -> Iterator[list[str]]:
        for row in sheet.iter_rows():
            yield [_cell_text(cell, notices) for cell in row]

    sheet.reset_dimensions()  # what a file says of its size may be wrong
    rows = _bounded(f"{path}, sheet {sheet.title}", texts())
    return Sheet(sheet.title, rows, tuple(notices))


def _cell_text(cell: Any, notices: list[str]) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        notices.append(
            f"{cell.coordinate}: a date, {value}; the program may have changed an answer"
        )
    if cell.data_type == "f":
        notices.append(f"{cell.coordinate}: a formula, read as text")
    return str(value)


def _read_csv(path: Path, data: bytes) -> Sheet:
    text, notice = decoded(path, data)
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return Sheet(path.name, _bounded(str(path), reader), notice)
    except csv.Error as error:
        raise AnswersError(
            f"{path}, line {reader.line_num}: a quotation mark is not closed, or stands inside a "
            f"cell ({error}); save the sheet as CSV UTF-8 anew"
        ) from None


def _bounded(name: str, rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows without blank ends; raises AnswersError where there are too many, or too long."""
    found = []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise AnswersError(f"{name}, row {number}: over {MOST_COLUMNS} columns; take some out")
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise AnswersError(
                f"{name}, row {number}: a cell of over {LONGEST_CELL} characters; shorten it"
            )
        if number <= MOST_ROWS:
            found.append(tuple(cells))
        elif cells:
            raise AnswersError(f"{name}: over {MOST_ROWS} rows; hand it in as several files")
    while found and not found[-1]:
        found.pop()
    return tuple(found)
