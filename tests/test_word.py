"""Text saved from Word: tiny documents read into clauses."""

import pytest

from corpus.check import coverage
from tests.reading import WORD_HEAD, cells, parse, rows, units


def test_word_merged_cells_go_on_below() -> None:
    parsed = parse(
        "word",
        WORD_HEAD + "\t1\n\t强化责任\n\t落实考核。\n\t县应急管理局牵头，县财政局配合\n\n"
        "\t2\n\t\n\t出台办法。\n\t\n\n"
        "\t3\n\t\n\t开展培训。\n\t县水利局\n",
    )
    first, second, third = rows(parsed)
    shared = [("县应急管理局", "lead"), ("县财政局", "support")]
    assert units(first) == [(*unit, False) for unit in shared]
    assert units(second) == [(*unit, True) for unit in shared]
    assert second.merged_with == first.id
    assert cells(second) == ["2", "强化责任", "出台办法。", "县应急管理局牵头，县财政局配合"]
    assert units(third) == [("县水利局", "responsible", False)]
    assert third.merged_with is None
    assert {row.section for row in rows(parsed)} == {("一、重点措施", "强化责任")}


def test_word_empty_unit_cell_of_a_new_name_is_not_guessed() -> None:
    parsed = parse(
        "word", WORD_HEAD + "\t1\n\t甲领域\n\t整治。\n\t县水利局\n\n\t2\n\t乙领域\n\t整治。\n\t\n"
    )
    first, second = rows(parsed)
    assert units(first) == [("县水利局", "responsible", False)]
    assert units(second) == []
    assert second.merged_with is None


def test_word_merged_through_several_rows_points_to_the_row_that_has_the_cell() -> None:
    below = "".join(f"\t{n}\n\t\n\t措施{n}。\n\t\n\n" for n in (2, 3))
    first, second, third = rows(
        parse("word", WORD_HEAD + "\t1\n\t甲\n\t措施1。\n\t县水利局\n\n" + below)
    )
    assert second.merged_with == third.merged_with == first.id
    assert units(third) == [("县水利局", "responsible", True)]


def test_word_lost_automatic_number() -> None:
    parsed = parse(
        "word",
        WORD_HEAD + "\t2\n\t建筑施工领域\n\t整治。\n\t县住房城乡建委牵头\n"
        " \t燃气领域\n\t更新改造老旧管道。\n\t县经济信息委牵头\n"
        " \t教育领域\n\t护校。\n\t县教委牵头\n\n"
        "\t5\n\t非煤矿山领域\n\t整治。\n\t县应急管理局牵头\n",
    )
    assert [row.section[-1] for row in rows(parsed)] == [
        "建筑施工领域",
        "燃气领域",
        "教育领域",
        "非煤矿山领域",
    ]
    assert [row.cells.get("序号") for row in rows(parsed)] == ["2", None, None, "5"]
    assert units(rows(parsed)[1]) == [("县经济信息委", "lead", False)]


def test_word_cell_over_several_lines() -> None:
    parsed = parse(
        "word",
        WORD_HEAD + "\t1\n\t强化责任\n\n\t落实考核。\n\n\n加强培训。\n\n\t县水利局、县财政局\n",
    )
    (row,) = rows(parsed)
    assert cells(row) == ["1", "强化责任", "落实考核。加强培训。", "县水利局、县财政局"]


def test_word_last_cell_of_a_row_over_several_lines() -> None:
    """The line stands directly below, and the table goes on after it."""
    parsed = parse(
        "word",
        WORD_HEAD + "\t1\n\t强化责任\n\t落实考核。\n\t县水利局、\n县财政局\n\n"
        "\t2\n\t抓好演练\n\t修订预案。\n\t县教委\n",
    )
    assert [cells(row) for row in rows(parsed)] == [
        ["1", "强化责任", "落实考核。", "县水利局、县财政局"],
        ["2", "抓好演练", "修订预案。", "县教委"],
    ]


def test_word_years_on_two_lines_stay_two_years() -> None:
    parsed = parse(
        "word",
        "附件\n任务清单\n\t重点任务\n\t完成时间\n\t责任单位\n\n"
        "\t深化责任制。\n\t2025年\n\n2026年\n\t县水利局\n",
    )
    assert rows(parsed)[0].deadline == "2025年 2026年"


@pytest.mark.parametrize("target", ["0", "2", "100%"])
def test_word_target_that_is_a_bare_number(target: str) -> None:
    parsed = parse(
        "word",
        WORD_HEAD + f"\t1\n\t事故起数\n\t{target}\n\t县水利局\n\n"
        "\t2\n\t火灾起数\n\t0\n\t县财政局\n",
    )
    assert [cells(row)[:3] for row in rows(parsed)] == [
        ["1", "事故起数", target],
        ["2", "火灾起数", "0"],
    ]


