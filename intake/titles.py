"""The title of a document: that of the plan which a notice hands out, else that of the notice."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.readable import squeeze
from intake.document_numbers import plain_number
from intake.head import Head, HeadLine, is_issuer, joined, labelled, opens_with_label
from intake.issue_dates import read_day
from intake.patterns import load_patterns
from intake.records import Found, Proposed, each_once

_NAMED = (
    re.compile(
        r"现将《(?P<title>[^《》]{4,120}(?:《[^《》]{2,60}》[^《》]{0,60})?)》.{0,12}?[印转下]?[发布]"
    ),
    re.compile(
        r"关于(?:印发|转发|发布|公布|下发|批转)《(?P<title>[^《》]{4,120}(?:《[^《》]{2,60}》[^《》]{0,60})?)》"
    ),
    re.compile(
        r"关于(?:印发|转发|发布|公布|下发|批转)(?P<title>[^《》。；]{4,100}?)的(?:通知|函|公告)"
    ),
)
_MOST_LINES = 3  # of a title; the outline reader joins no more
_SAME = 90  # percent of likeness of a title and the lines that repeat it
_STOPS = re.compile(r"[。；;！？?!|>＞]|[:：]$|https?:|www\.")
_SHORTEST, _LONGEST = 5, 120  # characters
_FEWEST_BROKEN = 8  # characters of a first line of a title that goes on below
_NAME_NOISE = re.compile(r"[（(]\d{1,2}[）)]$|^\d{1,3}[.、_\s-]+|\.[A-Za-z0-9]{1,5}$|[-_ ]?副本$")
_WORD = re.compile(r"[A-Za-z]{2,}")


def propose_title(head: Head, name: str) -> Proposed:
    """The title that the outline is read with. name: of the file; the last resort."""
    named = list(_named(head.lines))
    found: list[Found] = []
    for title in named:
        found.extend(_repeated(head.lines, title))
    found.extend(_of_notice(head.lines))
    found.extend(named)
    found.extend(_labelled(head))
    found = found or list(_first_lines(head.lines))
    candidates = each_once((*found, *_of_name(name)))
    return Proposed("title", candidates[0] if candidates else None, candidates)


def _named(lines: Sequence[HeadLine]) -> Iterator[Found]:
    """The titles that a notice names as what it hands out."""
    text, starts = "", []
    for line in lines:
        starts.append(len(text))
        text += squeeze(line.text)
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            if match["title"].startswith("〈"):  # another document, named in passing
                continue
            at = max(i for i, start in enumerate(starts) if start <= match.start("title"))
            yield Found(_unsqueezed(match["title"]), lines[at].number, lines[at].text)


def _unsqueezed(title: str) -> str:
    return title.replace("〈", "《").replace("〉", "》")


def _repeated(lines: Sequence[HeadLine], title: Found) -> Iterator[Found]:
    """The lines above the body that repeat a title, as they are written there."""
    wanted = squeeze(title.value)
    best, likest = None, float(_SAME)
    for at in range(len(lines)):
        for stop in range(at + 1, min(at + _MOST_LINES, len(lines)) + 1):
            value = joined(line.text for line in lines[at:stop])
            likeness = fuzz.ratio(squeeze(value), wanted)
            if likeness >= likest and "印发" not in value:
                best, likest = Found(value, lines[at].number, lines[at].text), likeness + 0.001
    if best:
        yield best


def _of_notice(lines: Sequence[HeadLine]) -> Iterator[Found]:
    """The title of the notice itself, or of a document without one."""
    for at, line in enumerate(lines):
        for stop in range(at + 1, min(at + _MOST_LINES, len(lines)) + 1):
            value = joined(part.text for part in lines[at:stop])
            if not all(map(_may_be_title, lines[at:stop])):
                break
            if _ending().search(squeeze(value)) and len(squeeze(value)) >= _SHORTEST:
                start = _upward(lines, at)
                value = joined(part.text for part in lines[start:stop])
                yield Found(value, lines[start].number, lines[start].text)
                break
            if not _goes_on(line, squeeze(value)):
                break


def _goes_on(first: HeadLine, value: str) -> bool:
    """True where a title may go on in the next line."""
    return "关于" in value or len(squeeze(first.text)) >= _FEWEST_BROKEN


def _upward(lines: Sequence[HeadLine], at: int) -> int:
    """Where a title starts whose last line is known: above it while the lines go on."""
    start = at
    while start and at - start < _MOST_LINES - 1:
        above = lines[start - 1]
        text = squeeze(above.text)
        if not _may_be_title(above) or _ending().search(text) or len(text) < _FEWEST_BROKEN:
            break
        start -= 1
    return start


def _may_be_title(line: HeadLine) -> bool:
    text = squeeze(line.text)
    return (
        len(text) <= _LONGEST
        and not _STOPS.search(text)
        and len(line.cells) <= 1
        and not opens_with_label(line)
        and not is_issuer(joined([line.text]).removesuffix("文件"))
        and read_day(line.text) is None
        and "号" not in plain_number(line.text)[-1:]
        and not re.match(r"附\s*件|抄送|主送|目\s*录$|[（(].*[）)]$", text)
    )


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    titles = load_patterns().titles
    words = "|".join(map(re.escape, titles.endings))
    return re.compile(rf"(?:{words}){titles.behind}$")


def _labelled(head: Head) -> Iterator[Found]:
    for line, words in labelled(head.lines, load_patterns().labels.title):
        if len(words) >= _SHORTEST:
            yield Found(joined([words]), line.number, line.text)


def _first_lines(lines: Sequence[HeadLine]) -> Iterator[Found]:
    """The first line that may be a title, where nothing tells one."""
    for line in lines[:10]:
        if _may_be_title(line) and len(squeeze(line.text)) >= _SHORTEST:
            yield Found(joined([line.text]), line.number, line.text)
            return


def _of_name(name: str) -> Iterator[Found]:
    """The title that a file's name tells: its number, its ending and （1） taken off."""
    words = name
    while (shorter := _NAME_NOISE.sub("", words).strip(" _-")) != words:
        words = shorter
    words = words.strip("《》 ").replace("_", " ")
    if re.search(r"[\u4e00-\u9fff]{4}", words) or len(_WORD.findall(words)) > 1:
        yield Found(words, 0, name)
