"""When a task must be done: the end, the years or the interval that a text names.

A real end (2025年9月前, 汛前, 到2025年) counts before the years of a staged task (2024年，…。
2025年，…), and these before an interval or a standing term (每季度, 长期坚持). A year before the
one in which the document was signed is history, no deadline.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

_YEAR = r"20\d{2}\s*年"
_COUNT = r"[一二两三四五六七八九十\d]{1,3}"
_BEFORE = r"(?:之?前|以前)"
_HISTORY = r"(?<!截至)(?<!截止)(?<!较)(?<!比)(?<!去)(?<!上)"
_END = re.compile(
    rf"{_HISTORY}(?:"
    rf"“?(?P<plan>十[一二三四五六七八九])五”?[^，。；、“”（(]{{0,20}}?(?:期?末|(?:完成|结束)前)"
    rf"(?:[（(]{_YEAR}[)）])?"
    rf"|(?:{_YEAR})?\d{{1,2}}\s*月\s*(?:\d{{1,2}}\s*日|[上中下]旬)?[底末]?\s*{_BEFORE}"
    rf"|(?:{_YEAR})?\d{{1,2}}\s*月[底末]"
    rf"|(?:到|至)\s*{_YEAR}[底末]?{_BEFORE}?"
    rf"|{_YEAR}(?:年?[底末内]|[上下]半年)?{_BEFORE}"
    rf"|{_YEAR}(?:年?[底末内]|[上下]半年)"
    rf"|在\s*{_YEAR}(?=全面|基本|实现|完成|建成|达到)"
    rf"|{_COUNT}\s*(?:年|个月|周|天|日|个工作日)之?内"
    rf"|(?:今|本)?年度?[底末内]{_BEFORE}?"
    rf"|[上下]半年{_BEFORE}?"
    rf"|(?<![前每])第?[一二三四]季度[底末]?{_BEFORE}?"
    rf"|(?:主?汛期?|入汛|入冬|春节|元旦|国庆节?|五一)(?:来临|到来)?{_BEFORE}"
    r")"
)
_STAGE = re.compile(
    rf"(?:^|(?<=[，,。；;：:、！“]))\s*(?P<stage>(?:20\d{{2}}\s*年?\s*[-—–~至]+\s*)?{_YEAR})"
    r"(?:\s*[，,](?!全[市区县])"
    r"|(?=全面|基本|实现|完成|建成|达到|形成|启动|推动|推进|开展|持续|力争|确保|新|将|提升|强化|巩固))"
)
_STANDING = re.compile(
    r"每\s*年\s*\d{1,2}\s*月(?:至次年\s*\d{1,2}\s*月|第[一二三四]周)?"
    rf"|每\s*(?:季度?|半个?月|个?月|半年|周|日|天|年|{_COUNT}\s*(?:年|个?月|周|天|日|个工作日))"
    rf"|{_YEAR}起|长期坚持|全年(?!平均|降水)"
    r"|(?<![较比])常年(?=开展|坚持|保持|实行|落实|组织|巡查|值守|[，,])"
)
_TITLE = re.compile(r"《[^《》]{1,80}》")
_PLAN_YEARS = 5  # 十四五, the fourteenth plan, ends in 1955 + 14 * 5


def find_deadline(text: str, issued: date | None = None) -> str | None:
    """The deadline that a text names, without blanks; None without one.

    issued: when the document was signed; without it no year is history. Returns the first end
    that is named; else the years of the stages (2024年 2025年); else the first interval (每季度).
    Titles in 《》 are not read.
    """
    plain = _TITLE.sub(lambda title: "》" * len(title.group()), text)

    def ahead(match: re.Match[str]) -> bool:
        year = _last_year(match)
        return year is None or issued is None or year >= issued.year

    end = next(_found(_END, plain, ahead), None)
    if end:
        return end
    stages = dict.fromkeys(_found(_STAGE, plain, ahead))
    return " ".join(stages) or next(_found(_STANDING, plain, ahead), None)


def _found(
    pattern: re.Pattern[str], text: str, wanted: Callable[[re.Match[str]], bool]
) -> Iterator[str]:
    group = "stage" if "stage" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        if wanted(match):
            yield re.sub(r"\s+", "", match.group(group))


def _last_year(match: re.Match[str]) -> int | None:
    """The last year of a match, that of the five-year plan it names, None without one."""
    years = re.findall(r"20\d{2}", match.group())
    if years:
        return int(years[-1])
    plan = match.groupdict().get("plan")
    return 1955 + _PLAN_YEARS * (10 + "一二三四五六七八九".index(plan[1]) + 1) if plan else None
