"""The conversation as HTML: the welcome of an empty page, questions with answers."""

from collections.abc import Iterator
from typing import Literal

from markupsafe import Markup

from corpus.records import Clause
from index import Index
from page.ask.answer import answer_html, said_html
from page.ask.records import View
from page.ask.texts import AskTexts, ask_texts
from page.document import clause_link, district_name
from page.pieces import join
from rag.records import Language

Newest = Literal["said", "whole"]  # what is shown of the newest answer: its words, or its cards too


def chat_html(
    view: View, index: Index, pending: str | None = None, newest: Newest = "whole"
) -> Markup:
    """The conversation so far, or the welcome when there is none.

    index: its documents are listed in the welcome. pending: a question that is being answered.
    """
    texts = ask_texts(view.language)
    if not view.turns and pending is None:
        return _welcome(texts, view.language, index)
    turns = []
    for turn in view.turns:
        if newest == "said" and turn is view.turns[-1]:
            shown = said_html(turn, index, view.language)
        else:
            correcting = turn.number == view.correcting
            shown = answer_html(turn, index, view.language, correcting=correcting)
        turns.append(_turn(turn.answer.question, shown))
    if pending is not None:
        waiting = Markup('<p class="pending" role="status">{}</p>').format(texts.pending)
        turns.append(_turn(pending, waiting))
    return Markup('<div class="turns" role="log" aria-label="{}">{}</div>').format(
        texts.conversation, join(turns)
    )


def _turn(question: str, answer: Markup) -> Markup:
    return Markup(
        '<section class="turn"><p class="question"><span>{}</span></p>{}</section>'
    ).format(question, answer)


def _welcome(texts: AskTexts, language: Language, index: Index) -> Markup:
    examples = (
        Markup(
            '<li><button type="button" data-event="ask" data-value="{0}">{0}</button></li>'
        ).format(example)
        for example in texts.examples
    )
    return Markup(
        '<div class="welcome"><h2>{}</h2><p>{}</p><h3>{}</h3><ul class="examples">{}</ul>'
        '<h3>{}</h3><ul class="covered">{}</ul></div>'
    ).format(
        texts.welcome,
        texts.welcome_text,
        texts.examples_title,
        join(examples),
        texts.covered,
        join(_covered(index, language)),
    )


def _covered(index: Index, language: Language) -> Iterator[Markup]:
    """A line for each document, its title opening it at its first clause."""
    first: dict[str, Clause] = {}
    for clause in index.clauses:
        first.setdefault(clause.document_id, clause)
    for document_id, clause in first.items():
        document = index.documents[document_id]
        yield Markup("<li><b>{}</b><span>{}</span><small>{}</small></li>").format(
            district_name(document.district, language),
            clause_link(clause.id, document.title),
            document.doc_number,
        )
