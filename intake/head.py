"""The lines of a document that its metadata are read from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.numbering import CHAPTER, PART, read_marker
from corpus.readable import readable, squeeze
from corpus.records import Form
from intake.patterns import load_patterns

_MOST_LINES = 120  # of a head, blank ones not counted
_LONGEST_LINE = 400  # characters of a line that are looked at
_LAST_LINES = 40  # of the text, blank ones not counted
_MARKS = " \t|:：[]【】*#"
_CHINESE = r"\u3400-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…·"
_LAYOUT_BLANK = re.compile(rf"(?<=[{_CHINESE}])\s+|\s+(?=[{_CHINESE}])")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line that is not blank. number: from 1. text: readable; cells: apart in a table's row."""

    number: int
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above the first chapter, and the last lines of the text."""

    lines: tuple[HeadLine, ...]
    last: tuple[HeadLine, ...]

    @property
    def both(self) -> tuple[HeadLine, ...]:
        """All of them, none twice."""
        known = {line.number for line in self.lines}
        return (*self.lines, *(line for line in self.last if line.number not in known))


def read_head(text: str, form: Form) -> Head:
    """The head and the end of a document's text."""
    lines: list[HeadLine] = []
    for line in _lines(enumerate(text.split("\n"), start=1), form):
        if len(lines) == _MOST_LINES or (lines and _opens_body(line.text)):
            break
        lines.append(line)
    count = text.count("\n") + 1
    ending = text.rstrip().split("\n")[-3 * _LAST_LINES :]
    first = count - text[len(text.rstrip()) :].count("\n") - len(ending) + 1
    last = list(_lines(enumerate(ending, start=first), form))[-_LAST_LINES:]
    return Head(tuple(lines), tuple(last))


def _lines(numbered: Iterable[tuple[int, str]], form: Form) -> Iterator[HeadLine]:
    for number, raw in numbered:
        cut = _spaced_labels().sub(lambda match: squeeze(match[0]), raw[:_LONGEST_LINE])
        text = readable(cut, "ocr" if form == "markdown" else form)
        if any(map(str.isalnum, text)):
            cells = tuple(cell.strip(_MARKS) for cell in _cell_breaks().split(cut))
            yield HeadLine(number, text, tuple(filter(None, cells)))


def opens_with_label(line: HeadLine) -> bool:
    """True for a line that gives a labelled value: 发文字号：…"""
    return bool(line.cells) and bool(_label_pattern(_all_labels()).match(line.cells[0]))


@lru_cache(maxsize=1)
def _all_labels() -> tuple[str, ...]:
    groups = load_patterns().labels.model_dump().values()
    return tuple(sorted((label for own in groups for label in own), key=len, reverse=True))


@lru_cache(maxsize=1)
def _spaced_labels() -> re.Pattern[str]:
    """A short label whose characters are set apart to fill its cell: 文　　号."""
    short = (label for label in _all_labels() if len(label) <= 4 and not label.isascii())
    either = "|".join(r"[ \u3000]{1,6}".join(map(re.escape, label)) for label in short)
    return re.compile(rf"(?<![\u4e00-\u9fff])(?:{either})(?![\u4e00-\u9fff])")


@lru_cache(maxsize=1)
def _cell_breaks() -> re.Pattern[str]:
    """Where a line falls into cells: at tabs, bars, wide blanks, and before a further label."""
    either = "|".join(map(re.escape, _all_labels()))
    return re.compile(rf"[\t|]|\s{{2,}}|\s(?=[\[【]?\s?(?:{either})\s?[:：\]】])", re.IGNORECASE)


def _opens_body(text: str) -> bool:
    """True for the first chapter or part: 一、总体要求; 第一章 总则."""
    marker = read_marker(text)
    return marker is not None and marker.level in (PART, CHAPTER) and marker.value == 1


def labelled(lines: Iterable[HeadLine], labels: tuple[str, ...]) -> Iterator[tuple[HeadLine, str]]:
    """The values that stand beside a label, or below it where the label fills its line."""
    pattern = _label_pattern(labels)
    alone: HeadLine | None = None
    for line in lines:
        if alone:
            yield line, line.cells[0] if line.cells else line.text
        alone = None
        for at, cell in enumerate(line.cells):
            found = pattern.match(cell)
            if not found:
                continue
            value = cell[found.end() :].strip(_MARKS)
            if value:
                yield line, value
            elif at + 1 < len(line.cells):
                yield line, line.cells[at + 1]
            else:
                alone = line


@lru_cache(maxsize=8)
def _label_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A label and the mark behind it, or nothing."""
    either = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    blank = r"(?<=[\u4e00-\u9fff])\s+"
    return re.compile(rf"(?:{either})(?:\s*(?:[】\]]|[:：]|$)|{blank})", re.IGNORECASE)


def joined(texts: Iterable[str]) -> str:
    """Lines of one title as one text: no blank space beside Chinese characters and marks."""
    return _LAYOUT_BLANK.sub("", " ".join(texts)).strip()


def is_issuer(text: str) -> bool:
    """True for the name of one who may issue documents, and nothing else."""
    return bool(_issuer_pattern().fullmatch(joined([text])))


@lru_cache(maxsize=1)
def _issuer_pattern() -> re.Pattern[str]:
    issuers = load_patterns().issuers
    chinese = "|".join(map(re.escape, issuers.endings))
    english = "|".join(map(re.escape, issuers.endings_en))
    return re.compile(
        rf"(?![各全有])[\u4e00-\u9fff（）()“”]{{2,40}}?(?:{chinese})"
        rf"|[A-Z][A-Za-z'’&, -]{{4,80}}\b(?i:{english})"
    )
