"""What happens when an asker says what they think of an answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from errors import FeedbackError
from eval.feedback import Feedback, FeedbackStore, documents_version
from page.ask.callbacks import Callbacks
from page.ask.correction import is_empty, read_feedback
from page.ask.records import Turn, Verdict, View
from page.ask.texts import ask_texts
from page.library import Library
from page.shell import Update, event_value, why_failed


class Opinions:
    """Thumbs up and down, and the form for what would have been right; kept for evaluators."""

    def __init__(self, library: Library, callbacks: Callbacks) -> None:
        self._library = library
        self._callbacks = callbacks
        self._store = FeedbackStore(library.settings.feedback_file)

    def up(self, view: View, event: gr.EventData, request: gr.Request) -> Update:
        """Keep that an answer is helpful."""
        turn = _turn(view, event_value(event))
        return self._keep(view, turn, "up", {}, request) if turn else {}

    def down(self, view: View, event: gr.EventData, request: gr.Request) -> Update:
        """Keep that an answer is wrong, and ask what would have been right."""
        turn = _turn(view, event_value(event))
        if turn is None:
            return {}
        if turn.verdict != "down":
            return self._keep(view, turn, "down", {}, request, correcting=turn.number)
        return self._callbacks.shown(replace(view, correcting=turn.number))

    def cancel(self, view: View) -> Update:
        """Close the form; the thumb stays."""
        return self._callbacks.shown(replace(view, correcting=None))

    def correct(self, view: View, event: gr.EventData, request: gr.Request) -> Update:
        """Keep what the form says would have been right."""
        fields = event_value(event)
        if not isinstance(fields, Mapping):
            return {}
        number = fields.get("number")
        turn = _turn(view, number[0] if isinstance(number, list) and number else None)
        return self._keep(view, turn, "down", fields, request) if turn else {}

    def _keep(
        self,
        view: View,
        turn: Turn,
        verdict: Verdict,
        fields: Mapping[str, Any],
        request: gr.Request,
        correcting: int | None = None,
    ) -> Update:
        texts = ask_texts(view.language)
        still = replace(view, correcting=turn.number if fields else view.correcting)
        try:
            feedback = self._feedback(view, turn, verdict, fields)
        except FeedbackError as error:
            return self._callbacks.shown(still, str(error))
        if fields and is_empty(feedback):
            return self._callbacks.shown(still, texts.feedback.empty)
        try:
            self._store.add(feedback, view.key or str(request.session_hash))
        except FeedbackError:
            return self._callbacks.shown(still, texts.feedback.too_many)
        except Exception as error:
            return self._callbacks.shown(still, why_failed(error, view.language))
        judged = view.judged(turn.number, verdict)
        return self._callbacks.shown(replace(judged, correcting=correcting))

    def _feedback(
        self, view: View, turn: Turn, verdict: Verdict, fields: Mapping[str, Any]
    ) -> Feedback:
        index = self._library.assistant().index
        version = documents_version(index.documents.values())
        texts = ask_texts(view.language)
        return read_feedback(turn, verdict, fields, index, texts, view.language, version)


def _turn(view: View, number: object) -> Turn | None:
    """The turn that a number from the browser names, None for anything else."""
    text = str(number) if isinstance(number, str | int) else ""
    return view.turn(int(text)) if text.isdecimal() and len(text) < 9 else None
