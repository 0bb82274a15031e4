"""Figures and dates in a clause: the stretch of text that states what was asked."""

import re
from dataclasses import dataclass

from corpus.readable import split_sentences
from rag.normalize import matching

_STRETCH = re.compile(r"[^，,。；;：:\n]+")
_MEASURE = (
    r"%|‰|个|家|座|处|台|条|次|人|名|艘|起|项|支|张|部|栋|所|户|辆|套|枚|件|间|口|倍|类|场|级|根|批|轮|公里|千米"
    r"|米|毫米|平方|公顷|亩|吨|小时|分钟|天|万|亿|元|千|百|余|及以|以[上下内]|D级|MHZ|mhz"
)
_QUANTITY = re.compile(
    rf"(?<![\d.])\d+(?:\.\d+)?\s*(?:{_MEASURE})|^\W*\d+(?:\.\d+)?\W*$|[≤≥<>]\s*\d|1[∶:]\s*\d+"
    r"|[一二三四五六七八九十百千万两]+(?=个|家|座|处|次|项|名|条|支|类|场|人次|公里|亩|台|户|所)|零发生|清零|全覆盖|零事故|第?一个|\d{5}"
)
_IDIOM = re.compile(
    r"最后一公里|最后一米|一把手|一张图|一体化|一张清单|一支队伍|三级(?:治理|贯通|管理)"
)
_RATIO = re.compile(r"[%‰％]|\d\s*[∶:比]\s*\d|成以上|全覆盖|全部|百分之")
_MONEY = re.compile(r"\d+(?:\.\d+)?\s*(?:亿|万)?\s*元")
_DATE = re.compile(
    r"20\d{2}\s*年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|起)?(?:之?前)?|\d{1,2}月(?:\d{1,2}日|底|末)?(?:之?前)?|上半年|下半年"
    r"|年底|年内|汛前|汛期前|长期坚持|每季度|每月|每周|每年|每半年|每半个月|每\s*\d+\s*年|每天|每日|季度"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause: as it reads, and in matching form."""

    text: str
    plain: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a readable text, with their closing mark."""
    return [Sentence(found, matching(found)) for found in split_sentences(text)]


def stretches(text: str) -> list[Sentence]:
    """The comma-separated stretches of a readable text."""
    return [
        Sentence(found, matching(found))
        for match in _STRETCH.finditer(text)
        if (found := match.group().strip())
    ]


def has_quantity(text: str) -> bool:
    """True where a text states a number, or zero in words (清零, 零发生)."""
    return bool(_QUANTITY.search(_IDIOM.sub("", text)))


def has_ratio(text: str) -> bool:
    """True where a text states a share or a ratio."""
    return bool(_RATIO.search(text))


def has_money(text: str) -> bool:
    """True where a text states a sum of money."""
    return bool(_MONEY.search(text))


def find_dates(text: str) -> list[str]:
    """The dates, terms and intervals that a text names."""
    return [match.group() for match in _DATE.finditer(text)]
