"""What stands on a web page beside its document: navigation, tools, links, the page's footer.

A part is left out only where its kind is plain and nothing in it looks like the document; when in
doubt it is kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree
from lxml.etree import _Element
from pydantic import BaseModel, ConfigDict

from corpus.datafile import load_entries
from corpus.forms.flow import BLOCKS, HEADINGS
from corpus.readable import squeeze
from corpus.remarks import quoted
from corpus.tables import column_role
from errors import DataFileError

_FILE = Path(__file__).parent.parent / "data" / "furniture.toml"
_TAGS = frozenset(("nav", "aside", "footer"))
_ROLES = frozenset(("navigation", "contentinfo", "banner", "search", "complementary", "menu"))
# what is between a page and its document; the core is looked for below these
_WRAPPER_NAMES = "html body div section article main form center table tbody tr td header"
_WRAPPERS = frozenset(_WRAPPER_NAMES.split())
_CORE_SHARE = 0.8  # of the page's prose stands in the core
_MOST_LINKED = 0.6  # of a part's characters stand in links, where it is a list of links
_FEWEST_LINKS = 3
_SENTENCE = 60  # characters of one text with a full stop: the document's own words
_LONGEST_LINE = 160
_LONGEST_HEAD = 20
_FEW_BLOCKS = 3  # within a column head
_LONGEST_PART = 3000  # characters; a longer part is no page furniture, whatever it is called
_PROSE = re.compile(r"[。；，：、]")
_FILE_LINK = re.compile(r"\.(?:docx?|wps|pdf|xlsx?|et|zip|rar|ofd|pptx?)(?:$|\?)", re.IGNORECASE)
# labels of the table above a government document: never furniture
_HEAD_TABLE = re.compile(
    r"索\s*引\s*号|发文(?:字号|机关|机构)|文\s*号|成文日期|发布(?:机构|日期)|主题分类"
)
_TAKEN = "taken-out"
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


class _Furniture(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    classes: list[str] = []
    lines: list[str] = []
    marks: list[str] = []


@dataclass(frozen=True, slots=True)
class _Known:
    classes: frozenset[str]
    line: re.Pattern[str]
    mark: re.Pattern[str]


@lru_cache(maxsize=1)
def _known() -> _Known:
    entries = load_entries(_FILE, "furniture", _Furniture)
    try:
        return _Known(
            frozenset(word for entry in entries for word in entry.classes),
            re.compile("|".join(line for entry in entries for line in entry.lines)),
            re.compile("|".join(mark for entry in entries for mark in entry.marks)),
        )
    except re.error as error:
        raise DataFileError(f"{_FILE}: {error.pattern!r}: {error}; correct it") from None


@dataclass(slots=True)
class _Part:
    """What an element holds, itself and below. In characters without blanks.

    text: all; linked: in links; prose: in texts with punctuation of sentences, outside links.
    kept: something in it must be kept (a sentence, a heading, a table's head, a file link).
    marked: it says what it is (ICP备). blocks: elements that begin a line.
    """

    text: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    kept: bool = False
    marked: bool = False
    blocks: int = 0

    def take_in(self, part: "_Part") -> None:
        self.text += part.text
        self.linked += part.linked
        self.prose += part.prose
        self.links += part.links
        self.kept = self.kept or part.kept
        self.marked = self.marked or part.marked
        self.blocks += part.blocks


def without_furniture(root: _Element) -> list[str]:
    """Take the page's furniture out of a tree, in place; returns the text of each part taken."""
    parts = _measured(root)
    core = _core(root, parts)
    above = {core, *core.iterancestors()}
    within = False
    walk = etree.iterwalk(root, events=("start", "end"))
    doomed: list[_Element] = []
    for event, element in walk:
        within = (event == "start") if element is core else within
        if event == "end" or element in above or element.tag not in BLOCKS:
            continue
        if _is_furniture(element, parts[element], within):
            doomed.append(element)
            walk.skip_subtree()
    texts = [text_content(element) for element in doomed]
    take_out(root, doomed)
    return texts


def _measured(root: _Element) -> dict[_Element, _Part]:
    """The parts of a page, from the innermost outwards; in one pass."""
    parts: dict[_Element, _Part] = {}
    open_links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            open_links += element.tag == "a"
            parts[element] = _measure(element.text, open_links > 0)
            continue
        part = parts[element]
        if element.tag == "a":
            open_links -= 1
            part.links += 1
            part.kept = part.kept or bool(_FILE_LINK.search(element.get("href") or ""))
        part.kept = part.kept or (element.tag in HEADINGS and part.prose + part.text >= 12)
        part.kept = part.kept or (element.tag in ("td", "th") and _is_column_head(element, part))
        part.blocks += element.tag in BLOCKS
        parent = element.getparent()
        if element is not root and parent is not None:
            parts[parent].take_in(part)
            parts[parent].take_in(_measure(element.tail, open_links > 0))
    return parts


def _measure(text: str | None, linked: bool) -> _Part:
    plain = squeeze(text or "")
    length = len(plain)
    prose = 0 if linked or not _PROSE.search(plain) else length
    kept = not linked and (
        (length >= _SENTENCE and "。" in plain) or bool(_HEAD_TABLE.search(plain[:_LONGEST_LINE]))
    )
    marked = bool(_known().mark.search(plain[: 2 * _LONGEST_LINE]))
    return _Part(length, length if linked else 0, prose, kept=kept, marked=marked)


def _is_column_head(cell: _Element, part: _Part) -> bool:
    short = 0 < part.text <= _LONGEST_HEAD and not part.linked and part.blocks <= _FEW_BLOCKS
    return short and column_role(text_content(cell)) is not None


def _core(root: _Element, parts: dict[_Element, _Part]) -> _Element:
    """The innermost element that holds nearly all sentences of the page."""
    wanted = _CORE_SHARE * parts[root].prose
    core = root
    while wanted:
        inner = [
            child
            for child in core.iterchildren(*_WRAPPERS)
            if parts[child].prose >= wanted and not _is_named(child)
        ]
        if not inner:
            break
        core = inner[0]
    return core


def _is_named(element: _Element) -> bool:
    """By its tag, role, class or id it is furniture."""
    if element.tag in _TAGS or (element.get("role") or "").lower() in _ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    whole = {name.lower() for name in names.split()}
    words = {word.lower() for word in _WORDS.findall(names)}
    return not _known().classes.isdisjoint(whole | words)


def _is_furniture(element: _Element, part: _Part, within: bool) -> bool:
    """within: the element stands in the core of the page."""
    if not part.text or part.text > _LONGEST_PART:
        return False
    line = part.text <= _LONGEST_LINE and part.blocks <= 1
    if line and _known().line.fullmatch(text_content(element)):
        return True
    if part.kept or element.tag in HEADINGS:
        return False
    linked = part.linked >= _MOST_LINKED * part.text
    if within:
        return linked and (_is_named(element) or _follows_label(element))
    many = linked and part.links >= _FEWEST_LINKS
    return many or part.marked or _is_named(element)


def _follows_label(element: _Element) -> bool:
    """It stands right below a line such as 相关链接."""
    above = element.getprevious()
    if above is None:
        return False
    label = text_content(above)
    return bool(label) and bool(_known().line.fullmatch(label))


def take_out(root: _Element, elements: Iterable[_Element]) -> None:
    """Take elements out of a tree; the text after each stays. In linear time, however many."""
    for element in list(elements):
        element.tag = _TAKEN
    etree.strip_elements(root, _TAKEN, with_tail=False)


def text_content(element: _Element) -> str:
    """All text of an element, its blanks single."""
    return " ".join("".join(map(str, element.itertext())).split())


def told(texts: list[str]) -> tuple[str, ...]:
    """One note on the parts left out, () where none were."""
    if not texts:
        return ()
    characters = sum(len(squeeze(text)) for text in texts)
    named = "; ".join(quoted(text) for text in texts[:5])
    more = f"; and {len(texts) - 5} more" if len(texts) > 5 else ""
    parts = "1 part" if len(texts) == 1 else f"{len(texts)} parts"
    return (f"page furniture left out: {characters} characters in {parts}: {named}{more}",)
