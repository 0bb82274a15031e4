"""Every question that the five documents bear out is proven, by something else than its maker."""

from collections import Counter
from dataclasses import replace
from functools import lru_cache

import pytest
from proof import Proof, worth
from reading import real

from quiz.bank import Bank
from quiz.records import Blank, MarkingPoint, Option, Pair, Question

IDS = ("wansheng-2025", "jiangjin-2025", "fengjie-2025", "wulong-2021", "bishan-2024")
CORPUS = [real(id) for id in IDS]  # type: ignore[arg-type]
DISTRICTS = [parsed.document.district for parsed in CORPUS]


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """All of them; true/false statements both in their true and in their false form."""
    bank = Bank(CORPUS)
    made = [
        bank.make(candidate, 1, truth)
        for candidate in bank.candidates()
        for truth in ((True, False) if candidate.type == "true_false" else (None,))
    ]
    return tuple(question for question in made if question)


def kinds_of(question: Question) -> tuple[object, ...]:
    """What makes two questions distinct: type and facts, not their wording."""
    return question.type, question.facts


def test_every_question_is_proven() -> None:
    proof = Proof(CORPUS)
    found = [(q.stem, fault) for q in questions() for fault in proof.faults(q)]
    assert found == []


def test_there_are_enough_distinct_questions() -> None:
    assert len({kinds_of(question) for question in questions()}) >= 1500


def test_who_is_responsible_can_be_asked_thirty_times_in_each_district() -> None:
    asked = {
        (question.district, question.facts)
        for question in questions()
        if question.type == "single_choice" and question.fact_kind == "units"
    }
    counts = Counter(district for district, _ in asked)
    assert min(counts[district] for district in DISTRICTS) >= 30


def test_no_two_questions_have_one_id_unless_they_say_the_same_thing() -> None:
    by_id: dict[str, set[tuple[object, ...]]] = {}
    for question in questions():
        by_id.setdefault(question.id, set()).add(kinds_of(question))
    assert [id for id, kinds in by_id.items() if len(kinds) > 1] == []


# ---- the proof itself finds what is wrong ----


def first(type: str, kind: str) -> Question:
    return next(q for q in questions() if q.type == type and q.fact_kind == kind)


def faults(question: Question) -> list[str]:
    return Proof(CORPUS).faults(question)


@pytest.mark.parametrize("kind", ["units", "figure", "deadline", "list"])
def test_a_key_that_is_not_in_the_clause_is_found(kind: str) -> None:
    question = first("single_choice", kind)
    turned = tuple(Option(o.text, not o.right) for o in question.options)
    assert len(faults(replace(question, options=turned))) >= 2


def test_an_alias_of_the_key_is_found() -> None:
    question = next(
        q
        for q in questions()
        if q.type == "single_choice"
        and any(o.right and o.text == "县经济信息委" for o in q.options)
    )
    options = tuple(
        o if o.right else Option(f"经信委{i}", False) for i, o in enumerate(question.options)
    )
    assert any("another name" in fault for fault in faults(replace(question, options=options)))


def test_a_value_that_is_worth_the_same_is_found() -> None:
    assert worth("1万平方米") == worth("10000平方米")
    assert worth("2公里") == worth("2000米")
    assert worth("90%以上") != worth("95%以上")


@pytest.mark.parametrize("kind", ["units", "figure", "deadline", "list"])
def test_a_statement_with_the_wrong_truth_is_found(kind: str) -> None:
    for question in (q for q in questions() if q.type == "true_false" and q.fact_kind == kind):
        turned = tuple(Option(o.text, not o.right) for o in question.options)
        assert faults(replace(question, options=turned)), question.stem


def test_exchanged_pairs_are_found() -> None:
    question = first("matching", "units")
    one, two, *rest = question.pairs
    pairs = (Pair(one.left, two.right), Pair(two.left, one.right), *rest)
    assert len(faults(replace(question, pairs=pairs))) >= 2


def test_a_point_of_another_list_is_found() -> None:
    question = first("short_answer", "list")
    points = (*question.points[:-1], MarkingPoint("起草新闻稿件", 1.0, ("起草新闻稿件",)))
    assert len(faults(replace(question, points=points))) >= 2


def test_an_answer_in_the_stem_is_found() -> None:
    question = first("fill_in", "units")
    shown = replace(question, stem=question.stem + question.blanks[0].accepted[0])
    assert any("stands in the stem" in fault for fault in faults(shown))
    other = replace(question, blanks=(Blank(("县外事办",)),))
    assert any("does not stand" in fault for fault in faults(other))


def test_a_quote_that_is_not_the_documents_is_found() -> None:
    question = first("single_choice", "units")
    citation = replace(question.citations[0], quote=question.citations[0].quote + "。")
    changed = replace(question, citations=(citation, *question.citations[1:]))
    assert "the quote is not what stands at its place" in faults(changed)
