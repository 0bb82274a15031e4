"""Tables for people as .xlsx and .csv: every text is a text, whatever it starts with."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from files.output import cut_to_cell, without_formula

_CREATED = datetime(1980, 1, 1)  # fixed: the same table gives the same bytes
_LONGEST_NAME = 31  # characters of a sheet's name
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))

Value = str | float


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; width: in characters."""

    head: str
    width: float = 14.0


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook: its name, its columns and its rows of cells."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def as_xlsx(pages: Sequence[Page]) -> bytes:
    """A workbook: each sheet with a frozen head row, a filter and wrapped cells.

    A text longer than a cell can hold is cut, with … at its end.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": pages[0].name, "created": _CREATED})
        body = book.add_format({"text_wrap": True, "valign": "top", "border": 4, "font_size": 10})
        bold = {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "vcenter"}
        head = book.add_format({**bold, "border": 1, "font_size": 10})
        for page in pages:
            sheet = book.add_worksheet(page.name.translate(_NOT_IN_NAMES)[:_LONGEST_NAME])
            for place, column in enumerate(page.columns):
                sheet.set_column(place, place, column.width)
                sheet.write_string(0, place, column.head, head)
            for number, row in enumerate(page.rows, start=1):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, place, cut_to_cell(value), body)
                    else:
                        sheet.write_number(number, place, value, body)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(len(page.rows), 1), len(page.columns) - 1)
            sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(page.rows) + 1}"})
    return stream.getvalue()


def as_csv(page: Page) -> bytes:
    """A table with a head row, UTF-8 with a byte-order mark, so that Excel opens it as it is.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([without_formula(column.head) for column in page.columns])
    for row in page.rows:
        writer.writerow([without_formula(v) if isinstance(v, str) else v for v in row])
    return stream.getvalue().encode("utf-8-sig")
