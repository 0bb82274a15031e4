"""The gate holds the line: a broken system is stopped by the accepted run, the real one passes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import rag.chain
from corpus import load_corpus
from errors import DataFileError
from eval.anchors import Anchors
from eval.compare import Comparison, Difference, compare_runs
from eval.gate import GATE_FILE, breaches, load_gate
from eval.gold import GOLD_FOLDER, load_gold
from eval.run import ask_questions, finish_run, judge
from eval.run_info import asked_info
from eval.runs import Run, load_run
from eval.unfinished import UnfinishedRun
from rag import Assistant
from rag.records import Query
from settings import ROOT, Settings

ACCEPTED = ROOT / "eval" / "accepted" / "dev"
DEV = GOLD_FOLDER / "dev.jsonl"
Runner = Callable[[str], Run]


@pytest.fixture
def run_dev(assistant: Assistant, settings: Settings, tmp_path: Path) -> Runner:
    """Asks the dev split and gives the stored run."""

    def run(name: str) -> Run:
        questions = load_gold(DEV)
        unfinished = UnfinishedRun.open(tmp_path / name, asked_info([DEV], settings, {}))
        asked = [q.id for q in ask_questions(assistant, questions, unfinished)]
        assert asked == [question.id for question in questions]
        anchors = Anchors(load_corpus(settings.documents_dir))
        verdicts = judge(questions, unfinished.answers, unfinished.rankings, anchors)
        return load_run(finish_run(unfinished, verdicts, anchors))

    return run


@pytest.mark.slow
def test_ignored_districts_are_caught(run_dev: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_districts(question: str, coverage: object) -> list[Query]:
        return [replace(query, districts=()) for query in split(question, coverage)]

    split = rag.chain.split_question
    monkeypatch.setattr(rag.chain, "split_question", without_districts)
    comparison = compare_runs(load_run(ACCEPTED), run_dev("broken"))
    told = list(breaches(comparison, load_gate()))
    named = {message.split(":")[0] for message in told}
    assert {"everything", "citation", "district", "units"} <= named
    assert all("fell by" in m and "points, at most" in m for m in told if "district" in m)
    district = comparison.difference("district")
    assert district is not None
    assert district.p < 0.01
    assert len(comparison.lost) > len(comparison.won)


@pytest.mark.slow
def test_the_system_as_it_is_passes(run_dev: Runner) -> None:
    comparison = compare_runs(load_run(ACCEPTED), run_dev("sound"))
    assert list(breaches(comparison, load_gate())) == []
    assert (comparison.only_before, comparison.only_after) == ((), ())


def compared(**measures: tuple[float, float]) -> Comparison:
    """A comparison in which measures went from one value to another."""
    differences = tuple(
        Difference(name, 100, before, after, 0.0, 0.0, 1.0)
        for name, (before, after) in measures.items()
    )
    return Comparison("a", "b", 100, (), (), (), differences, (), ())


def gate(path: Path, *entries: str) -> Path:
    """A gate file."""
    path.write_text("\n".join(f"[[measure]]\n{entry}" for entry in entries), encoding="utf-8")
    return path


def test_a_fall_by_the_margin_passes_and_one_above_it_does_not(tmp_path: Path) -> None:
    margins = load_gate(gate(tmp_path / "gate.toml", 'name = "units"\nfall = 1.0'))
    assert list(breaches(compared(units=(0.95, 0.94)), margins)) == []
    assert list(breaches(compared(units=(0.94, 0.99)), margins)) == []
    assert list(breaches(compared(units=(0.95, 0.939)), margins)) == [
        "units: 95.0 % before, 93.9 % after: fell by 1.1 points, at most 1 are allowed"
    ]


def test_a_floor_holds_even_without_a_fall(tmp_path: Path) -> None:
    margins = load_gate(gate(tmp_path / "gate.toml", 'name = "grounded"\nfall = 5\nfloor = 99.5'))
    assert list(breaches(compared(grounded=(0.99, 0.99)), margins)) == [
        "grounded: 99.0 % before, 99.0 % after: below its floor of 99.5 %"
    ]
    assert list(breaches(compared(grounded=(0.99, 0.995)), margins)) == []


def test_a_measure_that_cannot_be_seen_does_not_pass(tmp_path: Path) -> None:
    margins = load_gate(gate(tmp_path / "gate.toml", 'name = "unitz"\nfall = 1'))
    (message,) = breaches(compared(units=(1.0, 1.0)), margins)
    assert message == "unitz: the runs do not share this measure (they share units)"


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (['name = "a"\nfall = -1'], r"line 1: \[\[measure\]\] fall: "),
        (['name = "a"\nfall = 1', 'name = "b"\nfal = 1'], "line 4: "),
        (['name = "a"\nfall = 1', 'name = "a"\nfall = 2'], "line 4: 'a' stands there twice"),
        (['name = "a"\nfall = 1\nfloor = 101'], "floor"),
        ([], r"has no \[\[measure\]\] entry"),
    ],
)
def test_mistakes_in_a_gate_are_named_with_their_line(
    tmp_path: Path, entries: list[str], words: str
) -> None:
    with pytest.raises(DataFileError, match=words):
        load_gate(gate(tmp_path / "gate.toml", *entries))


def test_the_gate_of_the_project_names_measures_of_the_accepted_run() -> None:
    run = load_run(ACCEPTED)
    assert {margin.name for margin in load_gate(GATE_FILE)} <= set(run.summary.figures)
    assert [row.id for row in run.scores] == [question.id for question in load_gold(DEV)]
