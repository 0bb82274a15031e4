"""What looks damaged in a document: named with its line, never mended by guessing."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from corpus.blocks import Block, Paragraph
from corpus.records import Clause, Form, Heading
from corpus.remarks import Remarks, quoted

LAYOUT = 9  # level of what carries no words of its own: rules, column heads
_LONGEST_PARAGRAPH = 10_000  # characters; more in one line has lost its line breaks
_PAGE_BREAKS = "\x0b\x0c"
# control and invisible characters but line feed and tab: they carry no words
_INVISIBLE = r"\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_DAMAGE = re.compile(f"[{_INVISIBLE}]")
_BLANK = re.compile(f"[{_INVISIBLE}{_PAGE_BREAKS}]")
_LOST = "\ufffd"  # stands where a program could not read a character
_FEWEST_CUT = 24  # characters; shorter lines are signatures, dates, links
_COMPLETE = re.compile(r"(?:[。！？；：:;!?”’）)》】|]|印发|日)$")
_SINGLE_CELL = re.compile(r"[^|]*\S \|$")


def without_invisible(text: str) -> str:
    """The text with a blank for each invisible character: all offsets stay as they are."""
    return _BLANK.sub(" ", text)


def doubts(text: str, blocks: Sequence[Block], form: Form) -> Remarks:
    """Warnings about the characters and the paragraphs of a document."""
    remarks = Remarks()
    _characters(text, remarks)
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and _cut_short(last.text):
        remarks.warn(last.start, f"the text ends in a sentence: …{last.text[-10:]}")
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        if len(block.text) > _LONGEST_PARAGRAPH:
            remarks.warn(
                block.start,
                f"a paragraph of {len(block.text)} characters; line breaks may be lost",
            )
        if form == "html" and _SINGLE_CELL.match(block.text):
            remarks.warn(
                block.start, f"a table cell outside a table: {quoted(block.text)}; rows may be lost"
            )
    return remarks


def _cut_short(text: str) -> bool:
    return len(text) >= _FEWEST_CUT and not _COMPLETE.search(text[-2:])


def doubt_headings(
    headings: Sequence[Heading], clauses: Sequence[Clause], remarks: Remarks
) -> None:
    """Warn of each chapter, section or point with nothing below it. Both in document order."""
    at = 0
    for heading, following in zip_longest(headings, headings[1:]):
        if not 0 < heading.level < LAYOUT or (following and following.level > heading.level):
            continue
        while at < len(clauses) and clauses[at].start < heading.end:
            at += 1
        if at == len(clauses) or (following and clauses[at].start > following.start):
            remarks.warn(heading.start, f"nothing stands below the heading {quoted(heading.text)}")


def _characters(text: str, remarks: Remarks) -> None:
    """One warning for each line with characters that carry no words."""
    for at, count in _by_line(text, (match.start() for match in _DAMAGE.finditer(text))):
        remarks.warn(at, f"{count} control or invisible characters; each is read as a blank")
    for at, count in _by_line(text, (match.start() for match in re.finditer(_LOST, text))):
        remarks.warn(at, f"{count} characters were lost before the file was saved (\\ufffd)")


def _by_line(text: str, places: Iterable[int]) -> list[tuple[int, int]]:
    """Places grouped by line: (the first of them, how many)."""
    lines: list[tuple[int, int]] = []
    end = -1  # of the line of the last place
    for at in places:
        if at > end:
            lines.append((at, 1))
            following = text.find("\n", at)
            end = len(text) if following < 0 else following
        else:
            lines[-1] = (lines[-1][0], lines[-1][1] + 1)
    return lines
