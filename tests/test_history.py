"""Follow-up questions: what an earlier question said holds until a later one changes it."""

import pytest

from rag.history import with_history
from rag.records import Query
from tests.asking import ask_ids, query, topics

GAS = "奉节县燃气领域整治由谁牵头"
GAS_TOPICS = ["燃气", "领域", "整治"]


def readings(*questions: str) -> tuple[Query, ...]:
    """The readings of the last of some questions, each completed from those before it."""
    earlier: list[Query] = []
    found: tuple[Query, ...] = ()
    for question in questions:
        found = with_history(query(question), earlier)
        earlier.append(found[0])
    return found


def only(*questions: str) -> Query:
    """The one reading of the last of some questions."""
    (reading,) = readings(*questions)
    return reading


def test_without_a_history_a_question_stays() -> None:
    assert only(GAS) == query(GAS)


def test_a_question_that_is_complete_stays() -> None:
    question = "江津区电梯由谁负责"
    assert only(GAS, question) == query(question)


@pytest.mark.parametrize(
    ("question", "districts", "asks"),
    [
        ("那江津呢？", ("江津区",), ["lead"]),
        ("江津和璧山呢", ("江津区", "璧山区"), ["lead"]),
        ("配合单位呢", ("奉节县",), ["support"]),
        ("什么时候完成", ("奉节县",), ["deadline"]),
        ("要改造多少公里", ("奉节县",), ["figure"]),
        ("江津的配合单位有哪些", ("江津区",), ["support"]),
    ],
)
def test_the_topic_holds(question: str, districts: tuple[str, ...], asks: list[str]) -> None:
    reading = readings(GAS, question)[-1]
    assert set(GAS_TOPICS) <= set(topics(reading))
    assert set(reading.districts) == set(districts)
    assert ask_ids(reading) == asks


def test_the_ask_holds_with_a_new_topic() -> None:
    reading = only(GAS, "电梯呢")
    assert topics(reading) == ["电梯"]
    assert (ask_ids(reading), reading.districts) == (["lead"], ("奉节县",))


def test_a_topic_beside_an_ask_may_go_on_with_the_earlier_one() -> None:
    own, on = readings(GAS, "管道要更新多少")
    assert (ask_ids(own), ask_ids(on)) == (["figure"], ["figure"])
    assert set(topics(on)) == {*GAS_TOPICS, *topics(own)}
    assert own.text == "管道要更新多少"
    assert on.text == f"{GAS} 管道要更新多少"


@pytest.mark.parametrize("question", ["江津区电梯由谁负责", "江津电梯", "渝北区电梯呢"])
def test_an_own_district_and_topic_close_the_earlier_topic(question: str) -> None:
    reading = only(GAS, question)
    assert topics(reading) == ["电梯"]
    assert "奉节县" not in reading.districts


def test_the_same_topic_again_is_one_reading() -> None:
    reading = only("奉节县燃气谁牵头", "燃气谁牵头")
    assert (topics(reading), reading.districts) == (["燃气"], ("奉节县",))


def test_a_district_without_documents_takes_the_place() -> None:
    asked = only("奉节县燃气谁牵头", "渝北区呢")
    assert (asked.districts, asked.outside, topics(asked)) == ((), ("渝北区",), ["燃气"])
    after = readings("渝北区燃气谁牵头", "电梯呢")[0]
    assert (after.districts, after.outside) == ((), ("渝北区",))


@pytest.mark.parametrize(
    ("question", "years", "districts"),
    [("江津呢", (2025,), ("江津区",)), ("2024年呢", (2024,), ("奉节县",))],
)
def test_the_year_holds_until_another_is_named(
    question: str, years: tuple[int, ...], districts: tuple[str, ...]
) -> None:
    reading = only("2025年奉节火灾起数目标是多少", question)
    assert (reading.years, reading.districts) == (years, districts)
    assert topics(reading) == ["火灾起数"]


def test_the_year_does_not_follow_into_another_topic() -> None:
    assert readings("2025年奉节火灾起数目标是多少", "江津区电梯谁管")[0].years == ()


