"""Comparison of runs: paired differences worked out by hand, p-values against other ways."""

from itertools import product

import numpy as np
import pytest
from scipy import stats

from errors import RunError
from eval.compare import as_dict, compare_runs, p_value
from tests.scored import row, run, wrong


def test_paired_differences_by_hand() -> None:
    before = run("a", row("1"), wrong("2"), row("3"), row("4", measures={}), row("old"))
    after = run("b", row("4"), wrong("3"), row("2"), row("1"), row("new"))
    found = compare_runs(before, after)
    assert (found.shared, found.only_before, found.only_after) == (4, ("old",), ("new",))
    assert [r.id for r in found.won] == ["2"]
    assert [(r.id, r.reasons) for r in found.lost] == [("3", ("units missing: x",))]
    units = found.difference("units")
    assert units is not None
    assert (units.questions, units.before, units.after, units.change) == (4, 0.75, 0.75, 0.0)
    assert units.low <= 0 <= units.high
    assert units.p == 1.0
    mrr = found.difference("mrr")
    assert mrr is not None
    assert mrr.questions == 3  # question 4 had none before
    assert found.difference("nothing") is None


def test_a_run_compared_with_itself_has_no_difference() -> None:
    same = run("a", row("1"), wrong("2"))
    found = compare_runs(same, same)
    assert (found.won, found.lost, found.regraded) == ((), (), ())
    assert {(d.change, d.low, d.high, d.p) for d in found.differences} == {(0.0, 0.0, 0.0, 1.0)}


def test_questions_with_another_expected_answer_are_told() -> None:
    found = compare_runs(run("a", row("1"), row("2")), run("b", row("1", kind="list"), row("2")))
    assert found.regraded == ("1",)


def test_runs_without_a_shared_question_cannot_be_compared() -> None:
    with pytest.raises(RunError, match="'a' and 'b' share no question"):
        compare_runs(run("a", row("1")), run("b", row("2")))


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([], 1.0),
        ([0.0, 0.0], 1.0),
        ([0.0, 1.0], 1.0),
        ([1.0, 1.0], 2 / 4),
        ([1.0, 1.0, 1.0], 2 / 8),  # of 8 sign patterns, +++ and --- are as far out
        ([1.0, 1.0, -1.0], 1.0),
        ([1.0] * 5 + [0.0] * 90, 2 / 32),
    ],
)
def test_p_values_worked_out_by_hand(differences: list[float], p: float) -> None:
    assert p_value(differences) == pytest.approx(p)


def test_p_value_is_that_of_all_sign_patterns() -> None:
    differences = np.random.default_rng(3).normal(0.3, 1.0, 11)
    sums = np.array(
        [(np.array(signs) * differences).sum() for signs in product((1, -1), repeat=11)]
    )
    expected = (np.abs(sums) >= abs(differences.sum()) - 1e-12).mean()
    assert p_value(differences) == pytest.approx(expected)


def test_p_value_agrees_with_the_sign_test_where_all_differences_are_ones() -> None:
    differences = [1.0] * 27 + [-1.0] * 13 + [0.0] * 60
    assert p_value(differences) == pytest.approx(stats.binomtest(27, 40).pvalue, abs=0.01)
    assert p_value(differences) == p_value(differences)


def test_p_value_without_questions_that_do_not_differ_is_the_same() -> None:
    differences = np.random.default_rng(5).normal(0.4, 1.0, 30)
    padded = np.concatenate([differences, np.zeros(200)])
    direct = stats.permutation_test(
        (padded,),
        np.mean,
        permutation_type="samples",
        vectorized=True,
        n_resamples=9_999,
        rng=np.random.default_rng(1),
    )
    assert p_value(padded) == pytest.approx(direct.pvalue, abs=0.01)


def test_the_difference_of_means_stands_between_its_bounds() -> None:
    before = run("a", *(wrong(str(i)) if i % 3 else row(str(i)) for i in range(60)))
    after = run("b", *(wrong(str(i)) if i % 4 == 1 else row(str(i)) for i in range(60)))
    units = compare_runs(before, after).difference("units")
    assert units is not None
    assert (units.before, units.after) == (pytest.approx(20 / 60), 45 / 60)
    assert 0 < units.low < units.change < units.high < 1
    assert units.p < 0.001


def test_a_comparison_as_json() -> None:
    told = as_dict(compare_runs(run("a", row("1"), wrong("2")), run("b", wrong("1"), row("2"))))
    assert (told["won"], told["lost"]) == (["2"], [{"id": "1", "reasons": ["units missing: x"]}])
    assert {"measure", "questions", "before", "after", "change", "interval", "p"} == set(
        told["differences"][0]  # type: ignore[index]
    )
