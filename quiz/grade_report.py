"""A grade report as a workbook (.xlsx), as JSON, or as Markdown."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from errors import ExportError
from files.output import check_folder, cut_to_cell, write_files
from quiz.exports.layout import number, quote, source_line
from quiz.exports.words import load_words
from quiz.grade import GradeReport, ItemResult
from quiz.grading_data import Language, ReportWords, load_report_words
from quiz.store import json_bytes

_CREATED = datetime(1980, 1, 1)  # fixed: the same report gives the same bytes
_FEW = 30  # people; with fewer the statistics of items are rough
_LONGEST_LIST = 20  # missed clauses in Markdown
_WIDEST = 60  # characters of a column
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~!&]")

Value = str | float | None
Table = list[list[Value]]


def write_report(report: GradeReport, path: Path, language: Language) -> None:
    """Write a report as the file's ending says: .xlsx, .json or .md.

    Raises ExportError for another ending and for a place that cannot be written to.
    """
    check_report_output(path)
    write_files({path: _WRITERS[path.suffix.lower()](report, language)})


def check_report_output(path: Path) -> None:
    """Check, before any work is done, that a report can be written there; raises ExportError."""
    if path.suffix.lower() not in _WRITERS:
        raise ExportError(
            f"{path.name}: a grade report is a file ending in {', '.join(_WRITERS)}; name one"
        )
    check_folder(path)


def tables(report: GradeReport, language: Language) -> dict[str, Table]:
    """The report as named tables, each with a row of headings: what every form of it shows."""
    words = load_report_words(language)
    told: Table = [[notice] for notice in notices(report, language)]
    return {
        words.people: _people(report, words),
        words.items: _items(report, words, language),
        words.missed: _missed(report, words, language),
        words.answers: _answers(report, words, language),
        words.notices: [[words.notices], *told],
    }


def notices(report: GradeReport, language: Language) -> list[str]:
    """What a reader of the report should know: how sure it is, what was read otherwise."""
    words = load_report_words(language)
    told = [words.proposed] if any(person.to_confirm for person in report.people) else []
    if len(report.people) < _FEW:
        told.append(words.few.format(count=len(report.people)))
    return told + list(report.notices)


def _people(report: GradeReport, words: ReportWords) -> Table:
    heads: list[Value] = [words.name, words.unit, words.version, words.total, words.of]
    heads += [words.percent, words.confirm, *(_label(item) for item in report.items)]
    rows: Table = [
        [
            person.name,
            person.unit,
            person.version,
            _rounded(person.total),
            _rounded(report.full),
            _rounded(person.total / report.full),
            person.to_confirm,
            *(_rounded(one.earned) for one in person.marks),
        ]
        for person in report.people
    ]
    return [heads, *rows]


def _label(item: ItemResult) -> str:
    """A question by its numbers: 3, or A3 B5 where there are several versions."""
    if len(item.numbers) == 1:
        return str(item.numbers[0][1])
    return " ".join(f"{version}{place}" for version, place in item.numbers)


def _items(report: GradeReport, words: ReportWords, language: Language) -> Table:
    types = load_words(language).types
    heads: list[Value] = [words.number.format(version=v) for v, _ in report.items[0].numbers]
    heads += [words.type, words.stem, words.marks, words.answered]
    heads += [words.difficulty, words.correlation, words.upper_lower]
    rows: Table = [
        [
            *(place for _, place in item.numbers),
            types[item.question.type],
            item.question.stem,
            _rounded(item.question.marks),
            item.answered,
            _rounded(item.statistics.difficulty),
            _rounded(item.statistics.correlation),
            _rounded(item.statistics.upper_lower),
        ]
        for item in report.items
    ]
    return [heads, *rows]


def _missed(report: GradeReport, words: ReportWords, language: Language) -> Table:
    labels = {item.question.id: _label(item) for item in report.items}
    fixed = load_words(language)
    heads: list[Value] = [words.lost, words.missing, words.asked, words.source, words.quote]
    rows: Table = [
        [
            _rounded(clause.lost),
            clause.people,
            fixed.also.join(labels[id_] for id_ in clause.question_ids),
            source_line(clause.citation, fixed),
            quote(clause.citation),
            clause.citation.clause_id,
        ]
        for clause in report.missed
    ]
    return [[*heads, words.clause], *rows]


def _answers(report: GradeReport, words: ReportWords, language: Language) -> Table:
    heads: list[Value] = [words.name, words.unit, words.version]
    heads += [load_words(language).column_number, words.given, words.status]
    heads += [words.earned, words.marks, words.confirm]
    rows: Table = [
        [
            person.name,
            person.unit,
            person.version,
            one.number,
            one.given,
            words.statuses[one.status],
            _rounded(one.earned),
            _rounded(item.question.marks),
            words.yes if one.confirm else "",
        ]
        for person in report.people
        for one, item in zip(person.marks, report.items, strict=True)
    ]
    return [heads, *rows]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _as_xlsx(report: GradeReport, language: Language) -> bytes:
    """A sheet for each table; texts are written as texts, whatever they start with."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": report.title, "created": _CREATED})
        head = book.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True}
        )
        body = book.add_format({"text_wrap": True, "valign": "top", "border": 4})
        for name, table in tables(report, language).items():
            _add_sheet(book.add_worksheet(name), table, head, body)
    return stream.getvalue()


