"""Drawing a paper: shares, no repetition, nothing given away, versions, replacement."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from banking import bank, drawn, five, papers
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sectors import find_sector
from errors import QuizError
from quiz.bank import MAKERS
from quiz.blueprint import read_blueprint
from quiz.draw import eligible
from quiz.records import Question
from quiz.replacement import replace
from quiz.versions import versions
from settings import ROOT


def right_places(questions: tuple[Question, ...]) -> Counter[int]:
    return Counter(
        next(i for i, option in enumerate(q.options) if option.right)
        for q in questions
        if q.type == "single_choice"
    )


def squeeze(text: str) -> str:
    return re.sub(r"[\s“”‘’]", "", text)


def keys(question: Question) -> list[str]:
    """What a person must find; true or false is found by thinking only."""
    if question.type == "true_false":
        return []
    return [
        *(option.text for option in question.options if option.right),
        *(blank.accepted[0] for blank in question.blanks),
        *(pair.right for pair in question.pairs),
    ]


def test_the_same_seed_gives_the_same_paper() -> None:
    assert drawn(20, 7) == drawn(20, 7)
    assert papers(20, 7, copies=2) == papers(20, 7, copies=2)
    assert drawn(20, 7).questions != drawn(20, 8).questions


def test_a_paper_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    made = []
    for number in ("0", "4711"):
        path = tmp_path / f"quiz{number}.json"
        command = [sys.executable, "-m", "cli", "quiz", "make", "--count", "15", "--seed", "3"]
        subprocess.run(
            [*command, "--versions", "2", "-o", str(path)],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": number},
            capture_output=True,
        )
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_shares_are_kept_on_all_sides_at_once() -> None:
    questions = drawn(
        20,
        5,
        types=["单选=50", "判断=30", "填空=20"],
        districts=["奉节=60", "江津=40"],
        difficulties=["easy=50", "medium=30", "hard=20"],
    ).questions
    assert Counter(q.type for q in questions) == {
        "single_choice": 10,
        "true_false": 6,
        "fill_in": 4,
    }
    assert Counter(q.district for q in questions) == {"奉节县": 12, "江津区": 8}
    assert Counter(q.difficulty for q in questions) == {"easy": 10, "medium": 6, "hard": 4}


def test_filters_let_only_their_own_through() -> None:
    questions = drawn(5, 1, districts=["江津"], sectors=["消防"], chapters=["城乡消防"]).questions
    assert {q.district for q in questions} == {"江津区"}
    assert all(find_sector("消防") in q.sectors for q in questions)
    assert all("城乡消防" in q.chapter for q in questions)


def test_types_take_turns_where_no_share_is_given() -> None:
    counts = Counter(q.type for q in drawn(24, 2).questions)
    assert set(counts) == set(MAKERS)
    assert max(counts.values()) - min(counts.values()) <= 1


@settings(max_examples=12, deadline=None)
@given(
    st.integers(1, 30),
    st.integers(0, 10_000),
    st.sets(st.sampled_from(["万盛", "江津", "奉节", "武隆", "璧山"]), max_size=3),
    st.sets(st.sampled_from(list(MAKERS)), max_size=3),
)
def test_every_paper_is_sound(count: int, seed: int, districts: set[str], types: set[str]) -> None:
    try:
        questions = drawn(count, seed, districts=sorted(districts), types=sorted(types)).questions
    except QuizError as error:
        assert str(count) in str(error)
        return
    assert len(questions) == count
    facts = [fact for question in questions for fact in question.facts]
    assert len(set(facts)) == len(facts)
    assert all(not types or question.type in types for question in questions)
    for question in questions:
        stem = squeeze(question.stem)
        assert not any(
            squeeze(key) in stem for key in keys(question) if not key[0].isdigit() and len(key) > 1
        )


def test_no_stem_has_the_answer_to_another_question() -> None:
    for seed in range(1, 6):
        questions = drawn(20, seed).questions
        for one in questions:
            for other in questions:
                shown = squeeze(other.stem + "".join(pair.left for pair in other.pairs))
                told = [k for k in keys(one) if len(k) > 3 and squeeze(k) in shown]
                assert one is other or not told, (one.stem, other.stem, told)


def test_true_and_false_are_balanced() -> None:
    questions = drawn(21, 4, types=["判断"]).questions
    truths = Counter(question.options[0].right for question in questions)
    assert abs(truths[True] - truths[False]) == 1


def test_asking_for_too_much_says_how_many_there_are_and_why() -> None:
    with pytest.raises(QuizError, match=r"400 questions .* can stand in one paper .* matching"):
        drawn(400, 1, types=["matching"])
    with pytest.raises(QuizError, match=r"no question fits district 奉节县 and chapter 天文"):
        drawn(5, 1, districts=["奉节"], chapters=["天文"])
    with pytest.raises(QuizError, match=r"too few for the shares \(matching: \d+ of 90"):
        drawn(100, 1, types=["matching=90", "单选=10"])


def test_the_coverage_counts_what_is_asked() -> None:
    found = drawn(10, 3, districts=["奉节", "江津"])
    assert [covered.district for covered in found.coverage] == ["江津区", "奉节县"]
    assert sum(covered.questions for covered in found.coverage) >= 10
    for covered in found.coverage:
        assert 0 < covered.clauses <= covered.all_clauses
        assert 0 < covered.chapters <= covered.all_chapters


# ---- versions ----


def test_the_right_option_stands_at_each_place_equally_often() -> None:
    paper = papers(30, 6, types=["单选"])[0]
    places = right_places(paper.questions)
    assert sum(places.values()) == 30
    assert max(places.values()) - min(places[i] for i in range(4)) <= 1


def test_versions_have_the_same_questions_in_another_order_with_the_same_keys() -> None:
    one, two = papers(24, 9, copies=2)
    assert (one.version, two.version) == ("A", "B")
    assert [q.id for q in one.questions] != [q.id for q in two.questions]
    assert [q.type for q in one.questions] == [q.type for q in two.questions]
    by_id = {question.id: question for question in two.questions}
    for question in one.questions:
        other = by_id[question.id]
        assert sorted(question.options, key=str) == sorted(other.options, key=str)
        assert sorted(question.choices) == sorted(other.choices)
        assert (question.pairs, question.blanks) == (other.pairs, other.blanks)
    assert right_places(one.questions) != Counter()
    moved = [q for q in one.questions if q.options != by_id[q.id].options]
    assert moved


@pytest.mark.parametrize("count", [0, 27])
def test_a_number_of_versions_that_cannot_be_is_told(count: int) -> None:
    with pytest.raises(QuizError, match="1 to 26"):
        versions((), [], "测试", 1, count)


# ---- replacement ----


@pytest.mark.parametrize("type", sorted(MAKERS))
def test_a_replacement_keeps_the_cell_of_the_blueprint(type: str) -> None:
    both = papers(12, 11, copies=2)
    old = next(question for question in both[0].questions if question.type == type)
    try:
        changed = replace(bank(), both, old.id, 5)
    except QuizError as error:
        assert type not in ("single_choice", "true_false", "fill_in")
        assert f"there is no other {type} question" in str(error)
        return
    for before, after in zip(both, changed, strict=True):
        at = next(i for i, question in enumerate(before.questions) if question.id == old.id)
        new = after.questions[at]
        assert new.facts != old.facts
        assert (new.type, new.district, new.difficulty) == (old.type, old.district, old.difficulty)
        assert set(new.sectors) & set(old.sectors) or not (new.sectors or old.sectors)
        assert [q for q in after.questions if q is not new] == [
            q for q in before.questions if q.id != old.id
        ]
        places = [[o.right for o in q.options] for q in (before.questions[at], new)]
        assert type not in ("single_choice", "true_false") or places[0] == places[1]
    facts = [fact for question in changed[0].questions for fact in question.facts]
    assert len(set(facts)) == len(facts)


def test_replacing_what_is_not_there_is_told() -> None:
    with pytest.raises(QuizError, match="'nobody' is not in this paper"):
        replace(bank(), papers(3, 1), "nobody", 1)


def test_every_candidate_of_one_district_is_of_that_district() -> None:
    pool = eligible(bank(), read_blueprint(1, districts=["璧山"]))
    assert {name for candidate in pool for name in candidate.districts} == {"璧山区"}
    assert {parsed.document.district for parsed in five()} > {"璧山区"}
