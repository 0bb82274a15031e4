"""Scoring an answers file into a stored run: of this system, another one or a trainee."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import ParsedDocument
from eval.anchors import Anchors
from eval.answers import assign, load_answers_file, missing, score_submissions
from eval.gold import load_gold
from eval.run import finish_run, is_made, run_folder
from eval.run_info import scored_info
from eval.unfinished import UnfinishedRun


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored file. folder: of the run. notices: what its reader should be told, a line each.

    missing: ids of the questions that have no answer in it.
    """

    folder: Path
    notices: tuple[str, ...]
    missing: tuple[str, ...]


def score_file(
    answers: Path,
    gold: Path,
    documents: Sequence[ParsedDocument],
    runs_dir: Path,
    name: str | None = None,
    force: bool = False,
) -> Scored:
    """Score a file against a gold file and store the run, unless that very run is stored.

    name, force: as of run_folder and is_made; force replaces a run of that name. Raises GoldError
    and AnswersError for files that cannot be read as such, RunError for the name.
    """
    questions, given = load_gold(gold), load_answers_file(answers)
    assigned = assign(answers, given.submissions, questions)
    info = scored_info(gold, answers, documents)
    folder = run_folder(runs_dir, name, info)
    if force or not is_made(folder, info):
        run = UnfinishedRun.open(folder, info, anew=True)
        verdicts = score_submissions(questions, assigned)
        for verdict in verdicts:
            run.add(verdict.question, verdict.answer)
        finish_run(run, verdicts, Anchors(documents))
    return Scored(folder, given.notices, missing(questions, assigned))
