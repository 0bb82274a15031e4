"""From blocks to clauses: which heading holds where, and where each clause starts and ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.assigned import has_label
from corpus.blocks import Block, Layout, Paragraph, Table
from corpus.doubts import LAYOUT
from corpus.metadata import DocumentEntry
from corpus.numbering import (
    ANNEX,
    CHAPTER,
    POINT,
    RUN,
    SECTION,
    Marker,
    read_lost_chapter,
    read_marker,
)
from corpus.readable import leading_title, squeeze
from corpus.records import ClauseKind, Heading
from corpus.remarks import Remarks, quoted

FRONT, ENDING, PAGE, ANNEX_LIST = "通知", "版记", "网页信息", "附件目录"
COLUMN_HEADS = LAYOUT
_LONGEST_HEADING = 60  # characters
_ANNEX_LIST = re.compile(r"附\s*件\s*[：:]")
_ANNEX_LINE = re.compile(r"附\s*件\s*\d{0,2}$")
_CAPTION = re.compile(r"(?:专栏|表)\s*[\d一二三四五六七八九十]+\s*[：:]?")
_ENDING = re.compile(r"抄送[：:]|.{4,40}\d{4}年\d{1,2}月\d{1,2}日\s*印发$")
_LONGEST_BROKEN = 200  # characters at the end of a formal line that tell whether it goes on
_PAGE_LINK = re.compile(r"^[^。，；：]{2,20}$")
_SENTENCE_END = re.compile(r"[。！？；]$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of running text with its section path."""

    section: tuple[str, ...]
    kind: ClauseKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with the section path it stands under."""

    section: tuple[str, ...]
    table: Table


@dataclass(slots=True)
class _Outline:
    text: str
    entry: DocumentEntry
    items: list[Passage | PlacedTable] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)
    stack: list[tuple[int, str]] = field(default_factory=list)
    in_annex: bool = False
    listing: bool = False
    chapter: int = 0

    def path(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.stack) or (self.entry.title,)

    def push(self, level: int, title: str) -> None:
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        self.stack.append((level, title))
        if level in (CHAPTER, ANNEX):
            self.listing = False

    def leave_points(self) -> None:
        while self.stack and self.stack[-1][0] >= POINT:
            self.stack.pop()

    def head(self, block: Paragraph, level: int) -> None:
        self.headings.append(Heading(block.text, block.start, block.end, level))

    def passage(self, block: Paragraph, kind: ClauseKind, section: tuple[str, ...]) -> None:
        """Add a passage; a formal line that was broken in two (抄送, a title) goes on."""
        last = self.items[-1] if self.items else None
        if (
            isinstance(last, Passage)
            and last.kind == kind == "front_matter"
            and last.section == section
            and _unfinished(self.text[max(last.start, last.end - _LONGEST_BROKEN) : last.end])
        ):
            self.items[-1] = Passage(section, kind, last.start, block.end)
            return
        self.items.append(Passage(section, kind, block.start, block.end))


def _unfinished(ending: str) -> bool:
    """True where a formal line stops at a comma or inside a title 《…."""
    return ending.endswith(("，", ",", "、")) or ending.rfind("《") > ending.rfind("》")


def read_outline(
    text: str, blocks: Sequence[Block], entry: DocumentEntry
) -> tuple[list[Passage | PlacedTable], list[Heading], Remarks]:
    """Section paths for all blocks of a document.

    text: the whole document. blocks: in document order. Returns passages and tables in document
    order, the headings, and what was repaired.
    """
    outline = _Outline(text, entry)
    body = _title_block(blocks, entry.title)
    tail = _page_tail(blocks) if entry.form == "html" else len(blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Layout):
            outline.headings.append(
                Heading(text[block.start : block.end], block.start, block.end, COLUMN_HEADS)
            )
        elif isinstance(block, Table):
            _table(outline, block)
        elif at < body.start:
            outline.passage(block, "front_matter", (FRONT,))
        elif at in body:
            outline.head(block, 0)
        elif at >= tail:
            outline.passage(block, "front_matter", (PAGE,))
        else:
            at = _body(outline, blocks, at)
        at += 1
    return outline.items, outline.headings, outline.remarks


def _title_block(blocks: Sequence[Block], title: str) -> range:
    """The paragraphs that repeat the document's title above its body (up to three lines).

    Without such a repetition the body starts at the first block.
    """
    wanted = squeeze(title)
    found = range(0, 0)
    for at in range(min(len(blocks), 60)):
        joined = ""
        for stop in range(at, min(at + 3, len(blocks))):
            block = blocks[stop]
            if not isinstance(block, Paragraph):
                break
            joined += squeeze(block.text)
            if joined == wanted:
                found = range(at, stop + 1)
    return found


def _page_tail(blocks: Sequence[Block]) -> int:
    """Where the links below a web page's document start: short lines after the last table."""
    at = len(blocks)
    while at and isinstance(block := blocks[at - 1], Paragraph) and _PAGE_LINK.match(block.text):
        at -= 1
    return at