def test_word_name_split_over_two_rows_is_joined_and_listed() -> None:
    parsed = parse(
        "word",
        "附件\n任务清单\n\t行动名称\n\t重点任务\n\t完成时间\n\t责任单位\n\n"
        "\t一、数字行动\n\t1.加强安全生产风险\n\t启用系统。\n\t2024年\n\t区应急局\n\n"
        "\t\n\t监测预警能力建设。\n\t创建城市。\n\t\n\t区教委\n\n",
    )
    name = "1.加强安全生产风险监测预警能力建设"
    assert [row.section[-2:] for row in rows(parsed)] == [("一、数字行动", name)] * 2
    assert [row.deadline for row in rows(parsed)] == ["2024年", "2024年"]
    assert any(name in repair for repair in parsed.repairs)


def test_word_row_without_text_is_no_clause() -> None:
    parsed = parse("word", WORD_HEAD + "\t1\n\t甲\n\t整治。\n\t县水利局\n\n\t\n\t\n\t\n\t\n")
    assert [clause.cells["序号"] for clause in rows(parsed)] == ["1"]


def test_word_table_cut_in_the_middle_is_listed() -> None:
    parsed = parse("word", WORD_HEAD + "\t1\n\t甲\n\t整治。\n\t县水利局\n\n\t2\n\t乙\n")
    assert [cells(row)[:2] for row in rows(parsed)] == [["1", "甲"], ["2", "乙"]]
    assert parsed.warnings


def test_word_chapter_after_a_table() -> None:
    parsed = parse(
        "word", WORD_HEAD + "\t1\n\t甲\n\t整治。\n\t县水利局\n\n二、重点应用\n\n加强运用。\n"
    )
    assert parsed.clauses[-1].section == ("二、重点应用",)
    assert parsed.clauses[-1].text == "加强运用。"


def test_word_text_before_the_first_tab_is_not_lost() -> None:
    assert coverage(parse("word", "序号\t名称\t责任单位\n\n1\t燃气领域\t县经济信息委\n")).gaps == ()


def test_word_bookmarks_are_no_text() -> None:
    parsed = parse("word", "关于印发\n[bookmark: _GoBack]救灾工作要点的通知\n")
    assert [clause.text for clause in parsed.clauses] == ["关于印发", "救灾工作要点的通知"]


def test_word_lead_in_that_is_only_a_title_is_a_heading() -> None:
    parsed = parse(
        "word",
        "一、形势\n\n（二）面临的挑战。一是任务重。二是基础弱。\n\n（三）机遇。前景好。一是甲。二是乙。\n",
    )
    assert [(clause.section[1:], clause.text) for clause in parsed.clauses] == [
        (("（二）面临的挑战", "一是任务重"), "一是任务重。"),
        (("（二）面临的挑战", "二是基础弱"), "二是基础弱。"),
        (("（三）机遇",), "（三）机遇。前景好。"),
        (("（三）机遇", "一是甲"), "一是甲。"),
        (("（三）机遇", "二是乙"), "二是乙。"),
    ]
    assert [(h.text, h.level) for h in parsed.headings] == [
        ("一、形势", 1),
        ("（二）面临的挑战。", 2),
    ]
    assert coverage(parsed).gaps == ()


def test_word_title_of_a_long_first_sentence_ends_at_its_comma() -> None:
    sentence = "全面掌握风险隐患和区域防灾减灾救灾抗灾能力并制定科学实用的防治方案"
    parsed = parse("word", f"一、项目\n\n2．开展第一次普查，{sentence}。投资0.15亿元。\n")
    assert parsed.clauses[0].section == ("一、项目", "2．开展第一次普查")


def test_word_marks_alone_are_no_clause() -> None:
    parsed = parse("word", "一、总则\n\n————\n\n坚持安全。\n\n[bookmark: _GoBack]\n")
    assert [clause.text for clause in parsed.clauses] == ["坚持安全。"]
    assert coverage(parsed).gaps == ()


def test_word_columns_of_the_same_name_are_told_apart() -> None:
    parsed = parse("word", "\t序号\n\t名称\n\t名称\n\t责任单位\n\n\t1\n\t甲\n\t乙\n\t县教委\n")
    assert rows(parsed)[0].cells == {
        "序号": "1",
        "名称": "甲",
        "名称（2）": "乙",
        "责任单位": "县教委",
    }
    assert rows(parsed)[0].section[-2:] == ("甲", "乙")
