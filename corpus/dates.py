"""Dates that a text names, in one normal form: 2025年3月1日 = 2025-03-01 = March 1, 2025.

What a date is for (a deadline, a stage) is the matter of deadlines.py; here only when it is.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from corpus.numerals import fold, read_number

Edge = Literal["", "before", "end", "start", "from"]

_YEAR = r"(?:19|20)\d{2}"
_CHINESE_YEAR = r"[一二][〇零○一二三四五六七八九]{3}"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_AFTER = r"(?P<after>[年月]?[底末](?:之?前|以前)?|[年月]?初|之?前|以前|内|起)?"
_RELATIVE = r"(?:今年|本年|次年|明年|去年|当年)?"
_WITHIN = (
    rf"(?:(?P<month>{_SMALL})\s{{0,2}}月份?(?:\s{{0,2}}(?P<day>{_SMALL})\s{{0,2}}[日号])?(?:[上中下]旬)?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)"
)
_CHINESE = re.compile(
    rf"(?<![\d.])(?P<year>{_YEAR}|{_CHINESE_YEAR})\s{{0,2}}(?:年度?(?!来)\s{{0,2}}{_WITHIN}?\s{{0,2}}{_AFTER}"
    rf"|(?=\s{{0,2}}年?\s{{0,2}}[-—–~至到]+\s{{0,2}}{_YEAR}\s{{0,2}}年))"
)
_NO_YEAR = re.compile(rf"(?<![\d.个每第〔])(?:{_RELATIVE}{_WITHIN}\s{{0,2}}{_AFTER})")
_YEAR_END = re.compile(r"(?:今|本|当)?年(?P<after>[底末](?:之?前|以前)?|内)")
_ISO = re.compile(
    rf"(?<![\d.])(?P<year>{_YEAR})(?P<mark>[-./])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})"
    r"(?![\d.]\d|\d)\s{0,2}(?P<after>之?前|以前)?"
    rf"|(?<![\d.])(?P<year2>{_YEAR})[-/](?P<month2>0?[1-9]|1[0-2])(?![\d/.-])"
)
_MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
_MONTH = (
    r"(?P<name>january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NTH = rf"(?:{'|'.join(_ORDER)})"
_EDGE = (
    r"\b(?P<edge>(?:(?:by|before|at)\s+)?(?:the\s+)?(?:year[\s-])?end\s+of|by|before|since|from"
    r"|(?:the\s+)?(?:start|beginning)\s+of)\s+"
)
_EDGE_WORDS = rf"(?:{_EDGE})?(?:the\s+)?"
_ENGLISH = re.compile(
    rf"{_EDGE_WORDS}(?:"
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s{{0,2}}(?P<year>{_YEAR})\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.replace('name', 'name2')}"
    rf"(?:,?\s{{0,2}}(?P<year2>{_YEAR})\b)?"
    rf"|{_MONTH.replace('name', 'name3')},?(?:\s+of)?\s{{0,2}}(?P<year3>{_YEAR})\b"
    rf"|(?:(?P<nth>{_NTH})\s+quarter|\bq(?P<quarter>[1-4]))\b(?:,?\s{{0,2}}(?:of\s+)?(?P<year4>{_YEAR})\b)?"
    rf"|(?P<nth2>first|second)\s+half\b(?:\s+(?:of\s+)?(?P<year5>{_YEAR})\b)?)"
)
_MONTH_ALONE = re.compile(
    rf"{_EDGE_WORDS}\b(?P<name>january|february|april|june|july|august|september|october|november"
    r"|december)\b"  # march and may alone are words as well
)
# 2025 towns is no year; before a word of grammar it may be one
_NO_COUNT = (
    r"(?!-\d{5}|[.,]?\d|\s?[%\u4e00-\u9fff]"
    r"|\s?(?!(?:the|a|and|or|to|for|by|in|on|at|with|all|it|is|was|as|each|this)\b)[a-z])"
)
_YEAR_ALONE = re.compile(
    rf"(?:{_EDGE}(?:the\s+year\s+)?|\b(?:in|during|of|for|until|through|year)\s+|^\s{{0,2}})"
    rf"(?P<year>{_YEAR}){_NO_COUNT}"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as far as a text tells it; None for what it leaves open.

    half: 1 or 2, of the year. edge: before the date (9月前), its end (9月底前, 年内), its start
    (年初) or from then on. start, end: half-open offsets into the text as given.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    edge: Edge = ""

    @property
    def normal(self) -> str:
        """The date as one word: 2025-03-01, --09 (no year), 2025-Q3, 2025-H1, 2025-09/end."""
        parts = [f"{self.year}" if self.year else "-"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        parts += [f"Q{self.quarter}"] if self.quarter else []
        parts += [f"H{self.half}"] if self.half else []
        return "-".join(parts) + (f"/{self.edge}" if self.edge else "")


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The dates that a text names, in order, none inside another.

    The last day of a month is its end where the date is a limit: 6月30日前 and 6月底前 are the
    same, and so are 12月底 and 年底.
    """
    folded, offsets = fold(text)
    taken = [False] * (len(folded) + 1)
    found: list[DateMention] = []
    for pattern in (_ISO, _CHINESE, _NO_YEAR, _YEAR_END, _ENGLISH, _MONTH_ALONE, _YEAR_ALONE):
        for match in pattern.finditer(folded):
            start, end = _trimmed(match)
            if any(taken[start:end]) or not (mention := _mention(match)):
                continue
            taken[start:end] = [True] * (end - start)
            first, last = offsets[start], offsets[end - 1] + 1
            found.append(replace(mention, start=first, end=last, text=text[first:last]))
    return tuple(sorted(found, key=lambda mention: mention.start))


