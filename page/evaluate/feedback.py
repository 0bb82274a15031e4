"""What askers said of answers: the list, and one entry beside the clauses it is about."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from eval.anchors import Anchors
from eval.feedback import Feedback, StoredFeedback
from eval.report_words import load_report_words
from page.card import card_html
from page.document import clause_link
from page.evaluate.records import FeedbackView
from page.evaluate.texts import EvaluateTexts
from page.evaluate.words import button, moment, toggles
from page.pieces import join
from page.texts import document_texts
from rag.records import Language

_LISTED = 100  # entries at once
_SNIPPET = 160  # characters of a comment in the list


def feedback_html(
    view: FeedbackView,
    waiting: Sequence[StoredFeedback],
    handled: Sequence[StoredFeedback],
    texts: EvaluateTexts,
) -> Markup:
    """The entries that wait, or those that are dealt with, the newest first."""
    t = texts.feedback
    shown = handled if view.handled else waiting
    choices = [
        ("", t.waiting.format(count=len(waiting))),
        ("yes", t.handled.format(count=len(handled))),
    ]
    none = t.none_handled if view.handled else t.none_waiting
    items = join(_item(kept, texts) for kept in shown[:_LISTED])
    return Markup("<h2>{}</h2><p>{}</p>{}{}").format(
        t.title,
        t.intro,
        toggles("handled", choices, "yes" if view.handled else "", t.title),
        Markup('<ul class="entries">{}</ul>').format(items)
        if shown
        else Markup('<p class="none">{}</p>').format(none),
    )


def _item(kept: StoredFeedback, texts: EvaluateTexts) -> Markup:
    t, told = texts.feedback, kept.feedback
    outcome = t.outcome.format(outcome=kept.outcome) if kept.outcome else ""
    return Markup(
        '<li><div><p class="asked">{}</p><p><span class="thumb {}">{}</span> <small>{}</small></p>'
        "{}{}</div>{}</li>"
    ).format(
        told.question,
        told.verdict,
        _verdict(told, texts),
        moment(kept.at),
        Markup("<p>{}</p>").format(_cut(told.comment)) if told.comment else "",
        Markup("<p><small>{}</small></p>").format(outcome) if kept.handled and outcome else "",
        button("reopen", kept.id, t.reopen, "plain")
        if kept.handled
        else button("entry", kept.id, t.open, "plain"),
    )


def _verdict(told: Feedback, texts: EvaluateTexts) -> str:
    up = told.verdict == "up"
    return f"{'✓' if up else '✕'} {texts.feedback.up if up else texts.feedback.down}"


def _cut(text: str) -> str:
    return text if len(text) <= _SNIPPET else text[: _SNIPPET - 1] + "…"


def entry_html(
    kept: StoredFeedback,
    clauses: Sequence[str],
    anchors: Anchors,
    texts: EvaluateTexts,
    language: Language,
) -> Markup:
    """One entry: what was asked and answered, what its asker says, clauses to choose from."""
    t, told = texts.feedback, kept.feedback
    earlier = texts.earlier.format(questions=" / ".join(told.history)) if told.history else ""
    cards = join(
        Markup('<li class="card">{}</li>').format(card_html(anchors.citation(key), language, n))
        for n, key in enumerate(clauses, start=1)
        if anchors.clause(key)
    )
    return Markup(
        '<p class="back">{}</p><p class="earlier">{}</p><h2 tabindex="-1">{}</h2>'
        '<div class="sides"><section><h3>{}</h3>{}</section><section><h3>{}</h3>{}</section></div>'
        '<h3>{}</h3><ol class="cards">{}</ol>'
    ).format(
        button("entry", "", f"← {t.back}", "link"),
        earlier,
        told.question,
        t.given,
        _given(told, language),
        t.says,
        join(_said(told, anchors, texts, language)),
        t.clauses_title,
        cards,
    )


def _given(told: Feedback, language: Language) -> Markup:
    say, roles = load_report_words(language), document_texts(language).roles
    units = join(
        Markup("<li>{} {} <small>{}</small></li>").format(
            getattr(roles, unit.role), unit.name, unit.district
        )
        for unit in told.given.units
    )
    return Markup('<p><b>{}</b></p><p class="said">{}</p><ul>{}</ul>').format(
        say.named("status", told.given.status), told.given.text, units
    )


def _said(
    told: Feedback, anchors: Anchors, texts: EvaluateTexts, language: Language
) -> Iterator[Markup]:
    t, say = texts.feedback, load_report_words(language)
    roles = document_texts(language).roles
    yield Markup('<p><span class="thumb {}">{}</span></p>').format(
        told.verdict, _verdict(told, texts)
    )
    if told.right_status:
        status = say.named("status", told.right_status)
        yield Markup("<p>{}</p>").format(t.right_status.format(status=status))
    if told.right_units:
        units = "、".join(f"{unit.name} ({getattr(roles, unit.role)})" for unit in told.right_units)
        yield Markup("<p>{}</p>").format(t.right_units.format(units=units))
    if told.right_clauses:
        yield Markup("<p>{} {}</p>").format(
            t.right_clauses,
            Markup("; ").join(place_html(key, anchors) for key in told.right_clauses),
        )
    if told.comment:
        yield Markup('<p class="said">{}</p>').format(told.comment)


def place_html(clause_id: str, anchors: Anchors) -> Markup:
    """Where a clause stands, as a link that shows it; its id alone where there is none."""
    if anchors.clause(clause_id) is None:
        return Markup("<code>{}</code>").format(clause_id)
    return clause_link(clause_id, place(clause_id, anchors))


def place(clause_id: str, anchors: Anchors) -> str:
    """District and section of a clause that is there."""
    clause = anchors.citation(clause_id)
    return " › ".join((clause.district, *clause.section))
