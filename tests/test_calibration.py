"""The fitted probability: signs and bounds of the weights, the threshold, the data file."""

import math
from pathlib import Path

import numpy as np
import pytest

import eval.calibrate
import rag.calibration
from errors import DataFileError
from eval.calibrate import Example, examples, fit, threshold, write
from eval.gold import GOLD_FOLDER, load_gold
from rag import Assistant
from rag.calibration import CALIBRATION_FILE, Calibration, load_calibration
from rag.rank import probability
from tests.asking import signals

NAMES = eval.calibrate._NAMES
COVERAGE, FORMAL, MISSING, WORDS = (
    NAMES.index(name) for name in ("coverage", "formal", "missing", "words")
)


@pytest.fixture(autouse=True)
def fresh_cache():  # type: ignore[no-untyped-def]
    """Load the model anew in a test, and the real one again after it."""
    load_calibration.cache_clear()
    yield
    load_calibration.cache_clear()


def example(*rows: tuple[dict[int, float], bool]) -> Example:
    """An example from rows of (signal -> value, right)."""
    values = np.zeros((len(rows), len(NAMES)))
    for number, (named, _) in enumerate(rows):
        for column, value in named.items():
            values[number, column] = value
    return Example(values, np.array([right for _, right in rows]))


# right clauses cover the topic; wrong ones are formal and lack a term, but match more words
MADE = [
    example(
        ({COVERAGE: 0.8 + step / 100, WORDS: 0.2, MISSING: 0.0}, True),
        ({COVERAGE: 0.3, WORDS: 0.9, MISSING: 0.6, FORMAL: 1.0}, False),
        ({COVERAGE: 0.1 + step / 100, WORDS: 0.8, MISSING: 0.8}, False),
    )
    for step in range(10)
]


def test_weights_have_the_right_sign() -> None:
    intercept, weights = fit(MADE)
    assert weights[COVERAGE] > 0
    assert weights[MISSING] < 0
    assert weights[FORMAL] < 0
    assert len(weights) == len(NAMES)
    assert math.isfinite(intercept)


def test_weights_respect_their_bounds() -> None:
    """What speaks for a clause never counts against it, even where the examples say so."""
    _, weights = fit(MADE)
    assert weights[WORDS] == 0.0
    free = {"missing", "formal", "length"}
    assert all(weights[i] >= 0 for i, name in enumerate(NAMES) if name not in free)
    turned = [Example(made.signals, ~made.right) for made in MADE]
    _, weights = fit(turned)
    assert weights[MISSING] == 0.0
    assert weights[COVERAGE] == 0.0
    assert weights[WORDS] > 0
    assert weights[FORMAL] > 0


def test_a_signal_that_never_changes_weighs_nothing() -> None:
    _, weights = fit(MADE)
    assert weights[NAMES.index("vectors")] == pytest.approx(0.0, abs=1e-6)


def test_the_fit_tells_right_from_wrong() -> None:
    intercept, weights = fit(MADE)
    for made in MADE:
        chances = 1 / (1 + np.exp(-(intercept + made.signals @ weights)))
        assert chances[made.right].min() > 0.5 > chances[~made.right].max()


def test_threshold_by_hand() -> None:
    """Scores 0, 1 and 2 stand first and are right: the 0.5% quantile lies at 0.01 of the way."""
    weights = np.zeros(len(NAMES))
    weights[COVERAGE] = 1.0
    made = [example(({COVERAGE: score}, True), ({}, False)) for score in (1.0, 2.0)]
    made.append(example(({COVERAGE: 0.5}, True), ({COVERAGE: 0.2}, False)))
    made.append(example(({COVERAGE: 0.1}, True), ({COVERAGE: 0.9}, False)))  # a wrong one is first
    half, one = 1 / (1 + math.exp(-0.5)), 1 / (1 + math.exp(-1.0))
    assert threshold(made, 0.0, weights) == pytest.approx(half + 0.01 * (one - half))


def test_the_file_round_trips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "calibration.toml"
    intercept, weights = fit(MADE)
    write(path, 0.25, intercept, weights, 10, 30)
    monkeypatch.setattr(rag.calibration, "CALIBRATION_FILE", path)
    model = load_calibration()
    assert model.answers == 0.25
    assert model.intercept == pytest.approx(intercept, abs=1e-4)
    assert list(model.weights) == list(NAMES)
    assert list(model.weights.values()) == pytest.approx(list(weights), abs=1e-4)
    assert "10 gold questions" in path.read_text(encoding="utf-8")


def test_the_real_file() -> None:
    model = load_calibration()
    assert 0 < model.answers < 0.5
    free = {"missing", "formal", "length"}
    assert all(weight >= 0 for name, weight in model.weights.items() if name not in free)
    assert model.weights["missing"] <= 0


def test_probability_is_the_logistic_of_the_weighted_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = dict.fromkeys(NAMES, 0.0) | {"coverage": 2.0, "formal": -1.0}
    model = Calibration(answers=0.5, intercept=-1.0, weights=weights)
    monkeypatch.setattr("rag.rank.load_calibration", lambda: model)
    assert probability(signals()) == pytest.approx(1 / (1 + math.e))
    assert probability(signals(coverage=0.5)) == pytest.approx(0.5)
    assert probability(signals(coverage=1.0, formal=1.0)) == pytest.approx(0.5)
    assert probability(signals(coverage=1.0)) == pytest.approx(1 / (1 + math.exp(-1)))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (r"answers = ", "answers = 1", "answers"),
        ("answers = ", "# answers = ", "answers"),
        ("intercept = ", 'intercept = "high" # ', "intercept"),
        ("coverage = ", "cover = ", "weights: .*missing or unknown: cover, coverage"),
        ("key = ", 'key = "a" # ', r"weights\.key"),
    ],
)
def test_a_wrong_file_is_one_line_that_names_the_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, field: str
) -> None:
    path = tmp_path / "calibration.toml"
    text = CALIBRATION_FILE.read_text(encoding="utf-8")
    path.write_text(text.replace(f"\n{old}", f"\n{new}"), encoding="utf-8")
    monkeypatch.setattr(rag.calibration, "CALIBRATION_FILE", path)
    with pytest.raises(DataFileError, match=rf"calibration\.toml: {field}") as raised:
        load_calibration()
    assert "\n" not in str(raised.value)
    assert "python -m eval.calibrate" in str(raised.value)


def test_examples_of_gold_questions(assistant: Assistant) -> None:
    """An answered question gives one example with a right clause, another gives none right."""
    questions = load_gold(GOLD_FOLDER / "dev.jsonl")
    lead = next(q for q in questions if q.status == "answered" and q.kind == "lead")
    none = next(q for q in questions if q.status == "not_found" and q.anchors == ())
    (made,) = examples(assistant, [lead])
    assert made.right.any()
    assert made.signals.shape == (len(made.right), len(NAMES))
    assert not any(made.right.any() for made in examples(assistant, [none]))
