"""What every room has: the banner with the rooms and the languages, notices, what went wrong."""

import logging
from dataclasses import dataclass
from typing import Any, Literal

import gradio as gr
from markupsafe import Markup

from errors import AnwenError
from page.assets import load_script
from page.pieces import join
from page.texts import shell_texts
from rag.records import Language

_LOG = logging.getLogger(__name__)
_NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}  # each in its own language

RoomName = Literal["ask", "quiz", "evaluate", "corpus"]
# below the address of the page; "" is the page itself
PATHS: dict[RoomName, str] = {
    "ask": "",
    "quiz": "quiz",
    "evaluate": "evaluate",
    "corpus": "corpus",
}

Update = dict[Any, Any]  # widget -> its new value


@dataclass(frozen=True)
class Shell:
    """The widgets that every room has. chosen: the language code kept in the browser."""

    room: RoomName
    chosen: gr.BrowserState
    banner: gr.HTML
    notice: gr.HTML

    def all(self) -> list[Any]:
        """Its widgets, as outputs of a callback."""
        return [self.chosen, self.banner, self.notice]

    def place_notice(self) -> None:
        """Let notices stand here."""
        self.notice.render()  # type: ignore[no-untyped-call]

    def in_language(self, language: Language) -> Update:
        """The widgets of the shell in a language, without a notice."""
        return {self.banner: str(banner_html(self.room, language)), self.notice: ""}

    def noticed(self, text: str) -> Update:
        """The notice with a text; none for an empty one."""
        return {self.notice: str(notice_html(text))}

    def told(self, text: str) -> Update:
        """What was done, in the place of a notice."""
        return {self.notice: str(done_html(text))}


def html_part(elem_id: str, script: str = "", **more: Any) -> gr.HTML:
    """A part of the page that is HTML of our own.

    Elements in it with data-event="name" (and data-value) fire the event of that name. script:
    the room whose own script it runs, too.
    """
    return gr.HTML(
        "",
        elem_id=elem_id,
        elem_classes="part",
        js_on_load=load_script(script),
        apply_default_css=False,
        **more,
    )


def lay_out_shell(room: RoomName) -> Shell:
    """Place the banner of a room; its texts come when a session starts.

    The room calls place_notice() where its notices are to stand.
    """
    # Not a secret: Gradio scrambles what it keeps in the browser, and the word must stay the
    # same when the page is started anew.
    chosen = gr.BrowserState("", storage_key="anwen-language", secret="anwen")  # noqa: S106
    return Shell(room, chosen, html_part("banner"), html_part("notice", render=False))


def spoken(accepted: str) -> Language:
    """The page's language for an Accept-Language header or a language code; zh for none."""
    first = accepted.split(",", maxsplit=1)[0].strip().lower()
    return "en" if first and not first.startswith("zh") else "zh"


def language_of(chosen: str, request: gr.Request) -> Language:
    """The language chosen before, else the browser's."""
    return spoken(chosen or request.headers.get("accept-language", ""))


def event_value(event: gr.EventData) -> Any:
    """What an event of an html_part brings from the browser (data-value, or a form's fields).

    Anything at all, None where it brings nothing: to be checked before it is used.
    """
    try:
        return event.value
    except (AttributeError, TypeError):
        return None


def event_text(event: gr.EventData) -> str:
    """The text that an event of an html_part brings, "" where it brings none."""
    value = event_value(event)
    return value if isinstance(value, str) else ""


def why_failed(error: Exception, language: Language) -> str:
    """The message of an error that is meant for users; of any other, only that it happened.

    The one place where an error becomes words on the page; the other is written to the log.
    """
    texts = shell_texts(language)
    if isinstance(error, AnwenError):
        return texts.failed.format(reason=error)
    _LOG.error("a callback of the page failed", exc_info=error)
    return texts.broken


def banner_html(room: RoomName, language: Language) -> Markup:
    """The head of a room: the page's name, the rooms, and the switch between the languages."""
    texts = shell_texts(language)
    links = (
        Markup('<a href="{}"{}>{}</a>').format(
            PATHS[name] or "./",
            Markup(' aria-current="page"') if name == room else "",
            getattr(texts.rooms, name),
        )
        for name in PATHS
    )
    buttons = (
        Markup(
            '<button type="button" lang="{0}" data-event="language" data-value="{0}" '
            'aria-pressed="{1}">{2}</button>'
        ).format(code, "true" if code == language else "false", name)
        for code, name in _NAMES.items()
    )
    return Markup(
        '<header class="banner" data-language="{}"><div class="sign" aria-hidden="true">安</div>'
        '<div class="name"><h1>{}</h1><p>{}</p></div><nav aria-label="{}">{}</nav>'
        '<div class="switch" role="group" aria-label="{}">{}</div></header>'
    ).format(
        language,
        texts.name,
        texts.tagline,
        texts.navigation,
        join(links),
        texts.switch,
        join(buttons),
    )


def notice_html(text: str) -> Markup:
    """A plain notice, read out at once by a screen reader; nothing for an empty text."""
    return Markup('<p class="notice" role="alert">{}</p>').format(text) if text else Markup("")


def done_html(text: str) -> Markup:
    """What was done, read out by a screen reader in its own time."""
    return Markup('<p class="notice done" role="status">{}</p>').format(text)
