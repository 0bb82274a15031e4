"""Tables of web pages: spans, heads, what is no table of a document, and damage."""

from time import process_time

import pytest

from corpus.blocks import Paragraph, Table
from corpus.forms.webpage import read_webpage
from corpus.reading import Reading
from errors import CorpusError
from tests.reading import cells, entry_of, rows, units
from tests.rebuild import parse_reading

HEAD = "<tr><td>序号<td>名称<td>2025年目标（内容）<td>责任单位</tr>"


def read(table: str) -> Reading:
    return read_webpage(f"<html><body><p>一、重点</p>{table}</body></html>".encode())


def only_table(reading: Reading) -> Table:
    (table,) = [block for block in reading.blocks if isinstance(block, Table)]
    return table


def grid(reading: Reading) -> list[list[str | None]]:
    """Texts by row; None for a cell that is merged with the one above."""
    table = only_table(reading)
    return [[None if cell.merged else cell.text for cell in row] for row in table.rows]


def test_a_row_is_a_line_and_a_cell_is_a_slice_of_it() -> None:
    reading = read(f"<table>{HEAD}<tr><td>1<td>甲<td>排<br>查。<td>县水利局</table>")
    assert reading.text == (
        "一、重点\n序号\t名称\t2025年目标（内容）\t责任单位\n1\t甲\t排查。\t县水利局\n"
    )
    table = only_table(reading)
    assert table.columns == ("序号", "名称", "2025年目标（内容）", "责任单位")
    for cell in (*table.heads, *table.rows[0]):
        assert reading.text[cell.start : cell.end] == cell.text


def test_a_spanned_cell_is_merged_and_an_empty_one_is_its_own() -> None:
    reading = read(
        f"<table>{HEAD}<tr><td>1<td rowspan=2>甲<td>排查。<td rowspan=3>县水利局"
        "<tr><td>2<td>整治。<tr><td>3<td>乙<td>巡查。<tr><td>4<td>丙<td>值班。<td></table>"
    )
    assert grid(reading) == [
        ["1", "甲", "排查。", "县水利局"],
        ["2", None, "整治。", None],
        ["3", "乙", "巡查。", None],
        ["4", "丙", "值班。", ""],
    ]
    merged = [row[3].merged for row in only_table(reading).rows]
    assert merged == [False, True, True, False]
    found = rows(parse_reading(reading, entry_of("webpage"), "webpage"))
    assert units(found[2]) == [("县水利局", "responsible", True)]
    assert units(found[3]) == []


@pytest.mark.parametrize("span", ["0", "65535", "99999999999"])
def test_a_rowspan_ends_with_its_group_of_rows(span: str) -> None:
    reading = read(
        f"<table>{HEAD}<tbody><tr><td>1<td rowspan={span}>甲<td>排查。<td>县水利局"
        "<tr><td>2<td>整治。<td>县财政局</tbody><tbody><tr><td>3<td>乙<td>巡查。<td>县教委</table>"
    )
    assert grid(reading)[1:] == [["2", None, "整治。", "县财政局"], ["3", "乙", "巡查。", "县教委"]]


