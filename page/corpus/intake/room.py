"""What happens where documents are added, revised and removed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from corpus import load_metadata
from errors import IntakeError
from index import documents_folder
from intake.entry import entry_of
from intake.preview import preview, propose
from intake.records import FIELDS
from page.corpus.intake.districts import register_district
from page.corpus.intake.labels import (
    documents_shown,
    draft_shown,
    filled_in,
    labelled,
    merged,
    preview_shown,
)
from page.corpus.intake.records import Desk, Draft, Step
from page.corpus.intake.steps import step_html, take
from page.corpus.intake.texts import intake_texts
from page.corpus.intake.widgets import IntakeWidgets
from page.corpus.intake.work import (
    start_adding,
    state_of,
    versions_html,
    work_html,
)
from page.corpus.records import View
from page.library import Library
from page.shell import Shell, Update, why_failed
from rag.records import Language


class IntakeCallbacks:
    """What happens when something is pressed. Each returns the widgets that change."""

    def __init__(self, library: Library, widgets: IntakeWidgets, shell: Shell) -> None:
        self._library = library
        self._widgets = widgets
        self._shell = shell

    def shown(self, desk: Desk, language: Language) -> Update:
        """The whole part, as a session has it in hand."""
        w, documents = self._widgets, self._library.documents()
        return merged(
            labelled(w, language),
            draft_shown(w, desk, documents, language),
            documents_shown(w, documents, language),
            self._step(desk, language),
            self._work(desk, language),
        )

    def take(self, path: str | None, view: View, desk: Desk) -> Iterator[Update]:
        """Read a file that was handed in, and propose its metadata."""
        w, language = self._widgets, view.language
        if not path:
            yield self._without_draft(desk, language)
            return
        yield {w.proposal: _waiting(intake_texts(language).reading), **self._shell.noticed("")}
        try:
            proposal = propose(Path(path), self._library.settings)
            documents = self._library.documents()
            desk = replace(desk, draft=Draft(Path(path), proposal))
            yield merged(
                draft_shown(w, desk, documents, language),
                filled_in(w, proposal, documents),
                self._shell.noticed(""),
            )
        except Exception as error:
            yield {w.upload: None, **self._without_draft(desk, language), **self._told(error, view)}

    def aside(self, view: View, desk: Desk) -> Update:
        """Put the file in hand aside."""
        return {self._widgets.upload: None, **self._without_draft(desk, view.language)}

    def revise(self, revises: str | None, desk: Desk) -> Update:
        """A document was chosen that the file revises: its id is the file's, too."""
        proposed = desk.draft.proposal.value("id") if desk.draft else ""
        return {self._widgets.id: revises or proposed}

    def preview(self, view: View, desk: Desk, *fields: Any) -> Iterator[Update]:
        """Show what adding the file as the form has it would bring."""
        w, draft = self._widgets, desk.draft
        if draft is None:
            yield self._shell.noticed("")
            return
        yield {w.shown: _waiting(intake_texts(view.language).previewing), **self._shell.noticed("")}
        try:
            entry = self._entry(draft, fields)
            made = preview(draft.path, entry, self._library.settings)
            draft = replace(draft, entry=entry, preview=made)
            documents = self._library.documents()
            yield {
                w.desk: replace(desk, draft=draft),
                **preview_shown(w, draft, documents, view.language),
            }
        except Exception as error:
            yield {w.shown: "", w.add: gr.update(visible=False), **self._told(error, view)}

    def add(self, view: View, desk: Desk, *fields: Any) -> Update:
        """Add the file as it was previewed."""
        draft = desk.draft
        if draft is None or draft.entry is None:
            return self._shell.noticed("")
        try:
            if self._entry(draft, fields) != draft.entry:
                return self._shell.noticed(intake_texts(view.language).changed_since)
            there = {parsed.document.id for parsed in self._library.documents()}
            start_adding(self._library, draft.path, draft.entry, revises=draft.entry.id in there)
        except Exception as error:
            return self._told(error, view)
        desk = replace(desk, draft=None)
        return {**self._without_draft(desk, view.language), **self._work(desk, view.language)}

    def new_district(
        self, name: str | None, english: str | None, aliases: str | None, view: View
    ) -> Update:
        """Register a district that nobody knew, and choose it."""
        w, language = self._widgets, view.language
        try:
            settings = self._library.settings
            made = register_district(name or "", english or "", aliases or "", settings)
        except Exception as error:
            return self._told(error, view)
        w_texts = (w.district_name, w.district_english, w.district_aliases)
        choices = draft_shown(w, Desk(), (), language)[w.district]
        return {
            **dict.fromkeys(w_texts, ""),
            w.district: {**choices, "value": made.name},
            **self._shell.noticed(intake_texts(language).district_added.format(name=made.name)),
        }

    def ask(self, step: Step, view: View, desk: Desk) -> Update:
        """Show what a step would do, and ask."""
        try:
            return {
                **self._step(replace(desk, step=step), view.language),
                **self._shell.noticed(""),
            }
        except Exception as error:
            return self._told(error, view)

    def remove(self, document: str | None, view: View, desk: Desk) -> Update:
        """Ask whether a document is to be taken out."""
        return self.ask(Step("remove", document), view, desk) if document else {}

    def confirm(self, view: View, desk: Desk) -> Update:
        """Do what was asked about."""
        if desk.step is None:
            return self._shell.noticed("")
        try:
            take(desk.step, self._library)
        except Exception as error:
            return self._told(error, view)
        desk = replace(desk, step=None)
        return {**self._step(desk, view.language), **self._work(desk, view.language)}

    def cancel(self, view: View, desk: Desk) -> Update:
        """Leave what was asked about."""
        return self._step(replace(desk, step=None), view.language)

    def stop(self, view: View, desk: Desk) -> Update:
        """Stop the work that is going on."""
        job = state_of(self._library).job
        if job is not None and job.state == "running":
            job.cancel()
        return self._work(desk, view.language)

    def tick(self, view: View, desk: Desk) -> Update:
        """Show the progress; after a change of versions, the documents and versions anew."""
        try:
            state = state_of(self._library)
            if state.seen == desk.seen:
                return {self._widgets.work: str(work_html(state, view.language))}
            documents = self._library.documents()
            return {
                **documents_shown(self._widgets, documents, view.language),
                **self._work(desk, view.language),
            }
        except Exception as error:
            return self._told(error, view)

    def _entry(self, draft: Draft, fields: tuple[Any, ...]) -> Any:
        """The entry that the form describes; of a revision, with the rows expected so far."""
        *values, revises = [str(value or "").strip() for value in fields]
        given = dict(zip(FIELDS, values, strict=True))
        folder = documents_folder(self._library.settings)
        known = {entry.id: entry for entry in load_metadata(folder)}
        if revises and given["id"] != revises:
            raise IntakeError(f"id {given['id']!r}: a revision keeps the id {revises!r}")
        if not revises and given["id"] in known:
            raise IntakeError(
                f"id {given['id']!r} is another document's; give another id, or choose that "
                "document as the one to revise"
            )
        tables = known[revises].tables if revises in known else {}
        return entry_of(draft.proposal, given, tables)

    def _without_draft(self, desk: Desk, language: Language) -> Update:
        desk = replace(desk, draft=None)
        return {
            self._widgets.upload: None,
            **draft_shown(self._widgets, desk, self._library.documents(), language),
        }

    def _step(self, desk: Desk, language: Language) -> Update:
        w, waits = self._widgets, desk.step is not None
        return {
            w.desk: desk,
            w.step: str(step_html(desk.step, self._library, language)),
            w.confirm: gr.update(visible=waits),
            w.cancel: gr.update(visible=waits),
        }

    def _work(self, desk: Desk, language: Language) -> Update:
        """The work and the versions as they are now."""
        w, state = self._widgets, state_of(self._library)
        running = state.job is not None and state.job.state == "running"
        texts = intake_texts(language)
        return {
            w.desk: replace(desk, seen=state.seen),
            w.work: str(work_html(state, language)),
            w.stop: gr.update(visible=running),
            w.removing: _head(texts.documents),
            w.versions: _head(texts.versions) + str(versions_html(self._library, language)),
        }

    def _told(self, error: Exception, view: View) -> Update:
        return self._shell.noticed(why_failed(error, view.language))


