"""Questions as understood: language, districts, asks, topic, years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.normalize import matching, normalize
from rag.numerals import numeral_forms
from rag.understand import understand
from tests.asking import ask_ids, coverage, query, topics


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
    assert query("奉节附件6的内容").terms[0].alternatives == ("附件6", "附件六")
    assert query("奉节附件三的内容").terms[0].alternatives == ("附件3", "附件三")
    assert query("武隆专栏二的指标").terms[0].alternatives == ("专栏2", "专栏二")
    assert query("annex 3 of Fengjie").terms[0].alternatives == ("附件3", "附件三")


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("武隆重点项目任务分解表第11项由哪个部门牵头", 11),
        ("奉节附件4里第十二个应用归谁管", 12),
        ("who leads item 7 of the Fengjie list", 7),
        ("江津第25项是什么领域", 25),
        ("the 3rd row of the Wulong table", 3),
        ("第三方机构由谁管", None),
        ("奉节第一季度的任务", None),
    ],
)
def test_the_number_of_a_row_is_read(question: str, number: int | None) -> None:
    assert query(question).ordinal == number


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("县水利局负责哪些事", ["duties"]),
        ("奉节县公安交巡警大队今年在哪些事情上是牵头的", ["duties_lead"]),
        ("How many tasks in Jiangjin carry the name of 区财政局", ["duties"]),
        ("2025年水毁修复项目，江津须完成几个", ["figure"]),  # of a task, not of a unit
        ("万盛消防领域整治都涉及哪些责任单位", ["responsible"]),  # units are asked for
    ],
)
def test_tasks_are_asked_of_a_unit_only(question: str, asks: list[str]) -> None:
    assert ask_ids(query(question)) == asks


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Document number and date of the Bishan three-year plan", ["doc_number", "doc_date"]),
        ("万盛2025年工作要点的文号和日期", ["doc_number", "doc_date"]),
        ("璧山三年行动方案是根据市安委会哪个文件制定的", ["doc_basis"]),
        ("璧山三年行动方案依据哪个文件，文号多少", ["doc_basis"]),
    ],
)
def test_several_facts_of_a_document(question: str, asks: list[str]) -> None:
    assert ask_ids(query(question)) == asks


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("奉节烟花爆竹零售许可证咋个办", True),
        ("江津福寿岩水库现在开工了没有", True),
        ("which district do you think works hardest on safety", True),
        ("what is the maximum fine for blocking a fire lane in Bishan", True),
        ("璧山治本攻坚干得好的集体有什么奖励", False),  # tells, does not ask
        ("请列明日期", False),  # 列明 + 日期, not 明日
        ("江津地球物理综合站今年要推进到什么程度", False),  # a target, not today's state
        ("what happens in Bishan to towns that never hand out a fine", False),
        ("How much is a firefighter paid a month?", True),
        ("How many natural disasters occurred in Wulong in the 2020 flood season?", False),
        ("How much relief is paid to farmers in Fengjie?", False),
    ],
)
def test_what_documents_never_hold(question: str, refused: bool) -> None:
    assert (query(question).asks_for("absent") is not None) is refused


def test_a_word_in_both_languages_counts_once() -> None:
    assert topics(query("江津 modified tractors（变型拖拉机）清零")) == ["变型拖拉机", "清零"]


def test_numbers_are_looked_for_in_digits_and_in_characters() -> None:
    assert numeral_forms(("八个方面", "方面")) == ("八个方面", "方面", "8个方面")
    assert numeral_forms(("12类",)) == ("12类", "十二类")
    assert numeral_forms(("三轮车",)) == ("三轮车",)


@given(st.text(max_size=200))
def test_any_text_is_understood(text: str) -> None:
    understood = understand(text, coverage())
    assert understood.question == text
    assert all(term.alternatives and all(term.alternatives) for term in understood.terms)


@given(st.text(alphabet=st.sampled_from("奉節節燃气ＡａBb１1（() 　“”≤%.。\n"), max_size=80))
def test_normal_forms_are_stable(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)
    assert matching(matching(text)) == matching(text)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("璧山25年和26年各要建几成", (2025, 2026)),
        ("Bishan 2025 target", (2025,)),
        ("设备用了25年以上怎么办", ()),  # a duration
        ("奉节20年一遇洪水谁负责", ()),  # a return period
    ],
)
def test_short_years(question: str, years: tuple[int, ...]) -> None:
    assert query(question).years == years


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("which twenty bridges", "which 20 bridges"),
        ("thirty-two tasks", "32 tasks"),
        ("ten-household defence, which one", "ten-household defence, which one"),
    ],
)
def test_english_numbers_from_eleven_on_are_digits(question: str, text: str) -> None:
    assert query(question).text == text


def test_besides_the_lead_asks_for_all_but_the_lead() -> None:
    asks = query("Besides the housing commission that leads, who else helps in Fengjie?").asks
    assert [ask.roles for ask in asks] == [("support", "responsible")]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("<script>alert(1)</script>奉节燃气谁牵头", "奉节燃气谁牵头"),
        ("<img src=x onerror=alert(1)>", ""),
        ("死亡率 < 0.1 还是 > 0.1", "死亡率 < 0.1 还是 > 0.1"),
    ],
)
def test_markup_asks_nothing(question: str, text: str) -> None:
    assert query(question).text == text


def test_everyday_words_meet_the_documents_words_and_count_less() -> None:
    (term,) = query("奉节救火谁负责").terms
    assert (term.text, term.known, term.gloss) == ("救火", False, True)
    assert term.alternatives[:2] == ("救火", "灭火")


W, J, F, U, B = "万盛经开区", "江津区", "奉节县", "武隆区", "璧山区"


@pytest.mark.parametrize(
    ("question", "districts"),
    [
        ("除了璧山，其他四个区县的燃气谁负责", {W, J, F, U}),
        ("除了万盛和武隆，还有哪些区县有森林防火的责任单位", {J, F, B}),
        ("除江津区外的其他区县燃气由谁负责", {W, F, U, B}),
        ("各区县的燃气由谁负责？不算奉节", {W, J, U, B}),
        ("Apart from Fengjie, which districts mention lifts?", {W, J, U, B}),
        ("all districts but Fengjie: who is responsible for gas?", {W, J, U, B}),
        ("江津和其他区县的火灾起数目标", {W, J, F, U, B}),
        ("奉节除了牵头单位，燃气还有谁", {F}),
        ("江津区其他地质灾害由谁负责", {J}),
        ("Which other district departments support gas in Fengjie?", {F}),
        ("I know all districts have gas plans, but who leads gas in Fengjie?", {F}),
    ],
)
def test_all_districts_but_those_named(question: str, districts: set[str]) -> None:
    assert set(query(question).districts) == districts


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("奉节重大火灾隐患谁负责", "火灾隐患"),
        ("通过道路交通整治谁负责奉节", "道路交通"),
    ],
)
def test_an_everyday_word_is_none_across_others(question: str, terms: str) -> None:
    named = topics(query(question))
    assert any(terms in name or name in terms for name in named)
    assert not {"大火", "过道"} & set(named)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What system must schools in Fengjie install for controlling who goes in?", ["content"]),
        ("For workers who travel, who is responsible in Fengjie?", ["responsible"]),
        ("Tell me who leads gas in Fengjie", ["lead"]),
        ("奉节老旧燃气管道要换好长", ["figure"]),
        ("奉节除了挑头的还有谁", ["others"]),
        ("By what ways are old people without phones in Jiangjin warned?", ["content"]),
    ],
)
def test_words_that_only_look_like_asking(question: str, asks: list[str]) -> None:
    assert ask_ids(query(question)) == asks


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("哪个区县更新燃气管道公里数最多", "length"),
        ("璧山老旧小区改造的面积是多少", "area"),
        ("奉节火灾亡人数的目标是多少", None),
    ],
)
def test_a_measure_is_known_by_its_own_name(question: str, measure: str | None) -> None:
    asked = query(question).asks_for("figure")
    assert asked is not None
    assert asked.measure == measure
