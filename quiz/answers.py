"""An answer sheet: who answered what, read from a row for each person or a row for each answer."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.spelling import plain
from errors import AnswersError
from files.tables import Sheet, read_sheets
from quiz.grading_data import load_columns
from quiz.records import Paper

_HEAD_ROWS = 15  # a title and notes may stand above the headings
_QUESTION = re.compile(
    r"(?:第|题目?|题号|q|question)?(\d{1,4})(?:题|\.|、)?(?:[-—.(第](\d{1,2})(?:\)|空\)?)?)?"
)
_VERSION = re.compile(r"(?:试?卷|version|paper)?([a-z])(?:卷|版)?")
_BETWEEN_BLANKS = "；"

Answers = dict[int, str]


@dataclass(frozen=True, slots=True)
class Person:
    """Who answered. row: of the file, from 1. answers: number in the paper -> as written."""

    name: str
    unit: str
    version: str
    row: int
    answers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The people in the order of the file. notices: what was left out, or read otherwise."""

    people: tuple[Person, ...]
    notices: tuple[str, ...]


@dataclass(slots=True)
class _Heads:
    """Where the columns stand: indices; questions: (index, number, part of it or 0)."""

    row: int
    name: int
    unit: int | None
    version: int | None
    number: int | None
    answer: int | None
    questions: list[tuple[int, int, int]]
    others: list[str]


def read_answers(papers: Sequence[Paper], path: Path) -> AnswerSheet:
    """The answers of a file to the papers of a draw.

    Raises AnswersError in one line: no table, no column of names or answers, a question or a
    version that the papers do not have, a person twice, nobody.
    """
    sheets = read_sheets(path)
    sheet, heads = _find_heads(path, sheets)
    name = path.name
    _check_heads(name, papers, heads)
    long = heads.number is not None and heads.answer is not None and not heads.questions
    notices = [*sheet.notices]
    if heads.others:
        notices.append(f"{name}: columns that are not read: {'、'.join(heads.others)[:200]}")
    read = _long_rows if long else _wide_rows
    people = list(_merged(name, read(name, papers, sheet, heads), long))
    silent = [person.name for person in people if not any(person.answers.values())]
    if silent:
        notices.append(f"{name}: without any answer, left out: {'、'.join(silent)[:200]}")
    people = [person for person in people if any(person.answers.values())]
    if not people:
        raise AnswersError(f"{name}: nobody has answered; fill in a row for each person")
    return AnswerSheet(tuple(people), tuple(notices))


def _find_heads(path: Path, sheets: Sequence[Sheet]) -> tuple[Sheet, _Heads]:
    """The first sheet with a column of names, and its headings."""
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:_HEAD_ROWS], start=1):
            heads = _heads(number, row)
            if heads:
                return sheet, heads
    raise AnswersError(
        f"{path.name}: no column 姓名 (name) in the first {_HEAD_ROWS} rows; use the answer sheet "
        "of the quiz"
    )


def _heads(number: int, row: Sequence[str]) -> _Heads | None:
    columns = load_columns()
    spelled = [plain(text) for text in row]

    def place(spellings: frozenset[str]) -> int | None:
        return next((i for i, text in enumerate(spelled) if text in spellings), None)

    name = place(columns.name)
    if name is None:
        return None
    found = _Heads(
        number,
        name,
        place(columns.unit),
        place(columns.version),
        place(columns.number),
        place(columns.answer),
        [],
        [],
    )
    known = {found.name, found.unit, found.version, found.number, found.answer}
    for index, text in enumerate(spelled):
        asked = _QUESTION.fullmatch(text)
        if asked:
            found.questions.append((index, int(asked[1]), int(asked[2] or 0)))
        elif text and index not in known:
            found.others.append(row[index])
    return found


def _check_heads(name: str, papers: Sequence[Paper], heads: _Heads) -> None:
    if not heads.questions and (heads.number is None or heads.answer is None):
        raise AnswersError(
            f"{name}: no column for an answer; head them with the numbers of the questions "
            "(1, 2 …), or use the columns 题号 and 答案"
        )
    for _, number, _ in heads.questions:
        _check_number(name, f"row {heads.row}", papers, number)
    places = [(number, part) for _, number, part in heads.questions]
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice:
        raise AnswersError(f"{name}: question {twice[0]} has two columns; keep one")
    if heads.version is None and len(papers) > 1:
        raise AnswersError(
            f"{name}: no column 卷别 (version), and the quiz has versions "
            f"{', '.join(paper.version for paper in papers)}; add it"
        )


