"""The three forms of documents (Word, web page, scan): tiny documents read into clauses."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Clause, Document, DocumentEntry, ParsedDocument, load_register, parse_document
from corpus.records import Form

TITLE = "测试区工作要点"
FORMS: list[Form] = ["word", "html", "ocr"]


def parse(form: Form, text: str) -> ParsedDocument:
    """A text read as a document of that form."""
    entry = DocumentEntry(
        id="test",
        file="test.txt",
        form=form,
        district="测试区",
        title=TITLE,
        doc_number="测府发〔2025〕1号",
        issuer="测试区人民政府",
        issued=date(2025, 1, 2),
    )
    document = Document(
        **entry.model_dump(exclude={"file", "form"}), source=entry.file, sha256="", text=text
    )
    return parse_document(document, entry, load_register())


def rows(parsed: ParsedDocument) -> list[Clause]:
    return [clause for clause in parsed.clauses if clause.kind == "table_row"]


def cells(clause: Clause) -> list[str]:
    return list(clause.cells.values())


def units(clause: Clause) -> list[tuple[str, str, bool]]:
    return [(unit.name, unit.role, unit.inherited) for unit in clause.units]


def lost(parsed: ParsedDocument) -> str:
    """The letters and digits of a document that stand in no clause and no heading."""
    text = parsed.document.text
    kept = [False] * len(text)
    spans = [(clause.start, clause.end) for clause in parsed.clauses]
    spans += [(heading.start, heading.end) for heading in parsed.headings]
    for start, end in spans:
        kept[start:end] = [True] * (end - start)
    return "".join(c for c, k in zip(text, kept, strict=True) if c.isalnum() and not k)


# ---- Word: a cell per line, each after a tab ----

WORD_HEAD = "一、重点措施\n\n\t序号\n\t名称\n\t2025年目标（内容）\n\t责任单位\n\n"


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
    assert parsed.repairs


def test_word_chapter_after_a_table() -> None:
    parsed = parse(
        "word", WORD_HEAD + "\t1\n\t甲\n\t整治。\n\t县水利局\n\n二、重点应用\n\n加强运用。\n"
    )
    assert parsed.clauses[-1].section == ("二、重点应用",)
    assert parsed.clauses[-1].text == "加强运用。"


def test_word_text_before_the_first_tab_is_not_lost() -> None:
    assert lost(parse("word", "序号\t名称\t责任单位\n\n1\t燃气领域\t县经济信息委\n")) == ""


def test_word_bookmarks_are_no_text() -> None:
    parsed = parse("word", "关于印发\n[bookmark: _GoBack]救灾工作要点的通知\n")
    assert [clause.text for clause in parsed.clauses] == ["关于印发", "救灾工作要点的通知"]


# ---- web page: a cell per line ending in ' |' ----

HTML_HEAD = "三、重点整治\n序号 |\n名称 |\n2025年目标 |\n责任单位 |\n备注 |\n"


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
    assert lost(parsed) == ""
    assert parsed.repairs


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
    assert lost(parsed) == ""


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


# ---- scan: Markdown, a table row per line ----

OCR_HEAD = "序号\t分类\t主要工作任务\n"


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
    assert parsed.repairs


def test_ocr_row_with_a_cell_too_many_loses_nothing() -> None:
    assert lost(parse("ocr", OCR_HEAD + "1\t旅游\t管好景区。\t多出一格\n")) == ""


# ---- any text ----

_WORDS = [
    "县水利局牵头",
    "县财政局配合",
    "燃气领域",
    "整治老旧管道。",
    "2025年底前",
    "0",
    "1",
    "12",
    "",
]
_PIECES = [
    *["序号", "名称", "2025年目标", "责任单位", "备注", "工作任务", "牵头单位", *_WORDS],
    *["|", "||", "|||", " |", "\t", "\t\t", " ", "\u3000", "\u00a0", "。", "，", "："],
    *["一、总则", "（一）加强监管", "1．完善机制。", "一是甲。二是乙。", "6、", "附件", "附件1"],
    *["附件：", "专栏1：", "抄送：", "第一部分", "---", "# ", "**", "$\\leq 0.1$", TITLE],
]
_LINES = st.lists(st.sampled_from(_PIECES), max_size=5).map("".join)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_LINES, max_size=25).map("\n".join))
_ROWS = st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=7), max_size=6)
_SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)


def table_text(form: Form, table: list[list[str]]) -> str:
    """A table of that form whose rows have any number of cells, and text after it."""
    match form:
        case "word":
            body = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in table)
            return f"{WORD_HEAD}{body}\n\n二、总则\n"
        case "html":
            body = "\n".join("".join(f"{cell} |\n" for cell in row) + "|" for row in table)
            return f"{HTML_HEAD}{body}\n四、总则\n"
        case "ocr":
            body = "\n".join("\t".join(row) for row in table)
            return f"{OCR_HEAD}{body}\n\n二、总则\n"


@pytest.mark.parametrize("form", FORMS)
@_SETTINGS
@given(text=_TEXTS)
def test_any_text_is_read(form: Form, text: str) -> None:
    """No crash; clauses in order without overlap; no id twice."""
    parsed = parse(form, text)
    spans = [(clause.start, clause.end) for clause in parsed.clauses]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert len({clause.id for clause in parsed.clauses}) == len(spans)


@pytest.mark.parametrize("form", FORMS)
@_SETTINGS
@given(text=_TEXTS)
def test_no_text_is_lost(form: Form, text: str) -> None:
    assert lost(parse(form, text)) == ""


@pytest.mark.parametrize("form", FORMS)
@_SETTINGS
@given(table=_ROWS)
def test_no_text_of_an_uneven_table_is_lost(form: Form, table: list[list[str]]) -> None:
    assert lost(parse(form, table_text(form, table))) == ""
