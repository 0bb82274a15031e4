"""Quantities and dates: ways to write the same, what is none, and values that survive a change."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus.measures
from corpus.dates import dates_agree, find_dates
from corpus.measures import load_measures
from corpus.numerals import read_number
from corpus.quantities import agree, find_quantities
from errors import DataFileError

_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A whole number below 10^12 in Chinese numerals, as a clerk writes it."""
    if number >= 10**8:
        rest = number % 10**8
        gap = "零" if 0 < rest < 10**7 else ""
        return in_chinese(number // 10**8) + "亿" + gap + (in_chinese(rest) if rest else "")
    if number >= 10**4:
        rest = number % 10**4
        gap = "零" if 0 < rest < 1000 else ""
        return in_chinese(number // 10**4) + "万" + gap + (in_chinese(rest) if rest else "")
    text, pending = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += ("零" if pending and text else "") + _DIGITS[digit] + name
        pending = not digit
    return text or "零"


@given(st.integers(0, 10**12 - 1))
def test_a_number_survives_chinese_numerals(number: int) -> None:
    assert read_number(in_chinese(number)) == number


@given(st.integers(1, 10**9))
def test_a_number_survives_separators_and_width(number: int) -> None:
    wide = str(number).translate({ord("0") + i: ord("０") + i for i in range(10)})
    for text in (f"{number:,}户", f"{wide}户", f"{number} households", f"{in_chinese(number)}户"):
        (found,) = find_quantities(text)
        assert (found.value, found.measure) == (number, "households"), text


@given(st.decimals(Decimal("0.01"), Decimal(99999), places=2))
def test_a_length_survives_a_change_of_unit(kilometres: Decimal) -> None:
    (one,) = find_quantities(f"改造{kilometres}公里管网")
    (other,) = find_quantities(f"{kilometres * 1000:f}米")
    (third,) = find_quantities(f"{kilometres} km of pipes")
    assert agree(one, other)
    assert agree(other, third)


@given(st.text(max_size=60))
def test_offsets_hold_in_any_text(text: str) -> None:
    for found in (*find_quantities(text), *find_dates(text)):
        assert text[found.start : found.end] == found.text
        assert found.text.strip() == found.text != ""


@pytest.mark.parametrize(
    "same",
    [
        [
            "15公里",
            "15 km",
            "十五公里",
            "15 kilometres",
            "15千米",
            "１５公里",
            "fifteen kilometers",
        ],
        ["1.2万户", "12000户", "12,000 households", "一万二千户", "12 thousand households"],
        ["100%", "百分之百", "１００％", "100 percent", "100 per cent", "百分之一百"],
        ["3亿元", "30000万元", "300 million yuan", "三亿元", "RMB 300 million yuan"],
        ["两年半", "2.5年", "30个月"],
        ["半小时", "30分钟", "0.5 hours"],
        ["不低于90%", "90%以上", "≥90%", "at least 90%", "no less than 90 percent", "90%及以上"],
        ["不超过5%", "5%以内", "≤5%", "at most 5%", "not exceeding 5%", "5%及以下"],
        ["3—5公里", "3至5公里", "3-5 km", "3公里到5公里", "between 3 and 5 kilometres"],
        ["1∶5", "1:5", "1比5"],
        ["3亿5000万元", "35000万元", "三亿五千万元"],
        ["48家", "48个", "48 enterprises"],
    ],
)
def test_ways_to_write_the_same(same: list[str]) -> None:
    (first,) = find_quantities(same[0])
    for text in same[1:]:
        (other,) = find_quantities(f"完成{text}。")
        assert agree(first, other), text


@pytest.mark.parametrize(
    ("expected", "other"),
    [
        ("15公里", "15米"),
        ("15公里", "15个"),
        ("15公里", "15"),
        ("90%以上", "90%"),
        ("90%以上", "90%以内"),
        ("3—5公里", "3公里"),
        ("0.3‰", "0.3%"),
        ("20台", "20家"),
        ("5处", "25处"),
        ("3亿元", "3万元"),
        ("1人次", "1人"),
    ],
)
def test_what_is_not_the_same(expected: str, other: str) -> None:
    (first,), (second,) = find_quantities(expected), find_quantities(other)
    assert not agree(first, second)


@pytest.mark.parametrize(
    "text",
    [
        "2025年3月1日",
        "第三",
        "第15号",
        "三管三必须",
        "一是加强",
        "“八条硬措施”",
        "最后一公里",
        "奉节府发〔2025〕2号",
        "十四五",
        "一案五查",
        "（3）改造",
        "PM2.5",
        "[1]",
        "两三个",
        "较大及以上",
        "一起推进",
        "11500381009320238D/2025-00012",
        "one of the units",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


def test_parts_of_a_quantity() -> None:
    (found,) = find_quantities("惠及近1.2万余户以上居民")
    assert (found.value, found.number, found.unit) == (12000, 12000, "户")
    assert (found.bound, found.approximate, found.measure) == ("at_least", True, "households")
    (length,) = find_quantities("长3～5公里")
    assert (length.value, length.upper, length.text) == (3000, 5000, "3～5公里")
    assert [q.text for q in find_quantities("87个、161.75万平方米")] == ["87个", "161.75万平方米"]


def test_a_bare_number_agrees_with_the_number_of_anything() -> None:
    (bare,), (towns,) = find_quantities("45"), find_quantities("45个")
    assert agree(bare, towns)
    assert agree(towns, bare)
    (metres,) = find_quantities("45米")
    assert agree(bare, metres)
    assert not agree(metres, bare)


@pytest.mark.parametrize(
    ("texts", "normal"),
    [
        (["2025年3月1日", "2025-03-01", "2025.3.1", "March 1, 2025", "1 March 2025"], "2025-03-01"),
        (
            ["２０２５年３月１日", "二〇二五年三月一日", "1st of March, 2025"],
            "2025-03-01",
        ),
        (["2025年9月前", "before September 2025", "by September 2025"], "2025-09/before"),
        (["2025年9月底前", "by the end of September 2025", "2025年9月30日前"], "2025-09/end"),
        (["2025年底", "2025年12月31日前", "2025年内", "end of 2025"], "2025/end"),
        (["2025年第三季度", "third quarter of 2025", "Q3 2025"], "2025-Q3"),
        (["2025年上半年", "first half of 2025"], "2025-H1"),
        (["6月底前", "by 30 June", "before the end of June"], "--06/end"),
        (["2025年", "in 2025", "2025年度"], "2025"),
        (["2025年9月", "September 2025"], "2025-09"),
        (["上半年"], "--H1"),
    ],
)
def test_normal_form_of_dates(texts: list[str], normal: str) -> None:
    for text in texts:
        assert [d.normal for d in find_dates(text)] == [normal], text


@pytest.mark.parametrize(
    "text",
    ["6个月内", "每季度", "2025个", "2025年13月5日", "〔2025〕2号", "may lead", "15公里"],
)
def test_what_is_no_whole_date(text: str) -> None:
    assert all(d.month is None and d.day is None for d in find_dates(text))


@pytest.mark.parametrize(
    ("expected", "given_text", "right"),
    [
        ("9月底前", "2025年9月底前", True),
        ("2025年", "2025年9月前", True),
        ("2025年9月", "2025年", False),
        ("9月前", "9月底前", False),
        ("年底", "9月底", False),
        ("2024年", "2025年", False),
        ("2025年9月前", "2025年9月", False),
    ],
)
def test_dates_that_agree(expected: str, given_text: str, right: bool) -> None:
    (first,), (second,) = find_dates(expected), find_dates(given_text)
    assert dates_agree(first, second) is right


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[[measure]]\nid = "Length"\nbase = "m"\nunits = {a = 1}\n', "line 1"),
        ('[[measure]]\nid = "a"\nbase = "m"\nunits = {x = 1}\n'
         '[[measure]]\nid = "b"\nbase = "m"\nunits = {x = 1}\n', "x stands in a and in b"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, words: str
) -> None:
    path = tmp_path / "quantities.toml"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(corpus.measures, "_QUANTITIES_FILE", path)
    load_measures.cache_clear()
    with pytest.raises(DataFileError, match=words):
        load_measures()
    load_measures.cache_clear()
