"""The conversation as HTML: the banner, the welcome of an empty page, questions with answers."""

from collections.abc import Iterator

from markupsafe import Markup

from corpus.records import Clause
from index import Index
from page.cards import answer_html
from page.document import clause_link, district_name
from page.pieces import join
from page.records import View
from page.texts import Texts, load_texts
from rag.records import Language

_NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}  # each in its own language


def banner_html(language: Language) -> Markup:
    """The head of the page: its name, what it does, and the switch between the languages."""
    texts = load_texts(language)
    buttons = (
        Markup(
            '<button type="button" lang="{0}" data-event="language" data-value="{0}" '
            'aria-pressed="{1}">{2}</button>'
        ).format(code, "true" if code == language else "false", name)
        for code, name in _NAMES.items()
    )
    return Markup(
        '<header class="banner" data-language="{}"><div class="sign" aria-hidden="true">安</div>'
        "<div><h1>{}</h1><p>{}</p></div>"
        '<div class="switch" role="group" aria-label="{}">{}</div></header>'
    ).format(language, texts.name, texts.tagline, texts.switch, join(buttons))


def chat_html(view: View, index: Index, pending: str | None = None) -> Markup:
    """The conversation so far, or the welcome when there is none.

    index: its documents are listed in the welcome. pending: a question that is being answered.
    """
    texts = load_texts(view.language)
    if not view.answers and pending is None:
        return _welcome(texts, view.language, index)
    turns = [
        _turn(answer.question, answer_html(answer, number, texts, view.language))
        for number, answer in enumerate(view.answers, start=1)
    ]
    if pending is not None:
        turns.append(_turn(pending, Markup('<p class="pending">{}</p>').format(texts.pending)))
    return Markup('<div class="turns" role="log" aria-label="{}">{}</div>').format(
        texts.conversation, join(turns)
    )


def _turn(question: str, answer: Markup) -> Markup:
    return Markup(
        '<section class="turn"><p class="question"><span>{}</span></p>{}</section>'
    ).format(question, answer)


def _welcome(texts: Texts, language: Language, index: Index) -> Markup:
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


def notice_html(text: str) -> Markup:
    """A plain notice, read out at once by a screen reader; nothing for an empty text."""
    return Markup('<p class="notice" role="alert">{}</p>').format(text) if text else Markup("")
