"""Questions as understood: language, districts, asks, topic, years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.normalize import matching, normalize
from rag.understand import understand
from tests.asking import coverage, query


@pytest.mark.parametrize(
    ("question", "districts", "outside"),
    [
        ("奉节燃气", ("奉节县",), ()),
        ("奉節縣燃氣", ("奉节县",), ()),
        ("Fengjie gas", ("奉节县",), ()),
        ("fengji gas pipelines", ("奉节县",), ()),
        ("壁山电梯", ("璧山区",), ()),
        ("武龙森林防火", ("武隆区",), ()),
        ("江津和璧山电梯", ("江津区", "璧山区"), ()),
        ("渝北区燃气", (), ("渝北区",)),
        ("Yubei and Jiangjin gas", ("江津区",), ("渝北区",)),
        ("燃气谁管", (), ()),
    ],
)
def test_districts(question: str, districts: tuple[str, ...], outside: tuple[str, ...]) -> None:
    understood = query(question)
    assert set(understood.districts) == set(districts)
    assert understood.outside == outside


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("奉节燃气谁牵头", ["lead"]),
        ("奉节燃气谁挑头", ["lead"]),
        ("燃气归谁管", ["responsible"]),
        ("燃气管道归哪个部门管", ["responsible"]),
        ("燃气哪些单位配合", ["support"]),
        ("投资多少，谁牵头", ["lead", "amount"]),
        ("什么时候完成", ["deadline"]),
        ("改造多少公里", ["figure"]),
        ("奉节县文件的文号", ["doc_number"]),
        ("这份文件抄送哪些单位", ["doc_copied"]),
        ("电话是多少", ["phone"]),
        ("who leads gas", ["lead"]),
        ("which units support gas", ["support"]),
        ("who is responsible for lifts", ["responsible"]),
        ("how many kilometres of pipes", ["figure"]),
        ("by when must it be finished", ["deadline"]),
        ("县水利局牵头哪些工作", ["duties_lead"]),
    ],
)
def test_asks(question: str, asks: list[str]) -> None:
    assert [ask.id for ask in query(question).asks] == asks


def test_topic_is_what_is_left() -> None:
    understood = query("请问奉节县的燃气管道整治由哪个部门牵头？")
    assert [term.text for term in understood.terms] == ["燃气管道", "整治"]


def test_synonyms_and_english_meet_the_documents_words() -> None:
    assert "燃气" in query("煤气谁管").terms[0].alternatives
    assert "电梯" in query("who checks lifts").terms[-1].alternatives


def test_pipes_are_not_cut_at_the_word_for_managing() -> None:
    assert query("管道由谁管").terms[0].text == "管道"


def test_a_unit_is_known_by_its_function() -> None:
    assert query("奉节县经信委牵头哪些工作").unit == "economy_information"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("奉节燃气谁牵头", "zh"),
        ("who leads gas in Fengjie", "en"),
        ("Fengjie 燃气谁牵头", "zh"),
        ("江津", "zh"),
        ("What does 两单两卡 stand for", "en"),
    ],
)
def test_language(question: str, language: str) -> None:
    assert query(question).language == language


def test_years_are_kept_apart_from_the_topic() -> None:
    understood = query("2025年奉节火灾起数目标是多少")
    assert understood.years == (2025,)
    assert [term.text for term in understood.terms] == ["火灾起数"]


def test_annex_numbers_stay_whole() -> None:
    assert query("奉节附件6的内容").terms[0].alternatives == ("附件6",)
    assert query("奉节附件三的内容").terms[0].alternatives == ("附件3",)


@given(st.text(max_size=200))
def test_any_text_is_understood(text: str) -> None:
    understood = understand(text, coverage())
    assert understood.question == text
    assert all(term.alternatives and all(term.alternatives) for term in understood.terms)


@given(st.text(alphabet=st.sampled_from("奉節節燃气ＡａBb１1（() 　“”≤%.。\n"), max_size=80))
def test_normal_forms_are_stable(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)
    assert matching(matching(text)) == matching(text)
