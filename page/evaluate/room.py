"""The room to evaluate: what happens when one of its widgets is used."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from page.evaluate.compare_desk import CompareDesk
from page.evaluate.desk import Desk, one_of, texts_of, told
from page.evaluate.feedback_desk import FeedbackDesk
from page.evaluate.gold_desk import GoldDesk
from page.evaluate.records import PARTS, View
from page.evaluate.run_desk import RunDesk
from page.evaluate.score_desk import ScoreDesk
from page.evaluate.showing import Showing
from page.evaluate.widgets import Widgets, lay_out_widgets
from page.library import Library
from page.shell import Update, language_of, spoken
from page.texts import document_texts

# Saves the file that a button has got: a link inside it carries the download.
_SAVE = """() => { const at = document.querySelector("#evaluate-file");
    (at?.querySelector("a") ?? at)?.click(); }"""


def lay_out_evaluate(page: gr.Blocks, library: Library) -> None:
    """Place the room's widgets and tie them to their callbacks, inside a page or route."""
    widgets = lay_out_widgets()
    showing = Showing(library, widgets)
    common: Mapping[str, Any] = {
        "outputs": widgets.all(),
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    _connect_room(page, widgets, _RoomDesk(showing), common)
    _connect_runs(widgets, RunDesk(showing), common)
    _connect_score(widgets, ScoreDesk(showing), common)
    _connect_compare(widgets, CompareDesk(showing), common)
    _connect_feedback(widgets, FeedbackDesk(showing), common)
    gold, desk = widgets.gold, GoldDesk(showing)
    gold.start.click(desk.start, inputs=[gold.which, gold.own, widgets.view], **common)


class _RoomDesk(Desk):
    """The callbacks of the room as a whole."""

    @told
    def start(self, chosen: str, request: gr.Request) -> Update:
        """Open the room in the language chosen before, else the browser's; ?run= opens a run."""
        view = View(language=language_of(chosen, request))
        name = str(request.query_params.get("run", ""))[:200]
        view = view.opened(name) if name else view
        return {**self._showing.everything(view), **self._showing.pair(view)}

    @told
    def switch(self, view: View, event: gr.EventData) -> Update:
        """Show all texts in another language."""
        language = spoken(str(event.value))
        changed = self._showing.everything(replace(view, language=language))
        return changed | {self._w.shell.chosen: language}

    @told
    def part(self, view: View, event: gr.EventData) -> Update:
        """Go to another part of the room; its lists are read anew."""
        part = one_of(event.value, PARTS, texts_of(view))
        view = replace(view, part=part, run=None, deleting="")  # type: ignore[arg-type]
        shown = {**self._showing.place(view), **self._showing.runs(view)}
        if part == "feedback":
            shown |= self._showing.told(view)
        return {**shown, **self._noticed("")}

    @told
    def show(self, view: View, event: gr.EventData) -> Update:
        """Open the document of a clause, the clause highlighted."""
        clause = self._library.assistant().index.clause(str(event.value))
        view = replace(view, clause=clause.id if clause else None)
        missing = "" if clause else document_texts(view.language).no_clause
        return {**self._showing.panel(view), **self._noticed(missing)}

    @told
    def close(self, view: View) -> Update:
        """Close the document."""
        return self._showing.panel(replace(view, clause=None))


def _connect_room(page: gr.Blocks, w: Widgets, desk: _RoomDesk, common: Mapping[str, Any]) -> None:
    page.load(desk.start, inputs=w.shell.chosen, **common)
    w.shell.banner.language(desk.switch, inputs=w.view, **common)
    w.parts.part(desk.part, inputs=w.view, **common)
    for part in (w.feedback.entries, w.feedback.corrections, w.panel):
        part.show(desk.show, inputs=w.view, **common)
    w.panel.close(desk.close, inputs=w.view, **common)


def _connect_runs(w: Widgets, desk: RunDesk, common: Mapping[str, Any]) -> None:
    form, view = w.runs, w.view
    for own in (w.runs, w.score):
        own.split.change(desk.choose, inputs=own.split, outputs=own.own, api_visibility="private")
    w.gold.which.change(
        desk.choose, inputs=w.gold.which, outputs=w.gold.own, api_visibility="private"
    )
    asked = [form.split, form.own, form.name, form.baseline, form.replace, view]
    form.start.click(desk.start, inputs=asked, **common)
    w.timer.tick(desk.tick, inputs=[view, w.seen], **common)
    for part in (form.runs, w.progress):
        part.open(desk.open, inputs=view, **common)
    w.progress.cancel(desk.cancel, inputs=view, **common)
    form.runs.resume(desk.resume, inputs=view, **common)
    form.runs.delete(desk.delete, inputs=view, **common)
    form.runs.deleted(desk.deleted, inputs=view, **common)
    w.run.back(desk.back, inputs=view, **common)
    w.run.shown(desk.show_as, inputs=view, **common)
    w.run.unblind(desk.unblind, inputs=view, **common)
    w.run.side(desk.side, inputs=view, **common)
    w.run.kind(desk.kind, inputs=view, **common)
    w.run.turn(desk.turn, inputs=view, **common)
    w.run.file(desk.save, inputs=view, **common).then(None, js=_SAVE)


def _connect_score(w: Widgets, desk: ScoreDesk, common: Mapping[str, Any]) -> None:
    form = w.score
    made = form.sheet.click(desk.sheet, inputs=[form.split, form.own, w.view], **common)
    made.then(None, js=_SAVE)
    given = [form.split, form.own, form.answers, form.name, form.replace, w.view]
    form.start.click(desk.start, inputs=given, **common)


def _connect_compare(w: Widgets, desk: CompareDesk, common: Mapping[str, Any]) -> None:
    form = w.compare
    form.start.click(desk.start, inputs=[form.before, form.after, w.view], **common)
    form.found.side(desk.side, inputs=w.view, **common)
    form.found.kind(desk.kind, inputs=w.view, **common)
    form.found.file(desk.save, inputs=w.view, **common).then(None, js=_SAVE)


def _connect_feedback(w: Widgets, desk: FeedbackDesk, common: Mapping[str, Any]) -> None:
    form, view = w.feedback, w.view
    form.entries.handled(desk.handled, inputs=view, **common)
    form.entries.entry(desk.entry, inputs=view, **common)
    form.entries.reopen(desk.reopen, inputs=view, **common)
    gr.on(
        [form.search.click, form.find.submit],
        desk.search,
        inputs=[form.find, form.clauses, view],
        **common,
    )
    right = [form.status, form.clauses, form.units, form.answer, form.note, view]
    form.take.click(desk.take, inputs=right, **common)
    form.aside.click(desk.set_aside, inputs=[form.reason, view], **common)
    form.corrections.line(desk.save, inputs=view, **common).then(None, js=_SAVE)
