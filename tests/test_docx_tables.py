"""Tables of a Word file: merged cells, heads, nested and broken tables. Tiny files of XML."""

from corpus import Clause, ParsedDocument
from corpus.blocks import Paragraph, Table
from corpus.check import coverage
from tests.docxfile import abstract, lvl, num, num_pr, p, read, tbl, tc, tr
from tests.reading import cells, entry_of, rows, units
from tests.rebuild import parse_reading

HEAD = tr("序号", "名称", "2025年目标", "责任单位")
FROM_ABOVE = tc(merge="continue")


def parsed(body: str, **more: str) -> ParsedDocument:
    found = parse_reading(read(body, **more), entry_of("docx"), "docx")
    assert coverage(found).gaps == ()
    return found


def table_rows(*table: str, **more: str) -> list[Clause]:
    return rows(parsed(p("一、措施") + tbl(*table), **more))


def starts(text: str) -> str:
    return tc(text, merge="restart")


def tables(body: str) -> list[Table]:
    return [block for block in read(body).blocks if isinstance(block, Table)]


# ---- merged cells ----


def test_a_merged_cell_holds_for_the_rows_below() -> None:
    first, second, third = table_rows(
        HEAD,
        tr("1", starts("强化责任"), "制定清单。", starts("区教委")),
        tr("2", FROM_ABOVE, "落实考核。", FROM_ABOVE),
        tr("3", "抓好演练", "修订预案。", "区民政局"),
    )
    assert cells(second) == ["2", "强化责任", "落实考核。", "区教委"]
    assert units(first) == [("区教委", "responsible", False)]
    assert units(second) == [("区教委", "responsible", True)]
    assert second.merged_with == first.id
    assert second.section == ("一、措施", "强化责任")
    assert units(third) == [("区民政局", "responsible", False)]


def test_an_empty_cell_of_its_own_is_empty() -> None:
    """A row without a unit names none, however its name is merged."""
    _, second, third = table_rows(
        HEAD,
        tr("1", starts("强化责任"), "制定清单。", "区教委"),
        tr("2", FROM_ABOVE, "落实考核。", ""),
        tr("3", "", "厘清职责。", ""),
    )
    assert second.units == third.units == ()
    assert cells(second) == ["2", "强化责任", "落实考核。"]
    assert second.merged_with is None
    assert cells(third) == ["3", "厘清职责。"]
    assert third.section == ("一、措施", "厘清职责")


def test_tasks_targets_and_remarks_may_be_merged() -> None:
    _, second = table_rows(
        tr("序号", "名称", "2025年目标", "完成时限", "责任单位", "备注"),
        tr("1", "甲", starts("全覆盖。"), starts("6月底"), "区教委", starts("每月调度")),
        tr("2", "乙", FROM_ABOVE, FROM_ABOVE, "区民政局", FROM_ABOVE),
    )
    assert cells(second) == ["2", "乙", "全覆盖。", "6月底", "区民政局", "每月调度"]
    assert second.deadline == "6月底"
    assert units(second) == [("区民政局", "responsible", False)]


def test_a_merged_number_is_the_items() -> None:
    first, second, third = table_rows(
        HEAD,
        tr(starts("22"), starts("打非治违"), "甲。", "区教委"),
        tr(FROM_ABOVE, FROM_ABOVE, "乙。", "区民政局"),
        tr("23", "演练", "丙。", "区教委"),
    )
    assert [(r.number, r.number_inferred) for r in (first, second, third)] == [
        ("22", False),
        ("22", True),
        ("23", False),
    ]
    assert cells(second) == ["打非治违", "乙。", "区民政局"]


def test_a_merge_of_two_columns_down() -> None:
    _, second = table_rows(
        HEAD,
        tr("1", tc("全面治理", span=2, merge="restart"), "区教委"),
        tr("2", tc(span=2, merge="continue"), "区民政局"),
    )
    assert second.cells == {"序号": "2", "名称": "全面治理", "责任单位": "区民政局"}


def test_a_merge_with_nothing_above_is_a_cell_of_its_own() -> None:
    (row,) = table_rows(
        tr("序号", "名称", "2025年目标", "责任单位"),
        tr("1", "甲", "整治。", tc("区教委")),
    )
    assert units(row) == [("区教委", "responsible", False)]
    (grid,) = tables(tbl(tr(tc("序号", merge="continue"), "名称", "责任单位"), tr("1", "甲", "乙")))
    assert grid.columns == ("序号", "名称", "责任单位")


