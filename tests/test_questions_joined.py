"""Questions about lists, numbered rows, several things or years, totals, and what a unit does."""

import pytest

from rag import Assistant
from rag.check import faults
from rag.normalize import matching
from tests.test_answers import Expected, check

LEAD, RESPONSIBLE = "lead", "responsible"
JIANGJIN_FIRES, WANSHENG_FIRES = "较2023年下降11%", "较2024年下降10%"
ANSWERED = [
    # the items below a heading, listed or only counted
    Expected(
        "奉节机制清单一共几条，分别是啥",
        district="奉节县",
        section=("附件5", "三、机制清单"),
        texts=("共6项", "“一案五查”制度", "事故响应登记机制"),
    ),
    Expected(
        "武隆重点项目任务分解表共列多少个项目？请列出项目名称",
        district="武隆区",
        section=("附件1",),
        texts=("共10项", "道路交通提升工程项目", "培训训练演练建设项目"),
    ),
    Expected(
        "奉节附件5里头的机制清单有几条，都是啥",
        district="奉节县",
        texts=("共6项", "“一案五查”制度"),
    ),
    # these two: what the question has just spoken of
    Expected(
        "江津：动火动焊作业纳管比例、工贸安全在线覆盖率各是多少？哪个单位负责这两个应用",
        units=(("区应急管理局", RESPONSIBLE),),
        district="江津区",
        texts=("50%", "20%"),
    ),
    # several years, each row with its units
    Expected(
        "璧山村（社区）应急救援站点25年和26年建成率各要多少？责任单位是哪些",
        units=(("区安委会相关成员单位", RESPONSIBLE), ("各镇街", RESPONSIBLE)),
        district="璧山区",
        texts=("90%", "100%"),
    ),
    # a row by its number
    Expected(
        "武隆“十四五”重点项目任务分解表第4项由哪个部门牵头",
        units=(("区林业局", LEAD),),
        district="武隆区",
        section=("森林防火工程项目",),
    ),
    # the items of a group stand before its name
    Expected("奉节的8大高危行业领域包括哪些行业", district="奉节县", texts=("渔业生产",)),
    # what a document is based on
    Expected(
        "璧山的三年行动方案是根据市安委会哪个文件制定的",
        district="璧山区",
        texts=("渝安委〔2024〕6号",),
    ),
    # a total from the clause that sums up
    Expected("武隆重点项目总投资一共多少", district="武隆区", texts=("57.4",)),
    # a ratio stays whole
    Expected("奉节电动自行车充电设施按什么比例建设", district="奉节县", texts=("1:5",)),
]


@pytest.mark.parametrize("expected", ANSWERED, ids=lambda expected: expected.question)
def test_answered(assistant: Assistant, expected: Expected) -> None:
    check(assistant.ask(expected.question), expected, assistant)


def test_two_things_that_no_clause_names_together(assistant: Assistant) -> None:
    answer = assistant.ask("火灾起数和火灾亡人数，江津跟万盛今年各要降多少")
    rows = [(c.district, c.section[-1]) for c in answer.citations]
    for row in (("江津区", "火灾起数"), ("江津区", "火灾亡人数"), ("万盛经开区", "火灾起数")):
        assert row in rows
    assert JIANGJIN_FIRES in answer.answer
    assert WANSHENG_FIRES in answer.answer
    assert not any(name == "重特大火灾起数" for _, name in rows)
    assert faults(answer, assistant.index) == []


def test_each_of_two_years(assistant: Assistant) -> None:
    answer = assistant.ask("璧山村（社区）应急救援站点建成率，2025年和2026年分别要到多少")
    assert "90%" in answer.answer
    assert "100%" in answer.answer


def test_which_document_came_first(assistant: Assistant) -> None:
    answer = assistant.ask("五份文件中哪份成文最早，哪份最晚？请列明日期")
    assert answer.status == "answered"
    lines = answer.answer.split("\n")
    assert any("最早" in line and "武隆区" in line and "2021年11月22日" in line for line in lines)
    assert any("最晚" in line and "万盛经开区" in line and "2025年5月6日" in line for line in lines)


def test_every_district_with_its_own_figure(assistant: Assistant) -> None:
    answer = assistant.ask("各区县老旧小区新开工改造多少个")
    told = matching(answer.answer)
    assert all(figure in told for figure in ("城镇老旧小区4个", "城镇老旧小区73个", "87个"))


@pytest.mark.parametrize(
    ("question", "history", "words"),
    [
        ("县人武部在奉节的表里配合什么", [], "应急指挥部体系建设"),
        (
            "In Bishan's three-year action plan, which tasks are on the plate of 区交通局?",
            [],
            "危桥改造6座",
        ),
        ("那奉节县住房城乡建委呢", ["江津区住房城乡建委在内涝治理领域要做什么"], "鱼复街道"),
    ],
)
def test_what_a_unit_does(
    assistant: Assistant, question: str, history: list[str], words: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status == "answered"
    assert words in matching(answer.answer)


def test_only_who_supports_the_lead(assistant: Assistant) -> None:
    answer = assistant.ask("Which units support the lead of gas rectification in Fengjie?")
    assert {unit.role for unit in answer.units} == {"support"}


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("武隆“十四五”重点项目任务分解表第11项由哪个部门牵头", "not_found"),  # there are ten
        ("武隆规划专栏5列了哪些指标", "not_found"),  # there are four
        ("璧山区治本攻坚三年行动2027年安排了哪些重点任务", "not_found"),  # 2024 to 2026
        ("请逐项列出万盛治本攻坚三年行动本年度的32项重点任务", "unspecified"),
        ("奉节搞12350举报奖励时说的“七个一”，具体是哪七个", "unspecified"),
        ("江津拟整治的1处城市内涝积水风险隐患，具体位于何处", "unspecified"),
        ("万盛2025年安全生产工作总预算是多少万元", "not_found"),
    ],
)
def test_not_there(assistant: Assistant, question: str, status: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == status
    assert answer.units == ()
