"""Item statistics: worked by hand, and against scipy and numpy."""

import numpy as np
import pytest
from scipy import stats

from quiz.statistics import (
    correlation,
    cronbach_alpha,
    difficulty,
    item_statistics,
    upper_lower,
)


def test_difficulty_is_the_mean_share_of_the_marks() -> None:
    assert difficulty([1, 1, 0, 0], 1) == 0.5
    assert difficulty([2, 1, 0], 2) == 0.5
    assert difficulty([3, 3], 3) == 1


def test_correlation_by_hand() -> None:
    # x = 1 1 0 0, y = 4 2 2 0: deviations ±.5 and 2 0 0 -2, sum of products 2, spreads 1 and 8
    assert correlation([1, 1, 0, 0], [4, 2, 2, 0]) == pytest.approx(2 / np.sqrt(8))
    assert correlation([1, 0], [1, 0]) == pytest.approx(1)
    assert correlation([1, 0], [0, 1]) == pytest.approx(-1)


@pytest.mark.parametrize(("x", "y"), [([1, 1], [0, 1]), ([0, 1], [3, 3]), ([1], [1])])
def test_no_spread_no_correlation(x: list[float], y: list[float]) -> None:
    assert correlation(x, y) is None


def test_upper_lower_by_hand() -> None:
    # ten people, totals 10 to 1: groups of round(2.7) = 3; the best three right, the last one of
    # the last three right: 1 - 1/3
    totals = list(range(10, 0, -1))
    scores = [1, 1, 1, 0, 1, 0, 0, 1, 0, 0]
    assert upper_lower(scores, totals, 1) == pytest.approx(2 / 3)
    # two marks: half the difference in marks
    assert upper_lower([2, 0], [2, 0], 2) == 1


def test_people_with_the_same_total_share_the_last_places() -> None:
    # groups of one; two share the best total: (1 + 0) / 2 against 0
    assert upper_lower([1, 0, 0], [5, 5, 1], 1) == pytest.approx(0.5)
    # whoever comes first in the file
    assert upper_lower([0, 1, 0], [5, 5, 1], 1) == pytest.approx(0.5)


def test_no_upper_and_lower_without_a_difference() -> None:
    assert upper_lower([1, 0], [1, 1], 1) is None
    assert upper_lower([1], [1], 1) is None


def test_alpha_by_hand() -> None:
    # two items that go together: variances .5 and .5, total 2: 2 · (1 - 1/2) = 1
    assert cronbach_alpha([[1, 1], [0, 0]]) == pytest.approx(1)
    # 1 1, 1 0, 0 0: variances 1/3 each, of the total 1: 2 · (1 - 2/3)
    assert cronbach_alpha([[1, 1], [1, 0], [0, 0]]) == pytest.approx(2 / 3)
    assert cronbach_alpha([[1], [0]]) is None
    assert cronbach_alpha([[1, 0], [0, 1]]) is None


def test_rows_must_fit_the_items() -> None:
    with pytest.raises(ValueError, match="each must have 2 scores"):
        item_statistics([[1.0]], [1, 1])
    with pytest.raises(ValueError, match="0 rows"):
        item_statistics([], [1])


@pytest.mark.parametrize("seed", range(5))
def test_parity_with_scipy_and_numpy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    right = (rng.random((40, 6)) < rng.uniform(0.2, 0.9, 6)).astype(float)
    totals = right.sum(axis=1)
    found = item_statistics(right.tolist(), [1.0] * 6)
    for item, told in enumerate(found):
        own = right[:, item]
        assert told.difficulty == pytest.approx(own.mean())
        assert told.correlation == pytest.approx(stats.pearsonr(own, totals - own)[0])
        assert correlation(own.tolist(), totals.tolist()) == pytest.approx(
            stats.pointbiserialr(own, totals)[0]
        )
        # numpy sorts with ties in any order; noise below a mark breaks them, and the mean over
        # many such orders is what sharing the places means
        tries = [np.argsort(totals + rng.uniform(0, 0.5, 40)) for _ in range(3000)]
        by_order = np.mean([own[o[-11:]].mean() - own[o[:11]].mean() for o in tries])
        assert told.upper_lower == pytest.approx(by_order, abs=0.02)
    variances = right.var(axis=0, ddof=1).sum(), totals.var(ddof=1)
    assert cronbach_alpha(right.tolist()) == pytest.approx(
        6 / 5 * (1 - variances[0] / variances[1])
    )
