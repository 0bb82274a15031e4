"""Two runs over the same questions: how far each measure moved, and whether by more than chance.

The questions are the same in both runs, so the differences are taken question by question (paired).
The p-value is of a two-sided randomisation test: were there no difference between the runs, each
question's difference would be as likely with the other sign (Smucker, Allan, Carterette: A
Comparison of Statistical Significance Tests for Information Retrieval Evaluation, CIKM 2007). The
interval is of the bootstrap over questions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from errors import RunError
from eval.measures.bootstrap import mean_interval
from eval.runs import Run, ScoreRow
from eval.summary import EVERYTHING

_SIGN_FLIPS = 9_999  # drawn at random; fewer questions than 14 are enumerated in full
_SEED = 20_071_106


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in both runs, over the questions that have it in both.

    questions: how many. before, after: means. low, high: 95 % interval of after - before. p: the
    probability of a difference as large by chance alone.
    """

    measure: str
    questions: int
    before: float
    after: float
    low: float
    high: float
    p: float

    @property
    def change(self) -> float:
        """after - before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    shared: how many questions both have; only_before, only_after: ids of the others. won, lost:
    rows of the run after, for questions of which everything became right, or was right before.
    regraded: ids of questions with another expected status, kind or anchors than before.
    """

    before: str
    after: str
    shared: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    regraded: tuple[str, ...]
    differences: tuple[Difference, ...]
    won: tuple[ScoreRow, ...]
    lost: tuple[ScoreRow, ...]

    def difference(self, measure: str) -> Difference | None:
        """The difference of a measure, None when the runs do not share it."""
        return next((d for d in self.differences if d.measure == measure), None)


def values(row: ScoreRow) -> dict[str, float]:
    """Everything that is measured of one question: its checks as 0 or 1, then its measures."""
    checks = {name: float(passed) for name, passed in row.checks.items()}
    return {EVERYTHING: float(row.everything), **checks, **row.measures}


def compare_runs(before: Run, after: Run) -> Comparison:
    """The paired comparison of two runs. Raises RunError when they share no question."""
    old = {row.id: row for row in before.scores}
    new = {row.id: row for row in after.scores}
    shared = [key for key in old if key in new]
    if not shared:
        raise RunError(
            f"runs {before.name!r} and {after.name!r} share no question; compare runs over the "
            "same gold files"
        )
    pairs = [(old[key], new[key]) for key in shared]
    return Comparison(
        before=before.name,
        after=after.name,
        shared=len(shared),
        only_before=tuple(key for key in old if key not in new),
        only_after=tuple(key for key in new if key not in old),
        regraded=tuple(a.id for a, b in pairs if _expected(a) != _expected(b)),
        differences=tuple(_differences(pairs)),
        won=tuple(b for a, b in pairs if b.everything and not a.everything),
        lost=tuple(b for a, b in pairs if a.everything and not b.everything),
    )


def _expected(row: ScoreRow) -> tuple[object, ...]:
    return row.expected, row.kind, row.districts, row.documents


def _differences(pairs: Sequence[tuple[ScoreRow, ScoreRow]]) -> Iterable[Difference]:
    measured = [(values(old), values(new)) for old, new in pairs]
    names = dict.fromkeys(name for _, new in measured for name in new)
    for name in names:
        both = [(old[name], new[name]) for old, new in measured if name in old and name in new]
        if both:
            yield _difference(name, both)


def _difference(name: str, both: Sequence[tuple[float, float]]) -> Difference:
    old, new = np.array(both, dtype=np.float64).T
    low, high = mean_interval([float(value) for value in new - old])
    return Difference(
        name, len(both), float(old.mean()), float(new.mean()), low, high, p_value(new - old)
    )


def p_value(differences: Sequence[float] | np.ndarray) -> float:
    """Two-sided p-value of a paired randomisation test that flips signs.

    differences: one for each question. 1 where at most one differs. Questions without a difference
    have no sign to flip, so they are left out; the sum over the others is what is tested.
    """
    moved = np.asarray(differences, dtype=np.float64)
    moved = moved[moved != 0]
    if len(moved) < 2:
        return 1.0  # both signs of a single difference are as far out
    found = stats.permutation_test(
        (moved,),
        np.sum,
        permutation_type="samples",
        vectorized=True,
        n_resamples=_SIGN_FLIPS,
        batch=1_000,
        rng=np.random.default_rng(_SEED),
    )
    return float(found.pvalue)


def points(share: float) -> float:
    """A share between 0 and 1 in points of percent, without the last bits of rounding."""
    return round(100 * share, 6)


def as_dict(comparison: Comparison) -> Mapping[str, object]:
    """A comparison as plain JSON types."""
    return {
        "before": comparison.before,
        "after": comparison.after,
        "shared": comparison.shared,
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
        "regraded": list(comparison.regraded),
        "differences": [
            {
                "measure": d.measure,
                "questions": d.questions,
                "before": d.before,
                "after": d.after,
                "change": d.change,
                "interval": [d.low, d.high],
                "p": d.p,
            }
            for d in comparison.differences
        ],
        "won": [row.id for row in comparison.won],
        "lost": [{"id": row.id, "reasons": list(row.reasons)} for row in comparison.lost],
    }
