"""Several questions in one: where they are taken apart, and where they are kept together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.asking import ask_ids, split, topics

PIECES = [
    *["奉节县燃气", "谁牵头", "电梯", "谁负责", "什么时候完成", "多少公里", "文号是多少"],
    *[
        "，",
        "？",
        "；",
        "、",
        "。",
        " and how many ",
        "以及",
        "另外",
        "还有",
        "分别",
        "呢",
        "规资局牵头",
    ],
]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "奉节县燃气领域谁牵头？电梯谁负责？",
            [(["lead"], ["燃气", "领域"]), (["responsible"], ["电梯"])],
        ),
        ("奉节燃气谁牵头，电梯谁负责", [(["lead"], ["燃气"]), (["responsible"], ["电梯"])]),
        ("奉节燃气谁牵头以及电梯谁负责", [(["lead"], ["燃气"]), (["responsible"], ["电梯"])]),
        (
            "奉节燃气谁牵头，另外电梯什么时候完成",
            [(["lead"], ["燃气"]), (["deadline"], ["电梯"])],
        ),
        (
            "武隆危桥改造多少座？国省道改造多少公里？",
            [(["figure"], ["危桥改造"]), (["figure"], ["国省道", "改造"])],
        ),
        (
            "奉节县文件文号是多少，燃气谁牵头",
            [(["doc_number"], ["文件"]), (["lead"], ["燃气"])],
        ),
    ],
)
def test_topics_of_their_own_are_taken_apart(
    question: str, parts: list[tuple[list[str], list[str]]]
) -> None:
    assert [(ask_ids(part), topics(part)) for part in split(question)] == parts


@pytest.mark.parametrize(
    ("question", "asks", "roles"),
    [
        ("奉节县燃气领域谁牵头，谁配合", ["roles"], ("lead", "support")),
        ("燃气谁牵头，还有谁配合", ["roles"], ("lead", "support")),
        ("燃气由谁牵头以及谁配合", ["roles"], ("lead", "support")),
        ("武隆森林防火工程项目投资多少，谁牵头", ["lead", "amount"], ("lead",)),
        ("危桥改造谁负责，什么时候完成，多少座", ["responsible", "deadline", "figure"], ()),
        ("奉节县燃气，谁牵头", ["lead"], ("lead",)),
        ("请问，奉节县燃气由谁牵头，谢谢", ["lead"], ("lead",)),
        ("我想问一下，江津区电梯，谁负责？", ["responsible"], ()),
    ],
)
def test_what_only_asks_belongs_to_the_topic_before(
    question: str, asks: list[str], roles: tuple[str, ...]
) -> None:
    (only,) = split(question)
    assert ask_ids(only) == asks
    assert only.asks[0].roles == roles


@pytest.mark.parametrize(
    "question",
    [
        "奉节县非煤矿山规资局牵头，哪两家配合",
        "奉节县经济信息委牵头燃气，配合单位是哪些",
        "奉节县燃气领域由经信委牵头，配合的是谁",
    ],
)
def test_a_statement_does_not_ask(question: str) -> None:
    """Who leads is told, not asked: only the support answers."""
    (only,) = split(question)
    assert ask_ids(only) == ["support"]
    assert only.asks[0].roles == ("support",)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("江津区燃气和电梯分别由谁负责", ["燃气", "电梯"]),
        ("奉节县燃气、电梯、非煤矿山分别由谁牵头", ["燃气", "电梯", "非煤矿山"]),
        ("奉节县燃气，电梯，非煤矿山，分别由谁牵头", ["燃气", "电梯", "非煤矿山"]),
    ],
)
def test_a_list_asked_of_each_stays_together(question: str, found: list[str]) -> None:
    (only,) = split(question)
    assert topics(only) == found


def test_both_roles_asked_of_each() -> None:
    (only,) = split("奉节县燃气领域，牵头单位和配合单位，分别是哪些")
    assert only.asks[0].roles == ("lead", "support")


def test_two_districts_are_one_question() -> None:
    (only,) = split("奉节的燃气改造多少公里，江津的呢")
    assert only.districts == ("奉节县", "江津区")
    assert ask_ids(only) == ["figure"]


@pytest.mark.parametrize(
    "question",
    [
        "who leads gas in Fengjie and how many kilometres of pipes are renewed",
        "Who leads gas in Fengjie? How many kilometres of pipes are to be renewed?",
        "Who leads gas in Fengjie, and how many kilometres of pipes are to be renewed?",
    ],
)
def test_english_and_how_many(question: str) -> None:
    first, second = split(question)
    assert (ask_ids(first), topics(first)) == (["lead"], ["gas"])
    assert ask_ids(second) == ["figure"]
    assert {"pipes"} <= set(topics(second))
    assert second.asks[0].measure == "length"


@pytest.mark.parametrize(
    "question", ["who leads gas in Fengjie and who supports it", "who leads and supports gas"]
)
def test_english_roles_of_one_topic_stay_together(question: str) -> None:
    (only,) = split(question)
    assert only.asks[0].roles == ("lead", "support")
    assert topics(only) == ["gas"]


def test_four_questions_at_most() -> None:
    four = "燃气谁管；电梯谁管；森林防火谁管；危桥谁管"
    assert [topics(part) for part in split(four)] == [["燃气"], ["电梯"], ["森林防火"], ["危桥"]]
    assert len(split(four + "；水库谁管")) == 1


def test_document_questions_stand_each_for_itself() -> None:
    first, second = split("奉节县文件的文号是什么，什么时候印发的")
    assert (ask_ids(first), ask_ids(second)) == (["doc_number"], ["doc_date"])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
def test_any_order_of_pieces_is_taken_apart(question: str) -> None:
    parts = split(question)
    assert 1 <= len(parts) <= 4
    assert all(part.asks for part in parts[:-1])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_any_text_is_taken_apart(text: str) -> None:
    assert 1 <= len(split(text)) <= 4


def test_an_english_question_is_not_cut_before_its_topic() -> None:
    (whole,) = split("Which units, lead and supporting, are down for Wulong's forest fire project?")
    assert "forest fire" in topics(whole)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("When they rebuild a street in Bishan, which units are responsible?", ["responsible"]),
        ("Which bureau and which two towns do earthquake work?", ["responsible", "list"]),
        ("How many stations will Jiangjin set up, and the units responsible for them?", None),
        ("When is the street in Bishan finished, and who leads it?", ["lead", "deadline"]),
    ],
)
def test_what_tells_the_occasion_or_asks_without_a_question_word(
    question: str, asks: list[str] | None
) -> None:
    (part,) = split(question)
    assert set(ask_ids(part)) == set(asks or ["figure", "responsible"])
