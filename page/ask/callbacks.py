"""What happens in the room where questions are asked when something is used."""

from collections.abc import Iterator
from dataclasses import replace

import gradio as gr

from errors import QuestionError
from page.ask.chat import Newest, chat_html
from page.ask.conversations import Conversations
from page.ask.records import View
from page.ask.scope import read_scope, scope_html
from page.ask.texts import ask_texts
from page.ask.widgets import Widgets
from page.document import document_html
from page.library import Library
from page.shell import Update, event_text, event_value, language_of, spoken, why_failed
from page.texts import document_texts
from rag.chain import Assistant
from rag.normalize import check_question


class Callbacks:
    """What happens when something is pressed. Each returns the widgets that change."""

    def __init__(self, library: Library, widgets: Widgets) -> None:
        self._library = library
        self._widgets = widgets
        self._conversations = Conversations()

    def start(self, chosen: str, key: str, request: gr.Request) -> Update:
        """Open the room in the language chosen before, else the browser's.

        The conversation kept under the key of the browser's tab goes on. A clause named in the
        address is opened in its document.
        """
        kept = self._conversations.recall(str(key or ""))
        view = replace(kept, language=language_of(chosen, request), correcting=None)
        wanted = request.query_params.get("clause", "")
        view = self._showing(view, wanted or view.clause or "")
        return self._everything(view) | self._missing(view, wanted)

    def switch(self, view: View, event: gr.EventData) -> Update:
        """Show all texts in another language; the answers stay as they are."""
        language = spoken(event_text(event))
        changed = self._everything(self._kept(replace(view, language=language)))
        return changed | {self._widgets.shell.chosen: language}

    def ask(self, question: str | None, view: View) -> Iterator[Update]:
        """Show the question at once, then the words of its answer, then its citations.

        A question that cannot be asked stays in the box to be corrected, with a notice why; an
        empty box does nothing (Gradio passes None for one that was never touched).
        """
        w = self._widgets
        if not question or not question.strip():
            yield w.shell.noticed("")  # Gradio waits for ever on a callback that yields nothing
            return
        longest = self._library.settings.max_question_chars
        try:
            check_question(question, longest)
            yield {w.chat: self._chat(view, question), w.box: "", **w.shell.noticed("")}
            answer = self._assistant(view).ask(question, view.history)
            view = self._kept(replace(view.answered(answer, view.within), correcting=None))
            yield {w.view: view, w.chat: self._chat(view, newest="said")}
            yield {w.chat: self._chat(view)}
        except QuestionError:
            yield w.shell.noticed(ask_texts(view.language).refused.format(longest=longest))
        except Exception as error:
            told = w.shell.noticed(why_failed(error, view.language))
            yield {w.chat: self._chat(view), w.box: question, **told}

    def ask_example(self, view: View, event: gr.EventData) -> Iterator[Update]:
        """Ask the question of an example button."""
        yield from self.ask(event_text(event), view)

    def show(self, view: View, event: gr.EventData) -> Update:
        """Open the document of a clause, the clause highlighted."""
        wanted = event_text(event)
        view = self._kept(self._showing(view, wanted))
        w = self._widgets
        shown = {w.view: view, w.panel: self._panel(view), **w.shell.noticed("")}
        return shown | self._missing(view, wanted)

    def close(self, view: View) -> Update:
        """Close the document."""
        view = self._kept(replace(view, clause=None))
        return {self._widgets.view: view, self._widgets.panel: self._panel(view)}

    def clear(self, view: View) -> Update:
        """Begin a new conversation: earlier questions no longer count."""
        begun = View(language=view.language, key=view.key, within=view.within)
        return self._everything(self._kept(begun))

    def choose(self, view: View, event: gr.EventData) -> Update:
        """Answer from the documents ticked from now on."""
        w = self._widgets
        index = self._library.assistant().index
        view = self._kept(replace(view, within=read_scope(event_value(event), index)))
        return {w.view: view, w.scope: self._scope(view)}

    def shown(self, view: View, notice: str = "") -> Update:
        """The conversation as a view has it, kept, with a notice."""
        view = self._kept(view)
        w = self._widgets
        return {w.view: view, w.chat: self._chat(view), **w.shell.noticed(notice)}

    def _assistant(self, view: View) -> Assistant:
        """The assistant over the documents of a view that (still) exist."""
        assistant = self._library.assistant()
        within = [i for i in view.within if i in assistant.index.documents]
        return assistant.within(within) if within else assistant

    def _kept(self, view: View) -> View:
        return self._conversations.keep(view)

    def _showing(self, view: View, clause_id: str) -> View:
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
            w.scope: self._scope(view),
            w.box: gr.update(label=texts.question, placeholder=texts.placeholder),
            w.send: gr.update(value=texts.send),
            w.clear: gr.update(value=texts.clear),
            w.panel: self._panel(view),
        }

    def _chat(self, view: View, pending: str | None = None, newest: Newest = "whole") -> str:
        return str(chat_html(view, self._library.assistant().index, pending, newest))

    def _scope(self, view: View) -> str:
        return str(scope_html(view.within, self._library.assistant().index, view.language))

    def _panel(self, view: View) -> str:
        index = self._library.assistant().index
        clause = index.clause(view.clause) if view.clause else None
        return str(document_html(clause, index, view.language)) if clause else ""
