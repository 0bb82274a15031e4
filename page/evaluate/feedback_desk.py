"""What happens with feedback: read, put right as a correction, or set aside."""

from dataclasses import replace
from typing import Any

import gradio as gr

from errors import ReviewError
from eval.feedback import StoredFeedback, correction_of
from eval.report_words import load_report_words
from eval.review import add_correction, check_correction, new_correction
from eval.run import ranking
from page.downloads import safe_name
from page.evaluate.corrections import corrections_of, line_of
from page.evaluate.desk import Desk, one_of, texts_of, told
from page.evaluate.feedback import place
from page.evaluate.records import FeedbackView, View
from page.shell import Update
from page.texts import document_texts
from rag.records import Status

_STATUSES: tuple[Status, ...] = ("answered", "unspecified", "not_found")
_MOST_CLAUSES = 20  # to choose from
_FOUND = 6  # clauses that one search adds
_MOST_UNITS = 50  # lines


class FeedbackDesk(Desk):
    """The callbacks of feedback and corrections."""

    @told
    def handled(self, view: View, event: gr.EventData) -> Update:
        """Show the entries that are dealt with, or those that wait."""
        return self._listed(replace(view, feedback=FeedbackView(handled=event.value == "yes")))

    @told
    def entry(self, view: View, event: gr.EventData) -> Update:
        """Open an entry, its correction filled in as far as it was told; "" closes it."""
        if not event.value:
            return self._listed(replace(view, feedback=FeedbackView()))
        kept = self._showing.feedback.entry(str(event.value))
        told_clauses = (*kept.feedback.right_clauses, *kept.feedback.given.citations)
        known = [key for key in dict.fromkeys(told_clauses) if self._showing.anchors.clause(key)]
        chosen = FeedbackView(entry=kept.id, clauses=tuple(known[:_MOST_CLAUSES]))
        view = replace(view, feedback=chosen)
        return {**self._listed(view), **self._filled_in(kept, view)}

    def _filled_in(self, kept: StoredFeedback, view: View) -> Update:
        f, proposed = self._w.feedback, correction_of(kept.feedback)
        say, roles = load_report_words(view.language), document_texts(view.language).roles
        units = "\n".join(f"{u.name}={_role(roles, u.role, view)}" for u in proposed.units)
        chosen = [key for key in proposed.clauses if key in view.feedback.clauses]
        statuses = [(say.named("status", status), status) for status in _STATUSES]
        return {
            f.status: gr.update(choices=statuses, value=proposed.status),
            f.clauses: gr.update(choices=self._choices(view), value=chosen),
            f.units: units,
            f.answer: proposed.answer,
            f.note: proposed.note,
            f.find: "",
            f.reason: "",
        }

    def _choices(self, view: View) -> list[tuple[str, str]]:
        """The clauses to choose from, numbered as their cards are."""
        anchors = self._showing.anchors
        return [
            (f"{number} · {place(key, anchors)}", key)
            for number, key in enumerate(view.feedback.clauses, start=1)
        ]

    @told
    def search(self, words: str, chosen: list[str], view: View) -> Update:
        """Add clauses that words or an id find to those to choose from."""
        texts, anchors = texts_of(view), self._showing.anchors
        wanted = (words or "").strip()
        if anchors.clause(wanted):
            found: tuple[str, ...] = (wanted,)
        else:
            _, trace = self._library.assistant().ask_traced(wanted)
            found = tuple(key for key in ranking(trace) if anchors.clause(key))[:_FOUND]
        if not found:
            raise ReviewError(texts.feedback.found_none)
        before = view.feedback.clauses
        kept = tuple(key for key in before if key in (chosen or ()) or len(before) < _MOST_CLAUSES)
        clauses = tuple(dict.fromkeys((*kept, *found)))[:_MOST_CLAUSES]
        view = replace(view, feedback=replace(view.feedback, clauses=clauses))
        still = [key for key in chosen or () if key in clauses]
        choices = gr.update(choices=self._choices(view), value=still)
        return {**self._listed(view), self._w.feedback.clauses: choices}

    @told
    def take(
        self,
        status: str,
        clauses: list[str],
        units: str,
        answer: str,
        note: str,
        view: View,
    ) -> Update:
        """Put the correction into the review file, once the documents bear it out."""
        texts = texts_of(view)
        kept = self._showing.feedback.entry(view.feedback.entry)
        correction = new_correction(
            question=kept.feedback.question,
            history=kept.feedback.history,
            status=one_of(status, _STATUSES, texts),  # type: ignore[arg-type]
            answer=(answer or "").strip(),
            units=[line.strip() for line in (units or "").splitlines() if line.strip()],
            clauses=clauses or (),
            note=(note or "").strip(),
        ).model_copy(update={"origin": "page"})
        check_correction(correction, self._showing.anchors)
        add_correction(self._library.settings.review_file, correction)
        self._showing.feedback.mark_handled(kept.id, outcome=correction.id)
        view = replace(view, feedback=FeedbackView(taken=correction.id))
        said = texts.feedback.taken.format(id=correction.id)
        return {**self._listed(view), **self._w.shell.told(said)}

    @told
    def set_aside(self, reason: str, view: View) -> Update:
        """Deal with an entry without a correction, and say why."""
        texts = texts_of(view)
        if not reason or not reason.strip():
            raise ReviewError(texts.feedback.needs_reason)
        self._showing.feedback.mark_handled(view.feedback.entry, outcome=reason.strip())
        view = replace(view, feedback=FeedbackView())
        return {**self._listed(view), **self._w.shell.told(texts.feedback.set_aside)}

    @told
    def reopen(self, view: View, event: gr.EventData) -> Update:
        """Let an entry wait again."""
        self._showing.feedback.mark_handled(str(event.value), handled=False)
        return self._listed(view)

    @told
    def save(self, view: View, event: gr.EventData) -> Update:
        """Hand out the gold line of a correction."""
        found = corrections_of(self._library.settings.review_file)
        wanted = next((one for one in found if one.id == event.value), None)
        if wanted is None:
            raise ReviewError(texts_of(view).unknown)
        line = line_of(wanted, self._showing.anchors)
        return self._saved(safe_name(f"{wanted.id}.jsonl"), f"{line}\n".encode())

    def _listed(self, view: View) -> Update:
        return {**self._showing.told(view), **self._noticed("")}


def _role(roles: Any, role: str, view: View) -> str:
    """A role as a line of the form has it: the Chinese word, or its English name."""
    return getattr(roles, role) if view.language == "zh" else role
