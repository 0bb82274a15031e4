"""Whatever the text is like: no crash, nothing lost, nothing twice, no unit out of its cell."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.check import check_document
from corpus.records import Form
from tests.reading import FORMS, HTML_HEAD, OCR_HEAD, TITLE, WORD_HEAD, entry_of, parse

_WORDS = [
    *[
        "县水利局牵头",
        "县财政局配合",
        "燃气领域",
        "整治老旧管道。",
        "2025年底前",
        "0",
        "1",
        "12",
        "",
    ],
    *["区安委会，区防减救灾委各成员单位", "农业、文化市场等综合执法队伍", "县公安局（交巡警"],
    *["序号", "合计", "“十四五”末", "每季度", "由区应急局负责"],
]
_PIECES = [
    *["序号", "名称", "2025年目标", "责任单位", "备注", "工作任务", "牵头单位", *_WORDS],
    *["|", "||", "|||", " |", "\t", "\t\t", " ", "\u3000", "\u00a0", "。", "，", "：", "、"],
    *["一、总则", "（一）加强监管", "1．完善机制。", "一是甲。二是乙。", "6、", "附件", "附件1"],
    *["附件：", "专栏1：", "抄送：", "第一部分", "---", "# ", "**", "$\\leq 0.1$", TITLE],
    *["[bookmark: _GoBack]", "<p>", "</p>", "《", "》", "（", "\x01", "\x0c", "\ufffd", "\ufeff"],
]
_LINES = st.lists(st.sampled_from(_PIECES), max_size=5).map("".join)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_LINES, max_size=25).map("\n".join))
_ROWS = st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=7), max_size=6)
_SETTINGS = settings(max_examples=300, deadline=None, derandomize=True)


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


def read_whole(form: Form, text: str) -> None:
    """Fail unless a text is read without a fault, in order, and shown without marks."""
    parsed = parse(form, text)
    assert check_document(parsed, entry_of(form)).faults == ()
    spans = [(clause.start, clause.end) for clause in parsed.clauses]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for clause in parsed.clauses:
        assert clause.text.strip()
        assert not set(clause.text) & set("\x00\x01\x0c\ufeff\n\t")
        assert clause.section and all(title.strip() for title in clause.section)
    assert all(line.startswith(("line ", "and ")) for line in (*parsed.repairs, *parsed.warnings))


@pytest.mark.parametrize("form", FORMS)
@_SETTINGS
@given(text=_TEXTS)
def test_any_text_is_read_whole(form: Form, text: str) -> None:
    read_whole(form, text)


@pytest.mark.parametrize("form", FORMS)
@_SETTINGS
@given(table=_ROWS)
def test_an_uneven_table_is_read_whole(form: Form, table: list[list[str]]) -> None:
    read_whole(form, table_text(form, table))