@pytest.mark.parametrize("span", ["x", "-2", "", "1.5"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    reading = read(
        f'<table>{HEAD}<tr><td rowspan="{span}">1<td colspan="{span}">甲<td>乙<td>丙</table>'
    )
    assert grid(reading) == [["1", "甲", "乙", "丙"]]


def test_a_wide_span_makes_no_columns_in_which_nothing_starts() -> None:
    reading = read(
        f"<table><tr><td colspan=1000>附表{HEAD}"
        "<tr><td>1<td>甲<td>排查。<td colspan=997>县教委</table>"
    )
    assert [b.text for b in reading.blocks if isinstance(b, Paragraph)] == ["一、重点", "附表"]
    assert grid(reading) == [["1", "甲", "排查。", "县教委"]]


def test_heads_in_two_rows() -> None:
    reading = read(
        "<table><thead><tr><th rowspan=2>序号<th rowspan=2>名称<th colspan=2>责任单位"
        "<tr><th>牵头单位<th>配合单位</thead><tr><td>1<td>甲<td>县教委<td>县水利局</table>"
    )
    assert only_table(reading).columns == ("序号", "名称", "牵头单位", "配合单位")
    (row,) = rows(parse_reading(reading, entry_of("webpage"), "webpage"))
    assert units(row) == [("县教委", "lead", False), ("县水利局", "support", False)]


def test_a_head_over_two_columns_goes_on_in_the_second() -> None:
    reading = read(
        "<table><tr><th>序号<th colspan=2>重点任务<th>责任单位"
        "<tr><td>1<td>甲<td>排查。<td>县教委</table>"
    )
    assert only_table(reading).columns == ("序号", "重点任务", "重点任务（续）", "责任单位")


def test_repeated_heads_are_no_rows_but_stay_in_the_text() -> None:
    row = "<tr><td>{0}<td>甲<td>排查。<td>县教委"
    reading = read(f"<table>{HEAD}{row.format(1)}{HEAD}{row.format(2)}</table>")
    table = only_table(reading)
    assert [cells[0].text for cells in table.rows] == ["1", "2"]
    assert len(table.heads) == 8


def test_a_row_across_the_table_is_a_line_between_two_tables() -> None:
    row = "<tr><td>{0}<td>甲<td>排查。<td>县教委"
    reading = read(
        f"<table>{HEAD}<tr><td colspan=4>（一）道路领域{row.format(1)}"
        f"<tr><td colspan=4>（二）水上领域{row.format(2)}</table>"
    )
    parsed = parse_reading(reading, entry_of("webpage"), "webpage")
    assert [found.section[:-1] for found in rows(parsed)] == [
        ("一、重点", "（一）道路领域"),
        ("一、重点", "（二）水上领域"),
    ]


def test_thead_counts_where_no_head_is_known() -> None:
    reading = read("<table><thead><tr><th>区县<th>数量</thead><tr><td>万州<td>3</table>")
    assert only_table(reading).columns == ("区县", "数量")


def test_a_foot_comes_last_and_a_caption_first() -> None:
    reading = read(
        "<table><caption>附表</caption><tfoot><tr><td>合计<td><td>2项<td></tfoot>"
        f"<thead>{HEAD}</thead><tr><td>1<td>甲<td>排查。<td>县教委</table>"
    )
    assert reading.text.splitlines()[1] == "附表"
    assert [row[0] for row in grid(reading)] == ["1", "合计"]


def test_paragraphs_lists_and_tables_within_a_cell_are_one_line() -> None:
    reading = read(
        f"<table>{HEAD}<tr><td>1<td><p>强化</p><p>责任</p><td><ol><li>排查。<li>整治。</ol>"
        "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
        "<td><p>县水利局</p><p>县教委</p><p>各镇街</p></table>"
    )
    assert grid(reading) == [
        ["1", "强化责任", "1．排查。2．整治。甲 乙丙 丁", "县水利局 县教委 各镇街"]
    ]


def test_a_data_table_within_a_layout_table() -> None:
    reading = read(
        "<table><tr><td><p>说明。</p><td>"
        f"<table>{HEAD}<tr><td>1<td>甲<td>排<td>县教委</table></table>"
    )
    assert grid(reading) == [["1", "甲", "排", "县教委"]]
    assert "说明。" in reading.text


def test_a_script_in_a_cell_is_not_read() -> None:
    reading = read(
        f"<table>{HEAD}<tr><td>1<script>alert(1)</script><td>甲"
        "<td><style>x</style>排查。<td>县教委</table>"
    )
    assert grid(reading) == [["1", "甲", "排查。", "县教委"]]


def test_more_columns_than_a_table_has_are_read_as_one() -> None:
    reading = read(f"<table>{HEAD}<tr>{''.join(f'<td>{n}' for n in range(40))}</table>")
    (row,) = only_table(reading).rows
    assert len(row) == 30
    assert row[-1].text.split() == [str(n) for n in range(29, 40)]


def test_a_grid_of_more_places_than_any_table_is_refused() -> None:
    wide = "<tr>" + "<td>甲" * 30
    with pytest.raises(CorpusError, match="split it"):
        read(f"<table>{HEAD}{wide}{'<tr><td>甲' * 40_000}</table>")


@pytest.mark.slow
def test_a_hundred_thousand_cells_are_read() -> None:
    reading = read(f"<table>{HEAD}{'<tr><td>1<td>甲<td>乙<td>丙' * 25_000}</table>")
    assert len(only_table(reading).rows) == 25_000


@pytest.mark.slow
def test_many_cells_take_linear_time() -> None:
    def seconds(count: int) -> float:
        row = "<tr><td>1<td>甲<td>排查。<td colspan=1000>县教委"
        started = process_time()
        read(f"<table>{HEAD}{row * count}</table>")
        return process_time() - started

    small, large = min(seconds(2_000) for _ in range(3)), min(seconds(8_000) for _ in range(3))
    assert large < 12 * max(small, 0.02)  # quadratic time would be 16 times as much


def test_cells_of_the_clauses_are_those_of_the_page() -> None:
    reading = read(f"<table>{HEAD}<tr><td>1<td>甲<td>排查。<td>县教委牵头，县水利局配合</table>")
    (row,) = rows(parse_reading(reading, entry_of("webpage"), "webpage"))
    assert cells(row) == ["1", "甲", "排查。", "县教委牵头，县水利局配合"]
    assert units(row) == [("县教委", "lead", False), ("县水利局", "support", False)]
