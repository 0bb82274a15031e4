"""The room where questions are asked: its widgets tied to what happens when one is used."""

import os
from collections.abc import Mapping
from typing import Any

import gradio as gr

from page.ask.callbacks import Callbacks
from page.ask.opinions import Opinions
from page.ask.widgets import Widgets, lay_out_widgets
from page.library import Library

# The key of the conversation is made by the browser's tab and known to it alone: sessionStorage
# outlives a reload and a visit to another room, not the tab.
# questions that are answered at once, of however many that wait: two for each core, as a part of
# an answer's time is spent waiting for the other core
_AT_ONCE = 2 * (os.cpu_count() or 1)
_WITH_KEY = """(chosen) => {
    let key = "";
    try {
        key = sessionStorage.getItem("anwen-conversation") ?? "";
        if (!/^[0-9a-f]{64}$/.test(key)) {
            const bytes = crypto.getRandomValues(new Uint8Array(32));
            key = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
            sessionStorage.setItem("anwen-conversation", key);
        }
    } catch {}
    return [chosen, key];
}"""


def lay_out_ask(page: gr.Blocks, library: Library) -> None:
    """Place the room's widgets and tie them to their callbacks, inside a page or route."""
    widgets = lay_out_widgets()
    callbacks = Callbacks(library, widgets)
    _connect(page, widgets, callbacks, Opinions(library, callbacks))


def _connect(page: gr.Blocks, w: Widgets, callbacks: Callbacks, opinions: Opinions) -> None:
    """Tie each event to its callback; none of them is offered as an API."""
    common: Mapping[str, Any] = {
        "outputs": w.all(),
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    page.load(callbacks.start, inputs=[w.shell.chosen, w.key], js=_WITH_KEY, **common)
    # always_last: a question sent while another is being answered is asked after it, not lost.
    gr.on(
        [w.box.submit, w.send.click],
        callbacks.ask,
        inputs=[w.box, w.view],
        trigger_mode="always_last",
        concurrency_limit=_AT_ONCE,
        **common,
    )
    w.clear.click(callbacks.clear, inputs=w.view, **common)
    w.shell.banner.language(callbacks.switch, inputs=w.view, **common)
    w.chat.ask(callbacks.ask_example, inputs=w.view, **common)
    w.chat.show(callbacks.show, inputs=w.view, **common)
    w.panel.show(callbacks.show, inputs=w.view, **common)
    w.panel.close(callbacks.close, inputs=w.view, **common)
    w.scope.scope(callbacks.choose, inputs=w.view, **common)
    w.chat.up(opinions.up, inputs=w.view, **common)
    w.chat.down(opinions.down, inputs=w.view, **common)
    w.chat.cancel(opinions.cancel, inputs=w.view, **common)
    w.chat.correct(opinions.correct, inputs=w.view, **common)
