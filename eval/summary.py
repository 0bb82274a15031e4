"""The figures over many verdicts: means with intervals, refusals, confidence, groups.

Pure data, the same for the same verdicts in any order of groups; how long answers took is no part
of it, as it differs from run to run (latencies below).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.measures import confidence
from eval.measures import refusals as refusal
from eval.measures.bootstrap import mean_interval
from eval.measures.latency import percentile
from eval.score import Verdict

EVERYTHING = "everything"
SEVERAL, NONE = "several", "none"  # a group of questions about several districts, or about none
_PERCENTILES = (50, 90, 95, 99)


@dataclass(frozen=True, slots=True)
class Figure:
    """A check or a measure over many answers. low, high: 95 % interval of the mean."""

    count: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Refusals:
    """Shares, None where no question is of that sort (measures/refusals.py)."""

    to_refuse: int
    to_answer: int
    precision: float | None
    recall: float | None
    false_answers: float | None
    false_refusals: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that have something in common. by: kind, language, district or document."""

    by: str
    value: str
    questions: int
    figures: Mapping[str, Figure]
    refusals: Refusals


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run.

    figures: name of a check or measure -> figure, "everything" first. risk_coverage: (coverage,
    risk), risk_area the area under it; bins, calibration_error: of the confidences. These look at
    the answers that were given with a confidence, no refusals.
    """

    questions: int
    figures: Mapping[str, Figure]
    refusals: Refusals
    risk_coverage: tuple[tuple[float, float], ...]
    risk_area: float | None
    bins: tuple[confidence.Bin, ...]
    calibration_error: float | None
    groups: tuple[Group, ...]

    def to_dict(self) -> dict[str, Any]:
        """The summary as plain JSON types."""
        return asdict(self)


def summarise(
    verdicts: Sequence[Verdict], documents: Mapping[str, Sequence[str]] | None = None
) -> Summary:
    """The summary of verdicts.

    documents: question id -> the documents that answer it; without it nothing is grouped by
    document.
    """
    given = [v for v in verdicts if v.answer.status == "answered" and v.answer.confidence > 0]
    confidences = [verdict.answer.confidence for verdict in given]
    right = [verdict.everything for verdict in given]
    bins = confidence.reliability_bins(confidences, right)
    return Summary(
        questions=len(verdicts),
        figures=_figures(verdicts),
        refusals=_refusals(verdicts),
        risk_coverage=confidence.risk_coverage(confidences, right),
        risk_area=confidence.area_under_risk_coverage(confidences, right),
        bins=bins,
        calibration_error=confidence.expected_calibration_error(bins),
        groups=tuple(_groups(verdicts, documents)),
    )


def values(verdict: Verdict) -> dict[str, float]:
    """All that is measured of one answer: everything, its checks as 0 or 1, its measures."""
    checks = {name: float(passed) for name, passed in verdict.checks.items()}
    return {EVERYTHING: float(verdict.everything), **checks, **verdict.measures}


def latencies(milliseconds: Sequence[float]) -> dict[str, float]:
    """Percentiles of the times of answers, in the unit given: p50, p90, p95, p99, max."""
    if not milliseconds:
        return {}
    found = {f"p{p}": percentile(milliseconds, p) for p in _PERCENTILES}
    return {**found, "max": max(milliseconds)}


def share(verdicts: Iterable[Verdict], check: str) -> tuple[int, int]:
    """(passed, judged) of one check; 'everything' is all checks of a question together."""
    judged = [
        verdict.everything if check == EVERYTHING else verdict.checks[check]
        for verdict in verdicts
        if check == EVERYTHING or check in verdict.checks
    ]
    return sum(judged), len(judged)


def refusals(verdicts: Sequence[Verdict]) -> tuple[tuple[int, int], tuple[int, int]]:
    """(right refusals, questions to refuse), (false refusals, questions to answer).

    A refusal is a status other than answered; a right one has the expected status.
    """
    to_refuse = [v for v in verdicts if v.question.status != "answered"]
    to_answer = [v for v in verdicts if v.question.status == "answered"]
    right = sum(v.checks["status"] for v in to_refuse)
    false = sum(v.answer.status != "answered" for v in to_answer)
    return (right, len(to_refuse)), (false, len(to_answer))


def percent(part: tuple[int, int]) -> str:
    """A share as text, '-' when nothing was judged."""
    passed, judged = part
    return f"{100 * passed / judged:5.1f}% ({passed}/{judged})" if judged else "-"


def _figures(verdicts: Iterable[Verdict]) -> dict[str, Figure]:
    measured: dict[str, list[float]] = {}
    for verdict in verdicts:
        for name, value in values(verdict).items():
            measured.setdefault(name, []).append(value)
    return {name: _figure(found) for name, found in measured.items()}


def _figure(found: Sequence[float]) -> Figure:
    low, high = mean_interval(found)
    return Figure(len(found), sum(found) / len(found), low, high)


def _refusals(verdicts: Iterable[Verdict]) -> Refusals:
    judged = [
        (v.answer.status != "answered", v.question.status != "answered")
        for v in verdicts
        if v.checks.get("given", True)  # no answer at all is no refusal
    ]
    to_refuse = sum(expected for _, expected in judged)
    return Refusals(
        to_refuse=to_refuse,
        to_answer=len(judged) - to_refuse,
        precision=refusal.refusal_precision(judged),
        recall=refusal.refusal_recall(judged),
        false_answers=refusal.false_answer_rate(judged),
        false_refusals=refusal.false_refusal_rate(judged),
    )


def _groups(
    verdicts: Sequence[Verdict], documents: Mapping[str, Sequence[str]] | None
) -> Iterable[Group]:
    keys: dict[str, Callable[[Verdict], str]] = {
        "kind": lambda v: v.question.kind,
        "language": lambda v: v.question.language,
        "district": lambda v: _only(anchor.district for anchor in v.question.anchors),
    }
    if documents is not None:
        keys["document"] = lambda v: _only(documents.get(v.question.id, ()))
    for by, key in keys.items():
        grouped: dict[str, list[Verdict]] = {}
        for verdict in verdicts:
            grouped.setdefault(key(verdict), []).append(verdict)
        for value in sorted(grouped):
            own = grouped[value]
            yield Group(by, value, len(own), _figures(own), _refusals(own))


def _only(found: Iterable[str]) -> str:
    """The one name among those found; SEVERAL for more, NONE without."""
    names = sorted(set(found))
    if not names:
        return NONE
    return names[0] if len(names) == 1 else SEVERAL
