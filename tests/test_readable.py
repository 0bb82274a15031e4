"""From the characters of a file to text a person reads (corpus.readable): worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readable import leading_title, readable
from corpus.records import Form
from tests.reading import FORMS

# form, raw characters, readable text
CASES: list[tuple[Form, str, str]] = [
    # a blank beside a full-width mark is layout, one between words is not
    ("word", "综合治理工程 ，持续推动", "综合治理工程，持续推动"),
    ("word", "内燃机车报废、 “大吨小标”货车", "内燃机车报废、“大吨小标”货车"),
    ("word", "6、 深化法规制度体系", "6、深化法规制度体系"),
    ("ocr", "专栏 4： 武隆区“十四五”时期", "专栏 4：武隆区“十四五”时期"),
    ("ocr", "应急管理 “十四五”规划", "应急管理“十四五”规划"),
    ("ocr", "区水利局 区农业农村委", "区水利局 区农业农村委"),
    ("ocr", "第一部分 发展回顾", "第一部分 发展回顾"),
    ("ocr", "到 2025 年", "到 2025 年"),
    ("html", "[ 发文字号 ] | 江津府发〔2025〕2号 |", "[ 发文字号 ] | 江津府发〔2025〕2号 |"),
    # all kinds of blanks
    ("word", "县委\u2002县政府\u00a0\u3000印发", "县委 县政府 印发"),
    ("word", "落实。\n\n\n  考核。\n", "落实。考核。"),
    ("word", "2025年\n\n2026年", "2025年 2026年"),
    ("word", "[bookmark: _GoBack]救灾工作", "救灾工作"),
    # marks of a scan
    ("ocr", "### **一、指导思想**", "一、指导思想"),
    ("ocr", "<p>死亡率 $\\leq 0.1$ ，比重 $\\leq 2\\%$ 。</p>", "死亡率≤0.1，比重≤2%。"),
    ("ocr", "- 附件：1. 重点项目", "附件：1. 重点项目"),
    # no marks of a scan elsewhere
    ("word", "# **甲** $1$", "# **甲** $1$"),
]


@pytest.mark.parametrize(("form", "raw", "expected"), CASES, ids=[raw for _, raw, _ in CASES])
def test_readable(form: Form, raw: str, expected: str) -> None:
    assert readable(raw, form) == expected


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.sampled_from(FORMS), st.text(alphabet="甲乙12，。“（）# *$-<p>\n\t \u3000年", max_size=60)
)
def test_readable_is_one_line_and_keeps_words(form: Form, raw: str) -> None:
    text = readable(raw, form)
    assert not set("\n\t\u3000") & set(text)
    assert "  " not in text
    assert text == text.strip()
    assert [c for c in text if c in "甲乙12年"] == [c for c in raw if c in "甲乙12年"]


@pytest.mark.parametrize(
    ("text", "stops", "title"),
    [
        ("（十三）开展整治。盯紧货车。", "。：；", "（十三）开展整治"),
        ("2. 开展普查，按时完成任务。", "。：；，", "2. 开展普查"),
        ("甲" * 40 + "。乙", "。", "甲" * 40),
        ("甲" * 41 + "。乙", "。", None),
        ("。乙", "。", None),
    ],
)
def test_leading_title(text: str, stops: str, title: str | None) -> None:
    assert leading_title(text, stops) == title
