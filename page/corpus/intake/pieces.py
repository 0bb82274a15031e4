"""Lists of a preview: folded, with their number, cut where they are long."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from page.corpus.intake.texts import IntakeTexts
from page.pieces import join

MOST_LISTED = 100  # entries of one kind


def folded(head: str, entries: Iterable[Markup], texts: IntakeTexts, css: str = "") -> Markup:
    """A head with a number, the entries below it when it is opened; nothing without entries."""
    listed = list(entries)
    if not listed:
        return Markup("")
    return Markup(
        '<details><summary>{} <small>{}</small></summary><ul class="findings {}">{}</ul></details>'
    ).format(head, len(listed), css, join(items(listed, texts)))


def items(entries: Iterable[Markup], texts: IntakeTexts) -> Iterator[Markup]:
    """Entries as items of a list; of a long one the first, and how many are left out."""
    listed = list(entries)
    for entry in listed[:MOST_LISTED]:
        yield Markup("<li>{}</li>").format(entry)
    if len(listed) > MOST_LISTED:
        more = texts.and_more.format(count=len(listed) - MOST_LISTED)
        yield Markup("<li>{}</li>").format(more)