def dates_agree(expected: DateMention, given: DateMention) -> bool:
    """True where a date says all that is expected of it; it may say more.

    2025年9月 agrees with an expected 9月. A limit (9月前, 年底) must be the same limit.
    """
    if expected.year and expected.year != given.year:
        return False
    wanted = (expected.month, expected.day, expected.quarter, expected.half)
    got = (given.month, given.day, given.quarter, given.half)
    if expected.edge:
        return expected.edge == given.edge and wanted == got
    return all(part is None or part == other for part, other in zip(wanted, got, strict=True))


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    words = match.group()
    return match.start() + len(words) - len(words.lstrip()), match.start() + len(words.rstrip())


def _mention(match: re.Match[str]) -> DateMention | None:
    """The date of a match, None where its parts make none (2025-13-40)."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    year, month, day = _part(groups, "year"), _month(groups), _part(groups, "day")
    quarter = _part(groups, "quarter") or _ORDER.get(groups.get("nth", ""))
    half = {"上": 1, "下": 2, "first": 1, "second": 2}.get(
        groups.get("half", groups.get("nth2", ""))
    )
    if month and not 1 <= month <= 12:
        return None
    if day and not 1 <= day <= calendar.monthrange(year or 2024, month or 1)[1]:
        return None
    mention = DateMention(0, 0, "", year, month, day, quarter, half, _edge(groups))
    return _as_end(mention)


def _part(groups: dict[str, str], name: str) -> int | None:
    written = next(_numbered(groups, name), None)
    value = read_number(written) if written else None
    return int(value) if value is not None else None


def _month(groups: dict[str, str]) -> int | None:
    name = next(_numbered(groups, "name"), None)
    if name:
        return 1 + [month[:3] for month in _MONTHS].index(name[:3])
    return _part(groups, "month")


def _numbered(groups: dict[str, str], name: str) -> Iterator[str]:
    """The groups name, name2, name3 … that matched."""
    return (text for key, text in groups.items() if key.rstrip("2345") == name)


def _edge(groups: dict[str, str]) -> Edge:
    after = groups.get("after", "")
    before = next(_numbered(groups, "edge"), "")
    if re.search("[底末内]", after) or re.search(r"\bend\b", before):
        return "end"
    if "前" in after or before in ("by", "before"):
        return "before"
    if "初" in after or re.search("start|beginning", before):
        return "start"
    return "from" if "起" in after or before in ("since", "from") else ""


def _as_end(mention: DateMention) -> DateMention:
    month, day = mention.month, mention.day
    if mention.edge == "before" and month and day:
        last = calendar.monthrange(mention.year or 2024, month)[1]
        if day == last:
            mention = replace(mention, day=None, edge="end")
    if mention.edge == "end" and mention.month == 12 and not mention.day:
        mention = replace(mention, month=None)
    return mention
