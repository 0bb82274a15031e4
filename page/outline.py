"""The outline of a document: its headings as a tree that folds, each leading to its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from corpus.records import Heading
from page.pieces import join
from page.texts import DocumentTexts

COLUMN_HEAD = 9  # the level of a table's column heads, which are no part of the outline


@dataclass(slots=True)
class Entry:
    """A heading with the headings below it. start: its offset in the document, which names it."""

    text: str
    start: int
    level: int
    below: list["Entry"] = field(default_factory=list)


def outline(headings: Sequence[Heading], text: str) -> list[Entry]:
    """The headings of a document's text as a tree.

    Headings of one level with nothing but blank space between them are the lines of one (附件1 and
    its title). A level that is left out does not matter: what is deeper stands below.
    """
    top: list[Entry] = []
    path: list[Entry] = []
    for entry in _entries(headings, text):
        while path and path[-1].level >= entry.level:
            path.pop()
        (path[-1].below if path else top).append(entry)
        path.append(entry)
    return top


def _entries(headings: Sequence[Heading], text: str) -> Iterator[Entry]:
    before: Heading | None = None
    entry: Entry | None = None
    for heading in headings:
        if heading.level == COLUMN_HEAD:
            continue
        if entry and before and _goes_on(before, heading, text):
            entry.text += ("" if entry.text.endswith("、") else " ") + heading.text
        else:
            if entry:
                yield entry
            entry = Entry(heading.text, heading.start, heading.level)
        before = heading
    if entry:
        yield entry


def _goes_on(before: Heading, heading: Heading, text: str) -> bool:
    """True where a heading is another line of the one before it."""
    together = not text[before.end : heading.start].strip("# *\t\r\n\u3000")
    return heading.level == before.level == 0 and together


def heading_id(start: int) -> str:
    """The id of a heading on the page."""
    return f"heading-{start}"


def outline_html(entries: Sequence[Entry], reached: int, texts: DocumentTexts) -> Markup:
    """The outline as a list of links that folds.

    reached: an offset in the document; the last heading before it is marked as the current one.
    """
    starts = [start for start in _starts(entries) if start <= reached]
    current = max(starts, default=-1)
    return _list(entries, current, texts)


def _starts(entries: Sequence[Entry]) -> Iterator[int]:
    for entry in entries:
        yield entry.start
        yield from _starts(entry.below)


def _list(entries: Sequence[Entry], current: int, texts: DocumentTexts) -> Markup:
    return Markup("<ul>{}</ul>").format(join(_item(entry, current, texts) for entry in entries))


def _item(entry: Entry, current: int, texts: DocumentTexts) -> Markup:
    below = _list(entry.below, current, texts) if entry.below else Markup("")
    fold = Markup(
        '<button type="button" class="fold" data-fold aria-expanded="true" aria-label="{}">'
        '<span aria-hidden="true">▾</span></button>'
    ).format(texts.fold.format(heading=entry.text))
    return Markup('<li>{}<a href="#{}" data-to="{}"{}>{}</a>{}</li>').format(
        fold if entry.below else Markup(""),
        heading_id(entry.start),
        heading_id(entry.start),
        Markup(' aria-current="true"') if entry.start == current else "",
        entry.text,
        below,
    )
