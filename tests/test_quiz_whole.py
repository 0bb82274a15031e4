"""Every question that the five documents give, through grading and through the exports."""

import xml.etree.ElementTree as ET
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest

from corpus import load_corpus
from quiz.bank import MAKERS, Bank
from quiz.exports import write
from quiz.exports.layout import key_text
from quiz.exports.words import load_words
from quiz.marking import mark
from quiz.records import LETTERS, Paper, Question
from quiz.store import read_papers, write_paper
from quiz.wellformed import MOST_QUESTIONS, question_faults
from settings import Settings
from tests.gift import read_gift
from tests.qti import correct, faults, score
from tests.quizzes import paper as paper_of

pytestmark = pytest.mark.slow


@lru_cache(maxsize=1)
def every_question() -> tuple[Question, ...]:
    """All questions that can be made, by type, as with seed 1."""
    bank = Bank(load_corpus(Settings().documents_dir))
    made = (bank.make(candidate, 1) for candidate in bank.candidates(tuple(MAKERS)))
    return tuple(question for question in made if question)


@lru_cache(maxsize=1)
def whole_papers() -> tuple[Paper, ...]:
    """All questions, in papers as large as one may be."""
    found = every_question()
    return tuple(
        paper_of(found[start : start + MOST_QUESTIONS])
        for start in range(0, len(found), MOST_QUESTIONS)
    )


def earned(question: Question, given: str) -> float:
    """The share of the marks of a question that an answer earns."""
    return mark(question, 1, given).earned / question.marks


def test_every_question_is_well_formed() -> None:
    assert len(every_question()) >= 1500
    assert [fault for q in every_question() for fault in question_faults(q)] == []


def test_the_printed_key_earns_all_marks() -> None:
    words, missed = load_words("zh"), []
    for question in every_question():
        key = "；".join(blank.accepted[0] for blank in question.blanks)
        if earned(question, key or key_text(question, words)) != 1:
            missed.append((question.id, key or key_text(question, words)))
    assert missed == []


def test_every_accepted_spelling_earns_all_marks() -> None:
    missed = [
        (question.id, spelling)
        for question in every_question()
        if len(question.blanks) == 1
        for spelling in question.blanks[0].accepted
        if earned(question, spelling) != 1
    ]
    assert missed == []


def test_wrong_options_earn_nothing() -> None:
    for question in every_question():
        for letter, option in zip(LETTERS, question.options, strict=False):
            if not option.right:
                assert earned(question, letter) == 0
                assert earned(question, option.text) == 0


def test_keys_of_other_blanks_earn_nothing() -> None:
    """A blank takes no spelling of another blank, unless both accept a spelling in common."""
    blanks = [q for q in every_question() if len(q.blanks) == 1]
    for question, other in zip(blanks, blanks[1:] + blanks[:1], strict=True):
        mine, given = question.blanks[0].accepted, other.blanks[0].accepted[0]
        if earned(question, given) == 1:
            assert set(mine) & set(other.blanks[0].accepted), (question.id, mine, given)


def test_stored_and_read_again(tmp_path: Path) -> None:
    for paper in whole_papers():
        write_paper([paper], tmp_path / "q.json")
        assert read_papers(tmp_path / "q.json") == (paper,)


def test_gift_of_every_question(tmp_path: Path) -> None:
    for paper in whole_papers():
        (path,) = write([paper], tmp_path / "q.gift", "", "zh")
        _, asked = read_gift(path.read_text(encoding="utf-8"))
        assert [one.stem for one in asked] == [q.stem.strip() for q in paper.questions]
        for one, question in zip(asked, paper.questions, strict=True):
            if question.options and question.type != "true_false":
                right = [text for weight, text in one.answers if weight > 0]
                assert right == [o.text.strip() for o in question.options if o.right]
            if question.pairs:
                assert {(p.left, p.right) for p in question.pairs} <= set(one.pairs)


def test_qti_of_every_question(tmp_path: Path) -> None:
    for paper in whole_papers():
        (path,) = write([paper], tmp_path / "q.zip", "", "zh")
        with zipfile.ZipFile(path) as package:
            for place, question in enumerate(paper.questions, start=1):
                item = ET.fromstring(package.read(f"items/q{place:03d}.xml"))  # noqa: S314
                assert faults(item) == []
                if not question.points:
                    assert score(item, correct(item)) == pytest.approx(question.marks)
