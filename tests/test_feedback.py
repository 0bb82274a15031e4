"""Feedback to answers: kept at once, bounded, one word a session on an answer, never lost."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus import load_corpus
from corpus.citation import CitedUnit
from corpus.records import Document
from errors import FeedbackError
from eval.anchors import Anchors
from eval.feedback import (
    Feedback,
    FeedbackStore,
    GivenAnswer,
    correction_of,
    documents_version,
    given_answer,
    new_feedback,
)
from eval.review import CorrectedUnit, check_correction
from rag import Answer
from settings import ROOT

TINY = Path(__file__).parent / "fixtures" / "tiny"
GAS = "tiny:1aed05c753"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
GIVEN = GivenAnswer(status="answered", text="由乙局牵头。[1]", citations=("tiny:d3a83b9a3e",))
DOWN = Feedback(
    question="奉节燃气由谁牵头？",
    history=("你好",),
    given=GIVEN,
    verdict="down",
    right_units=(CorrectedUnit(name="县经济信息委", role="lead"),),
    right_clauses=(GAS,),
    comment="<b>不是</b>乙局",
)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    """A clock at noon."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> FeedbackStore:
    """A store whose file is not there yet."""
    return FeedbackStore(tmp_path / "kept" / "feedback.sqlite", clock)


def asked(question: str) -> Feedback:
    """Feedback to another question."""
    return DOWN.model_copy(update={"question": question})


def test_feedback_comes_back_as_it_was_given(store: FeedbackStore, clock: Clock) -> None:
    assert store.entries() == ()
    first = store.add(DOWN, "a")
    clock.time += timedelta(minutes=1)
    second = store.add(asked("江津呢"), "a")
    assert [kept.id for kept in store.entries()] == [second, first]
    kept = store.entry(first)
    assert (kept.feedback, kept.at, kept.handled) == (DOWN, NOON, False)


def test_a_second_word_on_an_answer_takes_the_place_of_the_first(store: FeedbackStore) -> None:
    up = DOWN.model_copy(update={"verdict": "up"})
    first = store.add(DOWN, "a")
    assert store.add(up, "a") == first
    assert [kept.feedback.verdict for kept in store.entries()] == ["up"]
    other = store.add(DOWN, "b")  # another asker has a say of their own
    assert {kept.id for kept in store.entries()} == {first, other}
    store.mark_handled(first)
    store.add(DOWN, "a")
    assert store.entry(first).feedback == up


def test_what_is_handled_is_told_apart(store: FeedbackStore) -> None:
    first, second = store.add(DOWN, "a"), store.add(asked("江津呢"), "a")
    store.mark_handled(first, outcome="问的是另一个区县")
    assert [kept.id for kept in store.entries(handled=False)] == [second]
    told = [(kept.id, kept.outcome) for kept in store.entries(handled=True)]
    assert told == [(first, "问的是另一个区县")]
    store.mark_handled(first, handled=False)
    assert store.entries(handled=True) == ()
    assert store.entry(first).outcome == ""
    with pytest.raises(FeedbackError, match="no feedback 'x'"):
        store.mark_handled("x")
    with pytest.raises(FeedbackError, match="no feedback 'x'"):
        store.entry("x")


def test_a_session_gives_so_many_an_hour(store: FeedbackStore, clock: Clock) -> None:
    for number in range(60):
        store.add(asked(f"问题{number}"), "a")
    with pytest.raises(FeedbackError, match="60 entries within an hour, at most 60"):
        store.add(DOWN, "a")
    store.add(DOWN, "b")
    clock.time += timedelta(hours=1)
    store.add(DOWN, "a")
    assert len(store.entries()) == 62


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", ""),
        ("question", "问" * 4001),
        ("comment", "字" * 4001),
        ("verdict", "sideways"),
        ("right_status", "maybe"),
        ("right_units", [{"name": "局", "role": "lead"}]),
        ("right_units", [{"name": "县林业局", "role": "boss"}]),
        ("right_clauses", ["c"] * 21),
    ],
)
def test_what_is_out_of_bounds_is_named(field: str, value: object) -> None:
    with pytest.raises(FeedbackError, match=rf"^{field}.*; correct it$"):
        new_feedback(**{**DOWN.model_dump(), field: value})


def test_neither_session_nor_anything_untold_is_kept(store: FeedbackStore) -> None:
    store.add(DOWN, "a word that only the browser has")
    with sqlite3.connect(store.path) as db:
        row = db.execute("SELECT * FROM feedback").fetchone()
    assert len(row) == 6
    assert not any("a word that" in str(cell) for cell in row)


def test_a_killed_process_loses_nothing_it_has_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from eval.feedback import Feedback, FeedbackStore\n"
        "store = FeedbackStore(Path(sys.argv[1]))\n"
        "store.add(Feedback.model_validate_json(sys.argv[2]), 'a')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", program, str(path), DOWN.model_dump_json()]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    assert [kept.feedback for kept in FeedbackStore(path).entries()] == [DOWN]


def test_a_file_that_is_no_feedback_is_named(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    path.write_text("not a database" * 100, encoding="utf-8")
    with pytest.raises(FeedbackError, match=r"feedback.sqlite: .*ANWEN_FEEDBACK_FILE"):
        FeedbackStore(path).entries()
    assert path.read_text(encoding="utf-8").startswith("not a database")


def test_an_entry_that_cannot_be_read_is_named(store: FeedbackStore) -> None:
    entry_id = store.add(DOWN, "a")
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE feedback SET entry = '{}'")
    with pytest.raises(FeedbackError, match=f"entry '{entry_id}' cannot be read"):
        store.entries()


def test_feedback_becomes_a_correction_for_review() -> None:
    correction = correction_of(DOWN)
    assert (correction.question, correction.history) == ("奉节燃气由谁牵头？", ("你好",))
    assert (correction.status, correction.clauses) == ("answered", (GAS,))
    assert (correction.note, correction.origin) == ("<b>不是</b>乙局", "page")
    check_correction(correction, Anchors(load_corpus(TINY)))
    none = correction_of(DOWN.model_copy(update={"right_status": "not_found"}))
    assert (none.status, none.units, none.clauses) == ("not_found", (), ())


def test_what_the_asker_leaves_open_is_taken_from_the_answer() -> None:
    up = Feedback(
        question="问",
        given=given_answer(
            Answer("问", "zh", "answered", "甲局[1]", (CitedUnit("甲局", "lead", "奉节县"),)),
            "abc",
        ),
        verdict="up",
    )
    assert correction_of(up).units == (CorrectedUnit(name="甲局", role="lead"),)
    assert up.given.documents == "abc"


def test_the_version_of_the_documents_is_their_contents() -> None:
    one = Document("d", "甲", "t", "n", "i", date(2025, 1, 1), "a.txt", sha256="1" * 64, text="")
    two = replace(one, id="e", sha256="2" * 64)
    assert documents_version([one, two]) == documents_version([two, one])
    assert documents_version([one, two]) != documents_version([one])
    assert len(documents_version([one])) == 12
