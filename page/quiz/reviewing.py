"""What happens on the papers under review: look at a clause, edit, drop, replace, take back."""

from collections.abc import Callable
from dataclasses import replace

import gradio as gr

from page.library import Library
from page.quiz import desk as on_desk
from page.quiz.edits import read_edit
from page.quiz.records import Desk, View
from page.quiz.showing import paper_and_clause, status
from page.quiz.texts import quiz_texts
from page.quiz.widgets import Widgets
from page.shell import Update, why_failed
from quiz.check import stale_questions


class Reviewing:
    """The callbacks of the papers. What an event brings is from a browser: it may be anything."""

    def __init__(self, library: Library, widgets: Widgets) -> None:
        self._library = library
        self._widgets = widgets

    def choose(self, view: View, event: gr.EventData) -> Update:
        """Show the clause of a question."""
        return self._look(view, lambda: self._chosen(view, _value(event)))

    def cite(self, view: View, event: gr.EventData) -> Update:
        """Show another clause of a question. value: its number and the question's id."""
        number, _, id_ = _value(event).partition(" ")
        cited = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
        return self._look(view, lambda: replace(self._chosen(view, id_), cited=cited))

    def version(self, view: View, event: gr.EventData) -> Update:
        """Show version A, B …; value: its place."""
        places = {str(place): place for place in range(len(view.desk.papers) if view.desk else 0)}
        version = places.get(_value(event), 0)
        return self._look(view, lambda: replace(view, version=version, beside=None))

    def edit(self, view: View, event: gr.EventData) -> Update:
        """Open the form of a question."""
        return self._look(view, lambda: replace(self._chosen(view, _value(event)), editing=True))

    def cancel(self, view: View) -> Update:
        """Close the form; nothing changes."""
        return self._act(lambda: replace(view, editing=False), view)

    def show(self, view: View, event: gr.EventData) -> Update:
        """Go to another clause of the document that is shown."""
        return self._look(view, lambda: replace(view, beside=_value(event)))

    def close(self, view: View) -> Update:
        """Close the panel with the clause."""
        return self._look(view, lambda: replace(view, chosen=None, beside=None))

    def save(self, view: View, event: gr.EventData) -> Update:
        """Take in the form that is open. value: its fields."""

        def saved() -> View:
            desk = on_desk.present(view.desk)
            own = on_desk.entry(desk, view.version, view.chosen or "")
            changed = on_desk.edited(desk, read_edit(event._data.get("value"), own))
            return replace(view, desk=changed, editing=False)

        return self._act(saved, view)

    def drop(self, view: View, event: gr.EventData) -> Update:
        """Take a question out."""
        return self._change(view, lambda desk: on_desk.dropped(desk, _value(event)))

    def restore(self, view: View, event: gr.EventData) -> Update:
        """Take back all that was done to a question."""
        return self._change(view, lambda desk: on_desk.restored(desk, _value(event)))

    def replace(self, view: View, event: gr.EventData) -> Update:
        """Put another proven question in the place of one."""
        id_ = _value(event)
        return self._look(
            view,
            lambda: replace(
                self._chosen(view, id_),
                desk=on_desk.replaced(on_desk.present(view.desk), self._library.bank(), id_),
            ),
        )

    def undo(self, view: View) -> Update:
        """Take back the last step."""
        return self._change(view, on_desk.undone)

    def check(self, view: View) -> Update:
        """Compare the clauses with the documents as they are now."""

        def checked(desk: Desk) -> Desk:
            found = stale_questions(desk.reviewed[0], self._library.documents())
            return replace(desk, stale=tuple(found))

        changed = self._change(view, checked)
        after = changed.get(self._widgets.view)
        if isinstance(after, View) and after.desk and not after.desk.stale:
            changed |= status(self._widgets, quiz_texts(view.language).checked)
        return changed

    def _chosen(self, view: View, id_: str) -> View:
        on_desk.entry(on_desk.present(view.desk), view.version, id_)  # only an id that is there
        return replace(view, chosen=id_, cited=0, beside=None)

    def _change(self, view: View, change: Callable[[Desk], Desk]) -> Update:
        return self._look(view, lambda: replace(view, desk=change(on_desk.present(view.desk))))

    def _look(self, view: View, after: Callable[[], View]) -> Update:
        """As _act; while a form is open nothing else is done, so that no typed text is lost."""
        if view.editing:
            return self._widgets.shell.noticed(quiz_texts(view.language).editing)
        return self._act(after, view)

    def _act(self, after: Callable[[], View], view: View) -> Update:
        """The widgets after a step, or a notice why it cannot be done."""
        w = self._widgets
        try:
            shown = paper_and_clause(w, self._library, after())
        except Exception as error:
            return w.shell.noticed(why_failed(error, view.language))
        return {**shown, **status(w, ""), **w.shell.noticed("")}


def _value(event: gr.EventData) -> str:
    return str(event._data.get("value", ""))[:200]
