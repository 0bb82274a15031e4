"""An answer as HTML: its status in words, its text, and a card for each citation."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from corpus.citation import Citation
from page.ask.texts import AskTexts
from page.card import card_html
from page.pieces import join, verbatim
from rag.records import Answer, Language

_SHOWN = 4  # cards in sight; the others of a long list are folded away
_SIGNS = {"answered": "✓", "unspecified": "–", "not_found": "✕"}


def answer_html(answer: Answer, number: int, texts: AskTexts, language: Language) -> Markup:
    """An answer with its citations, or with the clauses offered as reading.

    number: of the turn in the conversation; it makes the cards' ids unique on the page.
    """
    return Markup(
        '<article class="answer {status}"><p class="status"><span aria-hidden="true">{sign}</span>'
        "{word}</p>{text}{citations}{reading}</article>"
    ).format(
        status=answer.status,
        sign=_SIGNS[answer.status],
        word=getattr(texts.status, answer.status),
        text=_text(answer, number),
        citations=_citations(answer.citations, number, texts, language),
        reading=_reading(answer.reading, texts, language),
    )


def _text(answer: Answer, number: int) -> Markup:
    """The answer's own words; unit names stand out, marks lead to their cards."""
    names = sorted({unit.name for unit in answer.units}, key=len, reverse=True)
    pattern = re.compile("|".join([r"\[(\d+)\]", *map(re.escape, names)]))
    pieces: list[Markup] = []
    reached = 0
    for found in pattern.finditer(answer.answer):
        pieces.append(verbatim(answer.answer[reached : found.start()]))
        pieces.append(_piece(found, answer, number))
        reached = found.end()
    pieces.append(verbatim(answer.answer[reached:]))
    return Markup('<div class="text">{}</div>').format(join(pieces))


def _piece(found: re.Match[str], answer: Answer, number: int) -> Markup:
    mark = found.group(1)
    if mark is None:
        return Markup("<strong>{}</strong>").format(found.group())
    if not 1 <= int(mark) <= len(answer.citations):
        return verbatim(found.group())
    return Markup('<a class="mark" href="#{0}" data-card="{0}">[{1}]</a>').format(
        _card_id(number, int(mark)), mark
    )


def _card_id(number: int, position: int) -> str:
    return f"card-{number}-{position}"


def _citations(
    citations: Sequence[Citation], number: int, texts: AskTexts, language: Language
) -> Markup:
    if not citations:
        return Markup("")
    cards = [
        Markup('<li class="card" id="{}" tabindex="-1">{}</li>').format(
            _card_id(number, position), card_html(citation, language, position)
        )
        for position, citation in enumerate(citations, start=1)
    ]
    return Markup('<h3>{}</h3><ol class="cards">{}</ol>{}').format(
        texts.citations, join(cards[:_SHOWN]), _folded(cards[_SHOWN:], texts)
    )


def _folded(cards: Sequence[Markup], texts: AskTexts) -> Markup:
    if not cards:
        return Markup("")
    return Markup('<details><summary>{}</summary><ol class="cards">{}</ol></details>').format(
        texts.more.format(count=len(cards)), join(cards)
    )


def _reading(reading: Sequence[Citation], texts: AskTexts, language: Language) -> Markup:
    if not reading:
        return Markup("")
    cards = (
        Markup('<li class="card">{}</li>').format(card_html(citation, language))
        for citation in reading
    )
    return Markup(
        '<section class="reading"><h3>{}</h3><p>{}</p><ul class="cards">{}</ul></section>'
    ).format(texts.reading, texts.reading_note, join(cards))
