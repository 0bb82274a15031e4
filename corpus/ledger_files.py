"""A ledger as a file: a spreadsheet (.xlsx), a table (.csv) or objects (.json)."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from corpus.districts import district_in_english
from corpus.ledger import LedgerRow
from corpus.ledger_data import Key, Language, Words, load_columns, load_words
from corpus.records import ResponsibleUnit
from corpus.register import load_register
from corpus.sectors import load_sectors
from errors import ExportError
from files.output import check_folder, cut_to_cell, without_formula, write_files

_CREATED = datetime(1980, 1, 1)  # fixed: the same ledger gives the same bytes
_A3 = 8  # Excel's number for the paper size
_FONT_SIZE = 9  # points; the longest task then fits into the highest row that Excel allows
_LAST_PRINTED: Key = "quote"  # offsets and ids behind it are for programs, not for paper

Value = str | int


def write_ledger(rows: Sequence[LedgerRow], path: Path, language: Language) -> None:
    """Write a ledger as the file's ending says; a file of that name is replaced at once or not.

    Raises ExportError for another ending and for a place that cannot be written to.
    """
    check_output(path)
    write_files({path: _WRITERS[path.suffix.lower()](rows, language)})


def check_output(path: Path) -> None:
    """Check, before any work is done, that a ledger can be written there.

    Raises ExportError for an ending other than .xlsx, .csv, .json and for a missing folder.
    """
    if path.suffix.lower() not in _WRITERS:
        raise ExportError(
            f"{path.name}: a ledger is a file ending in {', '.join(_WRITERS)}; name one of these"
        )
    check_folder(path)


def as_json(rows: Sequence[LedgerRow], language: Language) -> bytes:
    """A list of objects, UTF-8; the keys are those of ledger.toml.

    It is the same in every language: names stand in it in Chinese and in English. number, target
    and deadline are null where the document has none.
    """
    del language
    return (
        json.dumps([row_object(row) for row in rows], ensure_ascii=False, indent=1) + "\n"
    ).encode()


def as_csv(rows: Sequence[LedgerRow], language: Language) -> bytes:
    """A table with a head row, UTF-8 with a byte-order mark, so that Excel opens it as it is.

    A cell that a spreadsheet would take for a formula (it starts with = + - @, their full-width
    forms, a tab or a line break) gets an apostrophe in front.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for line in _table(rows, language):
        writer.writerow(
            [without_formula(value) if isinstance(value, str) else value for value in line]
        )
    return stream.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[LedgerRow], language: Language) -> bytes:
    """A spreadsheet: a frozen head row with a filter, wrapped cells, printed on A3 landscape.

    Texts are written as texts, whatever they start with; one that is longer than a cell can hold
    is cut, with … at its end (start and end still tell where all of it stands).
    """
    columns, words = load_columns(), load_words(language)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": words.sheet, "created": _CREATED})
        sheet = book.add_worksheet(words.sheet)
        body = book.add_format(
            {"text_wrap": True, "valign": "top", "border": 4, "font_size": _FONT_SIZE}
        )
        bold = {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "vcenter"}
        head = book.add_format({**bold, "border": 1, "font_size": _FONT_SIZE})
        for number, line in enumerate(_table(rows, language)):
            for place, value in enumerate(line):
                if isinstance(value, str):
                    sheet.write_string(number, place, cut_to_cell(value), body if number else head)
                else:
                    sheet.write_number(number, place, value, body)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        last_printed = [column.key for column in columns].index(_LAST_PRINTED)
        _set_page(sheet, len(rows), len(columns) - 1, last_printed)
    return stream.getvalue()


def _set_page(sheet: Any, last_row: int, last_column: int, last_printed: int) -> None:
    """Freeze and repeat the head row, filter it, and fit the sheet to the width of the paper."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last_row, last_column)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.print_area(0, 0, last_row, last_printed)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


def _table(rows: Sequence[LedgerRow], language: Language) -> Iterable[list[Value]]:
    """The head row and the rows, as a person reads them in a language."""
    columns, words = load_columns(), load_words(language)
    yield [column.zh if language == "zh" else column.en for column in columns]
    for row in rows:
        values = _values(row, language, words)
        yield [values[column.key] for column in columns]


def _values(row: LedgerRow, language: Language, words: Words) -> dict[Key, Value]:
    def units(named: Iterable[ResponsibleUnit]) -> str:
        return words.list.join(
            _named(u.name, load_register().gloss(u.canonical), words) for u in named
        )

    sectors = [load_sectors()[sector] for sector in row.sectors]
    return {
        "district": _named(row.district, district_in_english(row.district), words),
        "document": row.document,
        "doc_number": row.doc_number,
        "number": row.number,
        "sectors": words.list.join(s.zh if language == "zh" else s.en for s in sectors),
        "section": words.path.join(row.section),
        "task": row.task,
        "target": row.target,
        "deadline": row.deadline,
        "lead": units(row.in_role("lead")),
        "support": units(row.in_role("support")),
        "responsible": units(row.in_role("responsible")),
        "inherited": words.yes if row.inherited else words.no,
        "quote": row.quote,
        "start": row.start,
        "end": row.end,
        "clause_id": row.clause_id,
    }


def _named(name: str, english: str | None, words: Words) -> str:
    """A name as written, in English with its English name behind it."""
    return words.named.format(name=name, en=english) if english and english != name else name


def row_object(row: LedgerRow) -> dict[str, Any]:
    """A row as plain JSON types, as as_json writes it."""

    def units(named: Iterable[ResponsibleUnit]) -> list[dict[str, str | None]]:
        gloss = load_register().gloss
        return [
            {"name": u.name, "function": u.canonical, "english": gloss(u.canonical)} for u in named
        ]

    sectors = [load_sectors()[sector] for sector in row.sectors]
    return {
        "district": row.district,
        "district_english": district_in_english(row.district),
        "document": row.document,
        "doc_number": row.doc_number,
        "number": row.number or None,
        "sectors": [{"id": s.id, "name": s.zh, "english": s.en} for s in sectors],
        "section": list(row.section),
        "task": row.task,
        "target": row.target or None,
        "deadline": row.deadline or None,
        "lead": units(row.in_role("lead")),
        "support": units(row.in_role("support")),
        "responsible": units(row.in_role("responsible")),
        "inherited": row.inherited,
        "quote": row.quote,
        "start": row.start,
        "end": row.end,
        "clause_id": row.clause_id,
    }


_WRITERS: dict[str, Callable[[Sequence[LedgerRow], Language], bytes]] = {
    ".xlsx": as_xlsx,
    ".csv": as_csv,
    ".json": as_json,
}
