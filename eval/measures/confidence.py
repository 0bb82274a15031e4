"""Is an answer's confidence worth anything: risk and coverage, calibration.

confidences: one for each answer, between 0 and 1. right: whether that answer was right, in the
same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers with a confidence in (low, high] (the first bin has 0 too).

    count: how many. confidence: their mean confidence. accuracy: share of right ones.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def risk_coverage(
    confidences: Sequence[float], right: Sequence[bool]
) -> tuple[tuple[float, float], ...]:
    """(coverage, risk) when only the k most confident answers are given, for k = 1..n.

    coverage = k / n; risk = wrong ones among the k / k. Answers of equal confidence cannot be told
    apart: each counts with their common share of wrong ones, so their order does not matter.
    Source: El-Yaniv and Wiener (2010); Geifman and El-Yaniv, NeurIPS 2017.
    """
    pairs = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    wrong = 0.0
    points: list[tuple[float, float]] = []
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        same = [not is_right for _, is_right in group]
        for _ in same:
            wrong += sum(same) / len(same)
            points.append(((len(points) + 1) / len(pairs), wrong / (len(points) + 1)))
    return tuple(points)


def area_under_risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Mean risk over all coverages k / n (AURC); less is better, None without answers.

    Source: Geifman, Uziel, El-Yaniv, Bias-Reduced Uncertainty Estimation (ICLR 2019).
    """
    points = risk_coverage(confidences, right)
    return sum(risk for _, risk in points) / len(points) if points else None


def reliability_bins(
    confidences: Sequence[float], right: Sequence[bool], bins: int = 10
) -> tuple[Bin, ...]:
    """The answers by confidence, in bins of equal width; bins without an answer are left out.

    Source: Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks (ICML 2017).
    """
    made = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        own = [
            (confidence, is_right)
            for confidence, is_right in zip(confidences, right, strict=True)
            if low < confidence <= high or (number == 0 and confidence <= 0)
        ]
        if own:
            mean = sum(confidence for confidence, _ in own) / len(own)
            accuracy = sum(is_right for _, is_right in own) / len(own)
            made.append(Bin(low, high, len(own), mean, accuracy))
    return tuple(made)


def expected_calibration_error(bins: Sequence[Bin]) -> float | None:
    """Sum over bins of count / n * |accuracy - confidence|; None without answers.

    Source: Naeini, Cooper, Hauskrecht (AAAI 2015); Guo and others (2017).
    """
    total = sum(bin_.count for bin_ in bins)
    if not total:
        return None
    return sum(bin_.count * abs(bin_.accuracy - bin_.confidence) for bin_ in bins) / total
