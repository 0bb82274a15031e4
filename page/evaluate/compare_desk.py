"""What happens with two runs that are compared."""

import json
from dataclasses import replace
from typing import Any

import gradio as gr

from errors import RunError
from eval.run_files import moved_page
from eval.runs import check_name
from files.sheets import as_csv, as_xlsx
from page.downloads import safe_name
from page.evaluate.comparison import DOWNLOADS, Compared, compared, comparison_json
from page.evaluate.desk import Desk, one_of, texts_of, told
from page.evaluate.opened import open_run, report_page
from page.evaluate.records import MOVES, CompareView, View
from page.shell import Update
from rag.records import Language


class CompareDesk(Desk):
    """The callbacks of comparing."""

    @told
    def start(self, before: str | None, after: str | None, view: View) -> Update:
        """Compare the two runs chosen."""
        texts = texts_of(view)
        if not before or not after:
            raise RunError(texts.compare.few)
        if before == after:
            raise RunError(texts.compare.same)
        pair = CompareView(check_name(before), check_name(after))
        return {**self._shown(replace(view, compared=pair)), **self._noticed("")}

    @told
    def side(self, view: View, event: gr.EventData) -> Update:
        """Show all questions that moved, or those won or lost."""
        return self._changed(view, moves=one_of(event.value, MOVES, texts_of(view)))

    @told
    def kind(self, view: View, event: gr.EventData) -> Update:
        """Show the moved questions of one kind."""
        return self._changed(view, kind=str(event.value)[:100])

    def _changed(self, view: View, **changes: Any) -> Update:
        if view.compared is None:
            return {self._w.view: view}
        return self._shown(replace(view, compared=replace(view.compared, **changes)))

    def _shown(self, view: View) -> Update:
        return {self._w.view: view, **self._showing.compared(view)}

    @told
    def save(self, view: View, event: gr.EventData) -> Update:
        """Hand out the comparison as a file."""
        texts = texts_of(view)
        form = one_of(event.value, DOWNLOADS, texts)
        if view.compared is None:
            raise RunError(texts.compare.few)
        names = (view.compared.before, view.compared.after)
        found = compared(*(open_run(n, self._library.settings.runs_dir) for n in names))
        name = texts.compare.file.format(before=names[0], after=names[1])
        return self._saved(safe_name(f"{name}.{form}"), _as(form, found, view.language))


def _as(form: str, found: Compared, language: Language) -> bytes:
    if form == "html":
        return report_page(found.after, False, language, found.before.run).encode()
    if form == "json":
        told = json.dumps(comparison_json(found), ensure_ascii=False, indent=1)
        return f"{told}\n".encode()
    page = moved_page(found.moved, language)
    return as_xlsx([page]) if form == "xlsx" else as_csv(page)
