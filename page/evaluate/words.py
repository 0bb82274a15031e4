"""Numbers, times and small pieces that several parts of the room show."""

from collections.abc import Iterable
from datetime import datetime

from markupsafe import Markup

from eval.summary import Figure
from page.evaluate.texts import EvaluateTexts
from page.pieces import join


def share_html(figure: Figure | None, texts: EvaluateTexts) -> Markup:
    """A share as percent with its counts, its interval below; a dash for None."""
    if figure is None:
        return Markup("–")
    return Markup("{}<small>{}</small>").format(
        counted(figure.mean, figure.count, texts),
        texts.between.format(low=f"{100 * figure.low:.1f}", high=f"{100 * figure.high:.1f}"),
    )


def counted(mean: float, count: int, texts: EvaluateTexts) -> str:
    """87.3 % (440/504): a share of so many that are right or not."""
    return texts.counted.format(share=f"{100 * mean:.1f}", right=round(mean * count), count=count)


def moment(at: datetime | None) -> str:
    """A date and time where the server stands; a dash for None."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if at else "–"


def clock(seconds: int) -> str:
    """1:02:03 or 2:03."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def button(event: str, value: str, text: str, css: str = "") -> Markup:
    """A button that fires an event with a value."""
    return Markup(
        '<button type="button" class="{}" data-event="{}" data-value="{}">{}</button>'
    ).format(css, event, value, text)


def toggles(event: str, choices: Iterable[tuple[str, str]], chosen: str, label: str) -> Markup:
    """Buttons of which one is pressed. choices: value and text of each."""
    pressed = (
        Markup(
            '<button type="button" data-event="{}" data-value="{}" aria-pressed="{}">{}</button>'
        ).format(event, value, "true" if value == chosen else "false", text)
        for value, text in choices
    )
    return Markup('<div class="toggles" role="group" aria-label="{}">{}</div>').format(
        label, join(pressed)
    )


def select(event: str, choices: Iterable[tuple[str, str]], chosen: str, label: str) -> Markup:
    """A list to choose from, which fires an event with the value chosen."""
    options = (
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", text
        )
        for value, text in choices
    )
    return Markup('<label class="choose">{} <select data-change="{}">{}</select></label>').format(
        label, event, join(options)
    )
