"""A trainer's edits: kept apart, stored, applied to every version, honest about the proof."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from errors import PaperError
from quiz.exports import FORMS, write
from quiz.records import Blank, MarkingPoint, Option, Paper, Question
from quiz.review import (
    QuestionEdit,
    Review,
    TextChange,
    apply_review,
    paper_id,
    read_review,
    with_edit,
    write_review,
)
from tests.quizzes import options, papers, question

DRAWN = papers()
ID = paper_id(DRAWN)
NEW = question("n1", "single_choice", "新题？", options=options(("甲", "乙"), "A"))


def reviewed(*edits: QuestionEdit) -> tuple[Paper, ...]:
    """The papers with edits."""
    return apply_review(DRAWN, Review(ID, edits))


def asked(paper: Paper, id_: str) -> Question:
    """A question of a paper."""
    return next(question for question in paper.questions if question.id == id_)


def test_no_edit_changes_nothing() -> None:
    assert reviewed() == DRAWN
    assert reviewed(QuestionEdit("s1", note="好题")) == DRAWN


def test_the_generated_papers_stay_as_they_are() -> None:
    before = papers()
    reviewed(QuestionEdit("s1", dropped=True), QuestionEdit("m1", stem="新"))
    assert before == DRAWN


def test_a_dropped_question_is_gone_from_every_version() -> None:
    first, second = reviewed(QuestionEdit("s1", dropped=True))
    assert [q.id for q in first.questions] == ["s2", "m1", "t1", "f1", "f2", "p1", "a1"]
    assert "s1" not in [q.id for q in second.questions]


def test_a_replacement_stands_in_the_place() -> None:
    first, second = reviewed(QuestionEdit("s1", replacement=NEW, marks=3.0))
    assert [q.id for q in first.questions][:2] == ["n1", "s2"]
    assert [q.id for q in second.questions][:2] == ["s2", "n1"]
    assert asked(first, "n1") == replace(NEW, marks=3.0)
    assert asked(first, "n1").proven


def test_marks_and_explanation_leave_the_proof() -> None:
    for paper in reviewed(QuestionEdit("s1", explanation="见附件3。", marks=2.5)):
        changed = asked(paper, "s1")
        assert (changed.explanation, changed.marks, changed.proven) == ("见附件3。", 2.5, True)


def test_marking_points_share_new_marks() -> None:
    (first, _) = reviewed(QuestionEdit("a1", marks=3.0))
    assert [point.marks for point in asked(first, "a1").points] == [2, 1]
    assert asked(first, "a1").proven


@pytest.mark.parametrize(
    "edit",
    [
        QuestionEdit("s1", stem="奉节县的燃气由谁牵头？"),
        QuestionEdit("s1", texts=(TextChange("县公安局", "县水利局"),)),
        QuestionEdit("s1", right=("县公安局",)),
        QuestionEdit("f1", blanks=(Blank(("县经信委",)),)),
        QuestionEdit("p1", texts=(TextChange("燃气整治", "天然气整治"),)),
        QuestionEdit("a1", points=(MarkingPoint("甲", 6.0, ("甲",)),)),
        QuestionEdit("s1", replacement=NEW, stem="改过的新题？"),
    ],
    ids=["stem", "option", "key", "blank", "pair", "point", "replacement"],
)
def test_what_the_proof_rests_on_takes_it_away(edit: QuestionEdit) -> None:
    for before, paper in zip(DRAWN, reviewed(edit), strict=True):
        changed = [q for q in paper.questions if q not in before.questions]
        assert [q.proven for q in changed] == [False]
        assert [q.proven for q in paper.questions].count(False) == 1


def test_the_same_key_again_is_still_proven() -> None:
    (first, _) = reviewed(
        QuestionEdit("s1", right=("县经济信息委",), stem=DRAWN[0].questions[0].stem)
    )
    assert asked(first, "s1") == DRAWN[0].questions[0]


def test_options_are_reworded_and_keyed_in_every_order() -> None:
    edit = QuestionEdit("s1", texts=(TextChange("县公安局", "县水利局"),), right=("县水利局",))
    for before, paper in zip(DRAWN, reviewed(edit), strict=True):
        wanted = tuple(
            Option("县水利局", True) if o.text == "县公安局" else Option(o.text, False)
            for o in asked(before, "s1").options
        )
        assert asked(paper, "s1").options == wanted


def test_a_choice_is_reworded_on_both_sides() -> None:
    (first, _) = reviewed(QuestionEdit("p1", texts=(TextChange("县教委", "县教育委"),)))
    changed = asked(first, "p1")
    assert "县教育委" in changed.choices
    assert changed.pairs[1].right == "县教育委"


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([QuestionEdit("zz", dropped=True)], "question 'zz' is edited but not in the papers"),
        ([QuestionEdit("s1"), QuestionEdit("s1")], "edits a question twice"),
        ([QuestionEdit("s1", dropped=True, replacement=NEW)], "both dropped and replaced"),
        ([QuestionEdit("s1", texts=(TextChange("县林业局", "甲"),))], "has no text '县林业局'"),
        ([QuestionEdit("s1", right=("县林业局",))], "has no option '县林业局'"),
        ([QuestionEdit("s1", right=())], "exactly one option"),
        ([QuestionEdit("s1", stem="")], "no id or no stem"),
        ([QuestionEdit("s1", marks=-1.0)], "marks of -1"),
        ([QuestionEdit("f1", stem="没有空")], "1 blanks with a key and 0 in the stem"),
        ([QuestionEdit("s1", replacement=DRAWN[0].questions[1])], "'s2' stands there twice"),
        ([QuestionEdit(q.id, dropped=True) for q in DRAWN[0].questions], "0 questions"),
    ],
)
def test_edits_that_cannot_be_applied(edits: list[QuestionEdit], told: str) -> None:
    with pytest.raises(PaperError) as caught:
        reviewed(*edits)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_edits_of_other_papers_are_refused() -> None:
    for other in (DRAWN[:1], (replace(DRAWN[0], seed=8), DRAWN[1])):
        with pytest.raises(PaperError, match="the edits belong to other papers"):
            apply_review(other, Review(ID))


def test_a_review_is_stored_exactly(tmp_path: Path) -> None:
    review = Review(
        ID,
        (
            QuestionEdit("s1", replacement=NEW, note="换"),
            QuestionEdit(
                "m1", stem="=改\n", texts=(TextChange("县水利局", "<b>"),), right=("<b>",)
            ),
            QuestionEdit("f1", blanks=(Blank(("甲", "乙")),), marks=2.0),
        ),
    )
    write_review(review, tmp_path / "r.json")
    assert read_review(tmp_path / "r.json") == review


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"dropped": false', '"dropped": 0', "review.edits.0.dropped"),
        ('"note"', '"notes"', "review.edits.0.notes: not a field that is known"),
        ('"format": 1', '"format": 3', "format 3; this version reads 1"),
        ('"review"', '"papers"', 'has no "review"'),
    ],
)
def test_a_mistake_in_a_stored_review_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = tmp_path / "r.json"
    write_review(Review(ID, (QuestionEdit("s1"),)), path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(PaperError) as caught:
        read_review(path)
    assert told in str(caught.value)


def test_a_later_edit_takes_the_place_of_an_earlier_one() -> None:
    review = Review(ID)
    for edit in (QuestionEdit("s1", stem="一"), QuestionEdit("m1"), QuestionEdit("s1", stem="二")):
        review = with_edit(review, edit)
    assert [(edit.question_id, edit.stem) for edit in review.edits] == [("s1", "二"), ("m1", None)]


@pytest.mark.parametrize("form", FORMS)
def test_every_export_says_what_is_no_longer_proven(tmp_path: Path, form: str) -> None:
    changed = reviewed(QuestionEdit("s1", right=("县公安局",)))[:1]
    (path,) = write(changed, tmp_path / "q", form, "zh")
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as package:
            data = b"".join(map(package.read, package.namelist()))
    wanted = '"proven": false' if form == "json" else "答案未再由条款验证"
    assert data.count(wanted.encode()) == 1
