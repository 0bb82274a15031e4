"""The parts of the room, as links above it."""

from markupsafe import Markup

from page.corpus.address import address, view_link
from page.corpus.records import PARTS, View
from page.corpus.texts import corpus_texts
from page.pieces import join


def parts_html(view: View) -> Markup:
    """A link to each part, the one that is shown marked; carries the address of the view."""
    texts = corpus_texts(view.language)
    links = (
        view_link(
            View(language=view.language, part=part),
            getattr(texts.parts, part),
            aria_current="page" if part == view.part else "",
        )
        for part in PARTS
    )
    return Markup('<nav class="parts" data-address="{}" aria-label="{}">{}</nav>').format(
        address(view), texts.parts_label, join(links)
    )
