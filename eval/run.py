"""Asking the gold questions, or taking an answers file, and scoring: a stored run in the end."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from errors import QuestionError, RunError
from eval.anchors import Anchors
from eval.baseline import Baseline
from eval.gold import GoldQuestion, load_gold
from eval.run_info import RunInfo, difference
from eval.runs import INFO_FILE, check_name, load_info, score_row
from eval.score import Verdict, score
from eval.summary import percent, summarise
from eval.unfinished import UnfinishedRun
from rag import Assistant
from rag.chain import Trace
from rag.records import Answer

_RANKED = 10  # candidates of a question that are kept


def gold_questions(paths: Sequence[Path]) -> list[GoldQuestion]:
    """The questions of gold files, in order.

    Raises GoldError for a file that cannot be read, RunError for an id that stands in two.
    """
    questions: dict[str, GoldQuestion] = {}
    for path in paths:
        for question in load_gold(path):
            if question.id in questions:
                raise RunError(f"{path}: id {question.id!r} stands in another file too; rename it")
            questions[question.id] = question
    return list(questions.values())


def run_folder(runs_dir: Path, name: str | None, info: RunInfo) -> Path:
    """Where a run is stored; its default name is made of its gold files and a hash of its info.

    name: of a folder below runs_dir, or a path to a folder. Raises RunError for a name that no run
    can have.
    """
    given = Path(name or f"{info.title}-{info.key}")
    check_name(given.name)
    return given if len(given.parts) > 1 else runs_dir / given


def is_made(folder: Path, info: RunInfo) -> bool:
    """True when a finished run made with the same things lies there.

    Raises RunError when one lies there that was made with others.
    """
    if not folder.exists():
        return False
    if not (folder / INFO_FILE).is_file():
        raise RunError(f"{folder}: lies there and is no run; name another --name")
    changed = difference(load_info(folder), info)
    if changed:
        raise RunError(
            f"run {folder.name!r} lies there already and was made with another {changed}; "
            "name another --name, or replace it with --force"
        )
    return True


def ask_questions(
    assistant: Assistant, questions: Sequence[GoldQuestion], run: UnfinishedRun
) -> Iterator[GoldQuestion]:
    """Ask what the run has no answer to yet, and keep each answer; yields each question asked.

    Raises RunError, naming the question, for one that cannot be asked.
    """
    for question in questions:
        if question.id not in run.answers:
            try:
                answer, trace = assistant.ask_traced(question.question, question.history)
            except QuestionError as error:
                raise RunError(f"question {question.id!r}: {error}") from None
            run.add(question, answer, ranking(trace))
            yield question


def ranking(trace: Trace) -> tuple[str, ...]:
    """Ids of the candidate clauses of all parts of a question, likeliest first, at most 10."""
    found = [candidate for part in trace.parts for candidate in part.candidates]
    found.sort(key=lambda candidate: -candidate.probability)
    return tuple(dict.fromkeys(candidate.clause.id for candidate in found))[:_RANKED]


def finish_run(run: UnfinishedRun, verdicts: Sequence[Verdict], anchors: Anchors) -> Path:
    """Store scores and summary of a run that has all its answers; returns its folder."""
    questions = [verdict.question for verdict in verdicts]
    documents = {question.id: anchors.documents(question) for question in questions}
    rows = [score_row(verdict, documents[verdict.question.id]) for verdict in verdicts]
    return run.finish(questions, rows, summarise(verdicts, documents))


def judge(
    questions: Sequence[GoldQuestion],
    answers: Mapping[str, Answer],
    rankings: Mapping[str, Sequence[str]],
    anchors: Anchors,
) -> list[Verdict]:
    """The verdicts on the assistant's answers, with the measures of its rankings."""
    return [
        score(
            question,
            answers[question.id],
            [anchors.citation(clause_id) for clause_id in rankings.get(question.id, ())],
        )
        for question in questions
    ]


def compare_baseline(baseline: Baseline, questions: Sequence[GoldQuestion]) -> str:
    """How often the plain baseline has the right text first, and among its five."""
    judged = [question for question in questions if question.anchors]
    first = sum(baseline.first_is_right(question) for question in judged)
    among = sum(baseline.any_is_right(question) for question in judged)
    return (
        f"plain baseline: right chunk first {percent((first, len(judged)))}, "
        f"among five {percent((among, len(judged)))}"
    )
