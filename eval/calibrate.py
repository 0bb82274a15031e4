"""Fit the probability that a clause answers on the gold questions: python -m eval.calibrate.

The model is a logistic regression over the signals of each candidate clause; the right clauses
are the anchors of a question, and a question without an answer has none. The test split is
never looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from tqdm import tqdm

from eval.gold import GOLD_FOLDER, GoldQuestion, load_gold
from eval.score import fits
from rag import Assistant, load_assistant
from rag.calibration import CALIBRATION_FILE
from rag.records import Candidate, Signals

_SPLITS = ("dev", "tune")
_LOOKED_UP = ("document", "list", "reverse")  # kinds of questions that go another way
_PENALTY = 1.0  # L2, on the weights of standardised signals
# signals that speak against a clause, and those that may do either; all others speak for it
_BOUNDS = {"missing": (None, 0), "formal": (None, None), "length": (None, None)}
_MISSED = 0.005  # share of rightly ranked first clauses that the threshold may refuse
_NAMES = tuple(field.name for field in fields(Signals))
_HEAD = """# How the signals that speak for a clause add up to the probability that it answers:
#   probability = 1 / (1 + exp(-(intercept + sum of weight * signal)))
# answers: least probability of a clause that answers. What each signal is stands in
# rag/records.py. Fitted by python -m eval.calibrate on {questions} gold questions (splits
# {splits}), {candidates} candidate clauses; not edited by hand.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one question in one district, best first, and which of them answer."""

    signals: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]


def examples(assistant: Assistant, questions: Iterable[GoldQuestion]) -> list[Example]:
    """One example for each question and district whose candidates are known to be right or wrong.

    Questions about a document, a list or a unit's duties go another way, several questions in one
    have several right clauses: they are left out.
    """
    made = []
    for question in questions:
        parts = assistant.trace(question.question, question.history).parts
        query, candidates = parts[0].query, parts[0].candidates
        if len(parts) > 1 or not query.terms or question.kind in _LOOKED_UP:
            continue
        told = {anchor.district for anchor in question.anchors}
        for district in dict.fromkeys(c.clause.district for c in candidates):
            if question.status == "not_found" or district in told:
                own = [c for c in candidates if c.clause.district == district]
                made.append(_example(assistant, question, own))
    return made


def _example(assistant: Assistant, question: GoldQuestion, own: Sequence[Candidate]) -> Example:
    signals = np.array([list(asdict(c.signals).values()) for c in own], dtype=np.float64)
    cited = [assistant.index.cite(candidate.clause) for candidate in own]
    right = [any(fits(anchor, citation) for anchor in question.anchors) for citation in cited]
    return Example(signals, np.array(right, dtype=np.bool_))


def fit(made: Sequence[Example]) -> tuple[float, npt.NDArray[np.float64]]:
    """Intercept and weights of the logistic model, for the signals as they are.

    Least negative log likelihood with an L2 penalty on the weights of standardised signals. A
    signal that speaks for a clause never counts against it (weight >= 0), nor the reverse.
    """
    signals = np.vstack([example.signals for example in made])
    right = np.concatenate([example.right for example in made]).astype(np.float64)
    middle, spread = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    scaled = (signals - middle) / spread

    def loss(model: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        total = model[0] + scaled @ model[1:]
        error = 1 / (1 + np.exp(-total)) - right
        value = np.logaddexp(0, total).sum() - right @ total + _PENALTY * (model[1:] @ model[1:])
        slope = np.concatenate([[error.sum()], scaled.T @ error + 2 * _PENALTY * model[1:]])
        return float(value), slope

    bounds = [(None, None), *(_BOUNDS.get(name, (0, None)) for name in _NAMES)]
    found = minimize(loss, np.zeros(len(_NAMES) + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    weights = found.x[1:] / spread
    return float(found.x[0] - weights @ middle), weights


def threshold(made: Sequence[Example], intercept: float, weights: npt.NDArray[np.float64]) -> float:
    """The probability below which only _MISSED of the rightly ranked first clauses fall."""
    first = []
    for example in made:
        scores = intercept + example.signals @ weights
        if example.right[int(scores.argmax())]:
            first.append(1 / (1 + np.exp(-scores.max())))
    return float(np.quantile(first, _MISSED))


def write(
    path: Path,
    answers: float,
    intercept: float,
    weights: npt.NDArray[np.float64],
    questions: int,
    candidates: int,
) -> None:
    """Write the model as a data file."""
    head = _HEAD.format(questions=questions, candidates=candidates, splits=", ".join(_SPLITS))
    lines = [f"answers = {answers:.3f}", f"intercept = {intercept:.4f}", "", "[weights]"]
    lines += [f"{name} = {weight:.4f}" for name, weight in zip(_NAMES, weights, strict=True)]
    path.write_text(head + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit on the splits that are worked with, and store the model."""
    assistant = load_assistant()
    questions = [q for split in _SPLITS for q in load_gold(GOLD_FOLDER / f"{split}.jsonl")]
    made = examples(assistant, tqdm(questions, unit="question"))
    intercept, weights = fit(made)
    answers = threshold(made, intercept, weights)
    count = sum(len(example.right) for example in made)
    write(CALIBRATION_FILE, answers, intercept, weights, len(questions), count)
    print(
        f"{len(made)} examples, {count} candidates; answers from {answers:.3f}: {CALIBRATION_FILE}"
    )


if __name__ == "__main__":
    main()