def _table(outline: _Outline, table: Table) -> None:
    for head in table.heads:
        if head.end > head.start:
            outline.headings.append(Heading(head.text, head.start, head.end, COLUMN_HEADS))
    outline.items.append(PlacedTable(outline.path(), table))
    if outline.stack and _CAPTION.match(outline.stack[-1][1]):
        while outline.stack and outline.stack[-1][0] > CHAPTER:
            outline.stack.pop()


def _body(outline: _Outline, blocks: Sequence[Block], at: int) -> int:
    """Place one paragraph of the body; returns the index of the last block it took in."""
    block = blocks[at]
    assert isinstance(block, Paragraph)  # noqa: S101 - narrowed by the caller
    if _ENDING.match(block.text) or (
        outline.items and outline.path() == (ENDING,) and not read_marker(block.text)
    ):
        outline.stack = [(ANNEX, ENDING)]
        outline.passage(block, "front_matter", (ENDING,))
    elif _ANNEX_LIST.match(block.text):
        outline.stack, outline.listing = [(ANNEX, ANNEX_LIST)], True
        outline.passage(block, "list_item", (ANNEX_LIST,))
    elif _ANNEX_LINE.match(block.text):
        return _annex(outline, blocks, at)
    elif _CAPTION.match(block.text) and len(block.text) <= _LONGEST_HEADING:
        outline.push(SECTION, block.text)
        outline.head(block, SECTION)
    else:
        _numbered(outline, block, blocks[at + 1] if at + 1 < len(blocks) else None)
    return at


def _annex(outline: _Outline, blocks: Sequence[Block], at: int) -> int:
    """附件1 and the lines of its title become one heading of the path."""
    title = squeeze(blocks[at].text)  # type: ignore[union-attr]
    outline.head(blocks[at], ANNEX)  # type: ignore[arg-type]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if (
        isinstance(following, Paragraph)
        and not read_marker(following.text)
        and len(following.text) <= _LONGEST_HEADING
    ):
        title = f"{title} {following.text}"
        outline.head(following, ANNEX)
        at += 1
    outline.stack = []
    outline.push(ANNEX, title)
    outline.in_annex, outline.chapter = True, 0
    return at


def _numbered(outline: _Outline, block: Paragraph, following: Block | None) -> None:
    marker = read_marker(block.text)
    if marker is None and (lost := read_lost_chapter(block.text, outline.chapter + 1)):
        marker = lost
        outline.remarks.repaired(
            block.start, f"chapter number read as {lost.value}: {quoted(block.text)}"
        )
    if marker is None and following and _is_styled_heading(block):
        outline.push(min(block.level, POINT), block.text)
        outline.head(block, min(block.level, POINT))
        return
    if marker is None:
        if block.text.startswith("上述"):  # sums up the points above: belongs to their chapter
            outline.leave_points()
        kind: ClauseKind = "list_item" if outline.listing else "paragraph"
        outline.passage(block, kind, outline.path())
        return
    if outline.listing and marker.level >= POINT:
        outline.passage(block, "list_item", outline.path())
        return
    if marker.level == CHAPTER:
        outline.chapter = marker.value
    if _is_heading(block, marker, following):
        outline.push(marker.level, block.text.rstrip("。"))
        outline.head(block, marker.level)
        return
    leaf_list = outline.in_annex and marker.level >= POINT
    outline.push(marker.level, _own_title(block.text, marker))
    outline.passage(block, "list_item" if leaf_list else "item", outline.path())


def _is_heading(block: Paragraph, marker: Marker, following: Block | None) -> bool:
    """A numbered line that only names what comes below it."""
    if len(block.text) > _LONGEST_HEADING or marker.level >= RUN or has_label(block.text):
        return False
    if not _SENTENCE_END.search(block.text):
        return True
    if "。" in block.text[:-1] or not isinstance(following, Paragraph):
        return False
    below = read_marker(following.text)
    return below is not None and below.level > marker.level


def _is_styled_heading(block: Paragraph) -> bool:
    """A short line without a number that the form marks as a heading."""
    short = len(block.text) <= _LONGEST_HEADING and any(map(str.isalnum, block.text))
    return block.level > 0 and short and not _SENTENCE_END.search(block.text)


def _own_title(text: str, marker: Marker) -> str:
    """The title that a clause carries itself (（十三）开展燃气领域整治行动 of a paragraph)."""
    stops = ("。：；，",) if marker.level == RUN else ("。：；", "。：；，")
    titles = (leading_title(text, marks) for marks in stops)
    return next((title for title in titles if title), text[: marker.length].strip())
