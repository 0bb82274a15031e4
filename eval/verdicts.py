"""What became of each question of a run, and of each that moved between two runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.compare import Comparison
from eval.failures import blind_ids
from eval.gold import GoldQuestion
from eval.runs import Details, Run, ScoreRow
from rag.records import Answer

Move = Literal["won", "lost"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question of a run. question, answer: None where the question is blind and not to be seen.

    failed: names of the checks that it did not pass. reasons: why; empty where it is blind.
    """

    row: ScoreRow
    failed: tuple[str, ...]
    reasons: tuple[str, ...]
    question: GoldQuestion | None
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A question that one run has right and the other wrong; before, after: in each of them."""

    move: Move
    before: Judged
    after: Judged


def judged(run: Run, details: Details, unblind: bool = False) -> list[Judged]:
    """Every question of a run in its order; unblind shows those of the blind split, too."""
    return [_judged(row, details, unblind) for row in run.scores]


def moved(
    comparison: Comparison,
    before: Sequence[Judged],
    after: Sequence[Judged],
) -> list[Moved]:
    """The questions lost, then those won, each in the order of the run after."""
    old, new = ({one.row.id: one for one in side} for side in (before, after))
    moves: Mapping[Move, Sequence[ScoreRow]] = {"lost": comparison.lost, "won": comparison.won}
    return [
        Moved(move, old[row.id], new[row.id])
        for move, rows in moves.items()
        for row in rows
        if row.id in old and row.id in new
    ]


def _judged(row: ScoreRow, details: Details, unblind: bool) -> Judged:
    failed = tuple(name for name, passed in row.checks.items() if not passed)
    if row.id in blind_ids() and not unblind:
        return Judged(row, failed, (), None, None)
    question, answer = details.questions.get(row.id), details.answers.get(row.id)
    return Judged(row, failed, row.reasons, question, answer)
