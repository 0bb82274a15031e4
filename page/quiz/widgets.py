"""The widgets of the room, placed without texts: a session brings them in its language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import gradio as gr

from corpus.sectors import load_sectors
from page.document import district_name
from page.quiz.records import View
from page.quiz.stock import Stock
from page.quiz.texts import QuizTexts
from page.shell import Shell, Update, html_part, lay_out_shell
from quiz.exports import FORMS
from quiz.exports.words import load_words
from rag.records import Language

_SEED = 1
_COUNT = 20
_LANGUAGES = [("中文", "zh"), ("English", "en")]
TABS = ("make", "review", "export", "grade")


@dataclass(frozen=True)
class Form:
    """The fields of the form, by the names that form.py knows them by."""

    count: gr.Number
    versions: gr.Number
    districts: gr.CheckboxGroup
    types: gr.CheckboxGroup
    difficulties: gr.CheckboxGroup
    sectors: gr.Dropdown
    chapters: gr.Dropdown
    district_shares: gr.Textbox
    type_shares: gr.Textbox
    title: gr.Textbox
    seed: gr.Number
    language: gr.Radio


@dataclass(frozen=True)
class Widgets:
    """All parts of the room that callbacks read or change."""

    shell: Shell
    view: gr.State
    tabs: gr.Tabs
    tab: tuple[gr.Tab, ...]
    form: Form
    intro: gr.HTML
    more: gr.Accordion
    make: gr.Button
    counts: gr.HTML
    open: gr.UploadButton
    open_info: gr.HTML
    status: gr.HTML
    paper: gr.HTML
    panel: gr.HTML
    forms: gr.CheckboxGroup
    words: gr.Radio
    take: gr.Button
    keep: gr.Button
    keep_info: gr.HTML
    grade_intro: gr.HTML
    sheet: gr.Button
    answers: gr.UploadButton
    report: gr.HTML
    reports: tuple[gr.Button, ...]
    fetch: gr.DownloadButton

    def all(self) -> list[Any]:
        """Every widget, as the outputs of a callback that may change any of them."""
        return list(self._each())

    def _each(self) -> Iterator[Any]:
        for field in fields(self):
            own = getattr(self, field.name)
            if isinstance(own, Shell):
                yield from own.all()
            elif isinstance(own, Form):
                yield from vars(own).values()
            elif isinstance(own, tuple):
                yield from own
            else:
                yield own


def lay_out() -> Widgets:
    """Place all widgets of the room."""
    shell = lay_out_shell("quiz")
    parts: dict[str, Any] = {"shell": shell, "view": gr.State(View())}
    parts["fetch"] = gr.DownloadButton("", elem_id="fetch", visible="hidden")
    with gr.Column(elem_id="room"):
        shell.place_notice()
        parts["status"] = html_part("status")
        with gr.Tabs(selected=TABS[0], elem_id="steps") as tabs:
            tab = []
            for name, place in zip(TABS, (_make, _review, _export, _grade), strict=True):
                with gr.Tab("", id=name, render_children=True) as one:
                    parts |= place()
                tab.append(one)
    return Widgets(tabs=tabs, tab=tuple(tab), **parts)


def _make() -> dict[str, Any]:
    intro = html_part("quiz-intro")
    with gr.Row(elem_id="blueprint"):
        with gr.Column(scale=3, min_width=280):
            with gr.Row():
                count = gr.Number(_COUNT, precision=0, interactive=True, min_width=120)
                versions = gr.Number(1, precision=0, interactive=True, min_width=120)
            districts, types, difficulties = (
                gr.CheckboxGroup([], interactive=True) for _ in range(3)
            )
            with gr.Accordion("", open=False) as more:
                sectors, chapters = (
                    gr.Dropdown([], value=[], multiselect=True, interactive=True) for _ in range(2)
                )
                with gr.Row():
                    district_shares, type_shares = (
                        gr.Textbox("", max_length=400, interactive=True, min_width=200)
                        for _ in range(2)
                    )
                title = gr.Textbox("", max_length=200, interactive=True)
                with gr.Row():
                    seed = gr.Number(_SEED, precision=0, interactive=True, min_width=120)
                    language = gr.Radio(_LANGUAGES, value="zh", interactive=True, min_width=200)
            make = gr.Button("", variant="primary", elem_id="make")
        with gr.Column(scale=2, min_width=280, elem_id="stock"):
            counts = html_part("counts")
            open_ = gr.UploadButton(
                "", file_types=[".json", ".zip"], file_count="multiple", size="md", elem_id="open"
            )
            open_info = html_part("open-info")
    form = Form(
        count,
        versions,
        districts,
        types,
        difficulties,
        sectors,
        chapters,
        district_shares,
        type_shares,
        title,
        seed,
        language,
    )
    return {
        "intro": intro,
        "form": form,
        "more": more,
        "make": make,
        "counts": counts,
        "open": open_,
        "open_info": open_info,
    }


def _review() -> dict[str, Any]:
    with gr.Row(elem_id="desk"):
        paper = html_part("paper", script="quiz")
        panel = html_part("panel")
    return {"paper": paper, "panel": panel}


def _export() -> dict[str, Any]:
    with gr.Column(elem_id="export"):
        forms = gr.CheckboxGroup([], interactive=True)
        words = gr.Radio(_LANGUAGES, value="zh", interactive=True)
        take = gr.Button("", variant="primary", elem_id="take")
        keep = gr.Button("", elem_id="keep")
        keep_info = html_part("keep-info")
    return {"forms": forms, "words": words, "take": take, "keep": keep, "keep_info": keep_info}


def _grade() -> dict[str, Any]:
    with gr.Column(elem_id="grade"):
        intro = html_part("grade-intro")
        with gr.Row(elem_classes="buttons"):
            sheet = gr.Button("", elem_id="sheet")
            answers = gr.UploadButton(
                "", file_types=[".xlsx", ".csv"], variant="primary", elem_id="answers"
            )
        with gr.Row(elem_classes="buttons"):
            reports = tuple(
                gr.Button("", size="md", visible=False, elem_id=f"report-{number}")
                for number in range(3)
            )
        report = html_part("report")
    return {
        "grade_intro": intro,
        "sheet": sheet,
        "answers": answers,
        "reports": reports,
        "report": report,
    }


def labels(w: Widgets, texts: QuizTexts, language: Language) -> Update:
    """All labels of the widgets in a language."""
    words, form, export = load_words(language), texts.form, texts.export
    forms = [(getattr(export, f"{name}_" if name == "json" else name), name) for name in FORMS]
    named = {
        w.form.count: form.count,
        w.form.versions: form.versions,
        w.form.sectors: form.sectors,
        w.form.chapters: form.chapters,
        w.form.language: form.language,
        w.more: form.more,
        w.open: form.open,
        w.words: export.language,
    }
    titled = {
        w.make: form.make,
    }
    tabs = {
        one: gr.update(label=getattr(texts.tabs, name))
        for name, one in zip(TABS, w.tab, strict=True)
    }
    return {
        **{widget: gr.update(label=text) for widget, text in named.items()},
        **{widget: gr.update(value=text) for widget, text in titled.items()},
        **tabs,
        w.form.types: _choices(form.types, form.all, words.types),
        w.form.difficulties: _choices(form.difficulties, form.all, words.difficulties),
        w.form.district_shares: _hinted(
            form.district_shares, form.shares_info, form.district_example
        ),
        w.form.type_shares: _hinted(form.type_shares, form.shares_info, form.type_example),
        w.form.title: gr.update(label=form.title, placeholder=form.title_example),
        w.form.seed: gr.update(label=form.seed, info=form.seed_info),
        w.forms: gr.update(label=export.forms, choices=forms),
    }


def buttons(w: Widgets, texts: QuizTexts, papers: bool, report: bool) -> Update:
    """The buttons that want papers, or a report, to be there."""
    wants = {w.take: texts.export.take, w.keep: texts.export.keep, w.sheet: texts.grade.sheet}
    named = zip(w.reports, (texts.grade.xlsx, texts.grade.md, texts.grade.json_), strict=True)
    return {
        **{one: gr.update(value=text, interactive=papers) for one, text in wants.items()},
        w.answers: gr.update(label=texts.grade.answers, interactive=papers),
        **{one: gr.update(value=text, visible=report) for one, text in named},
    }


def _hinted(label: str, info: str, example: str) -> Any:
    return gr.update(label=label, info=info, placeholder=example)


def _choices(label: str, info: str, named: Any) -> Any:
    return gr.update(label=label, info=info, choices=[(text, id_) for id_, text in named.items()])


def district_choices(
    w: Widgets, districts: Sequence[str], texts: QuizTexts, language: Language
) -> Update:
    """The districts that there are documents of."""
    named = {name: district_name(name, language) for name in districts}
    return {w.form.districts: _choices(texts.form.districts, texts.form.all, named)}


def stock_choices(w: Widgets, stock: Stock, language: Language) -> Update:
    """The sectors and chapters that there are questions on."""
    known = load_sectors()
    sectors = [(getattr(known[id_], language), id_) for id_ in stock.sectors()]
    chapters = [
        (f"{district_name(district, language)} · {chapter}", chapter)
        for district, chapter in {c: (d, c) for d, c in stock.chapters()}.values()
    ]
    return {
        w.form.sectors: gr.update(choices=sectors),
        w.form.chapters: gr.update(choices=chapters),
    }
