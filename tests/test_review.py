"""Corrected questions: checked against the documents, kept for a reviewer, never gold by itself."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus import load_corpus
from errors import ReviewError
from eval.anchors import Anchors
from eval.check import check_gold
from eval.gold import read_gold
from eval.review import (
    CorrectedUnit,
    Correction,
    add_correction,
    check_correction,
    gold_line,
    load_review,
    read_unit,
    to_do,
    to_gold,
)
from settings import Settings

TINY = Path(__file__).parent / "fixtures" / "tiny"
GAS, FOREST, PATROL = "tiny:1aed05c753", "tiny:d3a83b9a3e", "tiny:bab6054854"
LEAD = CorrectedUnit(name="县经济信息委", role="lead")
SUPPORT = CorrectedUnit(name="县住房城乡建委", role="support")
RIGHT = Correction(
    question="奉节燃气由谁牵头、谁配合？",
    units=(LEAD, SUPPORT),
    clauses=(GAS,),
    answer="县经济信息委",
)


@pytest.fixture(scope="module")
def tiny() -> Anchors:
    """The anchors of the tiny document."""
    return Anchors(load_corpus(TINY))


def changed(**changes: object) -> Correction:
    """The right correction with some fields changed."""
    return Correction.model_validate({**RIGHT.model_dump(), **changes})


def test_a_right_correction_becomes_a_gold_question_without_findings(
    tmp_path: Path, tiny: Anchors
) -> None:
    check_correction(RIGHT, tiny)
    question = to_gold(RIGHT, tiny, "fj-lead-900", "lead")
    assert (question.language, question.status, question.kind) == ("zh", "answered", "lead")
    assert [(u.name, u.role, u.district) for u in question.units] == [
        ("县经济信息委", "lead", "奉节县"),
        ("县住房城乡建委", "support", "奉节县"),
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(gold_line(question) + "\n", encoding="utf-8")
    assert check_gold([path], tiny) == []
    assert read_gold(path)[0][0].question == question


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"clauses": ["tiny:0"]}, "no clause 'tiny:0' in the documents"),
        ({"clauses": []}, "status answered needs the clause"),
        ({"status": "not_found", "units": []}, "status not_found takes no --clause"),
        ({"status": "unspecified"}, "status unspecified takes no units"),
        (
            {"units": [{"name": "县林业局", "role": "lead"}]},
            f"'县林业局' does not stand in clause {GAS}; units there: 县经济信息委、县住房城乡建委",
        ),
    ],
)
def test_what_the_documents_do_not_bear_out_is_refused(
    tiny: Anchors, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(ReviewError, match=words) as raised:
        check_correction(changed(**changes), tiny)
    assert "\n" not in str(raised.value)


def test_inherited_units_may_be_given(tiny: Anchors) -> None:
    unit = CorrectedUnit(name="县林业局", role="responsible")
    patrol = changed(clauses=[PATROL], units=[unit.model_dump()])
    check_correction(patrol, tiny)
    assert to_gold(patrol, tiny, "g", "responsible").units[0].district == "奉节县"


def test_what_is_left_to_the_reviewer(tmp_path: Path, tiny: Anchors) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(gold_line(to_gold(RIGHT, tiny, "g", "lead")) + "\n", encoding="utf-8")
    lines = read_gold(gold)[0]
    told = list(to_do(RIGHT, tiny, lines))
    assert (
        told[0] == f"the gold set asks this already: {gold}, line 1: g; correct that line instead"
    )
    assert len(told) == 3
    other = changed(question="Who leads gas?", units=[{"name": "县经济信息委", "role": "support"}])
    told = list(to_do(other, tiny, lines))
    assert told[0] == "县经济信息委 is given as support, the document is read as lead"
    assert told[1].startswith("the clause also names 县住房城乡建委 (support)")
    figure = changed(question="燃气管道多少公里？", units=[])
    assert "must" in next(to_do(figure, tiny, lines))
    part = changed(question="谁？", units=[{"name": "经济信息委", "role": "lead"}])
    assert next(to_do(part, tiny, lines)).startswith("经济信息委 is not read as a unit")


def test_units_are_given_with_a_role_in_either_language() -> None:
    assert read_unit(" 县林业局 = lead") == read_unit("县林业局=牵头")
    assert read_unit("a=b 局=配合").name == "a=b 局"
    for text in ("县林业局", "县林业局=主管", "=lead"):
        with pytest.raises(ReviewError, match="write name=role, with a role of lead, support"):
            read_unit(text)


def test_a_review_file_keeps_what_is_added_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "review.jsonl"
    add_correction(path, RIGHT)
    add_correction(path, changed(note='=1+1 "x"\n<b>'))
    assert [c.note for c in load_review(path)] == ["", '=1+1 "x"\n<b>']
    assert load_review(path)[0] == RIGHT
    with pytest.raises(ReviewError, match="already; nothing was added"):
        add_correction(path, RIGHT)
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_damaged_review_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="no such review file"):
        load_review(tmp_path / "none.jsonl")
    path = tmp_path / "review.jsonl"
    add_correction(path, RIGHT)
    path.write_bytes(path.read_bytes() + b"\n\xff\n")
    with pytest.raises(ReviewError, match="line 3: "):
        load_review(path)


def test_inputs_are_bounded() -> None:
    for changes in ({"question": "q" * 4_001}, {"answer": "a" * 4_001}, {"clauses": ["c"] * 21}):
        with pytest.raises(ValidationError):
            changed(**changes)


@pytest.mark.parametrize(
    ("question", "language"), [("谁？", "zh"), ("Who leads?", "en"), ("gas 谁负责", "mixed")]
)
def test_the_language_of_a_question(tiny: Anchors, question: str, language: str) -> None:
    assert to_gold(changed(question=question), tiny, "g", "lead").language == language


def test_the_proposed_anchor_of_every_clause_of_the_documents_finds_it() -> None:
    documents = load_corpus(Settings().documents_dir)
    anchors = Anchors(documents)
    clauses = [c for parsed in documents for c in parsed.clauses if len(c.text) >= 4]
    alone = 0
    for clause in clauses:
        question = to_gold(changed(clauses=[clause.id], units=[]), anchors, "g", "content")
        found = anchors.clauses(question)
        alone += list(found) == [clause.id]
        assert clause.id in found
    assert alone > 0.98 * len(clauses)
