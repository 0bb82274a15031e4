"""What every printed or exported form of a paper shares: its sections, its key in words."""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.citation import Citation
from quiz.exports.words import Words
from quiz.records import LETTERS, Paper, Question, QuestionType
from quiz.wellformed import UNWRITABLE

_LINE_WIDTH = 42.0  # full-width characters in a printed line
_LABEL_WIDTH = 2.5  # of them, a letter with its blank
_PLACE = re.compile(r"[（(]\s*[）)]")


@dataclass(frozen=True, slots=True)
class Section:
    """Questions of one type that follow each other; numbered: (number in the paper, question)."""

    type: QuestionType
    numeral: str
    heading: str
    note: str
    numbered: tuple[tuple[int, Question], ...]


def sections(paper: Paper, words: Words) -> list[Section]:
    """The sections of a paper: one for each run of questions of a type, in the paper's order."""
    found = []
    numbered = enumerate(paper.questions, start=1)
    for place, (type_, run) in enumerate(itertools.groupby(numbered, lambda item: item[1].type)):
        members = tuple(run)
        numeral = words.numerals[place] if place < len(words.numerals) else str(place + 1)
        heading = _heading(numeral, type_, [question for _, question in members], words)
        found.append(Section(type_, numeral, heading, words.notes[type_], members))
    return found


def _heading(numeral: str, type_: QuestionType, questions: Sequence[Question], words: Words) -> str:
    each = {question.marks for question in questions}
    return (words.section_each if len(each) == 1 else words.section_mixed).format(
        numeral=numeral,
        type=words.types[type_],
        marks=number(questions[0].marks),
        total=number(sum(question.marks for question in questions)),
        count=len(questions),
    )


def number(value: float) -> str:
    """A number of marks as printed: 2, 0.5, 3.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def title(paper: Paper, words: Words) -> str:
    """The title of a paper with its version."""
    return paper.title + words.version.format(version=paper.version)


def stem(question: Question) -> str:
    """The stem as printed: choice and true/false questions end in a place for the answer."""
    if question.options and not _PLACE.search(question.stem):
        return f"{question.stem.rstrip()}（　　）"
    return question.stem


def right_letters(question: Question) -> str:
    """The letters of the right options, ABD."""
    return "".join(LETTERS[i] for i, option in enumerate(question.options) if option.right)


def right_pairs(question: Question) -> list[tuple[int, str]]:
    """(number of a left side, letter of its choice) of a matching question."""
    return [
        (place, LETTERS[question.choices.index(pair.right)])
        for place, pair in enumerate(question.pairs, start=1)
    ]


def key_text(question: Question, words: Words) -> str:
    """The key in one line: B; ABD; 正确; 县经济信息委（或：经信委）；3; 1-C 2-A; marking points."""
    if question.type == "true_false":
        return next(option.text for option in question.options if option.right)
    if question.options:
        return right_letters(question)
    if question.blanks:
        return words.between.join(_accepted(blank.accepted, words) for blank in question.blanks)
    if question.pairs:
        return " ".join(f"{place}-{letter}" for place, letter in right_pairs(question))
    return words.between.join(point_lines(question, words))


def _accepted(spellings: Sequence[str], words: Words) -> str:
    first, *others = spellings
    return first + (words.or_.format(others=words.also.join(others)) if others else "")


def point_lines(question: Question, words: Words) -> list[str]:
    """The marking points of a short answer, numbered, each with its marks."""
    return [
        words.blank_number.format(number=place)
        + point.text.rstrip("。；;")
        + words.marks.format(marks=number(point.marks))
        for place, point in enumerate(question.points, start=1)
    ]


def source_line(citation: Citation, words: Words) -> str:
    """Where a clause stands: district, document, its number, section path."""
    doc_number = words.doc_number.format(doc_number=citation.doc_number)
    where = words.cited.format(
        district=citation.district,
        document=citation.document,
        doc_number=doc_number if citation.doc_number else "",
    )
    return UNWRITABLE.sub(" ", f"{where} {words.path.join(citation.section)}".strip())


def quote(citation: Citation) -> str:
    """The quote on one line: blanks, line breaks and control characters are single blanks."""
    return " ".join(UNWRITABLE.sub(" ", citation.quote).split())


def explanation(question: Question, words: Words) -> str:
    """The explanation; that a key is no longer proven is said behind it."""
    return question.explanation + ("" if question.proven else words.unproven)


def feedback_lines(question: Question, words: Words) -> list[str]:
    """What a learner is told after answering: explanation, then source and quote of each clause."""
    lines = [f"{words.explanation}{words.colon}{explanation(question, words)}"]
    for citation in question.citations:
        lines.append(f"{words.source}{words.colon}{source_line(citation, words)}")
        lines.append(f"{words.quote}{words.colon}{quote(citation)}")
    return lines


def options_per_line(question: Question) -> int:
    """How many options are printed in a line: 4, 2 or 1, by the widest of them."""
    widest = max(_width(option.text) for option in question.options)
    if any("\n" in option.text for option in question.options):
        return 1
    return next((n for n in (4, 2) if widest + _LABEL_WIDTH <= _LINE_WIDTH / n), 1)


def _width(text: str) -> float:
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return wide + (len(text) - wide) / 2
