"""The parts of the room, as buttons above it."""

from markupsafe import Markup

from page.evaluate.records import PARTS, View
from page.evaluate.texts import EvaluateTexts
from page.pieces import join


def parts_html(view: View, texts: EvaluateTexts) -> Markup:
    """A button for each part, the one that is shown marked."""
    buttons = (
        Markup('<button type="button" data-event="part" data-value="{}"{}>{}</button>').format(
            part,
            Markup(' aria-current="page"') if part == view.part else "",
            getattr(texts.parts, part),
        )
        for part in PARTS
    )
    return Markup('<nav class="parts" aria-label="{}">{}</nav>').format(
        texts.parts_label, join(buttons)
    )
