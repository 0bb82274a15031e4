"""The room to make quizzes: its widgets, and what happens when one is used."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from page.library import Library
from page.shell import Shell, Update, language_of, lay_out_shell, spoken
from rag.records import Language


# eq=False: Gradio hashes a session's state, and a view may hold what has no hash.
@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of a browser session in this room."""

    language: Language = "zh"


@dataclass(frozen=True)
class _Widgets:
    """All parts of the room that callbacks read or change."""

    shell: Shell
    view: gr.State

    def all(self) -> list[Any]:
        """Every widget, as the outputs of a callback that may change any of them."""
        own = [widget for name, widget in vars(self).items() if name != "shell"]
        return [*own, *self.shell.all()]


def lay_out_quiz(page: gr.Blocks, library: Library) -> None:
    """Place the room's widgets and tie them to their callbacks, inside a page or route."""
    shell = lay_out_shell("quiz")
    view = gr.State(View())
    shell.place_notice()
    widgets = _Widgets(shell, view)
    _connect(page, widgets, _Callbacks(library, widgets))


class _Callbacks:
    """What happens when something is pressed. Each returns the widgets that change."""

    def __init__(self, library: Library, widgets: _Widgets) -> None:
        self._library = library
        self._widgets = widgets

    def start(self, chosen: str, request: gr.Request) -> Update:
        """Open the room in the language chosen before, else the browser's."""
        return self._everything(View(language=language_of(chosen, request)))

    def switch(self, view: View, event: gr.EventData) -> Update:
        """Show all texts in another language."""
        language = spoken(str(event.value))
        changed = self._everything(replace(view, language=language))
        return changed | {self._widgets.shell.chosen: language}

    def _everything(self, view: View) -> Update:
        """All widgets as a view wants them."""
        w = self._widgets
        return {**w.shell.in_language(view.language), w.view: view}


def _connect(page: gr.Blocks, w: _Widgets, callbacks: _Callbacks) -> None:
    """Tie each event to its callback; none of them is offered as an API."""
    common: Mapping[str, Any] = {
        "outputs": w.all(),
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    page.load(callbacks.start, inputs=w.shell.chosen, **common)
    w.shell.banner.language(callbacks.switch, inputs=w.view, **common)
