"""What tests of runs share: made-up rows and runs, and an assistant over the tiny document."""

from pathlib import Path

from eval.run_info import RUN_FORMAT, RunInfo, UsedFile
from eval.runs import Run, ScoreRow
from eval.summary import Figure, Refusals, Summary


def row(name: str, **changes: object) -> ScoreRow:
    """The row of a question that is right in every check."""
    made: dict[str, object] = {
        "id": name,
        "kind": "lead",
        "language": "zh",
        "districts": ("奉节县",),
        "documents": ("fengjie-2025",),
        "expected": "answered",
        "got": "answered",
        "confidence": 0.9,
        "checks": {"status": True, "units": True},
        "measures": {"mrr": 1.0},
        "reasons": (),
    }
    return ScoreRow(**{**made, **changes})  # type: ignore[arg-type]


def wrong(name: str, **changes: object) -> ScoreRow:
    """The row of a question with wrong units."""
    failed = {"checks": {"status": True, "units": False}, "reasons": ("units missing: x",)}
    return row(name, **{**failed, **changes})


def info(questions: int) -> RunInfo:
    """The info of a made-up run."""
    return RunInfo(
        format=RUN_FORMAT,
        made_by="asked",
        gold=(UsedFile("gold.jsonl", "ab" * 32),),
        questions=questions,
        documents={"fengjie-2025": "cd" * 32},
        program="ef" * 32,
        versions={"python": "3.11"},
        settings={"candidates": 60},
    )


def summary(rows: tuple[ScoreRow, ...]) -> Summary:
    """A summary with the share of rows that are right in everything, and nothing else."""
    mean = sum(own.everything for own in rows) / len(rows)
    return Summary(
        questions=len(rows),
        figures={"everything": Figure(len(rows), mean, mean, mean)},
        refusals=Refusals(0, len(rows), None, None, None, 0.0),
        risk_coverage=(),
        risk_area=None,
        bins=(),
        calibration_error=None,
        groups=(),
    )


def run(name: str, *rows: ScoreRow) -> Run:
    """A made-up run of the rows."""
    return Run(name, info(len(rows)), rows, summary(rows))


def tiny_gold(path: Path) -> Path:
    """A gold file of three questions about the tiny document; the last has no answer."""
    path.write_text(TINY_GOLD, encoding="utf-8")
    return path


TINY_GOLD = """\
{"id": "gas", "question": "奉节燃气领域由谁牵头？", "language": "zh", "kind": "lead", \
"status": "answered", "anchors": [{"district": "奉节县", "quote": "老旧燃气管道15公里"}], \
"units": [{"name": "县经济信息委", "role": "lead", "district": "奉节县"}]}
{"id": "pools", "question": "奉节要建成几座消防水池？", "language": "zh", "kind": "figure", \
"status": "answered", "anchors": [{"district": "奉节县", "quote": "消防水池3座"}], \
"must": ["3座"]}
{"id": "fine", "question": "江津燃气罚款多少？", "language": "zh", "kind": "unanswerable", \
"status": "not_found"}
"""
