"""What the widgets show of a view."""

from markupsafe import Markup

from page.library import Library
from page.quiz.clause import clause_html
from page.quiz.paper import paper_html
from page.quiz.records import View
from page.quiz.report import report_html
from page.quiz.stocktaking import counts_html
from page.quiz.texts import quiz_texts
from page.quiz.widgets import Widgets, buttons, district_choices, labels
from page.shell import Update


def everything(w: Widgets, library: Library, view: View) -> Update:
    """All widgets in the view's language; the questions are still being counted."""
    texts = quiz_texts(view.language)
    documents = library.assistant().index.documents.values()
    districts = list(dict.fromkeys(document.district for document in documents))
    return {
        **w.shell.in_language(view.language),
        **labels(w, texts, view.language),
        **district_choices(w, districts, texts, view.language),
        **paper_and_clause(w, library, view),
        w.intro: _line(texts.intro),
        w.open_info: _line(texts.form.open_info),
        w.keep_info: _line(texts.export.keep_info),
        w.grade_intro: _line(texts.grade.intro),
        w.counts: str(counts_html(None, view.language)),
        w.status: "",
    }


def paper_and_clause(w: Widgets, library: Library, view: View) -> Update:
    """What changes when something happens to the papers: list, clause, report, what can be done."""
    texts = quiz_texts(view.language)
    index = library.assistant().index
    report = report_html(view.report, view.language) if view.report else None
    return {
        w.view: view,
        w.paper: str(paper_html(view)),
        w.panel: str(clause_html(view, index)),
        w.report: str(report) if report else _line(texts.grade.nothing),
        **buttons(w, texts, papers=view.desk is not None, report=report is not None),
    }


def status(w: Widgets, text: str) -> Update:
    """What was done, read out by a screen reader when it has time."""
    told = Markup('<p class="done" role="status">{}</p>').format(text) if text else ""
    return {w.status: str(told)}


def _line(text: str) -> str:
    return str(Markup('<p class="hint">{}</p>').format(text))
