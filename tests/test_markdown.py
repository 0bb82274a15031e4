"""Markdown with pipe tables: tiny texts read into clauses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.check import coverage
from corpus.readable import readable
from tests.reading import cells, parse, rows, units
from tests.test_any_text import read_whole

TABLE = "| 序号 | 名称 | 2025年目标 | 责任单位 |\n|---|---|:--|--:|\n"


def test_a_pipe_table_below_headings() -> None:
    parsed = parse(
        "markdown",
        "# 一、总则\n\n坚持安全。\n\n## （一）措施\n\n" + TABLE
        + "| 1 | 消防 | 打通通道。 | 区教委牵头，区民政局配合 |\n| 2 | 燃气 | 更换管道。 | |\n",
    )  # fmt: skip
    first, second = rows(parsed)
    assert first.section == ("一、总则", "（一）措施", "消防")
    assert cells(first) == ["1", "消防", "打通通道。", "区教委牵头，区民政局配合"]
    assert units(first) == [("区教委", "lead", False), ("区民政局", "support", False)]
    assert cells(second) == ["2", "燃气", "更换管道。"]
    assert coverage(parsed).gaps == ()
    assert parsed.document.text[first.start : first.end].startswith("| 1 |")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("名称 | 责任单位\n-|-\n甲 | 区教委\n", ["甲", "区教委"]),
        ("| 名称 | 责任单位 |\n| - | - |\n|甲|区教委|\n", ["甲", "区教委"]),
        ("| 名称 | 责任单位 |\n|-|-|\n| 甲\\|乙 | 区教委 |\n", ["甲|乙", "区教委"]),
        ("| 名称 | 责任单位 |\n|-|-|\n| **甲**<br>乙 | `区教委` |\n", ["甲乙", "区教委"]),
        ("| 名称 | 责任单位 |\n|-|-|\n| [甲](http://a/b) | 区教委 |\n", ["甲", "区教委"]),
        ("| 名称 | 责任单位 |\n|-|-|\n| 甲 | 区教委 | 多一格 |\n", ["甲", "区教委 多一格"]),
    ],
)
def test_ways_to_write_a_table(table: str, row: list[str]) -> None:
    parsed = parse("markdown", table)
    assert [cells(clause) for clause in rows(parsed)] == [row]
    assert coverage(parsed).gaps == ()


def test_a_short_row_is_named() -> None:
    parsed = parse("markdown", TABLE + "| 1 | 消防 |\n")
    assert cells(rows(parsed)[0]) == ["1", "消防"]
    assert any("row '1' has 2 of 4 cells" in warning for warning in parsed.warnings)


def test_headings_without_numbers_open_sections() -> None:
    parsed = parse("markdown", "# 总体要求\n坚持安全。\n## 目标\n零事故。\n# 保障\n加强领导。\n")
    assert [(clause.section, clause.text) for clause in parsed.clauses] == [
        (("总体要求",), "坚持安全。"),
        (("总体要求", "目标"), "零事故。"),
        (("保障",), "加强领导。"),
    ]


def test_lists_rules_and_emphasis() -> None:
    parsed = parse("markdown", "一、措施\n---\n- **坚持**安全。\n* * *\n1．加强领导。\n")
    assert [clause.text for clause in parsed.clauses] == ["坚持安全。", "1．加强领导。"]
    assert coverage(parsed).gaps == ()


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("见[附件1](a.docx)。", "见附件1。"),
        ("![图](a.png)甲", "图甲"),
        ("1\\. 甲", "1. 甲"),
        ("\\*必填", "*必填"),
        ("[2025]5号", "[2025]5号"),
    ],
)
def test_marks_are_no_text(raw: str, shown: str) -> None:
    assert readable(raw, "markdown") == shown


def test_a_line_with_pipes_alone_is_no_table() -> None:
    parsed = parse("markdown", "甲 | 乙\n丙 | 丁\n")
    assert rows(parsed) == []


_PIECES = [
    *["|", "||", " | ", "\\|", "---", "|---|", "|:-:|-|", "# ", "## ", "**", "`", "<br>", "- "],
    *["序号", "名称", "责任单位", "县水利局牵头", "1", "。", "一、总则", "（一）加强监管", "甲"],
    *["[a](b)", "\x01", "\t"],
]  # fmt: skip
_LINES = st.lists(st.sampled_from(_PIECES), max_size=7).map("".join)
_TABLES = st.lists(_LINES, max_size=6).map(lambda rows: TABLE + "\n".join(rows))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.one_of(st.text(max_size=100), st.lists(_LINES, max_size=20).map("\n".join), _TABLES))
def test_any_text_is_read_whole(text: str) -> None:
    read_whole("markdown", text)


@pytest.mark.parametrize(
    "unit", ["|", "\\|", "|-", "a|\n", "# ", "[a](", "![", "`", "<br", "\\", "- \n"]
)
def test_reading_takes_linear_time(unit: str) -> None:
    """60,000 characters; quadratic work would take minutes."""
    parsed = parse("markdown", TABLE + "| 1 | 甲" + unit * (60_000 // len(unit)))
    assert coverage(parsed).gaps == ()
