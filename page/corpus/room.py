"""The room to see the documents: what happens when one of its widgets is used."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.ledger_files import write_ledger
from page.corpus.address import LONGEST_WORDS, read_address
from page.corpus.check import check_html
from page.corpus.documents import documents_html, found_html
from page.corpus.intake.records import Desk
from page.corpus.intake.room import IntakeCallbacks, connect_intake
from page.corpus.ledger import ledger_html
from page.corpus.ledger_form import read_form
from page.corpus.overview import overview_html
from page.corpus.parts import parts_html
from page.corpus.query import choose
from page.corpus.records import LedgerQuery, View
from page.corpus.search import find_clauses
from page.corpus.texts import corpus_texts
from page.corpus.widgets import Widgets, lay_out_widgets
from page.document import document_html
from page.library import Library
from page.shell import Update, language_of, spoken, why_failed
from page.texts import document_texts

# Saves the file that a button out of sight has got.
_SAVE = '() => document.querySelector("#ledger-file")?.click()'


def lay_out_corpus(page: gr.Blocks, library: Library) -> None:
    """Place the room's widgets and tie them to their callbacks, inside a page or route."""
    widgets = lay_out_widgets()
    _connect(page, widgets, _Callbacks(library, widgets))


_EMPTY = Desk()


class _Callbacks:
    """What happens when something is pressed. Each returns the widgets that change."""

    def __init__(self, library: Library, widgets: Widgets) -> None:
        self._library = library
        self._widgets = widgets
        self.intake = IntakeCallbacks(library, widgets.intake, widgets.shell)

    def start(self, chosen: str, desk: Desk, request: gr.Request) -> Update:
        """Open the view of the address, in the language chosen before, else the browser's."""
        view = View(language=language_of(chosen, request))
        shown = self._go_to(str(request.query_params), view, View(), desk)
        return self._in_language(view) | shown

    def switch(self, view: View, desk: Desk, event: gr.EventData) -> Update:
        """Show all texts in another language."""
        language = spoken(str(event.value))
        changed = replace(view, language=language)
        return {
            **self._in_language(changed),
            **self._shown(changed, view, desk),
            self._widgets.shell.chosen: language,
        }

    def go(self, view: View, desk: Desk, event: gr.EventData) -> Update:
        """Follow a link to a view."""
        return self._go_to(str(event.value), view, view, desk)

    def show(self, view: View, event: gr.EventData) -> Update:
        """Open the document of a clause beside, the clause highlighted."""
        clause = str(event.value)
        if self._library.assistant().index.clause(clause) is None:
            return self._widgets.shell.noticed(document_texts(view.language).no_clause)
        return self._beside(replace(view, clause=clause))

    def close(self, view: View) -> Update:
        """Close the document."""
        return self._beside(replace(view, clause=""))

    def search(self, words: str | None, view: View) -> Update:
        """Look for words in the documents; in the one whose outline is open, if any."""
        words = (words or "").strip()[:LONGEST_WORDS]
        return self._shown(replace(view, part="documents", words=words, page=1), view)

    def narrow(self, view: View, *fields: Any) -> Update:
        """Show the ledger with the filter of the form."""
        try:
            query = read_form(*fields)
            return self._shown(replace(view, part="ledger", query=query, page=1), view)
        except Exception as error:
            return self._failed(error, view)

    def widen(self, view: View) -> Update:
        """Show the ledger without a filter."""
        return self._shown(replace(view, part="ledger", query=LedgerQuery(), page=1), view)

    def download(self, ending: str, view: View) -> Update:
        """Make the file of the filtered ledger."""
        name = corpus_texts(view.language).ledger_file + ending
        try:
            rows = choose(self._library.ledger(), view.query)

            def write(path: Path) -> None:
                write_ledger(rows, path, view.language)

            path = self._library.downloads.offer(name, write)
        except Exception as error:
            return {self._widgets.file: None, **self._failed(error, view)}
        return {self._widgets.file: path, **self._widgets.shell.noticed("")}

    def _failed(self, error: Exception, view: View) -> Update:
        return self._widgets.shell.noticed(why_failed(error, view.language))

    def _go_to(self, address: str, view: View, before: View, desk: Desk) -> Update:
        """The view of an address; of one that names what there is not, the first part."""
        try:
            return self._shown(read_address(address, view), before, desk)
        except Exception as error:
            return self._shown(View(language=view.language), before) | self._failed(error, view)

    def _shown(self, view: View, before: View, desk: Desk = _EMPTY) -> Update:
        """The part of a view and what stands beside it. desk: what the session has in hand."""
        w = self._widgets
        try:
            update = self._part(view, desk)
        except Exception as error:
            return self._failed(error, view)
        for part, column in w.columns.items():
            update[column] = gr.update(visible=part == view.part)
        update[w.intake.timer] = gr.Timer(active=view.part == "intake")
        missing = view.clause and self._library.assistant().index.clause(view.clause) is None
        view = replace(view, clause="") if missing else view
        update |= {w.parts: str(parts_html(view)), w.view: view}
        update |= w.shell.noticed(document_texts(view.language).no_clause if missing else "")
        if (view.clause, view.language) != (before.clause, before.language):
            update |= self._beside(view)
        return update

    def _part(self, view: View, desk: Desk) -> Update:
        """What the part of a view shows; the other parts stay as they are, out of sight."""
        w, library = self._widgets, self._library
        if view.part == "ledger":
            rows, ledger = choose(library.ledger(), view.query), library.ledger()
            return {
                w.ledger: str(ledger_html(rows, len(ledger), view)),
                **w.form.shown(ledger, view),
            }
        if view.part == "check":
            return {w.check: str(check_html(library.checks(), view))}
        if view.part == "intake":
            return self.intake.shown(desk, view.language)
        if view.part == "overview":
            return {w.overview: str(overview_html(library.ledger(), view))}
        return {w.documents: self._documents(view), **self._search_form(view)}

    def _documents(self, view: View) -> str:
        if not view.words:
            return str(documents_html(self._library.documents(), view))
        index = self._library.assistant().index
        return str(found_html(find_clauses(index, view.words, view.document), view, index))

    def _search_form(self, view: View) -> Update:
        texts, w = corpus_texts(view.language).form, self._widgets
        return {
            w.words: gr.update(label=texts.words, placeholder=texts.words_hint, value=view.words),
            w.search: gr.update(value=texts.search),
        }

    def _beside(self, view: View) -> Update:
        """The document beside, or nothing."""
        index = self._library.assistant().index
        clause = index.clause(view.clause) if view.clause else None
        html = str(document_html(clause, index, view.language)) if clause else ""
        w = self._widgets
        return {w.view: view, w.panel: html, w.parts: str(parts_html(view)), **w.shell.noticed("")}

    def _in_language(self, view: View) -> Update:
        """The texts that stay while the view changes."""
        texts = corpus_texts(view.language).form
        w = self._widgets
        return {
            **w.shell.in_language(view.language),
            **{
                button: gr.update(value=texts.download.format(ending=ending))
                for ending, button in w.downloads.items()
            },
        }


