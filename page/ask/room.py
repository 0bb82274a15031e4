"""The room where questions are asked: its widgets, and what happens when one is used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from errors import QuestionError
from page.ask.chat import chat_html
from page.ask.records import View
from page.ask.texts import ask_texts
from page.document import document_html
from page.library import Library
from page.shell import (
    Shell,
    Update,
    html_part,
    language_of,
    lay_out_shell,
    spoken,
    why_failed,
)
from page.texts import document_texts
from rag.normalize import check_question

_MOST_TURNS = 50  # shown at once; older ones leave the page


@dataclass(frozen=True)
class _Widgets:
    """All parts of the room that callbacks read or change."""

    shell: Shell
    view: gr.State
    chat: gr.HTML
    box: gr.Textbox
    send: gr.Button
    clear: gr.Button
    panel: gr.HTML

    def all(self) -> list[Any]:
        """Every widget, as the outputs of a callback that may change any of them."""
        own = [widget for name, widget in vars(self).items() if name != "shell"]
        return [*own, *self.shell.all()]


def lay_out_ask(page: gr.Blocks, library: Library) -> None:
    """Place the room's widgets and tie them to their callbacks, inside a page or route."""
    widgets = _lay_out()
    _connect(page, widgets, _Callbacks(library, widgets))


class _Callbacks:
    """What happens when something is pressed. Each returns the widgets that change."""

    def __init__(self, library: Library, widgets: _Widgets) -> None:
        self._library = library
        self._widgets = widgets

    def start(self, chosen: str, request: gr.Request) -> Update:
        """Open the room in the language chosen before, else the browser's.

        A clause named in the address is opened in its document.
        """
        wanted = request.query_params.get("clause", "")
        view = self._show(View(language=language_of(chosen, request)), wanted)
        return self._everything(view) | self._missing(view, wanted)

    def switch(self, view: View, event: gr.EventData) -> Update:
        """Show all texts in another language; the answers stay as they are."""
        language = spoken(str(event.value))
        changed = self._everything(replace(view, language=language))
        return changed | {self._widgets.shell.chosen: language}

    def ask(self, question: str | None, view: View) -> Iterator[Update]:
        """Show the question at once, then its answer, or a notice why there is none.

        A question that cannot be asked stays in the box to be corrected; an empty box does
        nothing (Gradio passes None for one that was never touched).
        """
        w = self._widgets
        if not question or not question.strip():
            yield w.shell.noticed("")  # Gradio waits for ever on a callback that yields nothing
            return
        longest = self._library.settings.max_question_chars
        try:
            check_question(question, longest)
            yield {w.chat: self._chat(view, question), w.box: "", **w.shell.noticed("")}
            answer = self._library.assistant().ask(question, view.history)
        except QuestionError:
            yield w.shell.noticed(ask_texts(view.language).refused.format(longest=longest))
        except Exception as error:
            told = w.shell.noticed(why_failed(error, view.language))
            yield {w.chat: self._chat(view), w.box: question, **told}
        else:
            view = replace(view, answers=(*view.answers, answer)[-_MOST_TURNS:])
            yield {w.view: view, w.chat: self._chat(view)}

    def ask_example(self, view: View, event: gr.EventData) -> Iterator[Update]:
        """Ask the question of an example button."""
        yield from self.ask(str(event.value), view)

    def show(self, view: View, event: gr.EventData) -> Update:
        """Open the document of a clause, the clause highlighted."""
        view = self._show(view, str(event.value))
        w = self._widgets
        shown = {w.view: view, w.panel: self._panel(view), **w.shell.noticed("")}
        return shown | self._missing(view, str(event.value))

    def close(self, view: View) -> Update:
        """Close the document."""
        view = replace(view, clause=None)
        return {self._widgets.view: view, self._widgets.panel: self._panel(view)}

    def clear(self, view: View) -> Update:
        """Begin a new conversation: earlier questions no longer count."""
        return self._everything(View(language=view.language))

    def _show(self, view: View, clause_id: str) -> View:
        known = self._library.assistant().index.clause(clause_id) is not None
        return replace(view, clause=clause_id if known else None)

    def _missing(self, view: View, clause_id: str) -> Update:
        if not clause_id or view.clause:
            return {}
        return self._widgets.shell.noticed(document_texts(view.language).no_clause)

    def _everything(self, view: View) -> Update:
        """All widgets as a view wants them."""
        texts = ask_texts(view.language)
        w = self._widgets
        return {
            **w.shell.in_language(view.language),
            w.view: view,
            w.chat: self._chat(view),
            w.box: gr.update(label=texts.question, placeholder=texts.placeholder),
            w.send: gr.update(value=texts.send),
            w.clear: gr.update(value=texts.clear),
            w.panel: self._panel(view),
        }

    def _chat(self, view: View, pending: str | None = None) -> str:
        return str(chat_html(view, self._library.assistant().index, pending))

    def _panel(self, view: View) -> str:
        index = self._library.assistant().index
        clause = index.clause(view.clause) if view.clause else None
        return str(document_html(clause, index, view.language)) if clause else ""


def _lay_out() -> _Widgets:
    """Place the widgets, without texts: the start of a session brings them in its language."""
    shell = lay_out_shell("ask")
    view = gr.State(View())
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="conversation"):
            chat = html_part("chat")
            shell.place_notice()
            with gr.Row(elem_id="composer"):
                clear = gr.Button("", elem_id="clear")
                box = gr.Textbox(
                    show_label=False,
                    container=False,
                    max_lines=4,
                    autofocus=True,
                    elem_id="box",
                )
                send = gr.Button("", variant="primary", elem_id="send")
        panel = html_part("panel")
    return _Widgets(shell, view, chat, box, send, clear, panel)


def _connect(page: gr.Blocks, w: _Widgets, callbacks: _Callbacks) -> None:
    """Tie each event to its callback; none of them is offered as an API."""
    common: Mapping[str, Any] = {
        "outputs": w.all(),
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    page.load(callbacks.start, inputs=w.shell.chosen, **common)
    # always_last: a question sent while another is being answered is asked after it, not lost.
    gr.on(
        [w.box.submit, w.send.click],
        callbacks.ask,
        inputs=[w.box, w.view],
        trigger_mode="always_last",
        **common,
    )
    w.clear.click(callbacks.clear, inputs=w.view, **common)
    w.shell.banner.language(callbacks.switch, inputs=w.view, **common)
    w.chat.ask(callbacks.ask_example, inputs=w.view, **common)
    w.chat.show(callbacks.show, inputs=w.view, **common)
    w.panel.close(callbacks.close, inputs=w.view, **common)
