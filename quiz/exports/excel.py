"""An Excel workbook: a sheet of questions and one of keys for each paper, and one for answers.

The answer sheet has a row for each person and is what quiz/grade.py reads. Every text is written
as a text, whatever it starts with.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from files.output import cut_to_cell
from quiz.exports.layout import explanation, key_text, source_line
from quiz.exports.words import Language, Words, load_words
from quiz.records import LETTERS, Paper, Question

_CREATED = datetime(1980, 1, 1)  # fixed: the same papers give the same bytes
_A4 = 9  # Excel's number for the paper size
_ROWS_FOR_PEOPLE = 300  # lined rows of the answer sheet; more can be filled in

Value = str | float


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Any
    body: Any
    note: Any


def as_xlsx(papers: Sequence[Paper], language: Language) -> bytes:
    """The workbook of the papers of a draw."""
    words = load_words(language)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": papers[0].title, "created": _CREATED})
        formats = _formats(book)
        _answer_sheet(book, papers, words, formats)
        for paper in papers:
            asked, keys = (f"{name} {paper.version}" for name in (words.paper, words.key))
            _table(book.add_worksheet(asked), _question_rows(paper, words), formats)
            _table(book.add_worksheet(keys), _key_rows(paper, words), formats)
    return stream.getvalue()


def as_answer_sheet(papers: Sequence[Paper], language: Language) -> bytes:
    """A workbook with nothing but the empty answer sheet: it tells no key and can be handed out."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": papers[0].title, "created": _CREATED})
        _answer_sheet(book, papers, load_words(language), _formats(book))
    return stream.getvalue()


def _formats(book: Any) -> _Formats:
    body = {"text_wrap": True, "valign": "top", "border": 4, "font_size": 10}
    head = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "font_size": 10}
    note = {"italic": True, "font_color": "#555555", "font_size": 9}
    return _Formats(*(book.add_format(told) for told in (head, body, note)))


def _answer_sheet(book: Any, papers: Sequence[Paper], words: Words, formats: _Formats) -> None:
    """Name, unit, version and a column for each question; the numbers are those of each paper."""
    sheet = book.add_worksheet(words.answers)
    count = len(papers[0].questions)
    heads = [words.name, words.unit, words.column_version, *map(str, range(1, count + 1))]
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, formats.head)
    versions = [paper.version for paper in papers]
    text = formats.body
    text.set_num_format("@")  # what is typed stays as typed: 1-2 is no date, 001 no number
    for row in range(1, _ROWS_FOR_PEOPLE + 1):
        for column in range(len(heads)):
            sheet.write_blank(row, column, None, text)
    if len(versions) == 1:
        sheet.write_string(1, 2, versions[0], text)
    sheet.data_validation(1, 2, _ROWS_FOR_PEOPLE, 2, {"validate": "list", "source": versions})
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 7)
    sheet.set_column(3, len(heads) - 1, 9)
    sheet.freeze_panes(1, 3)
    sheet.write_comment(0, 0, words.sheet_help, {"author": "Anwen", "x_scale": 2})
    _ignore_numbers(sheet, _ROWS_FOR_PEOPLE)
    _page(sheet)


def _question_rows(paper: Paper, words: Words) -> Iterator[list[tuple[str, Value, int]]]:
    """(heading, value, width) of each cell of a question."""
    most = max(max(len(q.options), len(q.choices)) for q in paper.questions)
    for number, question in enumerate(paper.questions, start=1):
        offered = [option.text for option in question.options] or list(question.choices)
        offered += [""] * (most - len(offered))
        yield [
            (words.column_number, number, 6),
            (words.column_type, words.types[question.type], 11),
            (words.column_stem, _stem(question), 60),
            *(
                (words.column_option.format(letter=LETTERS[i]), text, 22)
                for i, text in enumerate(offered)
            ),
            (words.column_marks, question.marks, 6),
            (words.column_difficulty, words.difficulties[question.difficulty], 7),
            (words.column_question, question.id, 14),
        ]


def _stem(question: Question) -> str:
    """The stem, the left sides of a matching question below it."""
    lefts = [f"{number}. {pair.left}" for number, pair in enumerate(question.pairs, start=1)]
    return "\n".join([question.stem, *lefts])


def _key_rows(paper: Paper, words: Words) -> Iterator[list[tuple[str, Value, int]]]:
    """A row for each clause that a key cites; the key stands in each of them."""
    for number, question in enumerate(paper.questions, start=1):
        for citation in question.citations:
            yield [
                (words.column_number, number, 6),
                (words.answer, key_text(question, words), 26),
                (words.explanation, explanation(question, words), 45),
                (words.column_district, citation.district, 12),
                (words.column_document, citation.document, 26),
                (words.column_doc_number, citation.doc_number, 18),
                (words.column_section, words.path.join(citation.section), 30),
                (words.quote, citation.quote, 60),
                (words.source, source_line(citation, words), 30),
                (words.column_clause, citation.clause_id, 18),
                (words.column_question, question.id, 14),
            ]


def _table(sheet: Any, rows: Iterator[list[tuple[str, Value, int]]], formats: _Formats) -> None:
    """A table with a frozen head row; a number is written as a number, all else as a text."""
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, (heading, value, width) in enumerate(row):
            if last == 1:
                sheet.write_string(0, column, heading, formats.head)
                sheet.set_column(column, column, width)
            if isinstance(value, str):
                sheet.write_string(last, column, cut_to_cell(value), formats.body)
            else:
                sheet.write_number(last, column, value, formats.body)
    sheet.freeze_panes(1, 0)
    _ignore_numbers(sheet, last)
    _page(sheet)


def _ignore_numbers(sheet: Any, last: int) -> None:
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def _page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