def _check_number(name: str, where: str, papers: Sequence[Paper], number: int) -> None:
    count = len(papers[0].questions)
    if not 1 <= number <= count:
        raise AnswersError(
            f"{name}, {where}: question {number} is not in the quiz; it has 1 to {count}"
        )


def _wide_rows(name: str, papers: Sequence[Paper], sheet: Sheet, heads: _Heads) -> Iterator[Person]:
    """A row for each person, a column for each question (or for each blank of one)."""
    for row_number, row in _filled(sheet, heads):
        parts: dict[int, dict[int, str]] = {}
        for index, number, part in heads.questions:
            parts.setdefault(number, {})[part] = _cell(row, index)
        answers = {number: _joined(told) for number, told in parts.items()}
        if not any((_cell(row, heads.name), *answers.values())):
            continue
        yield _person(name, papers, heads, row_number, row, answers)


def _joined(parts: Mapping[int, str]) -> str:
    """The blanks of a question that has a column for each; '' where none is filled in."""
    told = [parts[part] for part in sorted(parts)]
    return _BETWEEN_BLANKS.join(told) if any(told) else ""


def _long_rows(name: str, papers: Sequence[Paper], sheet: Sheet, heads: _Heads) -> Iterator[Person]:
    """A row for each answer."""
    for row_number, row in _filled(sheet, heads):
        written, answer = _cell(row, heads.number), _cell(row, heads.answer)
        asked = _QUESTION.fullmatch(plain(written))
        if not asked:
            raise AnswersError(
                f"{name}, row {row_number}: {written[:20]!r} is no number of a question; "
                "write 1, 2 …"
            )
        _check_number(name, f"row {row_number}", papers, int(asked[1]))
        yield _person(name, papers, heads, row_number, row, {int(asked[1]): answer})


def _filled(sheet: Sheet, heads: _Heads) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in enumerate(sheet.rows[heads.row :], start=heads.row + 1):
        wanted = (heads.name, heads.unit, heads.number, heads.answer)
        indices = [*wanted, *(index for index, _, _ in heads.questions)]
        if any(_cell(row, index) for index in indices):
            yield number, row


def _cell(row: Sequence[str], index: int | None) -> str:
    return row[index].strip() if index is not None and index < len(row) else ""


def _person(
    name: str,
    papers: Sequence[Paper],
    heads: _Heads,
    row_number: int,
    row: Sequence[str],
    answers: Answers,
) -> Person:
    called = " ".join(_cell(row, heads.name).split())
    if not called:
        raise AnswersError(f"{name}, row {row_number}: answers without a name; fill in 姓名")
    unit = _cell(row, heads.unit)
    version = _version(name, papers, row_number, _cell(row, heads.version))
    return Person(called, unit, version, row_number, answers)


def _version(name: str, papers: Sequence[Paper], row_number: int, written: str) -> str:
    known = [paper.version for paper in papers]
    if not written and len(known) == 1:
        return known[0]
    match = _VERSION.fullmatch(unicodedata.normalize("NFKC", "".join(written.split())).lower())
    if match and match[1].upper() in known:
        return match[1].upper()
    raise AnswersError(
        f"{name}, row {row_number}: version {written[:20]!r} is not in the quiz; it has "
        f"{', '.join(known)}"
    )


def _merged(name: str, read: Iterator[Person], long: bool) -> Iterator[Person]:
    """One record for each person; who stands there twice is told."""
    people: dict[tuple[str, str], Person] = {}
    for person in read:
        key = (plain(person.name), plain(person.unit))
        first = people.setdefault(key, person)
        if first is person:
            continue
        again = set(first.answers) & set(person.answers)
        if not long or again or first.version != person.version:
            what = f"question {min(again)} of " if long and again else ""
            raise AnswersError(
                f"{name}, rows {first.row} and {person.row}: {what}{first.name} stands there "
                "twice; keep one, or tell them apart by 单位"
            )
        joined = {**first.answers, **person.answers}
        people[key] = Person(first.name, first.unit, first.version, first.row, joined)
    yield from people.values()
