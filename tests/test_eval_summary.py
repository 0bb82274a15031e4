"""The summary of verdicts: figures, groups and refusals counted by hand."""

import json
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from eval.freetext import unanswered
from eval.measures.bootstrap import mean_interval
from eval.score import Verdict, score
from eval.summary import Summary, latencies, percent, refusals, share, summarise, values
from rag.records import Answer
from tests.test_eval import CITATION, GOLD, RIGHT

_TO_REFUSE = GOLD.model_copy(
    update={
        "id": "r",
        "status": "not_found",
        "anchors": (),
        "units": (),
        "must": (),
        "kind": "none",
    }
)
_REFUSAL = Answer(question="?", language="zh", status="not_found", answer="没有", confidence=0.9)


def verdicts() -> list[Verdict]:
    """Three right ones (one a refusal), two wrong ones, one without an answer."""
    english = GOLD.model_copy(update={"id": "e", "language": "en"})
    return [
        score(GOLD, replace(RIGHT, confidence=0.9), [CITATION]),
        score(GOLD.model_copy(update={"id": "w"}), replace(RIGHT, units=(), confidence=0.6)),
        score(english, replace(RIGHT, confidence=0.8)),
        score(GOLD.model_copy(update={"id": "f"}), _REFUSAL),
        score(_TO_REFUSE, _REFUSAL),
        unanswered(GOLD.model_copy(update={"id": "n"})),
    ]


def test_figures_by_hand() -> None:
    summary = summarise(verdicts())
    everything = summary.figures["everything"]
    assert (summary.questions, everything.count, everything.mean) == (6, 6, 0.5)
    assert (everything.low, everything.high) == mean_interval([1, 0, 1, 0, 1, 0])
    # without the refusal that is right, which expects no citation, and the missing answer
    assert (summary.figures["citation"].count, summary.figures["citation"].mean) == (4, 0.75)
    assert (summary.figures["recall@1"].count, summary.figures["recall@1"].mean) == (1, 1)
    assert summary.figures["unit_f1"].mean == pytest.approx(2 / 4)
    assert next(iter(summary.figures)) == "everything"


def test_refusals_by_hand() -> None:
    found = summarise(verdicts()).refusals
    assert (found.to_refuse, found.to_answer) == (1, 4)
    assert (found.precision, found.recall) == (0.5, 1)
    assert (found.false_answers, found.false_refusals) == (0, 0.25)


def test_confidence_by_hand() -> None:
    summary = summarise(verdicts())
    # given answers by confidence: 0.9 right, 0.8 right, 0.6 wrong
    third = pytest.approx(1 / 3)
    assert summary.risk_coverage == ((third, 0), (pytest.approx(2 / 3), 0), (1, third))
    assert summary.risk_area == pytest.approx(1 / 9)
    assert [b.count for b in summary.bins] == [1, 1, 1]
    assert summary.calibration_error == pytest.approx((0.6 + 0.2 + 0.1) / 3)


def test_groups_by_hand() -> None:
    found = verdicts()
    summary = summarise(found, {v.question.id: ("doc",) for v in found if v.question.anchors})
    groups = {(g.by, g.value): g.questions for g in summary.groups}
    assert groups == {
        ("kind", "lead"): 5,
        ("kind", "none"): 1,
        ("language", "en"): 1,
        ("language", "zh"): 5,
        ("district", "none"): 1,
        ("district", "奉节县"): 5,
        ("document", "doc"): 5,
        ("document", "none"): 1,
    }
    assert not any(g.by == "document" for g in summarise(found).groups)
    english = next(g for g in summary.groups if g.value == "en")
    assert english.figures["everything"].mean == 1


def test_a_summary_can_be_stored_and_read_back() -> None:
    summary = summarise(verdicts())
    stored = json.dumps(summary.to_dict())
    assert TypeAdapter(Summary).validate_json(stored) == summary
    assert stored == json.dumps(summarise(verdicts()).to_dict())
    assert summarise([]).figures == {}


def test_shares_by_hand() -> None:
    found = verdicts()
    assert share(found, "everything") == (3, 6)
    # right in the two right answers, and in the refusal, which names none
    assert share(found, "units") == (3, 6)
    assert refusals(found[:5]) == ((1, 1), (1, 4))
    assert percent((0, 0)) == "-"
    assert values(found[0])["everything"] == 1


def test_latencies_by_hand() -> None:
    assert latencies([10, 20, 30]) == {
        "p50": 20, "p90": 28, "p95": 29, "p99": pytest.approx(29.8), "max": 30,
    }  # fmt: skip
    assert latencies([]) == {}
