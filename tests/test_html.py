"""Text saved from a web page: tiny documents read into clauses."""

import pytest

from corpus.check import coverage
from tests.reading import HTML_HEAD, TITLE, cells, parse, rows, units


def test_html_row_terminators() -> None:
    parsed = parse(
        "html",
        HTML_HEAD + "1 |\n强化责任 |\n制定清单。 |\n区教委,各镇街、平台 |\n|\n"
        "2 |\n落实考核。 |\n区应急管理局 |\n||\n"
        "3 |\n厘清职责。 |\n|||\n"
        "4 |\n抓好演练 |\n修订预案。 |\n区民政局 |\n|\n",
    )
    first, second, third, fourth = rows(parsed)
    assert [row.section[-1] for row in rows(parsed)] == ["强化责任"] * 3 + ["抓好演练"]
    assert units(first) == [(n, "responsible", False) for n in ("区教委", "各镇街", "平台")]
    assert units(second) == [("区应急管理局", "responsible", False)]
    assert units(third) == [("区应急管理局", "responsible", True)]
    assert third.merged_with == second.id
    assert cells(third) == ["3", "强化责任", "厘清职责。", "区应急管理局"]
    assert cells(fourth) == ["4", "抓好演练", "修订预案。", "区民政局"]


@pytest.mark.parametrize("target", ["0", "5", "2"])
def test_html_target_that_is_a_bare_number(target: str) -> None:
    """Also where the target happens to be the number of the next row."""
    parsed = parse(
        "html",
        HTML_HEAD
        + f"1 |\n事故起数 |\n{target} |\n区教委 |\n|\n2 |\n火灾起数 |\n0 |\n区民政局 |\n|\n",
    )
    assert [cells(row) for row in rows(parsed)] == [
        ["1", "事故起数", target, "区教委"],
        ["2", "火灾起数", "0", "区民政局"],
    ]


def test_html_last_row_without_terminator() -> None:
    parsed = parse(
        "html",
        HTML_HEAD + "1 |\n火灾受害率 |\n0.3‰以内 |\n区教委,各镇街 |\n四、重点措施\n"
        "序号 |\n名称 |\n2025年目标 |\n责任单位 |\n备注 |\n"
        "1 |\n强化责任 |\n考核。 |\n区民政局 |\n|\n",
    )
    assert [(row.section, cells(row)[-1]) for row in rows(parsed)] == [
        (("三、重点整治", "火灾受害率"), "区教委,各镇街"),
        (("四、重点措施", "强化责任"), "区民政局"),
    ]


def test_html_cell_over_several_lines() -> None:
    parsed = parse(
        "html",
        HTML_HEAD + "1 |\n交通领域 |\n盯紧货车。\n加强客车监管。 |\n区教委、\n区民政局 |\n|\n",
    )
    (row,) = rows(parsed)
    assert cells(row) == ["1", "交通领域", "盯紧货车。加强客车监管。", "区教委、区民政局"]


def test_html_table_cut_in_the_middle_is_listed() -> None:
    parsed = parse(
        "html", HTML_HEAD + "1 |\n交通领域 |\n盯紧货车。 |\n区教委 |\n|\n2 |\n燃气领域 |\n"
    )
    assert rows(parsed)[0].section[-1] == "交通领域"
    assert coverage(parsed).gaps == ()
    assert parsed.warnings


def test_html_non_breaking_space_after_a_number() -> None:
    parsed = parse(
        "html",
        HTML_HEAD + "1 |\u00a0\n交通领域 |\n货车。 |\n区教委 |\n"
        "2 |\u00a0\n燃气领域 |\n管道。 |\n区民政局 |\n|\n",
    )
    assert [cells(row) for row in rows(parsed)] == [
        ["1", "交通领域", "货车。", "区教委"],
        ["2", "燃气领域", "管道。", "区民政局"],
    ]


def test_html_row_with_a_cell_too_many_loses_nothing() -> None:
    parsed = parse(
        "html", HTML_HEAD + "1 |\n交通领域 |\n货车。 |\n区教委 |\n每季调度 |\n多出一格 |\n|\n"
    )
    assert coverage(parsed).gaps == ()


def test_html_remark_is_read() -> None:
    (row,) = rows(parse("html", HTML_HEAD + "1 |\n交通领域 |\n货车。 |\n区教委 |\n每季调度 |\n|\n"))
    assert row.cells["备注"] == "每季调度"


def test_html_page_information_and_links_are_front_matter() -> None:
    parsed = parse(
        "html",
        f"[ 发文字号 ] | 测府发〔2025〕1号 | [ 有效性 ] | 有效 |\n{TITLE}\n一、总则\n坚持安全。\n"
        + HTML_HEAD
        + "1 |\n交通领域 |\n货车。 |\n区教委 |\n|\n地方政府网站\n关注公众号\n",
    )
    front = [c.text for c in parsed.clauses if c.kind == "front_matter"]
    assert front == [
        "[ 发文字号 ] | 测府发〔2025〕1号 | [ 有效性 ] | 有效 |",
        "地方政府网站",
        "关注公众号",
    ]
    assert len(rows(parsed)) == 1
