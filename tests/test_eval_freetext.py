"""Free text: units in any spelling, roles, denials, refusals, values; each judged by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import eval.wording
from errors import DataFileError
from eval.freetext import guess_status, score_text
from eval.gold import Anchor, GoldQuestion, GoldUnit
from eval.mentions import find_mentions
from eval.names import abbreviated
from eval.phrases import read_said, states
from eval.wording import even, load_wording, refusal

LEAD = GoldQuestion(
    id="lead",
    question="奉节县燃气领域整治由谁牵头？",
    language="zh",
    kind="lead",
    status="answered",
    anchors=(
        Anchor(district="奉节县", quote="县经济信息委牵头，县住房城乡建委、县市场监管局等配合"),
    ),
    units=(GoldUnit(name="县经济信息委", role="lead", district="奉节县"),),
)
TWO = LEAD.model_copy(
    update={
        "id": "two",
        "units": (
            GoldUnit(name="县经济信息委", role="lead", district="奉节县"),
            GoldUnit(name="区经济信息委", role="responsible", district="江津区"),
        ),
    }
)
REFUSED = LEAD.model_copy(update={"id": "none", "status": "unspecified", "units": ()})


@pytest.mark.parametrize(
    "text",
    [
        "县经济信息委",
        "经信委",
        "奉节县经济和信息化委员会牵头",
        "牵头单位：奉节县经信委",
        "奉節縣經濟信息委牽頭",
        "由县经济信息委牵头，县住房城乡建委等配合。",
        "县经济信息委（牵头）",
        "县经信委为牵头单位",
        "由县经信委负责",
        "不是县水利局，是县经信委。",
        "县水利局不负责，由县经信委牵头",
        "根据县安委会印发的要点，由县经信委牵头",
        "Led by the Fengjie County Economic and Information Commission.",
        "The Economic and Information Commission takes the lead, not the water bureau.",
        "ＸＸ答：经信委",
    ],
)
def test_the_right_unit_in_any_words(text: str) -> None:
    verdict = score_text(LEAD, text)
    assert verdict.everything, verdict.reasons
    assert verdict.measures["unit_exact"] == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("县水利局牵头", "unit missing: 县经济信息委 (lead)"),
        ("区经济信息委", "unit 区经济信息委 is not of 奉节县"),
        ("江津区经信委", "unit 江津区经信委 is not of 奉节县"),
        ("市经信委牵头", "unit 市经信委 is not of 奉节县"),
        ("县经信委配合", "is given as support, expected lead"),
        ("不是县经济信息委", "unit missing"),
        ("县经济信息委不牵头", "unit missing"),
        ("not the Economic and Information Commission", "unit missing"),
        ("除县经济信息委外，都要参与", "unit missing"),
        ("县经济信息委、县水利局", "unit extra: 县水利局"),
        ("县经济信息委和县航天局牵头", "unit extra: 县航天局"),
        ("县经济信息委牵头，县水利局配合", "unit extra: 县水利局"),
        ("燃气公司的人", "unit missing"),
        ("15公里", "unit missing"),
    ],
)
def test_a_wrong_unit_in_any_words(text: str, reason: str) -> None:
    verdict = score_text(LEAD, text)
    assert not verdict.checks["units"]
    assert any(reason in found for found in verdict.reasons), verdict.reasons


def test_other_units_that_are_no_mistake() -> None:
    support = "由县经济信息委牵头，县住房城乡建委等配合"
    assert score_text(LEAD, support).everything
    # what the unit does is asked for: its tasks may name others
    tasks = LEAD.model_copy(update={"question": "县经济信息委牵头哪些工作"})
    assert score_text(tasks, "县经济信息委：与县水利局建立机制").everything
    # words for many units beside the one
    assert score_text(LEAD, "县经济信息委 统筹有关部门").everything


def test_units_of_two_districts() -> None:
    assert score_text(TWO, "奉节县由经信委牵头，江津区由经信委负责").everything
    assert score_text(TWO, "县经济信息委牵头；区经济信息委负责").everything
    verdict = score_text(TWO, "奉节县由经信委牵头")
    assert verdict.reasons == ("unit 奉节县经信委 is not of 江津区, expected 区经济信息委",)
    assert verdict.measures["unit_recall"] == 0.5
    # who leads is not said in 江津区
    wrong = score_text(TWO, "奉节县由经信委牵头，江津区由经信委牵头")
    assert wrong.reasons == ("unit 区经济信息委 is given as lead, expected responsible",)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("文件中没有写明", "unspecified"),
        ("该条未明确责任单位。", "unspecified"),
        ("The document does not specify the unit.", "unspecified"),
        ("文件里没有找到答案。现有文件覆盖5个区县。", "not_found"),
        ("查不到", "not_found"),
        ("This is not mentioned in the documents.", "not_found"),
        ("由县经信委牵头，完成时间未明确", "answered"),
        ("文件没有直接写明，但由县经信委牵头", "answered"),
        ("长15公里，投资没有写明", "answered"),
        ("根据奉节县2025年工作要点，没有写明责任单位", "unspecified"),
        ("县经信委", "answered"),
        *((words, "not_found") for words in ("无", "没有。", "N/A", "暂无资料", "渝北区没有文件")),
        *((words, "unspecified") for words in ("没写", "未提", "文件里没说由谁", "无具体单位")),
        ("no unit is named", "unspecified"),
        ("The plan is silent on this.", "unspecified"),
        ("企业未提前报告的，由县经信委负责", "answered"),
        ("奉节县“抓好燃气”：文件中有这一条，但没有写明责任单位。[1]", "unspecified"),
        ("江津区燃气领域由区经信委负责（文件没有写明由谁牵头）", "answered"),
        ("江津区：没有找到。\n武隆区：与重庆美高科技有限公司签署了合作协议", "answered"),
        ("the document names no completion date", "unspecified"),
        ("没有安全隐患", "answered"),
        ("不低于90%", "answered"),
    ],
)
def test_what_is_a_refusal(text: str, status: str) -> None:
    assert guess_status(LEAD, text) == status


def test_a_refusal_is_right_only_where_nothing_answers() -> None:
    assert score_text(REFUSED, "没有找到").everything
    assert score_text(LEAD, "没有找到").reasons[0] == "refuses, expected answered"
    assert score_text(REFUSED, "县水利局").reasons == ("answers, expected unspecified",)


@pytest.mark.parametrize(
    ("phrase", "text", "right"),
    [
        ("15公里", "改造管道15 km", True),
        ("15公里", "改造十五公里管道", True),
        ("15公里", "fifteen kilometres of pipes", True),
        ("15公里", "１５千米", True),
        ("15公里", "15米", False),
        ("15公里", "115公里", False),
        ("15公里", "15公里或16公里", False),
        ("15公里", "15公里，16座", True),
        ("2025年", "2024年还是2025年", False),
        ("23", "2021年11月23日", True),
        ("八张问题清单", "用好“八张问题清单”", True),
        ("15公里", "不是15公里，是16公里", False),
        ("90%以上", "不低于90%", True),
        ("不少于20台", "至少20台", True),
        ("90%", "90%以上", True),
        ("45", "四十五个", True),
        ("45", "145个", False),
        ("2 亿元", "20000万元", True),
        ("2025年3月7日", "2025-03-07", True),
        ("9月底前", "by the end of September 2025", True),
        ("上半年", "2025年上半年", True),
        ("每季度", "每 季 度 一次", True),
        ("每月至少1次", "每月不少于一次", True),
        ("红黄蓝", "实行“紅黃藍”預警", True),
        ("问题气、问题瓶", "问题瓶和问题气", True),
        ("问题气、问题瓶", "问题瓶", False),
        ("奉节府发〔2025〕2号", "奉节府发[2025]2号", True),
        ("奉节府发〔2025〕2号", "奉节府发〔2025〕12号", False),
        ("1∶5", "比例为1:5", True),
        ("12350", "拨打12350", True),
        ("5个水毁修复", "15个水毁修复", False),
        ("亿元", "3亿元", True),
        ("8 亿元", "投资8亿", True),
        ("8 亿元", "8", False),
        ("2023年", "11% against 2023", True),
    ],
)
def test_phrases_by_value(phrase: str, text: str, right: bool) -> None:
    assert states(read_said(text), phrase) is right


def test_forbidden_things() -> None:
    question = LEAD.model_copy(
        update={"units": (), "must": ("15公里",), "must_not": ("3.4公里", "县水利局")}
    )
    assert score_text(question, "15公里，不是3.4公里").everything
    assert score_text(question, "15公里，3400米").reasons == ("has 3.4公里, which is wrong",)
    assert not score_text(question, "15公里，县水利局").everything


def test_mentions_with_roles() -> None:
    text = even("由县经信委牵头，县住建委、县市监局等配合；Lead: fire department")
    assert [(m.function, m.role) for m in find_mentions(text)] == [
        ("economy_information", "lead"),
        ("housing_construction", "support"),
        ("market_regulation", "support"),
        ("fire_rescue", "lead"),
    ]
    # a word for a field of work is no unit
    assert find_mentions("2025年消防工作和应急管理工作") == ()


def test_abbreviations() -> None:
    assert abbreviated("县规自局", ()) == "planning_natural_resources"
    assert abbreviated("某镇", ("某某镇",)) is None
    assert abbreviated("县航天局", ()) is None


@pytest.mark.parametrize("text", ["文件", "没有隐患", "县经信委没有牵头"])
def test_no_refusal(text: str) -> None:
    assert refusal(even(text)) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[[refusal]]\nstatus = "maybe"\nwords = ["无"]\n', r"line 1: \[\[refusal\]\] status"),
        ('\n[[list]]\njoint = ["("]\ncloser = []\n', r"line 2: \[\[list\]\] joint"),
    ],
)
def test_a_wrong_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, words: str
) -> None:
    path, whole = tmp_path / "freetext.toml", eval.wording._FILE.read_text(encoding="utf-8")
    table = content.split("]]", maxsplit=1)[0].strip() + "]]"
    path.write_text(content + whole.replace(table, "[[other]]"), encoding="utf-8")
    monkeypatch.setattr(eval.wording, "_FILE", path)
    load_wording.cache_clear()
    with pytest.raises(DataFileError, match=words):
        load_wording()
    load_wording.cache_clear()


@given(st.text(max_size=80))
def test_any_text_gets_a_verdict(text: str) -> None:
    for question in (LEAD, TWO, REFUSED):
        verdict = score_text(question, text)
        assert bool(verdict.reasons) != verdict.everything
