"""The widgets of the room to evaluate, placed without texts."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from eval.gold import SPLITS
from page.evaluate.records import PARTS, Part, View
from page.shell import Shell, html_part, lay_out_shell

OWN, ALL = "own", "all"  # a gold file of one's own; all those that are shipped
_TICK = 2.0  # seconds between two looks at the running job
LONGEST_NAME = 100  # characters of a run's name
_LONGEST_TEXT = 4_000  # characters of an answer or of units
_ENTRY_LINES = 3


class _Fields:
    """Widgets of one part of the room."""

    def all(self) -> list[Any]:
        """Every widget, as outputs of a callback."""
        return list(vars(self).values())


@dataclass(frozen=True)
class RunForm(_Fields):
    """What starts an evaluation, and the list of runs."""

    split: gr.Dropdown
    own: gr.File
    name: gr.Textbox
    baseline: gr.Checkbox
    replace: gr.Checkbox
    start: gr.Button
    runs: gr.HTML


@dataclass(frozen=True)
class ScoreForm(_Fields):
    """What scores an answers file."""

    split: gr.Dropdown
    own: gr.File
    sheet: gr.Button
    answers: gr.File
    name: gr.Textbox
    replace: gr.Checkbox
    start: gr.Button


@dataclass(frozen=True)
class CompareForm(_Fields):
    """What compares two runs, and their comparison."""

    before: gr.Dropdown
    after: gr.Dropdown
    start: gr.Button
    found: gr.HTML


@dataclass(frozen=True)
class FeedbackForm(_Fields):
    """Feedback, the form of a correction, the corrections."""

    entries: gr.HTML
    form: gr.Column
    title: gr.HTML
    find: gr.Textbox
    search: gr.Button
    status: gr.Dropdown
    clauses: gr.CheckboxGroup
    units: gr.Textbox
    answer: gr.Textbox
    note: gr.Textbox
    take: gr.Button
    reason: gr.Textbox
    aside: gr.Button
    corrections: gr.HTML


@dataclass(frozen=True)
class GoldForm(_Fields):
    """What checks gold files, and what was found."""

    which: gr.Dropdown
    own: gr.File
    start: gr.Button
    findings: gr.HTML


@dataclass(frozen=True)
class Widgets:
    """All parts of the room that callbacks read or change."""

    shell: Shell
    view: gr.State
    seen: gr.State
    timer: gr.Timer
    parts: gr.HTML
    progress: gr.HTML
    columns: dict[Part, gr.Column]
    heads: dict[Part, gr.HTML]
    runs: RunForm
    score: ScoreForm
    compare: CompareForm
    feedback: FeedbackForm
    gold: GoldForm
    run: gr.HTML
    file: gr.DownloadButton
    panel: gr.HTML

    def html(self) -> list[gr.HTML]:
        """The parts that are HTML of our own, whose buttons fire events."""
        own = [self.parts, self.progress, self.runs.runs, self.compare.found, self.run, self.panel]
        return [*own, self.feedback.entries, self.feedback.corrections]

    def all(self) -> list[Any]:
        """Every widget, as the outputs of a callback that may change any of them."""
        single = [self.view, self.seen, self.parts, self.progress, self.run, self.file, self.panel]
        forms = [self.runs, self.score, self.compare, self.feedback, self.gold]
        return [
            *single,
            *self.columns.values(),
            *self.heads.values(),
            *(widget for form in forms for widget in form.all()),
            *self.shell.all(),
        ]


def lay_out_widgets() -> Widgets:
    """Place the widgets, inside a page or route: parts above, a document beside."""
    shell = lay_out_shell("evaluate")
    view, seen, timer = gr.State(View()), gr.State(""), gr.Timer(_TICK)
    columns: dict[Part, gr.Column] = {}
    heads: dict[Part, gr.HTML] = {}
    with gr.Row(elem_id="evaluate"):
        with gr.Column(elem_id="evaluate-main"):
            parts, progress = _html("parts"), _html("progress")
            shell.place_notice()
            for part in PARTS:
                columns[part] = gr.Column(elem_id=f"part-{part}", elem_classes="part-column")
                with columns[part]:
                    heads[part] = _html(f"head-{part}")
            with columns["runs"]:
                runs = _run_form()
            with columns["score"]:
                score = _score_form()
            with columns["compare"]:
                compare = _compare_form()
            with columns["feedback"]:
                feedback = _feedback_form()
            with columns["gold"]:
                gold = _gold_form()
            run = _html("run")
            file = gr.DownloadButton("", visible="hidden", elem_id="evaluate-file")
        panel = _html("panel")
    return Widgets(
        shell, view, seen, timer, parts, progress, columns, heads,
        runs, score, compare, feedback, gold, run, file, panel,
    )  # fmt: skip


def _html(name: str) -> gr.HTML:
    return html_part(name, script="evaluate")


def _file(name: str, *endings: str, visible: bool = True) -> gr.File:
    return gr.File(file_types=list(endings), elem_id=name, height=140, visible=visible)


def _choice(elem_id: str, *values: str) -> gr.Dropdown:
    return gr.Dropdown(choices=list(values), value=values[0], filterable=False, elem_id=elem_id)


def _name(elem_id: str) -> gr.Textbox:
    return gr.Textbox(max_lines=1, max_length=LONGEST_NAME, elem_id=elem_id)


def _run_form() -> RunForm:
    with gr.Row(elem_classes="fields"):
        split = _choice("run-split", *SPLITS, OWN)
        name = _name("run-name")
        own = _file("run-own", ".jsonl", visible=False)
    with gr.Row(elem_classes="ticks"):
        baseline = gr.Checkbox(elem_id="run-baseline")
        replace = gr.Checkbox(elem_id="run-replace")
        start = gr.Button("", variant="primary", elem_id="run-start")
    return RunForm(split, own, name, baseline, replace, start, _html("runs"))


def _score_form() -> ScoreForm:
    with gr.Row(elem_classes="fields"):
        split = _choice("score-split", *SPLITS, OWN)
        own = _file("score-own", ".jsonl", visible=False)
        sheet = gr.Button("", size="md", elem_id="score-sheet")
    with gr.Row(elem_classes="fields"):
        answers = _file("score-answers", ".xlsx", ".csv", ".jsonl")
        name = _name("score-name")
    with gr.Row(elem_classes="ticks"):
        replace = gr.Checkbox(elem_id="score-replace")
        start = gr.Button("", variant="primary", elem_id="score-start")
    return ScoreForm(split, own, sheet, answers, name, replace, start)


def _compare_form() -> CompareForm:
    with gr.Row(elem_classes="fields"):
        before = gr.Dropdown(elem_id="compare-before")
        after = gr.Dropdown(elem_id="compare-after")
        start = gr.Button("", variant="primary", elem_id="compare-start")
    return CompareForm(before, after, start, _html("compared"))


def _feedback_form() -> FeedbackForm:
    entries = _html("entries")
    with gr.Column(elem_id="correction", visible=False) as form:
        with gr.Row(elem_classes="fields"):
            find = gr.Textbox(max_lines=1, max_length=_LONGEST_TEXT, elem_id="clause-find")
            search = gr.Button("", size="md", elem_id="clause-search")
        title = _html("correction-title")
        clauses = gr.CheckboxGroup(elem_id="right-clauses")
        with gr.Row(elem_classes="fields"):
            status = gr.Dropdown(filterable=False, elem_id="right-status")
            units = _text("right-units")
        with gr.Row(elem_classes="fields"):
            answer, note = _text("right-answer"), _text("right-note")
        take = gr.Button("", variant="primary", elem_id="take")
        with gr.Row(elem_classes="fields"):
            reason = gr.Textbox(max_lines=1, max_length=1_000, elem_id="aside-reason")
            aside = gr.Button("", elem_id="aside")
    corrections = _html("corrections")
    return FeedbackForm(
        entries, form, title, find, search, status, clauses, units, answer, note,
        take, reason, aside, corrections,
    )  # fmt: skip


def _text(elem_id: str) -> gr.Textbox:
    return gr.Textbox(lines=_ENTRY_LINES, max_lines=12, max_length=_LONGEST_TEXT, elem_id=elem_id)


def _gold_form() -> GoldForm:
    with gr.Row(elem_classes="fields"):
        which = _choice("gold-which", ALL, OWN)
        own = _file("gold-own", ".jsonl", visible=False)
        start = gr.Button("", variant="primary", elem_id="gold-start")
    return GoldForm(which, own, start, _html("findings"))
