"""Measures: expectations worked by hand, and parity with other implementations."""

import random
from math import log2

import ir_measures
import numpy as np
import pytest
from ir_measures import RR, R, nDCG
from scipy.stats import bootstrap

from eval.measures.bootstrap import mean_interval
from eval.measures.citations import citation_precision, citation_recall
from eval.measures.confidence import (
    area_under_risk_coverage,
    expected_calibration_error,
    reliability_bins,
    risk_coverage,
)
from eval.measures.latency import percentile
from eval.measures.refusals import (
    false_answer_rate,
    false_refusal_rate,
    refusal_precision,
    refusal_recall,
)
from eval.measures.retrieval import ndcg_at, ranked, recall_at, reciprocal_rank
from eval.measures.sets import exact, f1, precision, recall
from eval.measures.text import bare, character_f1, exact_match

RANKING = ["a", "b", "c", "d"]
GAINS = {"b": 1.0, "d": 1.0, "z": 1.0}


def test_retrieval_by_hand() -> None:
    assert recall_at(1, RANKING, GAINS) == 0
    assert recall_at(2, RANKING, GAINS) == pytest.approx(1 / 3)
    assert recall_at(10, RANKING, GAINS) == pytest.approx(2 / 3)
    assert reciprocal_rank(RANKING, GAINS) == 0.5
    assert reciprocal_rank(["x"], GAINS) == 0
    got = 1 / log2(3) + 1 / log2(5)
    best = 1 + 1 / log2(3) + 1 / log2(4)
    assert ndcg_at(10, RANKING, GAINS) == pytest.approx(got / best)
    assert (recall_at(3, RANKING, {}), ndcg_at(3, RANKING, {})) == (0, 0)
    with pytest.raises(ValueError, match="k of 0"):
        recall_at(0, RANKING, GAINS)


def test_retrieval_agrees_with_ir_measures() -> None:
    chance = random.Random(7)  # noqa: S311 - data for a test
    clauses = [f"c{number:02d}" for number in range(30)]
    qrels = {
        f"q{n}": dict.fromkeys(chance.sample(clauses, chance.randint(1, 6)), 1) for n in range(60)
    }
    run = {
        question: {
            c: chance.randint(0, 12) / 4 for c in chance.sample(clauses, chance.randint(1, 25))
        }
        for question in qrels
    }
    theirs = {
        (metric.query_id, str(metric.measure)): metric.value
        for metric in ir_measures.iter_calc([R @ 1, R @ 5, R @ 10, RR, nDCG @ 10], qrels, run)
    }
    for question, scores in run.items():
        ranking, gains = ranked(scores), {c: float(g) for c, g in qrels[question].items()}
        ours = {
            "R@1": recall_at(1, ranking, gains),
            "R@5": recall_at(5, ranking, gains),
            "R@10": recall_at(10, ranking, gains),
            "RR": reciprocal_rank(ranking, gains),
            "nDCG@10": ndcg_at(10, ranking, gains),
        }
        for name, value in ours.items():
            assert value == pytest.approx(theirs[question, name]), (question, name)


def test_citations_by_hand() -> None:
    assert citation_precision([True, False, True, False]) == 0.5
    assert citation_recall([True, False, False]) == pytest.approx(1 / 3)
    assert (citation_precision([]), citation_recall([])) == (0, 0)


def test_sets_by_hand() -> None:
    given, expected = {"a", "b", "c"}, {"b", "c", "d", "e"}
    assert precision(given, expected) == pytest.approx(2 / 3)
    assert recall(given, expected) == 0.5
    assert f1(given, expected) == pytest.approx(4 / 7)
    assert (exact(given, expected), exact(given, set(given))) == (0, 1)
    assert (precision(set(), set()), recall(set(), set()), f1(set(), set())) == (1, 1, 1)
    assert (precision(set(), {"a"}), recall(set(), {"a"}), f1(set(), {"a"})) == (0, 0, 0)
    assert (precision({"a"}, set()), recall({"a"}, set())) == (0, 1)


