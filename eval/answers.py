"""Answers files: of this system (the answer contract), of another one, of a trainee."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.spelling import plain
from errors import AnswersError
from eval.freetext import score_text, unanswered
from eval.gold import GoldQuestion
from eval.score import Verdict, score
from eval.sheet import Row, answer_rows
from files.tables import LONGEST_CELL, MOST_ROWS, read_sheets
from files.texts import decoded, read_bytes
from rag.records import Answer

ENDINGS = (".jsonl", ".csv", ".xlsx")
_MAX_LINE = 2_000_000  # characters of a line of JSON: an answer with many quotes
_CONTRACT = TypeAdapter(Answer)


@dataclass(frozen=True, slots=True)
class Submission:
    """One answer of an answers file.

    place: where it stands (line 3, row 3). id, question: "" where the file does not say. answer: of
    the answer contract, None for a free text. text: what is said; "" for no answer. error: why the
    system gave none, "" otherwise.
    """

    place: str
    id: str
    question: str
    text: str
    answer: Answer | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """An answers file. notices: what its reader should be told, a line each."""

    submissions: tuple[Submission, ...]
    notices: tuple[str, ...] = ()


def load_answers_file(path: Path) -> AnswersFile:
    """The answers of a .jsonl, .csv or .xlsx file, in file order.

    Raises AnswersError, in one line, for a file that cannot be read as answers (see files/ and
    eval/sheet.py); for JSONL also a line that is no object of the answer contract and no
    {"id", "answer"}.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise AnswersError(f"{path}: ends in {ending or 'nothing'}; use {', '.join(ENDINGS)}")
    if ending == ".jsonl":
        text, notices = decoded(path, read_bytes(path))
        found = _of_lines(path, text)
    else:
        sheet = read_sheets(path)[0]
        notices = sheet.notices
        found = [_of_row(row) for row in answer_rows(path, sheet.rows)]
    if not found:
        raise AnswersError(f"{path}: holds no answer; add at least one")
    return AnswersFile(tuple(found), notices)


def assign(
    path: Path, submissions: Sequence[Submission], questions: Sequence[GoldQuestion]
) -> dict[str, Submission]:
    """Question id -> its answer; a question without one is absent.

    path: named in messages. A submission belongs to the question of its id, or, without an id, to
    the one of its wording. Raises AnswersError for an id or a question that the gold file does not
    have, for one that is answered twice, and for a wording that several questions share.
    """
    by_id = {question.id: question.id for question in questions}
    by_wording: dict[str, list[str]] = {}
    for question in questions:
        by_wording.setdefault(plain(question.question), []).append(question.id)
    assigned: dict[str, Submission] = {}
    for submission in submissions:
        where = f"{path}, {submission.place}"
        key = by_id.get(submission.id) or _by_wording(where, submission, by_wording)
        if key in assigned:
            raise AnswersError(
                f"{where}: {key} is answered already in {assigned[key].place}; keep one of them"
            )
        assigned[key] = submission
    return assigned


def score_submissions(
    questions: Sequence[GoldQuestion], assigned: Mapping[str, Submission]
) -> list[Verdict]:
    """A verdict for each question, in their order; a question without an answer is wrong."""
    return [judge(question, assigned.get(question.id)) for question in questions]


def judge(question: GoldQuestion, submission: Submission | None) -> Verdict:
    """The verdict on one submission: by the answer contract, or as free text.

    The check "given" tells whether there is an answer at all.
    """
    if submission is None or not submission.text.strip():
        return unanswered(question, submission.error if submission else "")
    if submission.answer is not None:
        verdict = score(question, submission.answer)
        return replace(verdict, checks={"given": True, **verdict.checks})
    return score_text(question, submission.text)


def missing(
    questions: Sequence[GoldQuestion], assigned: Mapping[str, Submission]
) -> tuple[str, ...]:
    """The ids of the questions that have no answer, or an empty one, in their order."""
    return tuple(
        question.id
        for question in questions
        if question.id not in assigned or not assigned[question.id].text.strip()
    )


def _by_wording(where: str, submission: Submission, known: Mapping[str, list[str]]) -> str:
    if submission.id:
        raise AnswersError(
            f"{where}: id {submission.id[:60]!r} is not in the gold file; use its ids"
        )
    found = known.get(plain(submission.question), [])
    if len(found) > 1:
        raise AnswersError(f"{where}: {', '.join(found)} share this question; add the column 题号")
    if not found:
        raise AnswersError(
            f"{where}: question {submission.question[:60]!r} is not in the gold file; copy it from "
            "there, or add the column 题号"
        )
    return found[0]


def _of_row(row: Row) -> Submission:
    return Submission(f"row {row.number}", row.id, row.question, row.answer)


def _of_lines(path: Path, text: str) -> list[Submission]:
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) > MOST_ROWS:
        raise AnswersError(f"{path}: {len(lines)} lines, at most {MOST_ROWS}; split the file")
    return [_of_line(f"{path}, line {number}", number, line) for number, line in lines]


def _of_line(where: str, number: int, line: str) -> Submission:
    if len(line) > _MAX_LINE:
        raise AnswersError(f"{where}: {len(line)} characters, at most {_MAX_LINE}; shorten it")
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        raise AnswersError(f"{where}: not JSON; write one object a line") from None
    if not isinstance(entry, dict):
        raise AnswersError(f'{where}: not an object; write {{"id": …, "answer": …}}')
    place, key = f"line {number}", entry.get("id")
    question = entry.get("question")
    named = Submission(
        place, "" if key is None else str(key), question if isinstance(question, str) else "", ""
    )
    if entry.get("error"):
        return Submission(place, named.id, named.question, "", error=str(entry["error"]))
    return _with_answer(where, named, entry)


def _with_answer(where: str, named: Submission, entry: dict[str, Any]) -> Submission:
    text = entry.get("answer")
    if not isinstance(text, str):
        raise AnswersError(f'{where}: has no text under "answer"; add it')
    if len(text) > LONGEST_CELL:
        raise AnswersError(f"{where}: answer of {len(text)} characters, at most {LONGEST_CELL}")
    if "status" not in entry:
        return Submission(named.place, named.id, named.question, text)
    contract = {name: value for name, value in entry.items() if name != "id"}
    contract.setdefault("question", named.question)
    try:
        answer = _CONTRACT.validate_python(contract)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise AnswersError(f"{where}: {field}: {first['msg']}; correct it") from None
    return Submission(named.place, named.id, named.question, text, answer)
