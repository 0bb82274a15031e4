"""What may not stand against a key: hand-worked examples, and the five documents."""

import pytest
from banking import bank
from reading import parse

from corpus.records import ResponsibleUnit
from corpus.register import load_register
from quiz.conflicts import bare, is_collective, takes_in_departments, unit_conflicts
from quiz.distractors import Distractors, without_kin
from quiz.facts import UnitsFact, ValueFact, read_facts
from quiz.source import Source

HEAD = "一、重点措施\n\n\t序号\n\t名称\n\t2025年目标（内容）\n\t责任单位\n\n"


def unit(name: str) -> ResponsibleUnit:
    return ResponsibleUnit(name, "responsible", canonical=load_register().canonical(name))


def wrong(*rows: tuple[str, str, str], of: int = 0) -> list[str]:
    """The wrong options for who is responsible in one row of a table."""
    body = "".join(
        f"\t{i}\n\t{name}\n\t{task}\n\t{units}\n\n"
        for i, (name, task, units) in enumerate(rows, start=1)
    )
    facts = read_facts([Source(parse("word", HEAD + body))])
    asked = [fact for fact in facts if isinstance(fact, UnitsFact)]
    return Distractors(facts).units(asked[of])


OTHERS = ("巡查值守", "开展值守工作。", "县教委、县民政局、县林业局、县公安局、县公安交巡警大队")


def test_units_of_the_cell_are_never_wrong() -> None:
    found = wrong(("防汛领域", "修复水库。", "县水利局、县林业局"), OTHERS)
    assert "县水利局" not in found and "县林业局" not in found
    assert {"县教委", "县民政局"} <= set(found)


def test_an_alias_of_the_key_is_never_wrong() -> None:
    found = wrong(
        ("燃气领域", "整治燃气。", "县经济信息委"),
        ("值守安排", "开展值守工作。", "区经济信息委、经济信息局、县教委"),
    )
    assert found == ["县教委"]


def test_a_part_of_the_key_is_never_wrong() -> None:
    found = wrong(("民爆领域", "审核爆破人员。", "县公安局"), OTHERS)
    assert "县公安交巡警大队" not in found and "县教委" in found


def test_an_office_of_the_key_is_never_wrong() -> None:
    found = wrong(
        ("宣传教育", "开展宣讲。", "县应急管理局"),
        ("值守安排", "开展值守工作。", "县安委办、县安委会、县教委"),
    )
    assert found == ["县教委"]


def test_a_committee_whose_members_are_named_bars_its_office() -> None:
    found = wrong(
        ("宣传教育", "开展宣讲。", "县教委，县安委会各成员单位"),
        ("值守安排", "开展值守工作。", "县应急管理局、县水利局"),
    )
    assert found == ["县水利局"]


def test_collectives_and_towns_are_never_offered() -> None:
    found = wrong(
        ("防汛领域", "修复水库。", "县水利局"),
        ("值守安排", "开展值守工作。", "县级有关部门、各乡镇（街道）、五马镇、县教委"),
    )
    assert found == ["县教委"]


def test_a_unit_of_another_row_about_the_same_task_is_never_wrong() -> None:
    rows = (
        ("提升能力", "开展应急疏散演练活动。", "县应急管理局"),
        ("提升能力", "培训志愿救援队伍人员。", "县消防救援局"),
        ("其他工作", "组织应急疏散演练活动。", "县民政局"),
        OTHERS,
    )
    found = wrong(*rows)
    assert "县消防救援局" not in found  # of the same name
    assert "县民政局" not in found  # of a sentence that is alike
    assert "县教委" in found


def test_a_unit_that_the_task_names_is_never_wrong() -> None:
    found = wrong(("防汛领域", "会同县教委修复水库。", "县水利局"), OTHERS)
    assert "县教委" not in found and "县民政局" in found


def test_no_two_options_are_of_one_family() -> None:
    names = ["县应急管理局", "县安委办", "县公安局", "县公安交巡警大队", "县教委"]
    assert without_kin(names) == ["县应急管理局", "县公安局", "县教委"]


def test_names_in_brackets_count() -> None:
    functions = unit_conflicts().of(unit("区公安局(区公安交巡警支队)"))
    assert {"public_security", "traffic_police"} <= functions


@pytest.mark.parametrize(
    ("name", "collective", "departments"),
    [
        ("县水利局", False, False),
        ("各镇街", True, False),
        ("各街道办事处", True, False),
        ("区级有关部门", True, True),
        ("区安委会各成员单位", True, True),
        ("某某小组", True, True),  # the register does not know it: nothing is proven
    ],
)
def test_which_names_stand_for_many(name: str, collective: bool, departments: bool) -> None:
    assert is_collective(unit(name)) is collective
    assert takes_in_departments(unit(name)) is departments


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("县应急管理局", "应急管理局"),
        ("江津区消防救援局", "消防救援局"),
        ("区级有关部门", "区级有关部门"),
        ("应急管理局", "应急管理局"),
    ],
)
def test_a_name_without_its_district(name: str, short: str) -> None:
    assert bare(name) == short


def values(*tasks: str) -> list[str]:
    """The wrong values for the figure of the first task."""
    rows = [(f"第{i}号领域工作", task, "县水利局") for i, task in enumerate(tasks)]
    body = "".join(
        f"\t{i}\n\t{name}\n\t{task}\n\t{units}\n\n"
        for i, (name, task, units) in enumerate(rows, start=1)
    )
    facts = read_facts([Source(parse("word", HEAD + body))])
    return Distractors(facts).values(next(f for f in facts if isinstance(f, ValueFact)))


def test_wrong_values_have_the_form_of_the_key() -> None:
    assert values("抽查不少于20台电梯门锁装置。", "更换老旧变压器设备25台。") == ["不少于25台"]


def test_an_equal_value_is_never_wrong() -> None:
    assert values("更换老旧变压器设备20台。", "抽查不少于20台电梯门锁装置。") == []


def test_a_number_of_the_clause_is_never_wrong() -> None:
    found = values("新建消防水池12座，改造泵房15座。", "加固危险桥梁14座。", "维修水库大坝18座。")
    assert found == ["14座", "18座"]


def test_a_share_is_never_more_than_the_whole() -> None:
    found = values("持证上岗人员比率达到95%。", "火灾总数同比增长120%。", "备案管理率达到90%。")
    assert found == ["90%"]


def test_numbers_of_another_measure_are_never_offered() -> None:
    assert values("更新改造燃气管道15公里。", "拨付救灾资金14万元。", "抽查隐患场所16处。") == []


def test_deadlines_of_one_year_never_stand_against_each_other() -> None:
    distractors = Distractors(bank().facts)
    cells = [f for f in bank().facts if isinstance(f, ValueFact) and f.kind == "deadline"]
    for fact in cells:
        if not fact.asked:
            year = fact.answer[:4]
            assert not year.isdigit() or all(year not in w for w in distractors.values(fact))