def _add_sheet(sheet: Any, table: Table, head: Any, body: Any) -> None:
    for row, line in enumerate(table):
        for column, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(row, column, cut_to_cell(value), body if row else head)
            elif value is not None:
                sheet.write_number(row, column, value, body)
    for column in range(len(table[0])):
        longest = max(len(str(line[column])) for line in table if column < len(line))
        sheet.set_column(column, column, min(_WIDEST, max(7, longest * 1.6)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table) - 1, len(table[0]) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table) + 1}"})


def _as_json(report: GradeReport, language: Language) -> bytes:
    """The records of the report; questions by id, without their texts, which the paper has."""
    return json_bytes(
        {
            "title": report.title,
            "full": report.full,
            "mean": report.mean,
            "alpha": report.alpha,
            "people": [
                {**asdict(person), "to_confirm": person.to_confirm} for person in report.people
            ],
            "items": [
                {
                    "question_id": item.question.id,
                    "numbers": dict(item.numbers),
                    "marks": item.question.marks,
                    "answered": item.answered,
                    **asdict(item.statistics),
                }
                for item in report.items
            ],
            "missed": [asdict(clause) for clause in report.missed],
            "notices": notices(report, language),
        }
    )


def _as_markdown(report: GradeReport, language: Language) -> bytes:
    """The tables without the single answers, to read or to mail."""
    words = load_report_words(language)
    facts = {words.count: str(len(report.people)), words.of: number(report.full)}
    facts |= {words.mean: f"{report.mean:.2f}"}
    if report.alpha is not None:
        facts[words.alpha] = f"{report.alpha:.2f}"
    parts = [
        f"# {_plain(report.title)}",
        *(f"- {_plain(notice)}" for notice in notices(report, language)),
    ]
    parts.append("\n".join(f"- {label}: {value}" for label, value in facts.items()))
    for name, table in tables(report, language).items():
        if name not in (words.answers, words.notices):
            parts += [
                f"## {name}",
                _table(table[: _LONGEST_LIST + 1] if name == words.missed else table),
            ]
    return ("\n\n".join(parts) + "\n").encode()


def _table(table: Sequence[Sequence[Value]]) -> str:
    lines = ["| " + " | ".join(_plain(_shown(value)) for value in line) + " |" for line in table]
    lines.insert(1, "|" + " --- |" * len(table[0]))
    return "\n".join(lines)


def _shown(value: Value) -> str:
    return "" if value is None else value if isinstance(value, str) else f"{value:g}"


def _plain(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))


_WRITERS: dict[str, Callable[[GradeReport, Language], bytes]] = {
    ".xlsx": _as_xlsx,
    ".json": _as_json,
    ".md": _as_markdown,
}
