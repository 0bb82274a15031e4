"""A stored run: one folder with answers, scores, summary and what they were made with.

    run.json         what the run was made with (run_info.py)
    questions.jsonl  the gold questions, as they were
    answers.jsonl    the answer contract and the question's id, without timings
    rankings.jsonl   ids of the candidate clauses of each question, best first
    scores.jsonl     a ScoreRow a line: checks, measures, reasons
    summary.json     the figures over all questions (summary.py)
    timings.jsonl    when it was made, and milliseconds; the only file that may differ

The same run made twice has the same bytes in all files but timings.jsonl. A run is whole or not
there: while it is made its folder is called NAME.unfinished (unfinished.py). To be compared with
others, run.json, scores.jsonl and summary.json are enough.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from errors import RunError
from eval.gold import GoldQuestion
from eval.jsonfile import read_json, read_json_lines
from eval.run_info import RUN_FORMAT, RunInfo
from eval.score import Verdict
from eval.summary import Summary
from rag.records import Answer

INFO_FILE, SUMMARY_FILE = "run.json", "summary.json"
QUESTIONS_FILE, ANSWERS_FILE, RANKINGS_FILE = "questions.jsonl", "answers.jsonl", "rankings.jsonl"
SCORES_FILE, TIMINGS_FILE = "scores.jsonl", "timings.jsonl"
UNFINISHED = ".unfinished"
_NAME = re.compile(r"[^\W_][\w.+-]{0,99}")


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The score of one question.

    districts, documents: of its anchors; documents by id. expected, got: status. checks: name ->
    passed. measures: name -> value, absent where one does not apply. reasons: what was wrong.
    """

    id: str
    kind: str
    language: str
    districts: tuple[str, ...]
    documents: tuple[str, ...]
    expected: str
    got: str
    confidence: float
    checks: Mapping[str, bool]
    measures: Mapping[str, float]
    reasons: tuple[str, ...]

    @property
    def everything(self) -> bool:
        """True when every check passed."""
        return all(self.checks.values())


