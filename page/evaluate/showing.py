"""What the widgets of the room show of a view."""

from collections.abc import Sequence
from typing import Any

import gradio as gr
from markupsafe import Markup

from errors import AnwenError
from eval.anchors import Anchors
from eval.feedback import FeedbackStore
from eval.gold import SPLITS, GoldLine, gold_files, read_gold
from eval.stored import StoredRun, stored_runs
from page.document import document_html
from page.evaluate.comparison import compared, comparison_html
from page.evaluate.corrections import corrections_html, corrections_of
from page.evaluate.feedback import entry_html, feedback_html
from page.evaluate.findings import findings_html
from page.evaluate.opened import open_run
from page.evaluate.parts import parts_html
from page.evaluate.progress import KIND, progress_html, seen
from page.evaluate.records import PARTS, View
from page.evaluate.run_page import run_html
from page.evaluate.runs import runs_html
from page.evaluate.texts import EvaluateTexts, evaluate_texts
from page.evaluate.widgets import ALL, OWN, Widgets
from page.library import Library
from page.shell import Update, why_failed


class Showing:
    """Turns a view into what the widgets show. Raises AnwenError for what cannot be read."""

    def __init__(self, library: Library, widgets: Widgets) -> None:
        self.library = library
        self.widgets = widgets

    @property
    def anchors(self) -> Anchors:
        """The clauses of the documents as gold questions find them."""
        return self.library.anchors()

    @property
    def feedback(self) -> FeedbackStore:
        """What askers said."""
        return FeedbackStore(self.library.settings.feedback_file)

    def gold(self) -> list[GoldLine]:
        """All lines of the shipped gold files."""
        return [line for path in gold_files("all") for line in read_gold(path)[0]]

    def stored(self) -> list[StoredRun]:
        """All runs, the newest first."""
        return stored_runs(self.library.settings.runs_dir)

    def everything(self, view: View) -> Update:
        """All widgets as a view wants them."""
        w = self.widgets
        texts = evaluate_texts(view.language)
        return {
            **w.shell.in_language(view.language),
            **self.labels(texts),
            **self.place(view),
            **self.job(view),
            **self.runs(view),
            **self.compared(view),
            **(self.told(view) if view.part == "feedback" else {}),
            w.gold.findings: str(findings_html(view.checked, texts)),
        }

    def place(self, view: View) -> Update:
        """Which part is seen, or the run that is opened; the document beside."""
        w, texts = self.widgets, evaluate_texts(view.language)
        columns: Update = {
            column: gr.update(visible=not view.run and part == view.part)
            for part, column in w.columns.items()
        }
        return {
            **columns,
            w.view: view,
            w.parts: str(parts_html(view, texts)),
            w.run: gr.update(value=self._run(view), visible=view.run is not None),
            **self.panel(view),
        }

    def _run(self, view: View) -> str:
        if view.run is None:
            return ""
        texts = evaluate_texts(view.language)
        try:
            opened = open_run(view.run.name, self.library.settings.runs_dir)
            return str(run_html(view.run, opened, texts, view.language))
        except AnwenError as error:
            return _fault(error, view)

    def panel(self, view: View) -> Update:
        """The document of the clause that is shown, or none."""
        index = self.library.assistant().index
        clause = index.clause(view.clause) if view.clause else None
        html = str(document_html(clause, index, view.language)) if clause else ""
        return {self.widgets.view: view, self.widgets.panel: html}

    def job(self, view: View) -> Update:
        """The evaluation that runs, or ran last."""
        job = self.library.jobs.latest(KIND)
        texts = evaluate_texts(view.language)
        return {
            self.widgets.progress: str(progress_html(job, texts)),
            self.widgets.seen: seen(job),
        }

    def runs(self, view: View) -> Update:
        """The list of runs, and the runs that can be compared."""
        w, texts, stored = self.widgets, evaluate_texts(view.language), self.stored()
        whole = [run.name for run in stored if run.finished]
        return {
            w.runs.runs: str(runs_html(stored, view.deleting, texts, view.language)),
            w.compare.before: gr.update(label=texts.compare.before, choices=whole),
            w.compare.after: gr.update(label=texts.compare.after, choices=whole),
        }

    def pair(self, view: View) -> Update:
        """The two newest runs, chosen to be compared; none where there is one alone."""
        whole = [run.name for run in self.stored() if run.finished]
        after, before = whole[:2] if len(whole) > 1 else (None, None)
        form, texts = self.widgets.compare, evaluate_texts(view.language).compare
        return {
            form.before: gr.update(label=texts.before, choices=whole, value=before),
            form.after: gr.update(label=texts.after, choices=whole, value=after),
        }

    def compared(self, view: View) -> Update:
        """The comparison of the two runs chosen."""
        html = ""
        if view.compared:
            pair, folder = view.compared, self.library.settings.runs_dir
            texts = evaluate_texts(view.language)
            try:
                found = compared(open_run(pair.before, folder), open_run(pair.after, folder))
                html = str(comparison_html(pair, found, texts, view.language))
            except AnwenError as error:
                html = _fault(error, view)
        return {self.widgets.compare.found: html}

    def told(self, view: View) -> Update:
        """The feedback and the corrections."""
        return {**self.entries(view), **self.corrections(view)}

    def entries(self, view: View) -> Update:
        """The feedback: its list, or one entry."""
        w, texts, of = self.widgets, evaluate_texts(view.language), view.feedback
        if of.entry:
            kept = self.feedback.entry(of.entry)
            html = entry_html(kept, of.clauses, self.anchors, texts, view.language)
        else:
            waiting = self.feedback.entries(handled=False)
            html = feedback_html(of, waiting, self.feedback.entries(handled=True), texts)
        return {
            w.view: view,
            w.feedback.entries: str(html),
            w.feedback.form: gr.update(visible=bool(of.entry)),
        }

    def corrections(self, view: View) -> Update:
        """The corrections, but beside an entry that is dealt with."""
        w, texts = self.widgets, evaluate_texts(view.language)
        html = ""
        if not view.feedback.entry:
            found = corrections_of(self.library.settings.review_file)
            gold = self.gold() if found else []
            taken = view.feedback.taken
            html = str(corrections_html(found, taken, self.anchors, gold, texts, view.language))
        return {w.feedback.corrections: html}

    def labels(self, texts: EvaluateTexts) -> Update:
        """The labels of all forms."""
        return {
            **self._heads(texts),
            **self._gold_labels(texts),
            **self._run_labels(texts),
            **self._feedback_labels(texts),
        }

    def _heads(self, texts: EvaluateTexts) -> Update:
        shown = {part: getattr(texts, part) for part in PARTS}
        return {
            self.widgets.heads[part]: ""
            if part == "feedback"
            else str(Markup("<h2>{}</h2><p>{}</p>").format(of.title, of.intro))
            for part, of in shown.items()
        }

    def _gold_labels(self, texts: EvaluateTexts) -> Update:
        """Which gold questions: a split, or a file."""
        w = self.widgets
        splits = [(texts.splits.format(name=name), name) for name in SPLITS]
        own = (texts.own, OWN)
        shipped = (texts.gold.shipped, ALL)
        return {
            w.runs.split: _choice(texts.gold_set, [*splits, own]),
            w.score.split: _choice(texts.gold_set, [*splits, own]),
            w.gold.which: _choice(texts.gold.which, [shipped, own]),
            **{f.own: gr.update(label=texts.gold_file) for f in (w.runs, w.score, w.gold)},
            w.gold.start: gr.update(value=texts.gold.start),
        }

    def _run_labels(self, texts: EvaluateTexts) -> Update:
        w = self.widgets
        return {
            w.runs.baseline: gr.update(label=texts.runs.baseline),
            w.runs.start: gr.update(value=texts.runs.start),
            w.score.answers: gr.update(label=texts.score.answers),
            w.score.sheet: gr.update(value=texts.score.sheet),
            w.score.start: gr.update(value=texts.score.start),
            w.compare.start: gr.update(value=texts.compare.start),
            **{f.replace: gr.update(label=texts.replace) for f in (w.runs, w.score)},
            **{
                f.name: gr.update(label=texts.name, placeholder=texts.name_hint)
                for f in (w.runs, w.score)
            },
        }

    def _feedback_labels(self, texts: EvaluateTexts) -> Update:
        f, t = self.widgets.feedback, texts.feedback
        return {
            f.title: str(Markup("<h3>{}</h3>").format(t.form)),
            f.find: gr.update(label=t.find, placeholder=t.find_hint),
            f.search: gr.update(value=t.search),
            f.clauses: gr.update(label=t.clauses),
            f.status: gr.update(label=t.status),
            f.units: gr.update(label=t.units),
            f.answer: gr.update(label=t.answer),
            f.note: gr.update(label=t.note),
            f.take: gr.update(value=t.take),
            f.reason: gr.update(label=t.reason),
            f.aside: gr.update(value=t.aside),
        }


def _choice(label: str, choices: Sequence[tuple[str, str]]) -> Any:
    return gr.update(label=label, choices=list(choices))


def _fault(error: AnwenError, view: View) -> str:
    """Why something cannot be shown, in its place."""
    told = why_failed(error, view.language)
    return str(Markup('<p class="gate wrong" role="alert">{}</p>').format(told))
