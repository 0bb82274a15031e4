"""Who issued a document: letterhead, title, signature, the head of a web page."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from corpus.readable import squeeze
from intake.head import Head, HeadLine, is_issuer, joined, labelled
from intake.issue_dates import read_day
from intake.patterns import load_patterns
from intake.records import Found, Proposed, each_once

_LETTERHEAD = re.compile(r"(.{4,42}?)文件")
_OF_TITLE = re.compile(r"(.{4,42}?)关于")
_PRINTED = re.compile(r"(.{4,42}?)\s*\d{4}年\d{1,2}月\d{1,2}日\s*印[发制]")
_ALONE = 4  # rank of a name that fills its line, nothing beside or below telling why
_LIKELY = 5  # from this rank on a name is only a candidate


def propose_issuer(head: Head) -> Proposed:
    """Who issued the document, in the longest form in which its head writes the name."""
    ranked = sorted(_ranked(head), key=lambda pair: pair[0])
    best = next((found for rank, found in ranked if rank < _LIKELY), None)
    if best:
        same = [found for rank, found in ranked if rank < _LIKELY and _is_longer(found, best)]
        best = max(same, key=lambda found: len(found.value))
    return Proposed("issuer", best, each_once((*filter(None, [best]), *(f for _, f in ranked))))


def _is_longer(found: Found, than: Found) -> bool:
    """True for another way to write the same name: 重庆市万盛经开区管委会, 万盛经开区管委会."""
    return found.value.endswith(than.value)


def _ranked(head: Head) -> Iterator[tuple[int, Found]]:
    for line, words in labelled(head.both, load_patterns().labels.issuer):
        if is_issuer(words) or words.isascii():
            yield 3, Found(joined([words]), line.number, line.text)
    last_of_head = head.lines[-1].number if head.lines else 0
    for line, following in zip_longest(head.both, head.both[1:]):
        for rank, found in _of_line(line, following):
            # at the end of a text stand tables, too: a name in a line of its own tells nothing
            if rank != _ALONE or line.number <= last_of_head:
                yield rank, found


def _of_line(line: HeadLine, following: HeadLine | None) -> Iterator[tuple[int, Found]]:
    text = joined([line.text])
    for rank, pattern in ((0, _LETTERHEAD), (1, _OF_TITLE), (_LIKELY, _PRINTED)):
        match = pattern.match(text)
        if match and is_issuer(match[1]) and (rank or match.end() == len(text)):
            yield rank, Found(match[1], line.number, line.text)
    names = line.text.split()
    several = len(names) > 1 and all(map(is_issuer, names))
    if several or is_issuer(text):
        value = "、".join(names) if several else text
        yield _standing(following), Found(value, line.number, line.text)
    elif read_day(line.text) and (name := _before_date(line.text)):
        yield 2, Found(name, line.number, line.text)


def _standing(following: HeadLine | None) -> int:
    """The rank of a name that fills its line, by what stands below it."""
    if following is None:
        return _ALONE
    if squeeze(following.text).startswith("关于"):
        return 1
    return 2 if read_day(following.text) and len(following.text) < 20 else _ALONE


def _before_date(text: str) -> str:
    """奉节县人民政府 of 奉节县人民政府 2025年3月21日, '' where no name fills the rest."""
    name = squeeze(re.sub(r"[\d〇○零一二三四五六七八九十]{1,4}\s?[年月日]|[-./\d]", "", text))
    return name if is_issuer(name) and "印发" not in text else ""