@dataclass(frozen=True, slots=True)
class Run:
    """A stored run as far as it is compared with others. name: of its folder."""

    name: str
    info: RunInfo
    scores: tuple[ScoreRow, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Details:
    """What was asked and answered in a run; each by the id of the question.

    rankings: ids of candidate clauses, best first. milliseconds: total time of an answer, empty
    where a run has no timings.
    """

    questions: Mapping[str, GoldQuestion]
    answers: Mapping[str, Answer]
    rankings: Mapping[str, tuple[str, ...]]
    milliseconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A line of rankings.jsonl."""

    id: str
    clauses: tuple[str, ...]


def score_row(verdict: Verdict, documents: Sequence[str]) -> ScoreRow:
    """The row of a verdict; documents: ids of the documents of its anchors."""
    question, answer = verdict.question, verdict.answer
    return ScoreRow(
        id=question.id,
        kind=question.kind,
        language=question.language,
        districts=tuple(dict.fromkeys(anchor.district for anchor in question.anchors)),
        documents=tuple(documents),
        expected=question.status,
        got=answer.status,
        confidence=answer.confidence,
        checks=dict(verdict.checks),
        measures={name: round(value, 6) for name, value in verdict.measures.items()},
        reasons=verdict.reasons,
    )


def answer_line(question_id: str, answer: Answer) -> dict[str, Any]:
    """An answer as a line of answers.jsonl: the contract and the id, without timings."""
    told = answer.to_dict()
    del told["timings_ms"]
    return {"id": question_id, **told}


def find_run(named: str, runs_dir: Path) -> Path:
    """The folder of a run: a path, or a name below the folder of runs.

    Raises RunError when there is none, or only an unfinished one.
    """
    given = Path(named)
    for folder in (given, runs_dir / named):
        if (folder / INFO_FILE).is_file():
            return folder
    if (runs_dir / f"{named}{UNFINISHED}").is_dir():
        raise RunError(f"run {named!r} is not finished; run: anwen eval run --name {named}")
    if given.exists():
        raise RunError(f"{named}: not a run folder, it has no {INFO_FILE}; name a folder of a run")
    known = ", ".join(run_names(runs_dir)) or "none yet"
    raise RunError(f"no run {named!r} in {runs_dir} (there: {known}); name one, or a run folder")


def run_names(runs_dir: Path) -> list[str]:
    """The names of the finished runs in a folder of runs."""
    return sorted(
        path.parent.name
        for path in runs_dir.glob(f"*/{INFO_FILE}")
        if not path.parent.name.endswith(UNFINISHED)
    )


def check_name(name: str) -> str:
    """The name, if a run can be called so. Raises RunError otherwise."""
    if not _NAME.fullmatch(name) or name.endswith(UNFINISHED):
        raise RunError(f"run name {name!r}: use letters, digits, '.', '-', '_', '+', at most 100")
    return name


def load_info(folder: Path) -> RunInfo:
    """The info of a run. Raises RunError when it cannot be read or is of another format."""
    path = folder / INFO_FILE
    found = read_json(path, dict[str, Any])
    if found.get("format") != RUN_FORMAT:
        raise RunError(
            f"{path}: run format {found.get('format')!r}, this version reads {RUN_FORMAT}; "
            "make the run again"
        )
    return read_json(path, RunInfo)


def load_run(folder: Path) -> Run:
    """A stored run, checked.

    Raises RunError naming file and line for what is missing, damaged or of another format.
    """
    info = load_info(folder)
    path = folder / SCORES_FILE
    scores = read_json_lines(path, ScoreRow)
    _check_ids(path, [row.id for row in scores], info.questions)
    return Run(folder.name, info, tuple(scores), read_json(folder / SUMMARY_FILE, Summary))


def load_details(folder: Path, info: RunInfo) -> Details:
    """What was asked and answered in a run.

    Raises RunError naming file and line for what is missing or damaged.
    """
    questions = read_json_lines(folder / QUESTIONS_FILE, GoldQuestion)
    answers = load_answers(folder / ANSWERS_FILE)
    _check_ids(folder / QUESTIONS_FILE, [q.id for q in questions], info.questions)
    _check_ids(folder / ANSWERS_FILE, list(answers), info.questions)
    return Details(
        {question.id: question for question in questions},
        answers,
        load_rankings(folder / RANKINGS_FILE),
        load_milliseconds(folder / TIMINGS_FILE),
    )


def load_answers(path: Path) -> dict[str, Answer]:
    """The answers of a run by the id of their question, in file order."""
    adapter = TypeAdapter(Answer)
    answers = {}
    for number, line in enumerate(read_json_lines(path, dict[str, Any]), start=1):
        try:
            answers[str(line.pop("id", ""))] = adapter.validate_python(line)
        except ValidationError as error:
            told = error.errors(include_url=False)[0]["msg"]
            raise RunError(f"{path}, line {number}: {told}; make the run again") from None
    return answers


def load_rankings(path: Path) -> dict[str, tuple[str, ...]]:
    """Ids of candidate clauses by the id of their question."""
    return {found.id: found.clauses for found in read_json_lines(path, Ranking)}


def load_milliseconds(path: Path) -> dict[str, float]:
    """Total milliseconds of each answer by the id of its question; empty without the file."""
    if not path.is_file():
        return {}
    lines = read_json_lines(path, dict[str, Any])
    return {
        str(line["id"]): float(line["total"])
        for line in lines
        if "id" in line and isinstance(line.get("total"), int | float)
    }


def _check_ids(path: Path, ids: Sequence[str], expected: int) -> None:
    twice = next((i for i in ids if ids.count(i) > 1), None) if len(set(ids)) < len(ids) else None
    if twice is not None:
        raise RunError(f"{path}: question {twice!r} stands there twice; make the run again")
    if len(ids) != expected:
        raise RunError(
            f"{path}: {len(ids)} lines, {INFO_FILE} tells of {expected} questions; "
            "restore the file or make the run again"
        )
