"""The widgets of the room where questions are asked, and where they stand."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from page.ask.records import View
from page.shell import Shell, html_part, lay_out_shell


@dataclass(frozen=True)
class Widgets:
    """All parts of the room that callbacks read or change. key: comes from the browser's tab."""

    shell: Shell
    view: gr.State
    key: gr.Textbox
    chat: gr.HTML
    scope: gr.HTML
    box: gr.Textbox
    send: gr.Button
    clear: gr.Button
    panel: gr.HTML

    def all(self) -> list[Any]:
        """Every widget, as the outputs of a callback that may change any of them."""
        own = [widget for name, widget in vars(self).items() if name not in ("shell", "key")]
        return [*own, *self.shell.all()]


def lay_out_widgets() -> Widgets:
    """Place the widgets, without texts: the start of a session brings them in its language."""
    shell = lay_out_shell("ask")
    view = gr.State(View())
    key = gr.Textbox(visible=False)
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="conversation"):
            chat = html_part("chat")
            shell.place_notice()
            scope = html_part("scope")
            with gr.Row(elem_id="composer"):
                clear = gr.Button("", elem_id="clear")
                box = gr.Textbox(
                    show_label=False,
                    container=False,
                    max_lines=4,
                    autofocus=True,
                    elem_id="box",
                )
                send = gr.Button("", variant="primary", elem_id="send")
        panel = html_part("panel")
    return Widgets(shell, view, key, chat, scope, box, send, clear, panel)
