"""The widgets of the part where documents come in, in a language and filled in."""

from collections.abc import Sequence
from typing import Any

import gradio as gr
from markupsafe import Markup

from corpus.districts import load_districts
from corpus.metadata import MAX_DOCUMENT_BYTES
from corpus.records import ParsedDocument
from intake.records import FIELDS, Proposal
from intake.words import load_words
from page.corpus.intake.preview import preview_html
from page.corpus.intake.proposal import proposal_html
from page.corpus.intake.records import Desk, Draft
from page.corpus.intake.texts import intake_texts
from page.corpus.intake.widgets import IntakeWidgets
from page.document import district_name
from page.shell import Update
from rag.records import Language

Choices = list[tuple[str, str]]


def merged(*updates: Update) -> Update:
    """Updates one after the other; what several say of one widget is put together."""
    whole: Update = {}
    for update in updates:
        for widget, value in update.items():
            before = whole.get(widget)
            if isinstance(before, dict) and isinstance(value, dict):
                whole[widget] = {**before, **value}
            else:
                whole[widget] = value
    return whole


def labelled(w: IntakeWidgets, language: Language) -> Update:
    """The texts that are the same whatever a session has in hand."""
    texts, say = intake_texts(language), load_words(language)
    boxes: dict[Any, str] = {
        w.district_name: texts.district_name,
        w.district_english: texts.district_english,
        w.district_aliases: f"{texts.district_aliases} ({texts.district_hint})",
        w.new_district: texts.new_district,
        w.upload: texts.choose,
    }
    boxes |= {getattr(w, name): say.named("field", name) for name in FIELDS}
    buttons = {
        w.stop: texts.stop,
        w.preview: texts.preview,
        w.aside: texts.aside,
        w.add_district: texts.add_district,
        w.remove: texts.remove,
        w.rollback: texts.rollback,
        w.build: texts.build,
        w.confirm: texts.confirm,
        w.cancel: texts.cancel,
    }
    note = texts.upload_note.format(megabytes=MAX_DOCUMENT_BYTES // 1_000_000)
    return {
        w.note: str(
            Markup('<h2 class="head">{}</h2><p class="note">{}</p>').format(texts.upload, note)
        ),
        **{box: gr.update(label=text) for box, text in boxes.items()},
        **{button: gr.update(value=text) for button, text in buttons.items()},
    }


def draft_shown(
    w: IntakeWidgets, desk: Desk, documents: Sequence[ParsedDocument], language: Language
) -> Update:
    """What is known of the file in hand, its form out of sight where there is none."""
    draft = desk.draft
    return {
        w.desk: desk,
        w.proposal: str(proposal_html(draft.proposal, language)) if draft else "",
        w.form: gr.update(visible=draft is not None),
        w.revises: gr.update(
            label=intake_texts(language).revises, choices=_revised(documents, language)
        ),
        w.district: gr.update(choices=_districts(language)),
        **preview_shown(w, draft, documents, language),
    }


def preview_shown(
    w: IntakeWidgets, draft: Draft | None, documents: Sequence[ParsedDocument], language: Language
) -> Update:
    """The preview with its button, where there is one."""
    preview, texts = draft.preview if draft else None, intake_texts(language)
    there = {parsed.document.id for parsed in documents}
    revised = preview is not None and preview.entry.id in there
    return {
        w.shown: str(preview_html(preview, language)) if preview else "",
        w.add: gr.update(value=texts.revise if revised else texts.add, visible=preview is not None),
    }


def filled_in(w: IntakeWidgets, proposal: Proposal, documents: Sequence[ParsedDocument]) -> Update:
    """The form with what is proposed; as a revision where number or title say that it is one.

    Words in common alone do not: districts copy from each other.
    """
    there = {parsed.document.id for parsed in documents}
    same = (like for like in proposal.revises if set(like.reasons) - {"same_text"})
    likeliest = next((like.id for like in same if like.id in there), "")
    values = {name: proposal.value(name) for name in FIELDS}
    if likeliest:
        values["id"] = likeliest
    known = {district.name for district in load_districts()}
    return {
        **{getattr(w, name): gr.update(value=values[name]) for name in FIELDS[1:]},
        w.district: gr.update(value=values["district"] if values["district"] in known else None),
        w.revises: gr.update(value=likeliest),
    }


def documents_shown(
    w: IntakeWidgets, documents: Sequence[ParsedDocument], language: Language
) -> Update:
    """The documents that can be taken out."""
    return {
        w.document: gr.update(
            label=intake_texts(language).remove_which,
            choices=_documents(documents, language),
            value=None,
        )
    }


def _districts(language: Language) -> Choices:
    return [
        (district_name(district.name, language), district.name) for district in load_districts()
    ]


def _documents(documents: Sequence[ParsedDocument], language: Language) -> Choices:
    found = (parsed.document for parsed in documents)
    return [(f"{district_name(d.district, language)} 《{d.title}》 {d.id}", d.id) for d in found]


def _revised(documents: Sequence[ParsedDocument], language: Language) -> Choices:
    return [(intake_texts(language).as_new, ""), *_documents(documents, language)]
