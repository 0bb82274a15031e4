"""A Word file of one paper: the paper, its answer sheet, its key; each starts on a new page."""

import io
from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from quiz.exports import layout
from quiz.exports.archive import undated
from quiz.exports.layout import Section
from quiz.exports.word_key import add_key
from quiz.exports.word_style import HEI, KAI, keep, keep_row, new_document, write
from quiz.exports.words import Language, Words, load_words
from quiz.records import BLANK, LETTERS, Paper, Question

_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_WIDTH = 16.0  # cm between the margins
_IN_A_ROW = 10  # questions in a row of the answer sheet
_LINE = 0.9  # cm for a line of handwriting
_MOST_LINES = 8  # for a short answer


def as_docx(papers: Sequence[Paper], language: Language) -> bytes:
    """The Word file of one paper."""
    words, (paper,) = load_words(language), papers
    title = layout.title(paper, words)
    document = new_document(title, words)
    _add_head(document, title, words)
    _add_score_table(document, paper, words)
    for section in layout.sections(paper, words):
        _add_section(document, section, words)
    _add_answer_sheet(document, paper, title, words)
    add_key(document, paper, title, words)
    stream = io.BytesIO()
    document.save(stream)
    return undated(stream.getvalue())


def _add_head(document: Document, title: str, words: Words) -> None:
    write(document.add_paragraph(style="Title"), title, HEI)
    _add_who(document, ((words.unit, 18), (words.name, 12), (words.score, 8)), words)


def _add_who(document: Document, blanks: Sequence[tuple[str, int]], words: Words) -> None:
    """The line for who answers; blanks: (label, characters of its blank)."""
    line = document.add_paragraph()
    line.alignment = _CENTER
    line.paragraph_format.space_after = Pt(8)
    write(line, "　".join(f"{label}{words.colon}{'_' * length}" for label, length in blanks))


def _add_score_table(document: Document, paper: Paper, words: Words) -> None:
    numerals = [section.numeral for section in layout.sections(paper, words)]
    rows = ([words.section, *numerals, words.total], [words.score, *[""] * (len(numerals) + 1)])
    table = _grid(document, 2, len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        keep_row(row, 0.8)
        for cell, text in zip(row.cells, texts, strict=True):
            _write_centred(cell, text)


def _write_centred(cell: _Cell, text: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    cell.paragraphs[0].alignment = _CENTER
    write(cell.paragraphs[0], text)


def _grid(document: Document, rows: int, columns: int) -> Table:
    table: Table = document.add_table(rows, columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    return table


def _add_section(document: Document, section: Section, words: Words) -> None:
    write(document.add_paragraph(style="Heading 1"), section.heading, HEI)
    note = document.add_paragraph(style="Quiz Note")
    write(note, section.note, KAI)
    keep(note, with_next=True)
    mixed = len({question.marks for _, question in section.numbered}) > 1
    for number, question in section.numbered:
        marks = words.marks.format(marks=layout.number(question.marks)) if mixed else ""
        _add_question(document, number, question, marks)


def _add_question(document: Document, number: int, question: Question, marks: str) -> None:
    more = bool(question.pairs or (question.options and question.type != "true_false"))
    paragraph = document.add_paragraph(style="Quiz Stem")
    write(paragraph, f"{number}.\t{layout.stem(question)}{marks}")
    keep(paragraph, with_next=more)
    if question.pairs:
        _add_matching(document, question)
    elif more:
        _add_options(document, question)


def _add_options(document: Document, question: Question) -> None:
    """Options in lines of four, two or one, below each other at tab stops."""
    per_line = layout.options_per_line(question)
    told = [f"{LETTERS[i]}. {option.text}" for i, option in enumerate(question.options)]
    lines = [told[start : start + per_line] for start in range(0, len(told), per_line)]
    for place, line in enumerate(lines, start=1):
        paragraph = document.add_paragraph(style="Quiz Option")
        for stop in range(1, per_line):
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.75 + stop * 15.25 / per_line))
        write(paragraph, "\t".join(line))
        keep(paragraph, with_next=place < len(lines))


def _add_matching(document: Document, question: Question) -> None:
    """Left sides with a place for a letter, choices beside them."""
    count = max(len(question.pairs), len(question.choices))
    lefts = [f"（　　）{n}. {pair.left}" for n, pair in enumerate(question.pairs, start=1)]
    rights = [f"{LETTERS[i]}. {text}" for i, text in enumerate(question.choices)]
    table = document.add_table(count, 2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for place, row in enumerate(table.rows):
        keep_row(row)
        for cell, texts in zip(row.cells, (lefts, rights), strict=True):
            cell.paragraphs[0].style = "Quiz Option"
            write(cell.paragraphs[0], texts[place] if place < len(texts) else "")
            keep(cell.paragraphs[0], with_next=place < count - 1)


def _add_answer_sheet(document: Document, paper: Paper, title: str, words: Words) -> None:
    head = document.add_paragraph(style="Title")
    head.paragraph_format.page_break_before = True
    write(head, f"{title}　{words.sheet}", HEI)
    _add_who(document, ((words.unit, 22), (words.name, 16)), words)
    for section in layout.sections(paper, words):
        write(document.add_paragraph(style="Heading 1"), section.heading, HEI)
        if section.numbered[0][1].options:
            _add_boxes(document, [number for number, _ in section.numbered])
        else:
            for number, question in section.numbered:
                _add_lines(document, number, question, words)


def _add_boxes(document: Document, numbers: Sequence[int]) -> None:
    """A box below the number of each question, ten in a row."""
    for start in range(0, len(numbers), _IN_A_ROW):
        some = [str(number) for number in numbers[start : start + _IN_A_ROW]]
        table = _grid(document, 2, min(_IN_A_ROW, len(numbers)))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        for row, texts in zip(table.rows, (some, []), strict=True):
            keep_row(row, 0.75)
            for place, cell in enumerate(row.cells):
                cell.width = Cm(_WIDTH / _IN_A_ROW)
                _write_centred(cell, texts[place] if place < len(texts) else "")
                keep(cell.paragraphs[0], with_next=row is table.rows[0])
        document.add_paragraph()


def _add_lines(document: Document, number: int, question: Question, words: Words) -> None:
    """A line for each blank, a place for each letter, a ruled space for a short answer."""
    paragraph = document.add_paragraph(style="Quiz Stem")
    if question.points:
        write(paragraph, f"{number}.")
        keep(paragraph, with_next=True)
        row = _grid(document, 1, 1).rows[0]
        keep_row(row, _LINE * min(_MOST_LINES, 2 + len(question.points)))
        document.add_paragraph()
        return
    count = len(question.blanks) or len(question.pairs)
    place = BLANK * 2 if question.blanks else "（　　）"
    parts = [f"{words.blank_number.format(number=i)}{place}" for i in range(1, count + 1)]
    write(paragraph, f"{number}. " + ("　".join(parts) if count > 1 else place))
    keep(paragraph, with_next=False)
