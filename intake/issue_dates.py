"""The date on which a document was signed (成文日期), told apart from printing and publication."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.dates import find_dates
from intake.head import Head, HeadLine, is_issuer, labelled
from intake.patterns import load_patterns
from intake.records import Found, Proposed, each_once

_ZERO = re.compile(
    r"(?<=[一二三四五六七八九〇○])[0OoＯ０О〇○](?=[一二三四五六七八九〇○0OoＯ０О年])"
)
_PRINTED = re.compile(r"印\s?[发制]")
_BRACKETS = "()（）[]【】"
_LIKELY = 5  # from this rank on a date is only a candidate


def propose_date(head: Head) -> Proposed:
    """The date of issue.

    In this order: beside its label, below or beside the name of the issuer, alone on a line, the
    date of printing, the date of publication. Any other date of the head is only a candidate.
    """
    ranked = sorted(_ranked(head), key=lambda pair: pair[0])
    best = next((found for rank, found in ranked if rank < _LIKELY), None)
    return Proposed("issued", best, each_once(found for _, found in ranked))


def read_day(words: str) -> date | None:
    """The one day that words name, None where they name none or several."""
    days = list(_days(words))
    return days[0] if len(days) == 1 else None


def _ranked(head: Head) -> Iterator[tuple[int, Found]]:
    labels = load_patterns().labels
    for rank, own in ((0, labels.issued), (4, labels.printed)):
        for line, words in labelled(head.both, own):
            yield from ((rank, _found(line, day)) for day in _days(words))
    before: HeadLine | None = None
    for line in head.both:
        rank = _rank(line, before)
        yield from ((rank, _found(line, day)) for day in _days(line.text))
        before = line


def _rank(line: HeadLine, before: HeadLine | None) -> int:
    if _PRINTED.search(line.text):
        return 3
    rest = _without_dates(line.text).strip(f" {_BRACKETS}")
    if rest and is_issuer(rest):
        return 1
    if rest:
        return _LIKELY
    return 1 if before and is_issuer(before.text.strip(_BRACKETS)) else 2


def _found(line: HeadLine, day: date) -> Found:
    return Found(day.isoformat(), line.number, line.text)


def _zeros(text: str) -> str:
    """Text with the zeros of Chinese years as 〇, as many characters as before."""
    return _ZERO.sub("〇", text)


def _days(words: str) -> Iterator[date]:
    """The whole days that a text names, but none that is a limit."""
    for mention in find_dates(_zeros(words)):
        if mention.year and mention.month and mention.day and not mention.edge:
            yield date(mention.year, mention.month, mention.day)


def _without_dates(text: str) -> str:
    left, reached = "", 0
    for mention in find_dates(_zeros(text)):
        if mention.day:
            left, reached = left + text[reached : mention.start], mention.end
    return left + text[reached:]