def _waiting(text: str) -> str:
    return str(Markup('<p class="waiting" role="status">{}</p>').format(text))


def _head(text: str) -> str:
    return str(Markup('<h2 class="head">{}</h2>').format(text))


def connect_intake(
    w: IntakeWidgets, view: gr.State, callbacks: IntakeCallbacks, common: Mapping[str, Any]
) -> None:
    """Tie each event to its callback. common: what all events of the room have in common."""
    both = [view, w.desk]
    w.upload.upload(callbacks.take, inputs=[w.upload, *both], **common)
    w.upload.clear(callbacks.aside, inputs=both, **common)
    w.aside.click(callbacks.aside, inputs=both, **common)
    w.revises.input(callbacks.revise, inputs=[w.revises, w.desk], **common)
    w.preview.click(callbacks.preview, inputs=[*both, *w.fields()], **common)
    w.add.click(callbacks.add, inputs=[*both, *w.fields()], **common)
    district = [w.district_name, w.district_english, w.district_aliases]
    w.add_district.click(callbacks.new_district, inputs=[*district, view], **common)
    w.remove.click(callbacks.remove, inputs=[w.document, *both], **common)
    for kind, button in (("rollback", w.rollback), ("build", w.build)):
        ask = _asking(callbacks, Step(kind))  # type: ignore[arg-type]
        button.click(ask, inputs=both, **common)
    w.confirm.click(callbacks.confirm, inputs=both, **common)
    w.cancel.click(callbacks.cancel, inputs=both, **common)
    w.stop.click(callbacks.stop, inputs=both, **common)
    w.timer.tick(callbacks.tick, inputs=both, **common)


def _asking(callbacks: IntakeCallbacks, step: Step) -> Any:
    def ask(view: View, desk: Desk) -> Update:
        return callbacks.ask(step, view, desk)

    return ask
