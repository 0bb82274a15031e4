"""The widgets of the room of the documents, placed without texts."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from page.corpus.address import LONGEST_WORDS
from page.corpus.intake.widgets import IntakeWidgets, lay_out_intake
from page.corpus.ledger_form import LedgerForm, lay_out_ledger_form
from page.corpus.records import Part, View
from page.shell import Shell, html_part, lay_out_shell

ENDINGS = (".xlsx", ".csv", ".json")  # of a ledger that is downloaded


@dataclass(frozen=True)
class Widgets:
    """All parts of the room that callbacks read or change."""

    shell: Shell
    view: gr.State
    parts: gr.HTML
    columns: dict[Part, gr.Column]
    words: gr.Textbox
    search: gr.Button
    documents: gr.HTML
    form: LedgerForm
    ledger: gr.HTML
    downloads: dict[str, gr.Button]
    file: gr.DownloadButton
    check: gr.HTML
    overview: gr.HTML
    intake: IntakeWidgets
    panel: gr.HTML

    def html(self) -> list[gr.HTML]:
        """The parts that are HTML of our own, with links to views and to clauses."""
        return [self.parts, self.documents, self.ledger, self.check, self.overview, self.panel]

    def all(self) -> list[Any]:
        """Every widget, as the outputs of a callback that may change any of them."""
        return [
            self.view,
            *self.html(),
            *(column for part, column in self.columns.items() if part != "intake"),
            *self.intake.all(),
            self.words,
            self.search,
            *self.form.fields(),
            self.form.narrow,
            self.form.widen,
            *self.downloads.values(),
            self.file,
            *self.shell.all(),
        ]


def lay_out_widgets() -> Widgets:
    """Place the widgets, inside a page or route: parts above, a document beside."""
    shell = lay_out_shell("corpus")
    view = gr.State(View())
    columns: dict[Part, gr.Column] = {}
    with gr.Row(elem_id="corpus"):
        with gr.Column(elem_id="corpus-main"):
            parts = _html("parts")
            shell.place_notice()
            with gr.Column(elem_id="part-documents", elem_classes="part-column") as column:
                columns["documents"] = column
                with gr.Row(elem_classes="filter"):
                    words = gr.Textbox(
                        max_lines=1, max_length=LONGEST_WORDS, elem_id="corpus-words"
                    )
                    search = gr.Button("", variant="primary", elem_id="corpus-search")
                documents = _html("documents")
            with gr.Column(elem_id="part-ledger", elem_classes="part-column") as column:
                columns["ledger"] = column
                form = lay_out_ledger_form()
                with gr.Row(elem_id="downloads"):
                    downloads = {
                        ending: gr.Button("", size="md", elem_id=f"download-{ending[1:]}")
                        for ending in ENDINGS
                    }
                    file = gr.DownloadButton("", visible="hidden", elem_id="ledger-file")
                ledger = _html("ledger")
            with gr.Column(elem_id="part-check", elem_classes="part-column") as column:
                columns["check"] = column
                check = _html("check")
            with gr.Column(elem_id="part-overview", elem_classes="part-column") as column:
                columns["overview"] = column
                overview = _html("overview")
            intake = lay_out_intake()
            columns["intake"] = intake.column
        panel = _html("panel")
    return Widgets(
        shell=shell,
        view=view,
        parts=parts,
        columns=columns,
        words=words,
        search=search,
        documents=documents,
        form=form,
        ledger=ledger,
        downloads=downloads,
        file=file,
        check=check,
        overview=overview,
        intake=intake,
        panel=panel,
    )


def _html(name: str) -> gr.HTML:
    return html_part(name, script="corpus")
