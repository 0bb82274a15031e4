"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from markupsafe import Markup

from page.corpus.address import view_link
from page.corpus.records import View
from page.corpus.texts import corpus_texts
from page.pieces import join

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. number, last: counted from 1. first: place of its first item, from 1."""

    items: Sequence[T]
    number: int
    last: int
    first: int
    count: int


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """A page of a list; the last one for a number that is too large."""
    last = max(1, -(-len(items) // size))
    number = min(max(number, 1), last)
    start = (number - 1) * size
    return Page(items[start : start + size], number, last, start + 1, len(items))


def pages_html(page: Page[T], view: View) -> Markup:
    """Where in the list one is, and links to the pages around; nothing for a list of one page."""
    if page.last == 1:
        return Markup("")
    texts = corpus_texts(view.language)
    steps = (
        (texts.first_page, 1, page.number > 1),
        (texts.previous_page, page.number - 1, page.number > 1),
        (texts.next_page, page.number + 1, page.number < page.last),
        (texts.last_page, page.last, page.number < page.last),
    )
    links = (
        view_link(replace(view, page=number), name)
        if possible
        else Markup('<span aria-disabled="true">{}</span>').format(name)
        for name, number, possible in steps
    )
    return Markup('<nav class="pages" aria-label="{}"><span>{}</span>{}</nav>').format(
        texts.pages,
        texts.page_of.format(
            first=page.first,
            until=page.first + len(page.items) - 1,
            count=page.count,
            page=page.number,
            pages=page.last,
        ),
        join(links),
    )
