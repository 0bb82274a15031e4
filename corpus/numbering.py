"""The numbering of Chinese official documents: 第一部分, 附件1, 一、, （一）, 1．, 一是.

GB/T 9704 sets the order 一、 → （一） → 1． → （1）; 一是…二是 runs inside a paragraph.
"""

import re
from dataclasses import dataclass

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_CHARACTERS = "零一二三四五六七八九"
_NUMERAL = "[零〇一二三四五六七八九十百]{1,5}"

ANNEX, PART, CHAPTER, SECTION, POINT, RUN = 0, 0, 1, 2, 3, 4

_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (PART, re.compile(rf"第(?P<zh>{_NUMERAL})(?:部分|章|编)\s*")),
    (ANNEX, re.compile(r"附\s*件\s*(?P<ar>\d{1,2})?(?!：|:)(?=\s|$|[^\d：:，。；、])")),
    (CHAPTER, re.compile(rf"(?P<zh>{_NUMERAL})、\s*")),
    (SECTION, re.compile(rf"[（(](?P<zh>{_NUMERAL})[）)]\s*")),
    (POINT, re.compile(r"(?P<ar>\d{1,3})(?:．|\.(?!\d))\s*")),
    (RUN, re.compile(rf"(?P<zh>{_NUMERAL})是")),
    (RUN, re.compile(r"[（(](?P<ar>\d{1,2})[）)]\s*")),
)
_LOST_CHAPTER = re.compile(r"(?P<ar>\d{1,2})、\s*")
_RUN = re.compile(rf"(?:^|(?<=[。；;：:，,！*]))\s*(?P<zh>{_NUMERAL})是")


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the start of a text: its level, its value (0 when unnumbered), its length."""

    level: int
    value: int
    length: int


def numeral(text: str) -> int:
    """The value of a Chinese numeral up to 999 (四十一 -> 41). Raises ValueError for others."""
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif character == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            raise ValueError(f"{text!r} is not a Chinese numeral: use 一 to 九百九十九")
    return total + digit


def in_characters(value: int) -> str:
    """The Chinese numeral of a value from 0 to 99 (41 -> 四十一)."""
    tens, ones = divmod(value, 10)
    ten = ("" if tens == 1 else _CHARACTERS[tens]) + "十" if tens else ""
    return ten + (_CHARACTERS[ones] if ones or not tens else "")


def _value(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("zh"):
        return numeral(groups["zh"])
    return int(groups["ar"]) if groups.get("ar") else 0


def read_marker(text: str) -> Marker | None:
    """The number a text starts with, or None."""
    for level, pattern in _MARKERS:
        match = pattern.match(text)
        if match:
            return Marker(level, _value(match), match.end())
    return None


def without_marker(text: str) -> str:
    """A text without the number it starts with: a heading in the body and in a table are alike."""
    marker = read_marker(text)
    return text[marker.length :] if marker else text


def read_lost_chapter(text: str, expected: int) -> Marker | None:
    """A chapter whose Chinese number became Arabic (6、): read only where 6 is the next chapter."""
    match = _LOST_CHAPTER.match(text)
    if match and int(match.group("ar")) == expected:
        return Marker(CHAPTER, expected, match.end())
    return None


def run_starts(text: str) -> list[int]:
    """Where 一是, 二是, … start in a paragraph.

    Returns offsets into text; [] unless the run starts with 一是 and counts on to at least 二是.
    """
    starts: list[int] = []
    for match in _RUN.finditer(text):
        if numeral(match.group("zh")) == len(starts) + 1:
            starts.append(match.start("zh"))
    return starts if len(starts) > 1 else []
