"""Statistics of items and of a test, as pure functions over marks.

scores[p][i] are the marks of person p for item i; rows are people, columns are items.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_GROUP = 0.27  # Kelley (1939): the share that tells groups apart best
_TOLERANCE = 1e-12

Scores = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """Statistics of one item; None where the answers do not allow one (no spread, too few).

    difficulty: 0 (nobody) to 1 (everybody); correlation, upper_lower: -1 to 1.
    """

    difficulty: float
    correlation: float | None
    upper_lower: float | None


def item_statistics(scores: Scores, marks: Sequence[float]) -> list[ItemStatistics]:
    """The statistics of each item. marks: for a right answer to each item, above 0.

    Raises ValueError where there is nobody, or a row has not one score for each item.
    """
    if not scores or any(len(row) != len(marks) for row in scores):
        raise ValueError(f"{len(scores)} rows; each must have {len(marks)} scores")
    totals = [math.fsum(row) for row in scores]
    found = []
    for item, most in enumerate(marks):
        own = [row[item] for row in scores]
        rest = [total - score for total, score in zip(totals, own, strict=True)]
        found.append(
            ItemStatistics(
                difficulty(own, most), correlation(own, rest), upper_lower(own, totals, most)
            )
        )
    return found


def difficulty(scores: Sequence[float], marks: float) -> float:
    """The difficulty index p (难度系数): mean score over full marks; high means easy.

    p = mean(x) / marks; for right or wrong answers the share that is right (Crocker & Algina 1986,
    Introduction to Classical and Modern Test Theory, ch. 5).
    """
    return math.fsum(scores) / len(scores) / marks


def correlation(scores: Sequence[float], others: Sequence[float]) -> float | None:
    """Pearson's correlation; for scores of 0 and 1 it is the point-biserial one.

    Of an item with the sum of the others it is the corrected item-total correlation, an index of
    discrimination (区分度) that does not count the item in itself (Henrysson 1963, Psychometrika
    28). None where either has no spread.
    """
    mean, other_mean = _mean(scores), _mean(others)
    deviations = [(x - mean, y - other_mean) for x, y in zip(scores, others, strict=True)]
    spread = math.fsum(x * x for x, _ in deviations) * math.fsum(y * y for _, y in deviations)
    if spread <= _TOLERANCE:
        return None
    return math.fsum(x * y for x, y in deviations) / math.sqrt(spread)


def upper_lower(scores: Sequence[float], totals: Sequence[float], marks: float) -> float | None:
    """The discrimination index D: difficulty among the best 27 % minus among the last 27 %.

    D = p(upper) - p(lower) (Kelley 1939, Journal of Educational Psychology 30; Ebel 1954). A group
    has round(0.27 n) people, at least one; people with the total at its border share its last
    places. None for fewer than two people, or where all totals are equal.
    """
    if len(scores) < 2 or max(totals) - min(totals) <= _TOLERANCE:
        return None
    size = max(1, math.floor(_GROUP * len(scores) + 0.5))
    upper = _mean_of_first(scores, [-total for total in totals], size)
    return (upper - _mean_of_first(scores, totals, size)) / marks


def _mean_of_first(scores: Sequence[float], keys: Sequence[float], size: int) -> float:
    """The mean score of the so many people with the lowest keys; ties at the border share."""
    border = sorted(keys)[size - 1]
    inside = [s for s, key in zip(scores, keys, strict=True) if key < border - _TOLERANCE]
    tied = [s for s, key in zip(scores, keys, strict=True) if abs(key - border) <= _TOLERANCE]
    return (math.fsum(inside) + (size - len(inside)) * _mean(tied)) / size


def cronbach_alpha(scores: Scores) -> float | None:
    """The reliability of a test (信度): alpha = k/(k-1) · (1 - sum of item variances / variance).

    Cronbach (1951), Psychometrika 16. None for fewer than two items or people, or equal totals.
    """
    count = len(scores[0]) if scores else 0
    if count < 2 or len(scores) < 2:
        return None
    spread = _variance([math.fsum(row) for row in scores])
    if spread <= _TOLERANCE:
        return None
    items = math.fsum(_variance([row[item] for row in scores]) for item in range(count))
    return count / (count - 1) * (1 - items / spread)


def _variance(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
