"""Facts read from small documents: what is asked of a row, a sentence, a list, and what is not."""

import pytest
from reading import parse

from quiz.facts import Fact, ListFact, UnitsFact, ValueFact, read_facts
from quiz.source import Source
from quiz.windows import window

HEAD = "一、重点措施\n\n\t序号\n\t名称\n\t2025年目标（内容）\n\t责任单位\n\n"


def facts(*rows: tuple[str, str, str]) -> tuple[Fact, ...]:
    """The facts of a table with rows of name, task and units."""
    body = "".join(
        f"\t{i}\n\t{name}\n\t{task}\n\t{units}\n\n"
        for i, (name, task, units) in enumerate(rows, start=1)
    )
    return read_facts([Source(parse("word", HEAD + body))])


def units(*rows: tuple[str, str, str]) -> list[UnitsFact]:
    return [fact for fact in facts(*rows) if isinstance(fact, UnitsFact)]


def values(task: str) -> list[ValueFact]:
    return [f for f in facts(("某项领域", task, "县水利局")) if isinstance(f, ValueFact)]


def test_each_role_of_a_cell_is_a_fact() -> None:
    lead, support = units(
        ("燃气领域", "深化专项整治工作。", "县经济信息委牵头，县市场监管局、各乡镇（街道）配合")
    )
    assert (lead.role, [u.name for u in lead.named], lead.collectives) == (
        "lead",
        ["县经济信息委"],
        (),
    )
    assert [unit.name for unit in support.named] == ["县市场监管局"]
    assert support.collectives == ("各乡镇（街道）",)
    assert not lead.open_ended and not support.open_ended


def test_a_unit_whose_field_the_task_says_is_no_key() -> None:
    (fact,) = units(("商务领域", "整治燃气使用安全。", "县商务委、县应急管理局"))
    assert [unit.name for unit in fact.unseen] == ["县应急管理局"]


@pytest.mark.parametrize(
    ("cell", "open_ended"),
    [
        ("县水利局、县林业局", False),
        ("县水利局、县林业局等", True),
        ("县水利局，县级有关部门", True),
        ("县水利局，县安委会各成员单位", True),
        ("县水利局，各乡镇（街道）", False),
        ("县水利局等按职责分工负责", True),
    ],
)
def test_a_cell_that_may_hold_more_units_is_open_ended(cell: str, open_ended: bool) -> None:
    (fact,) = units(("防汛领域", "完成水毁修复项目。", cell))
    assert fact.open_ended is open_ended


def test_a_name_that_stands_once_is_enough_another_gets_its_task() -> None:
    said = [
        fact.subject.said
        for fact in units(
            ("防汛领域", "修复水库。", "县水利局"),
            ("提升能力", "开展应急演练活动。后续另行通知。", "县应急管理局"),
            ("提升能力", "培训“三类”救援人员。", "县消防救援局"),
        )
    ]
    assert said == [
        "“防汛领域”",
        "“提升能力”中的“开展应急演练活动”",
        "“提升能力”中的“培训‘三类’救援人员”",
    ]


def test_rows_that_nothing_tells_apart_are_not_asked() -> None:
    row = ("提升能力", "开展应急演练活动。", "县应急管理局")
    assert units(row, row) == []


def test_a_task_that_names_its_unit_is_not_asked() -> None:
    found = units(
        ("应急值守", "落实领导带班制度。", "县应急管理局"),
        ("应急值守", "由县水利局开展巡查工作。", "县水利局"),
    )
    assert [fact.named[0].name for fact in found] == ["县应急管理局"]


@pytest.mark.parametrize(
    ("task", "before", "answer", "after", "asked"),
    [
        ("更新改造老旧燃气管道3.4公里。", "更新改造老旧燃气管道", "3.4公里", "", "多少公里"),
        ("完成5个水毁修复项目的建设。", "完成", "5个", "水毁修复项目的建设", "多少个"),
        ("特种作业人员持证上岗率100%。", "特种作业人员持证上岗率应达到", "100%", "", "多少"),
        ("电梯无纸化维保率95%以上。", "电梯无纸化维保率应在", "95%以上", "", "多少以上"),
        (
            "加强管理，抽查不少于20台电梯门锁。",
            "抽查",
            "不少于20台",
            "电梯门锁",
            "不少于多少台",
        ),
        ("尘肺病康复站服务2万人次患者。", "尘肺病康复站服务", "2万人次", "患者", "多少万人次"),
    ],
)
def test_a_figure_is_asked_with_the_words_around_it(
    task: str, before: str, answer: str, after: str, asked: str
) -> None:
    (fact,) = values(task)
    said = (fact.before, fact.answer, fact.after, fact.asked)
    assert said == (before, answer, after, asked)


@pytest.mark.parametrize(
    "task",
    [
        "重大事故起数为0起。",
        "安排取水半径1—2公里的消防水池。",
        "储备物资8000余件用于应急。",
        "开展演练（每半年至少2次）并总结。",
        "按1：10000比例开展地质调查工作。",
        "起数、人数较上年分别下降5%、8%。",
    ],
)
def test_zero_ranges_rounded_and_bracketed_numbers_are_not_asked(task: str) -> None:
    assert [fact for fact in values(task) if fact.kind == "figure"] == []


def test_a_number_that_two_clauses_give_differently_is_not_asked() -> None:
    found = facts(
        ("某项领域", "全县新建标准化消防站3座。", "县消防救援局"),
        ("另一领域", "全县新建标准化消防站5座。", "县消防救援局"),
    )
    assert [fact for fact in found if fact.kind == "figure"] == []


def test_a_number_that_two_clauses_give_alike_is_asked_once() -> None:
    found = facts(
        ("某项领域", "全县新建标准化消防站3座。", "县消防救援局"),
        ("另一领域", "全县新建标准化消防站3座。", "县消防救援局"),
    )
    assert len([fact for fact in found if fact.kind == "figure"]) == 1


def test_intervals_and_ends_are_asked() -> None:
    (interval,) = values("国有景区每季度开展应急疏散演练活动。")
    assert (interval.before, interval.answer, interval.asked) == ("国有景区", "每季度", "多久")
    (end,) = values("9月底前完成重点源头企业称重数据接入。")
    assert (end.answer, end.after) == ("9月底前", "完成重点源头企业称重数据接入")


def test_a_list_needs_titles_of_its_own() -> None:
    text = (
        "一、机制清单\n1．建立季度例会机制。\n2．建立榜单公示机制。\n3．建立响应登记机制。\n"
        "二、其他\n1．一条。\n2．两条。\n"
    )
    found = read_facts([Source(parse("word", text))])
    (listed,) = [fact for fact in found if isinstance(fact, ListFact)]
    assert listed.heading == "机制清单"
    assert [title for _, title in listed.items] == [
        "建立季度例会机制",
        "建立榜单公示机制",
        "建立响应登记机制",
    ]


def test_a_window_takes_what_its_part_leans_on() -> None:
    sentence = "联合开展商业综合体演练，确保覆盖率100%"
    found = window(sentence, sentence.index("100%"), len(sentence))
    assert found and found.before == "联合开展商业综合体演练，确保覆盖率"


def test_a_window_keeps_out_of_brackets() -> None:
    sentence = "企业定期组织疏散逃生演练（高危行业2次）并形成机制"
    assert window(sentence, sentence.index("2次"), sentence.index("2次") + 2) is None