def test_the_last_that_was_said_holds() -> None:
    reading = only(GAS, "那江津呢？", "配合单位呢")
    assert reading.districts == ("江津区",)
    assert ask_ids(reading) == ["support"]
    assert topics(reading) == GAS_TOPICS


def test_the_topic_is_found_two_questions_back() -> None:
    reading = only(GAS, "配合单位呢", "什么时候完成")
    assert (topics(reading), ask_ids(reading)) == (GAS_TOPICS, ["deadline"])


def test_an_english_follow_up() -> None:
    reading = only("who leads gas in Fengjie", "and in Jiangjin?")
    assert (reading.districts, ask_ids(reading), topics(reading)) == (
        ("江津区",),
        ["lead"],
        ["gas"],
    )


def test_a_unit_holds_with_its_duties() -> None:
    reading = only("奉节县水利局牵头哪些工作", "江津区呢")
    assert (reading.unit, reading.districts, ask_ids(reading)) == (
        "water",
        ("江津区",),
        ["duties_lead"],
    )


@pytest.mark.parametrize(
    ("question", "asks", "districts"),
    [
        ("什么时候印发的", ["doc_date"], ("奉节县",)),
        ("江津的呢", ["doc_number"], ("江津区",)),
        ("抄送给谁", ["doc_copied"], ("奉节县",)),
    ],
)
def test_document_questions_keep_the_document(
    question: str, asks: list[str], districts: tuple[str, ...]
) -> None:
    reading = only("奉节县文件的文号", question)
    assert (ask_ids(reading), reading.districts) == (asks, districts)


def test_a_document_question_takes_no_topic_and_gives_none() -> None:
    number = only(GAS, "文件的文号是多少")
    assert (ask_ids(number), number.districts) == (["doc_number"], ("奉节县",))
    assert not set(GAS_TOPICS) & set(topics(number))
    gas = only("奉节县文件的文号", "燃气谁牵头")
    assert (topics(gas), ask_ids(gas), gas.districts) == (["燃气"], ["lead"], ("奉节县",))


def test_a_guessed_number_is_not_the_topic() -> None:
    reading = readings("万盛的工贸安全在线要覆盖多少规上工贸企业？", "奉节也是60%吗？")[-1]
    assert reading.districts == ("奉节县",)
    assert "工贸安全在线" in topics(reading)
    assert "60" not in reading.text


@pytest.mark.parametrize(
    ("before", "asks"), [(GAS, ["deadline"]), ("武隆规划的文号是多少", ["doc_period"])]
)
def test_a_term_is_that_of_what_was_spoken_of(before: str, asks: list[str]) -> None:
    assert ask_ids(readings(before, "期限呢")[-1]) == asks


@pytest.mark.parametrize("question", ["电梯呢，谁负责", "电梯呢？又是谁负责？"])
def test_a_turn_to_another_topic_leaves_the_earlier_one(question: str) -> None:
    reading = only(GAS, question)
    assert (topics(reading), ask_ids(reading)) == (["电梯"], ["responsible"])


def test_back_to_the_district_named_first() -> None:
    reading = only(GAS, "那江津呢？", "回到第一个区县，期限是什么时候")
    assert reading.districts == ("奉节县",)
    assert set(GAS_TOPICS) <= set(topics(reading))


def test_an_english_word_that_nothing_knows_belongs_to_the_district_beside_it() -> None:
    assert set(GAS_TOPICS) <= set(topics(only(GAS, "and in Jiangjin xyzzy?")))
    assert topics(only(GAS, "what about blimps?")) == ["blimps"]


def test_a_question_that_ends_in_its_particle_turns_to_nothing() -> None:
    assert len(readings(GAS, "企业要做什么呢？")) == 2


def test_a_first_place_is_no_district() -> None:
    asked = readings(GAS, "那江津呢？", "who is responsible in the first place?")
    assert {reading.districts for reading in asked} == {("江津区",)}
