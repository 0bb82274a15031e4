"""What happens on the form: questions are counted, a paper is made or opened."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gradio as gr

from page.library import Library
from page.quiz.desk import open_desk
from page.quiz.form import Wish, read_filters, read_wish
from page.quiz.records import Desk, View
from page.quiz.showing import everything, paper_and_clause, status
from page.quiz.stock import Stock, Storeroom
from page.quiz.stocktaking import counts_html
from page.quiz.texts import quiz_texts
from page.quiz.uploads import read_desk, unpacked
from page.quiz.widgets import Widgets, stock_choices
from page.shell import Update, language_of, spoken, why_failed
from quiz.check import stale_questions
from quiz.draw import draw
from quiz.versions import paper_title, versions
from rag.records import Language


class Making:
    """The callbacks of the form. Each returns the widgets that change."""

    def __init__(self, library: Library, storeroom: Storeroom, widgets: Widgets) -> None:
        self._library = library
        self._storeroom = storeroom
        self._widgets = widgets

    def start(self, chosen: str, request: gr.Request) -> Update:
        """Open the room in the language chosen before, else the browser's."""
        return everything(self._widgets, self._library, View(language_of(chosen, request)))

    def switch(self, view: View, event: gr.EventData) -> Update:
        """Show all texts in another language; the papers stay as they are."""
        language = spoken(str(event.value))
        changed = everything(self._widgets, self._library, replace(view, language=language))
        return changed | {self._widgets.shell.chosen: language}

    def take_stock(self, view: View) -> Update:
        """Count what can be asked at all; takes seconds the first time."""
        w = self._widgets
        try:
            stock = self._storeroom.stock()
            counts = stock.counts(read_filters(_NO_FILTERS, ()))
        except Exception as error:
            return w.shell.noticed(why_failed(error, view.language))
        shown = {w.counts: str(counts_html(counts, view.language))}
        return shown | stock_choices(w, stock, view.language)

    def count(self, values: dict[Any, Any]) -> Update:
        """Count what can be asked for what the form says."""
        w, view = self._widgets, values[self._widgets.view]
        try:
            stock = self._storeroom.stock()
            blueprint = read_filters(self._fields(values), _headings(stock))
            counts = stock.counts(blueprint)
        except Exception as error:
            return w.shell.noticed(why_failed(error, view.language))
        shown = {w.counts: str(counts_html(counts, view.language)), **w.shell.noticed("")}
        return shown | stock_choices(w, stock, view.language)

    def make(self, values: dict[Any, Any]) -> Iterator[Update]:
        """Draw a paper by the form, and show it under review."""
        w, view = self._widgets, values[self._widgets.view]
        texts = quiz_texts(view.language)
        yield {w.make: gr.update(interactive=False), **w.shell.noticed("")}
        freed = {w.make: gr.update(interactive=True)}
        try:
            stock = self._storeroom.stock()
            wish = read_wish(self._fields(values), _headings(stock), view.language)
            there = stock.counts(wish.blueprint).total()
            if there < wish.blueprint.count:
                short = texts.too_few if there else texts.none
                told = short.format(there=there, count=wish.blueprint.count)
                yield {**freed, **w.shell.noticed(told)}
                return
            desk = self._drawn(stock, wish, view.language)
        except Exception as error:
            yield {**freed, **w.shell.noticed(why_failed(error, view.language))}
        else:
            told = texts.made.format(count=len(desk.papers[0].questions))
            yield {**freed, **self._shown(view, desk, told)}

    def open(self, files: Sequence[str] | None, view: View) -> Update:
        """Open papers made before, with their edits, and check them against the documents."""
        texts = quiz_texts(view.language)
        return self._uploaded(
            files or (),
            view,
            lambda desk: texts.opened.format(
                count=len(desk.reviewed[0].questions), edits=len(desk.review.edits)
            ),
        )

    def _uploaded(self, files: Sequence[str], view: View, told: Callable[[Desk], str]) -> Update:
        w = self._widgets
        emptied: Update = {w.open: None}
        try:
            with TemporaryDirectory() as folder:
                desk = read_desk(unpacked(files, Path(folder)), view.desk)
            stale = tuple(stale_questions(desk.reviewed[0], self._library.documents()))
        except Exception as error:
            return {**emptied, **w.shell.noticed(why_failed(error, view.language))}
        finally:
            for file in files:
                Path(file).unlink(missing_ok=True)
        return emptied | self._shown(view, replace(desk, stale=stale), told(desk))

    def _fields(self, values: dict[Any, Any]) -> dict[str, Any]:
        return {name: values[widget] for name, widget in vars(self._widgets.form).items()}

    def _drawn(self, stock: Stock, wish: Wish, language: Language) -> Desk:
        drawn = draw(stock.bank, wish.blueprint)
        documents = [source.document for source in stock.bank.sources]
        title = wish.title or paper_title(drawn.questions, wish.language)
        seed = wish.blueprint.seed
        papers = versions(drawn.questions, documents, title, seed, wish.versions)
        return open_desk(papers, coverage=drawn.coverage)

    def _shown(self, view: View, desk: Desk, told: str) -> Update:
        """The desk under review, its first question chosen."""
        first = desk.papers[0].questions[0].id
        view = replace(
            view, desk=desk, version=0, chosen=first, cited=0, editing=False, report=None
        )
        w = self._widgets
        return {
            **paper_and_clause(w, self._library, view),
            **status(w, told),
            **w.shell.noticed(""),
            w.tabs: gr.update(selected="review"),
        }


def _headings(stock: Stock) -> list[str]:
    return [chapter for _, chapter in stock.chapters()]


_NO_FILTERS: dict[str, Any] = {
    "seed": 1,
    "districts": [],
    "district_shares": "",
    "sectors": [],
    "chapters": [],
    "types": [],
    "type_shares": "",
    "difficulties": [],
}