def test_text_by_hand() -> None:
    assert bare(" １５ 公里，《縣》！ ") == "15公里县"
    assert exact_match("县经济信息委 牵头。", "縣經濟信息委牽頭") == 1
    assert exact_match("15公里", "16公里") == 0
    # shared 公里1 (3 of 4 given, 3 of 5 expected): 2 * 3 / 9
    assert character_f1("16公里", "15公里长") == pytest.approx(6 / 9)
    # a character counts as often as both texts have it: 2 of 4 and 2 of 2
    assert character_f1("县县县县", "县县") == pytest.approx(4 / 6)
    assert (character_f1("", ""), character_f1("", "a"), character_f1("a", "b")) == (1, 0, 0)


def test_refusals_by_hand() -> None:
    # three to refuse, two of them refused; four to answer, one of them refused
    judged = [(True, True), (True, True), (False, True)]
    judged += [(True, False), (False, False), (False, False), (False, False)]
    assert refusal_precision(judged) == pytest.approx(2 / 3)
    assert refusal_recall(judged) == pytest.approx(2 / 3)
    assert false_answer_rate(judged) == pytest.approx(1 / 3)
    assert false_refusal_rate(judged) == pytest.approx(1 / 4)
    assert refusal_precision([(False, False)]) is None
    assert refusal_recall([]) is None


def test_risk_and_coverage_by_hand() -> None:
    points = risk_coverage([0.9, 0.8, 0.3, 0.6], [True, False, False, True])
    assert points == ((0.25, 0), (0.5, 0.5), (0.75, pytest.approx(1 / 3)), (1, 0.5))
    area = area_under_risk_coverage([0.9, 0.8, 0.3, 0.6], [True, False, False, True])
    assert area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    assert area_under_risk_coverage([], []) is None


def test_equal_confidence_has_no_order() -> None:
    one = risk_coverage([0.5, 0.5, 0.9], [True, False, True])
    other = risk_coverage([0.9, 0.5, 0.5], [True, False, True])
    assert (
        one
        == other
        == ((pytest.approx(1 / 3), 0), (pytest.approx(2 / 3), 0.25), (1, pytest.approx(1 / 3)))
    )


def test_calibration_by_hand() -> None:
    bins = reliability_bins([0.0, 0.1, 0.95, 1.0, 1.0], [False, True, True, True, False])
    assert [(b.low, b.count, b.accuracy) for b in bins] == [
        (0, 2, 0.5),
        (0.9, 3, pytest.approx(2 / 3)),
    ]
    error = 2 / 5 * (0.5 - 0.05) + 3 / 5 * (2.95 / 3 - 2 / 3)
    assert expected_calibration_error(bins) == pytest.approx(error)
    assert expected_calibration_error(()) is None


def test_interval_agrees_with_scipy() -> None:
    chance = np.random.default_rng(3)
    for values in (
        chance.random(40),
        (chance.random(200) < 0.9).astype(float),
        chance.random(25) ** 4,
    ):
        theirs = bootstrap((values,), np.mean, n_resamples=20000, rng=5).confidence_interval
        low, high = mean_interval(list(values))
        # means of zeros and ones go in steps of 1 / n, and two draws may differ by one of them
        allowed = max(0.06 * (theirs.high - theirs.low), 1.01 / len(values))
        assert abs(low - theirs.low) < allowed
        assert abs(high - theirs.high) < allowed


def test_interval_of_few_values() -> None:
    assert mean_interval([1.0, 1.0]) == (1, 1)
    assert mean_interval([0.0, 1.0, 1.0]) == mean_interval([1.0, 0.0, 1.0])
    with pytest.raises(ValueError, match="no values"):
        mean_interval([])


def test_percentiles_by_hand() -> None:
    assert percentile([10, 20, 30, 40], 50) == 25
    assert percentile([10, 20, 30, 40, 50], 95) == pytest.approx(48)
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)
