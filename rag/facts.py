"""Figures and dates in a clause: the stretch of text that states what was asked."""

import re
from dataclasses import dataclass

from rag.normalize import matching

_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_STRETCH = re.compile(r"[^，,。；;：:\n]+")
_QUANTITY = re.compile(
    r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万两]+(?=个|家|座|处|次|项|名|级|年|类|场|条|支)|零发生|清零|全覆盖|零事故"
)
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
    return [
        Sentence(found, matching(found))
        for match in _SENTENCE.finditer(text)
        if (found := match.group().strip())
    ]


def stretches(text: str) -> list[Sentence]:
    """The comma-separated stretches of a readable text."""
    return [
        Sentence(found, matching(found))
        for match in _STRETCH.finditer(text)
        if (found := match.group().strip())
    ]


def has_quantity(text: str) -> bool:
    """True where a text states a number, or zero in words (清零, 零发生)."""
    return bool(_QUANTITY.search(text))


def find_dates(text: str) -> list[str]:
    """The dates, terms and intervals that a text names."""
    return [match.group() for match in _DATE.finditer(text)]
