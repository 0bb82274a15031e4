"""The widgets of the part where documents come in, placed without texts."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from page.corpus.intake.records import Desk
from page.shell import html_part

ENDINGS = [".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".md", ".txt"]
_LONGEST = 300  # characters of a field
_TICK = 2.0  # seconds between two looks at the work


@dataclass(frozen=True)
class IntakeWidgets:
    """What callbacks read or change; column holds all of them."""

    column: gr.Column
    desk: gr.State
    timer: gr.Timer
    work: gr.HTML
    stop: gr.Button
    note: gr.HTML
    upload: gr.File
    proposal: gr.HTML
    form: gr.Column
    district: gr.Dropdown
    title: gr.Textbox
    doc_number: gr.Textbox
    issuer: gr.Textbox
    issued: gr.Textbox
    id: gr.Textbox
    revises: gr.Dropdown
    preview: gr.Button
    aside: gr.Button
    new_district: gr.Accordion
    district_name: gr.Textbox
    district_english: gr.Textbox
    district_aliases: gr.Textbox
    add_district: gr.Button
    shown: gr.HTML
    add: gr.Button
    removing: gr.HTML
    document: gr.Dropdown
    remove: gr.Button
    versions: gr.HTML
    rollback: gr.Button
    build: gr.Button
    step: gr.HTML
    confirm: gr.Button
    cancel: gr.Button

    def all(self) -> list[Any]:
        """Every widget, as outputs of a callback."""
        return list(vars(self).values())

    def fields(self) -> list[Any]:
        """The fields of the form, as inputs: those of an entry, then what it revises."""
        entry = [self.district, self.title, self.doc_number, self.issuer, self.issued, self.id]
        return [*entry, self.revises]


def lay_out_intake() -> IntakeWidgets:
    """Place the widgets: the work, what comes in, what goes out, the versions."""
    placed: dict[str, Any] = {"desk": gr.State(Desk()), "timer": gr.Timer(_TICK, active=False)}
    with gr.Column(elem_id="part-intake", elem_classes="part-column", visible=False) as column:
        placed["work"] = html_part("work", script="corpus")
        placed["stop"] = _button("stop", "stop", visible=False)
        placed["note"] = html_part("upload-note", script="corpus")
        placed["upload"] = gr.File(
            file_types=ENDINGS, type="filepath", elem_id="upload", height="10rem"
        )
        placed["proposal"] = html_part("proposal", script="corpus")
        placed |= _place_form()
        placed["shown"] = html_part("preview", script="corpus")
        placed["add"] = _button("add", "primary", visible=False)
        placed["removing"] = html_part("removing", script="corpus")
        with gr.Row(elem_classes="filter"):
            placed["document"] = gr.Dropdown([], elem_id="remove-document")
            placed["remove"] = _button("remove")
        placed["versions"] = html_part("versions", script="corpus")
        with gr.Row(elem_classes="actions"):
            placed["rollback"] = _button("rollback")
            placed["build"] = _button("build")
        placed["step"] = html_part("step", script="corpus")
        with gr.Row(elem_classes="actions"):
            placed["confirm"] = _button("confirm", "primary", visible=False)
            placed["cancel"] = _button("cancel", visible=False)
    return IntakeWidgets(column=column, **placed)


def _place_form() -> dict[str, Any]:
    """The fields of the metadata, and those of a district that is not known yet."""
    with gr.Column(elem_id="intake-form", visible=False) as form:
        placed: dict[str, Any] = {"form": form}
        with gr.Row(elem_classes="filter fields"):
            placed["district"] = gr.Dropdown([], elem_id="entry-district")
            for name in ("title", "doc_number", "issuer", "issued", "id"):
                placed[name] = _text(f"entry-{name.replace('_', '-')}")
            placed["revises"] = gr.Dropdown([("", "")], value="", elem_id="entry-revises")
        with gr.Row(elem_classes="actions"):
            placed["preview"] = _button("preview-button", "primary")
            placed["aside"] = _button("aside")
        with gr.Accordion("", open=False, elem_id="new-district") as accordion:
            placed["new_district"] = accordion
            with gr.Row(elem_classes="filter fields"):
                for name in ("name", "english", "aliases"):
                    placed[f"district_{name}"] = _text(f"district-{name}")
                placed["add_district"] = _button("add-district")
    return placed


def _text(elem_id: str) -> gr.Textbox:
    return gr.Textbox(max_lines=1, max_length=_LONGEST, elem_id=elem_id)


def _button(elem_id: str, variant: Any = "secondary", visible: bool = True) -> gr.Button:
    return gr.Button("", variant=variant, visible=visible, size="md", elem_id=elem_id)