def test_merged_cells_are_known_as_such() -> None:
    (table,) = tables(tbl(HEAD, tr("1", starts("甲"), "乙。", ""), tr("2", FROM_ABOVE, "丙。", "")))
    assert [[cell.merged for cell in row] for row in table.rows] == [
        [False, False, False, False],
        [False, True, False, False],
    ]


def test_cells_are_slices_of_the_text() -> None:
    reading = read(p("一、措施") + tbl(HEAD, tr("1", tc(inside=p("甲") + p("乙")), "丙。", "")))
    (table,) = (block for block in reading.blocks if isinstance(block, Table))
    assert all(reading.text[c.start : c.end] == c.text for row in table.rows for c in row)
    assert reading.text == "一、措施\n序号\t名称\t2025年目标\t责任单位\n1\t甲乙\t丙。\t\n"


# ---- columns ----


def test_rows_drawn_a_little_apart() -> None:
    """Word has a column of the fine grid for each edge; the second row's are 1 % to the right."""
    (table,) = tables(
        tbl(
            tr("序号", tc("名称", span=2), tc("2025年目标", span=2), "责任单位"),
            tr(tc("1", span=2), tc("甲", span=2), tc("乙。"), "区教委"),
            tr("2", tc("丙丁", span=4), "区民政局"),
            widths=(1000, 90, 1910, 90, 3910, 2000),
        )
    )
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "甲", "乙。", "区教委"],
        ["2", "丙丁", "", "区民政局"],
    ]


def test_a_head_over_two_columns() -> None:
    (row,) = table_rows(
        tr("序号", tc("重点任务", span=2), "责任单位"), tr("1", "消防", "打通生命通道。", "区教委")
    )
    assert row.cells == {
        "序号": "1",
        "重点任务": "消防",
        "重点任务（续）": "打通生命通道。",
        "责任单位": "区教委",
    }


def test_columns_before_and_after_a_row() -> None:
    (table,) = tables(
        tbl(
            HEAD,
            tr("1", "甲", "乙。", "区教委"),
            tr("丙。", "区民政局", more='<w:gridBefore w:val="2"/>'),
            tr("2", "丁", more='<w:gridAfter w:val="2"/>'),
            widths=(1000, 2000, 3000, 2000),
        )
    )
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["", "", "丙。", "区民政局"],
        ["2", "丁", "", ""],
    ]


def test_cells_merged_across_as_old_versions_did() -> None:
    across = '<w:tcPr><w:hMerge w:val="{}"/></w:tcPr>'
    wide = tc("合计").replace("<w:tcPr>", across.format("restart").removesuffix("</w:tcPr>"))
    rest = tc().replace("<w:tcPr>", across.format("continue").removesuffix("</w:tcPr>"))
    found = table_rows(
        HEAD, tr("1", "甲", "乙。", "区教委"), tr(wide, rest, "共一项。", "区民政局")
    )
    assert found[1].cells == {"序号": "合计", "2025年目标": "共一项。", "责任单位": "区民政局"}


# ---- heads ----


def test_heads_of_two_rows() -> None:
    down = FROM_ABOVE
    (row,) = table_rows(
        tr(starts("序号"), starts("名称"), starts("2025年目标"), tc("责任单位", span=2)),
        tr(down, down, down, "牵头单位", "配合单位"),
        tr("1", "消防", "打通生命通道。", "区教委", "区民政局"),
    )
    assert list(row.cells) == ["序号", "名称", "2025年目标", "牵头单位", "配合单位"]
    assert units(row) == [("区教委", "lead", False), ("区民政局", "support", False)]


def test_repeated_heads_are_no_rows() -> None:
    head = tr("序号", "名称", "2025年目标", "责任单位", more="<w:tblHeader/>")
    found = table_rows(
        head, tr("1", "甲", "乙。", "区教委"), HEAD, tr("2", "丙", "丁。", "区民政局")
    )
    assert [row.number for row in found] == ["1", "2"]


def test_a_title_above_the_heads_and_groups_among_the_rows() -> None:
    wide = [tr(tc(text, span=4)) for text in ("重点措施清单", "二、消防", "注：每月调度。")]
    found = parsed(
        p("附件")
        + p("清单")
        + tbl(wide[0], HEAD, tr("1", "甲", "乙。", "区教委"), wide[1],
              tr("2", "丙", "丁。", "区民政局"), wide[2])
    )  # fmt: skip
    assert [row.section for row in rows(found)] == [
        ("附件 清单", "甲"),
        ("附件 清单", "二、消防", "丙"),
    ]
    assert found.clauses[-1].text == "注：每月调度。"


