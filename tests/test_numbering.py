"""Numerals, markers and runs of Chinese official documents (corpus.numbering)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.numbering import (
    ANNEX,
    CHAPTER,
    PART,
    POINT,
    RUN,
    SECTION,
    numeral,
    read_lost_chapter,
    read_marker,
    run_starts,
)

_DIGITS = "零一二三四五六七八九"
_SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)


def to_chinese(number: int) -> str:
    """The usual Chinese numeral of a number from 1 to 999: 12 -> 十二, 105 -> 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def test_numeral_reads_what_to_chinese_writes() -> None:
    numbers = list(range(1, 1000))
    assert [numeral(to_chinese(number)) for number in numbers] == numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("四十一", 41),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("九百九十九", 999),
    ],
)
def test_numeral_by_hand(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize("text", ["甲", "12", "一千", "一 二", "两"])
def test_numeral_refuses_others(text: str) -> None:
    with pytest.raises(ValueError, match="一 to 九百九十九"):
        numeral(text)


# text, level, value, and what stands after the marker
MARKERS = [
    ("第一部分 发展回顾与机遇挑战", PART, 1, "发展回顾与机遇挑战"),
    ("第三章 责任", PART, 3, "责任"),
    ("附件", ANNEX, 0, ""),
    ("附件1", ANNEX, 1, ""),
    ("附件 2", ANNEX, 2, ""),
    ("附 件 3", ANNEX, 3, ""),
    ("一、聚焦一个目标", CHAPTER, 1, "聚焦一个目标"),
    ("十二、 保障措施", CHAPTER, 12, "保障措施"),
    ("（一）健全责任链条", SECTION, 1, "健全责任链条"),
    ("(二十五)加强科技", SECTION, 25, "加强科技"),
    ("（四十八）提升能力。", SECTION, 48, "提升能力。"),
    ("1．强化源头管控。", POINT, 1, "强化源头管控。"),
    ("1. 生产安全事故明显下降。", POINT, 1, "生产安全事故明显下降。"),
    ("22．强力推进", POINT, 22, "强力推进"),
    ("19.加强安全生产风险", POINT, 19, "加强安全生产风险"),
    ("2．22个行业部门建立台账。", POINT, 2, "22个行业部门建立台账。"),
    ("一是全域监测。", RUN, 1, "全域监测。"),
    ("十一是巩固。", RUN, 11, "巩固。"),
    ("（1）完善物资仓库", RUN, 1, "完善物资仓库"),
    ("(12)完善制度", RUN, 12, "完善制度"),
]


@pytest.mark.parametrize(("text", "level", "value", "rest"), MARKERS, ids=[m[0] for m in MARKERS])
def test_marker(text: str, level: int, value: int, rest: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.level, marker.value, text[marker.length :]) == (level, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1.5公里燃气管道完成改造",
        "2025年底前完成",
        "2025.3.17发布",
        "12350热线",
        "5.12防灾减灾日",
        "100%覆盖",
        "1：10000小流域调查",
        "（此件公开发布）",
        "（2024—2026年）",
        "附件：主要事项责任分工表",
        "附件:核心绩效指标",
        "一些单位责任不落实",
        "三峡库区危岩治理",
        "十四五规划",
        "第一时间到场",
        "强化一是一、二是二的作风",
        "全县（一）般事故",
        "6、 深化法规制度体系",
        "",
    ],
)
def test_no_marker(text: str) -> None:
    assert read_marker(text) is None


@_SETTINGS
@given(st.integers(1, 999))
def test_chapters_and_sections_count_as_far_as_numerals(number: int) -> None:
    chapter = read_marker(f"{to_chinese(number)}、总则")
    section = read_marker(f"（{to_chinese(number)}）总则")
    assert chapter is not None and (chapter.level, chapter.value) == (CHAPTER, number)
    assert section is not None and (section.level, section.value) == (SECTION, number)


def test_lost_chapter_is_read_where_it_is_the_next() -> None:
    text = "6、 深化法规制度体系，提升监管执法能力"
    marker = read_lost_chapter(text, expected=6)
    assert marker is not None
    assert (marker.level, marker.value) == (CHAPTER, 6)
    assert text[marker.length :] == "深化法规制度体系，提升监管执法能力"


@pytest.mark.parametrize("expected", [1, 5, 7, 16])
def test_lost_chapter_is_not_guessed(expected: int) -> None:
    assert read_lost_chapter("6、 深化法规制度体系", expected) is None


def test_other_text_is_no_lost_chapter() -> None:
    assert read_lost_chapter("6月底前完成", expected=6) is None
    assert read_lost_chapter("六、数字应急", expected=6) is None


# paragraphs and the pieces that their runs start
RUNS = [
    ("一是甲。二是乙。三是丙。", ["一是甲。", "二是乙。", "三是丙。"]),
    ("面临的挑战。**一是甲；二是乙。", ["一是甲；", "二是乙。"]),
    ("重点如下：一是甲，二是乙。", ["一是甲，", "二是乙。"]),
    ("一是甲。强调统一是关键。二是乙。", ["一是甲。强调统一是关键。", "二是乙。"]),
    ("一是甲。四是丁。二是乙。", ["一是甲。四是丁。", "二是乙。"]),
    ("一是甲。\n\n二是乙。", ["一是甲。\n\n", "二是乙。"]),
]


def pieces_of(text: str) -> list[str]:
    starts = run_starts(text)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(("text", "pieces"), RUNS, ids=[text for text, _ in RUNS])
def test_run_starts(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


def test_a_run_counts_beyond_ten() -> None:
    items = [f"{to_chinese(number)}是甲。" for number in range(1, 13)]
    assert pieces_of("要求：" + "".join(items)) == items


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一是甲。没有下文。",
        "二是乙。三是丙。",
        "一是甲。三是丙。",
        "强化统一是关键，单一是不足。",
        "坚持一是一、二是二。",
    ],
)
def test_no_run(text: str) -> None:
    assert run_starts(text) == []


@_SETTINGS
@given(st.text(alphabet="一二三十百是。；、（）()．.0123456789第章部分附件 ", max_size=30))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    marker = read_marker(text)
    assert marker is None or 0 < marker.length <= len(text)
    starts = run_starts(text)
    assert starts == sorted(set(starts)) and len(starts) != 1
