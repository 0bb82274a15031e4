"""The room to make quizzes: what ties its widgets to what happens when one is used."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from page.library import Library
from page.quiz.making import Making
from page.quiz.reviewing import Reviewing
from page.quiz.stock import Storeroom
from page.quiz.taking import Taking
from page.quiz.widgets import Widgets, lay_out

# The press of a button makes a file; the browser then fetches it as if its link were pressed.
_FETCH = "() => document.querySelector('#fetch')?.click()"
_OF_PAPER = (
    "choose",
    "cite",
    "edit",
    "cancel",
    "save",
    "drop",
    "restore",
    "replace",
    "undo",
    "check",
    "version",
)


def lay_out_quiz(page: gr.Blocks, library: Library) -> None:
    """Place the room's widgets and tie them to their callbacks, inside a page or route."""
    widgets = lay_out()
    storeroom = Storeroom(library)
    making = Making(library, storeroom, widgets)
    _connect_form(page, widgets, making)
    _connect_paper(widgets, Reviewing(library, widgets))
    _connect_files(widgets, Taking(library, widgets))


def _common(w: Widgets) -> Mapping[str, Any]:
    """What holds for every event; none of them is offered as an API."""
    return {"outputs": w.all(), "show_progress": "hidden", "api_visibility": "private"}


def _connect_form(page: gr.Blocks, w: Widgets, making: Making) -> None:
    common, form = _common(w), vars(w.form)
    counting: Mapping[str, Any] = {**common, "concurrency_limit": 4}
    page.load(making.start, inputs=w.shell.chosen, **common).then(
        making.take_stock, inputs=w.view, **counting
    )
    w.shell.banner.language(making.switch, inputs=w.view, **common).then(
        making.count, inputs={w.view, *form.values()}, **counting
    )
    filters = [form[name] for name in ("districts", "types", "difficulties", "sectors", "chapters")]
    gr.on(
        [
            *(field.change for field in filters),
            w.form.district_shares.blur,
            w.form.type_shares.blur,
        ],
        making.count,
        inputs={w.view, *form.values()},
        trigger_mode="always_last",
        **counting,
    )
    w.make.click(making.make, inputs={w.view, *form.values()}, **common)
    w.open.upload(making.open, inputs=[w.open, w.view], **common)


def _connect_paper(w: Widgets, reviewing: Reviewing) -> None:
    common = _common(w)
    for name in _OF_PAPER:
        getattr(w.paper, name)(getattr(reviewing, name), inputs=w.view, **common)
    w.panel.show(reviewing.show, inputs=w.view, **common)
    w.panel.close(reviewing.close, inputs=w.view, **common)


def _connect_files(w: Widgets, taking: Taking) -> None:
    common = _common(w)
    fetch: Mapping[str, Any] = {"fn": None, "js": _FETCH, "api_visibility": "private"}
    w.take.click(taking.take, inputs=[w.view, w.forms, w.words], **common).then(**fetch)
    w.keep.click(taking.keep, inputs=w.view, **common).then(**fetch)
    w.sheet.click(taking.sheet, inputs=w.view, **common).then(**fetch)
    w.answers.upload(taking.grade, inputs=[w.answers, w.view], **common)
    for button, ending in zip(w.reports, taking.endings, strict=True):
        button.click(taking.report(ending), inputs=w.view, **common).then(**fetch)