def _connect(page: gr.Blocks, w: Widgets, callbacks: _Callbacks) -> None:
    """Tie each event to its callback; none of them is offered as an API."""
    common: Mapping[str, Any] = {
        "outputs": w.all(),
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    both = [w.view, w.intake.desk]
    page.load(callbacks.start, inputs=[w.shell.chosen, w.intake.desk], **common)
    w.shell.banner.language(callbacks.switch, inputs=both, **common)
    for part in w.html():
        part.go(callbacks.go, inputs=both, **common)
        part.show(callbacks.show, inputs=w.view, **common)
    w.panel.close(callbacks.close, inputs=w.view, **common)
    gr.on([w.words.submit, w.search.click], callbacks.search, inputs=[w.words, w.view], **common)
    form = w.form
    chosen = [form.districts.input, form.sectors.input, form.role.input, form.year.input]
    gr.on(
        [*chosen, form.units.submit, form.words.submit, form.narrow.click],
        callbacks.narrow,
        inputs=[w.view, *form.fields()],
        **common,
    )
    form.widen.click(callbacks.widen, inputs=w.view, **common)
    for ending, button in w.downloads.items():
        made = button.click(partial(callbacks.download, ending), inputs=w.view, **common)
        made.then(None, js=_SAVE)
    connect_intake(w.intake, w.view, callbacks.intake, common)
