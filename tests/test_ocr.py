"""Markdown from a scanned page: tiny documents read into clauses."""

from corpus.check import coverage
from tests.reading import OCR_HEAD, TITLE, cells, parse, rows, units


def test_ocr_merged_cells_and_repeated_table_head() -> None:
    parsed = parse(
        "ocr",
        "### 专栏 4：专项整治\n\n" + OCR_HEAD + "1\t旅游\t管好旅游景区。\n2\t\t管好旅游饭店。\n"
        "\n" + OCR_HEAD + "3\t\t管好旅游剧场。\n4\t消防\t消防演练。\n",
    )
    assert [row.section[-1] for row in rows(parsed)] == ["旅游", "旅游", "旅游", "消防"]
    assert [row.cells["序号"] for row in rows(parsed)] == ["1", "2", "3", "4"]


def test_ocr_row_cut_by_a_page_break() -> None:
    parsed = parse(
        "ocr",
        OCR_HEAD
        + "1\t危险化学\t开展现场安全管理提升整治行\n\n"
        + OCR_HEAD
        + "\t品\t动、监测预警行动。\n2\t\t开展化学品回头看行动。\n",
    )
    first, second = rows(parsed)
    assert cells(first) == ["1", "危险化学品", "开展现场安全管理提升整治行动、监测预警行动。"]
    assert cells(second)[:2] == ["2", "危险化学品"]
    assert any("page break" in repair for repair in parsed.repairs)


def test_ocr_paragraph_cut_by_a_page_break() -> None:
    head = "（一）科技保障稳步提升。强化落实科技兴安战略，建立完善防控体制机制，积极"
    parsed = parse(
        "ocr", f"## 一、主要工作\n\n{head}\n\n探索科技化手段。\n\n（二）宣传。亮点纷呈。\n"
    )
    assert [clause.text for clause in parsed.clauses] == [
        head + "探索科技化手段。",
        "（二）宣传。亮点纷呈。",
    ]


def test_ocr_signature_and_date_are_not_joined() -> None:
    parsed = parse("ocr", "请认真贯彻执行。\n\n测试区人民政府\n\n2025年1月2日\n\n(此件公开发布)\n")
    assert [clause.text for clause in parsed.clauses] == [
        "请认真贯彻执行。",
        "测试区人民政府",
        "2025年1月2日",
        "(此件公开发布)",
    ]


def test_ocr_paragraph_is_not_joined_to_a_heading_or_a_number() -> None:
    before = "全区安全生产形势总体稳定向好并且持续改善但仍面临诸多突出问题需要解决"
    parsed = parse("ocr", f"{before}\n\n# 二、突出问题\n\n{before}\n\n（一）基础短板。需要改善。\n")
    assert [clause.section[-1] for clause in parsed.clauses] == [
        TITLE,
        "二、突出问题",
        "（一）基础短板",
    ]


def test_ocr_heading_marks_at_uneven_depth() -> None:
    parsed = parse(
        "ocr",
        "## **第二部分 指导思想**\n\n### 一、指导思想\n\n全面贯彻落实。\n\n"
        "## **二、基本原则**\n\n（一）**改革引领。**坚持目标导向。\n",
    )
    assert [(clause.section, clause.text) for clause in parsed.clauses] == [
        (("第二部分 指导思想", "一、指导思想"), "全面贯彻落实。"),
        (
            ("第二部分 指导思想", "二、基本原则", "（一）改革引领"),
            "（一）改革引领。坚持目标导向。",
        ),
    ]


def test_ocr_formulas_and_page_marks_are_resolved() -> None:
    parsed = parse(
        "ocr",
        "工作任务\t牵头单位\t配合单位\n"
        "<p>1. 控制指标。死亡率 $\\leq 0.1$ ，受害率 $\\leq 2\\%$ 。</p>"
        "\t<p>区应急局</p>\t<p>区水利局</p>\n",
    )
    (row,) = rows(parsed)
    assert row.cells["工作任务"] == "1. 控制指标。死亡率≤0.1，受害率≤2%。"
    assert units(row) == [("区应急局", "lead", False), ("区水利局", "support", False)]


def test_ocr_empty_lead_or_support_cell_is_not_merged() -> None:
    parsed = parse(
        "ocr",
        "工作任务\t牵头单位\t配合单位\n1. 完善架构。建立制度。\t区应急局\t区水利局\n"
        "2. 织密网络。压实责任。\t各街道办事处\t\n",
    )
    assert units(rows(parsed)[1]) == [("各街道办事处", "lead", False)]


def test_ocr_displaced_names_are_put_right() -> None:
    parsed = parse(
        "ocr",
        OCR_HEAD + "1\t消防\t开展消防通道治理。\n2\t\t开展消防宣传。\n"
        "3\t\t道路交通安全整治。\n4\t道路 交通\t加强道路交通执法。\n"
        "5\t工贸企业\t开展消防培训。\n",
    )
    names = [row.section[-1] for row in rows(parsed)]
    assert names[:4] == ["消防", "消防", "道路交通", "道路交通"]
    assert any("道路交通" in repair for repair in parsed.repairs)


def test_ocr_text_in_the_wrong_column_is_moved() -> None:
    task = "严格落实对危险货物道路运输车辆的监管，严格危险货物道路运输经营许可和对企业的监督检查。"
    parsed = parse(
        "ocr", OCR_HEAD + f"1\t道路交通\t开展道路交通整治。\n2\t{task}\t\n3\t\t整治道路交通违法。\n"
    )
    assert cells(rows(parsed)[1]) == ["2", "道路交通", task]
    assert [row.section[-1] for row in rows(parsed)] == ["道路交通"] * 3
    assert parsed.repairs


def test_ocr_row_with_cells_missing_is_listed() -> None:
    parsed = parse(
        "ocr", "序号\t项目名称\t牵头部门\t配合部门\n1\t防汛工程\t区水利局\t区教委\n2\t消防\n"
    )
    assert cells(rows(parsed)[1]) == ["2", "消防"]
    assert parsed.warnings


def test_ocr_row_with_a_cell_too_many_loses_nothing() -> None:
    assert coverage(parse("ocr", OCR_HEAD + "1\t旅游\t管好景区。\t多出一格\n")).gaps == ()


def test_ocr_row_cut_twice_by_page_breaks() -> None:
    parsed = parse(
        "ocr",
        OCR_HEAD
        + "1\t危险化学\t开展现场\n"
        + OCR_HEAD
        + "\t品\t安全管\n"
        + OCR_HEAD
        + "\t品\t理。\n2\t\t回头看。\n",
    )
    assert [cells(row) for row in rows(parsed)] == [
        ["1", "危险化学品", "开展现场安全管理。"],
        ["2", "危险化学品", "回头看。"],
    ]
    assert len(parsed.headings) == 3  # the heads that stand inside the row are its own
    assert coverage(parsed).overlap == 0


def test_ocr_table_heads_between_rows_are_headings() -> None:
    parsed = parse("ocr", OCR_HEAD + "1\t旅游\t管好景区。\n" + OCR_HEAD + "2\t\t管好饭店。\n")
    assert len(parsed.headings) == 6
    assert coverage(parsed).gaps == ()


def test_ocr_paragraph_cut_by_many_page_breaks() -> None:
    lines = ["强化落实科技兴安战略建立完善防控体制机制积极探索", *["科技化手段"] * 5, "再加强。"]
    (clause,) = parse("ocr", "# 一、工作\n\n" + "\n\n".join(lines) + "\n").clauses
    assert clause.text == "".join(lines)