def test_unknown_heads_that_look_like_heads() -> None:
    rows_ = [tr("张三", "局长", "12345"), tr("李四", "科长", "12346")]
    first, _ = table_rows(tr("姓名", "职务", "电话"), *rows_)
    assert first.cells == {"姓名": "张三", "职务": "局长", "电话": "12345"}


def test_a_table_without_heads_right_below_goes_on_with_the_one_above() -> None:
    body = tbl(HEAD, tr("1", "甲", "乙。", "区教委")) + "<w:p/>"
    body += tbl(tr("2", "丙", "丁。", "区民政局"))
    second = rows(parsed(body))[1]
    assert cells(second) == ["2", "丙", "丁。", "区民政局"]


def test_a_table_without_heads_below_a_paragraph_is_text() -> None:
    body = tbl(HEAD, tr("1", "甲", "乙。", "区教委")) + p("联系人")
    found = parsed(body + tbl(tr("张三", "局长", "科室", "12345")))
    assert [clause.text for clause in found.clauses[-2:]] == ["联系人", "张三 局长 科室 12345"]


# ---- layout, nesting, deletions ----


def test_a_frame_around_text_is_text() -> None:
    frame = tbl(
        tr(tc(inside=p("一、措施") + p("坚持安全。") + tbl(HEAD, tr("1", "甲", "乙。", ""))))
    )
    found = parsed(frame)
    assert [clause.section for clause in found.clauses] == [("一、措施",), ("一、措施", "甲")]


def test_a_frame_of_several_cells_around_tables() -> None:
    data = tbl(HEAD, tr("1", "甲", "乙。", "区教委"))
    frame = tbl(tr(tc(inside=data + "<w:p/>"), tc(inside=p("说明。"))))
    assert [clause.kind for clause in parsed(frame).clauses] == ["table_row", "paragraph"]


def test_a_table_in_a_cell_is_read_into_it() -> None:
    inner = tbl(tr("甲", "5"), tr("乙", "6"))
    (row,) = table_rows(HEAD, tr("1", "消防", tc(inside=p("任务：") + inner), "区教委"))
    assert row.cells["2025年目标"] == "任务：甲 5乙 6"


def test_deleted_rows_are_none_and_inserted_ones_are() -> None:
    found = table_rows(
        HEAD,
        tr("1", "甲", "乙。", "区教委", more='<w:ins w:id="1"/>'),
        tr("2", "丙", "丁。", "区民政局", more='<w:del w:id="2"/>'),
    )
    assert [row.number for row in found] == ["1"]


def test_rows_in_a_content_control() -> None:
    row = tr("1", "甲", "乙。", "区教委")
    assert len(table_rows(HEAD, f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>")) == 1


def test_rows_that_word_numbers() -> None:
    counted = tc(inside=p(inside=num_pr(1)))
    body = [tr(counted, name, "整治。", "区教委") for name in ("甲", "乙")]
    lists = abstract(lvl(0, "%1")) + num()
    found = table_rows(HEAD, *body, numbering=lists)
    assert [(row.number, row.number_inferred) for row in found] == [("1", False), ("2", False)]


def test_an_empty_table_and_rows_without_cells() -> None:
    found = parsed(p("坚持安全。") + tbl() + tbl("<w:tr/>") + tbl(tr("", ""), tr("", "")))
    assert [clause.text for clause in found.clauses] == ["坚持安全。"]
    assert all(isinstance(block, Paragraph) for block in read(tbl("<w:tr/>") + p("甲")).blocks)


def test_a_footnote_in_a_cell_stands_below_the_table() -> None:
    notes = f'<w:footnote w:id="2">{p("含开发区。")}</w:footnote>'
    unit = tc(inside=p("区教委", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    found = parsed(tbl(HEAD, tr("1", "甲", "乙。", unit)), footnotes=notes)
    assert units(rows(found)[0]) == [("区教委", "responsible", False)]
    assert found.clauses[-1].text == "含开发区。"


def test_text_that_a_merged_cell_covers_is_told() -> None:
    table = tbl(
        HEAD, tr("1", starts("甲"), "乙。", ""), tr("2", tc("盖住", merge="continue"), "丙。", "")
    )
    reading = read(table)
    assert "盖住" not in reading.text
    assert reading.notes == ("1 × text of a cell merged with one above not read",)
