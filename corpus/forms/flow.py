"""The running text of HTML: the lines that its elements make, lists with their numbers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from corpus.forms.counting import chinese, letter, roman
from corpus.numbering import read_marker

_BLOCK_NAMES = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre "
    "section summary table caption thead tbody tfoot tr td th ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = ("td", "th")
_LONGEST_PLAIN = 200  # characters of a cell that may share its line with the others of the row
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u3000-\u303f]"
# a line break of the source between characters that are written without blanks is none of the text
_SOURCE_BREAK = re.compile(rf"(?<={_WIDE})[ \t\r\f]*\n\s*(?={_WIDE})")
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?(none|cjk|chinese|ideographic)")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text, not yet readable (blanks as in the file). heading: 1 to 6 for h1 to h6, 0
    for any other.
    """

    text: str
    heading: int = 0


@dataclass(slots=True)
class _List:
    """An <ol> while it is read: the number of its next item, and how it is written."""

    following: int
    step: int
    style: str


@dataclass(slots=True)
class _Flow:
    inline: list[str] = field(default_factory=list)
    lists: list[_List | None] = field(default_factory=list)
    marker: str = ""  # of the list item that has just begun
    headings: list[int] = field(default_factory=list)  # that are open
    rows: list[bool] = field(default_factory=list)  # whether a row's cells share a line
    verbatim: int = 0  # <pre> that are open: their lines are lines

    def finish(self) -> Iterator[TextLine]:
        text = collapsed("".join(self.inline))
        self.inline.clear()
        if text:
            if self.marker and read_marker(text) is None:
                text = f"{self.marker}{text}"
            self.marker = ""
            yield TextLine(text, self.headings[-1] if self.headings else 0)

    def take(self, text: str) -> Iterator[TextLine]:
        first, *others = text.split("\n") if self.verbatim else [text]
        self.inline.append(first)
        for line in others:
            yield from self.finish()
            self.inline.append(line)

    def open_item(self, item: _Element) -> None:
        current = self.lists[-1] if self.lists else None
        if current is not None:
            value = _integer(item.get("value"), current.following)
            self.marker = _marker(value, current.style)
            current.following = value + current.step


def lines_of_element(
    root: _Element, is_table: Callable[[_Element], bool]
) -> Iterator[TextLine | _Element]:
    """The lines of an element in order; a table for which is_table is true comes out whole."""
    flow = _Flow()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag == "table" and is_table(element):
                yield from flow.finish()
                yield element
                walk.skip_subtree()
                continue
            yield from _start(flow, element)
            yield from flow.take(element.text or "")
        else:
            yield from _end(flow, element)
            if element is not root:
                yield from flow.take(element.tail or "")
    yield from flow.finish()


def _start(flow: _Flow, element: _Element) -> Iterator[TextLine]:
    tag = element.tag
    if tag == "br":
        if flow.headings:
            flow.inline.append("\n")
        else:
            yield from flow.finish()
        return
    if tag not in BLOCKS:
        return
    if tag in _CELLS and flow.rows and flow.rows[-1]:
        flow.inline.append(" ")
        return
    yield from flow.finish()
    if tag == "tr":
        flow.rows.append(_is_plain(element))
    elif tag == "li":
        flow.open_item(element)
    elif tag in ("ol", "ul", "menu"):
        flow.lists.append(_list(element) if tag == "ol" else None)
    elif tag in HEADINGS:
        flow.headings.append(int(tag[1]))
    flow.verbatim += tag == "pre"


def _end(flow: _Flow, element: _Element) -> Iterator[TextLine]:
    tag = element.tag
    if tag not in BLOCKS or (tag in _CELLS and flow.rows and flow.rows[-1]):
        return
    if tag == "p" and flow.rows and flow.rows[-1]:
        return
    yield from flow.finish()
    if tag == "tr" and flow.rows:
        flow.rows.pop()
    elif tag in ("ol", "ul", "menu") and flow.lists:
        flow.lists.pop()
    elif tag == "li":
        flow.marker = ""
    elif tag in HEADINGS and flow.headings:
        flow.headings.pop()
    flow.verbatim -= tag == "pre"


def _is_plain(row: _Element) -> bool:
    """A row of several cells, each of one short line: they belong together."""
    cells = list(row.iterchildren(*_CELLS))
    return len(cells) > 1 and all(map(_is_short, cells))


def _is_short(cell: _Element) -> bool:
    length = blocks = 0
    for part in cell.iter():
        if part is not cell and (part.tag in BLOCKS or part.tag == "br"):
            blocks += 1
            if part.tag != "p" or blocks > 1:
                return False
        length += len(part.text or "") + (0 if part is cell else len(part.tail or ""))
        if length > _LONGEST_PLAIN:
            return False
    return True


def _list(element: _Element) -> _List | None:
    """How an <ol> counts; None for one that shows no numbers."""
    css = _STYLE.search((element.get("style") or "")[:1000].lower())
    style = css.group(1) if css else (element.get("type") or "1").strip()[:1]
    if style == "none":
        return None
    backwards = element.get("reversed") is not None
    first = sum(1 for _ in element.iterchildren("li")) if backwards else 1
    return _List(_integer(element.get("start"), first), -1 if backwards else 1, style)


def _integer(text: str | None, otherwise: int) -> int:
    number = (text or "").strip()[:9]
    digits = number.removeprefix("-")
    return int(number) if digits.isascii() and digits.isdigit() else otherwise


def _marker(value: int, style: str) -> str:
    """A list item's number as it is shown, with the mark that numbering.py reads."""
    if style in ("cjk", "chinese", "ideographic"):
        return f"{chinese(value)}、"
    if style in ("a", "A", "i", "I"):
        written = letter(value) if style in "aA" else roman(value)
        return f"{written if style.islower() else written.upper()}．"
    return f"{value}．"


def collapsed(text: str) -> str:
    """Blanks of the source as a browser shows them."""
    text = _SPACE.sub(" ", _SOURCE_BREAK.sub("", text))
    return text if text.strip() else ""
