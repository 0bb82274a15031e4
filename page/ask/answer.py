"""An answer as HTML: its status in words, its text, what can be done with it, its citations."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from corpus.citation import Citation
from index import Index
from page.ask.comparison import Compared, Comparison, compared
from page.ask.correction import correction_html
from page.ask.quotation import quotation
from page.ask.records import Turn
from page.ask.texts import AskTexts, ask_texts
from page.card import card_html, units_html
from page.document import district_name
from page.pieces import join, verbatim
from rag.records import Answer, Language

_SHOWN = 4  # cards in sight; the others of a long list are folded away
_SIGNS = {"answered": "✓", "unspecified": "–", "not_found": "✕"}
_VERDICTS = ("up", "down")
# drawn, as not every system has a font with the sign; the style sheet turns it for "down"
_THUMB = Markup(
    '<svg class="thumb" viewBox="0 0 24 24" aria-hidden="true"><path d="M2 10h4v11H2zM8 10l5-8c2 0 '
    '2.6 1.4 2.2 3l-.8 4H20c1.4 0 2.2 1.2 1.9 2.4l-2 8c-.3 1-1 1.6-2 1.6H8z"/></svg>'
)


def answer_html(
    turn: Turn, index: Index, language: Language, *, correcting: bool = False
) -> Markup:
    """An answer with its citations, or with the clauses offered as reading.

    index: what it was answered from. correcting: with the form for what would have been right.
    """
    answer, texts = turn.answer, ask_texts(language)
    return Markup(
        '<article class="answer {status}"><p class="status"><span aria-hidden="true">{sign}</span>'
        "{word}</p>{within}{body}{tools}{form}{citations}{reading}</article>"
    ).format(
        status=answer.status,
        sign=_SIGNS[answer.status],
        word=getattr(texts.status, answer.status),
        within=_within(turn, index, texts, language),
        body=_body(turn, index, texts, language),
        tools=_tools(turn, index, texts),
        form=correction_html(turn, texts, language) if correcting else "",
        citations=_citations(answer.citations, turn.number, texts, language),
        reading=_reading(answer.reading, texts, language),
    )


def said_html(turn: Turn, index: Index, language: Language) -> Markup:
    """The status and the words of an answer, while its cards are still to come."""
    answer, texts = turn.answer, ask_texts(language)
    return Markup(
        '<article class="answer {} coming"><p class="status"><span aria-hidden="true">{}</span>{}'
        "</p>{}{}</article>"
    ).format(
        answer.status,
        _SIGNS[answer.status],
        getattr(texts.status, answer.status),
        _within(turn, index, texts, language),
        _body(turn, index, texts, language),
    )


def _within(turn: Turn, index: Index, texts: AskTexts, language: Language) -> Markup:
    """That an answer is from some documents only."""
    known = [index.documents[i] for i in turn.within if i in index.documents]
    if not known:
        return Markup("")
    names = "、".join(district_name(document.district, language) for document in known)
    return Markup('<p class="within">{}</p>').format(texts.scope.asked.format(names=names))


def _body(turn: Turn, index: Index, texts: AskTexts, language: Language) -> Markup:
    comparison = compared(turn.answer, index.districts())
    if comparison is None:
        return _text(turn.answer, turn.answer.answer, turn.number)
    rest = "\n".join(comparison.rest)
    below = _text(turn.answer, rest, turn.number) if rest else Markup("")
    return _table(comparison, turn, texts, language) + below


def _table(comparison: Comparison, turn: Turn, texts: AskTexts, language: Language) -> Markup:
    words = texts.comparison
    with_units = any(row.units for row in comparison.rows)
    heads = (words.district, *([words.units] if with_units else []), words.said, words.marks)
    return Markup(
        '<table class="comparison"><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(
        words.title,
        join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        join(_row(row, turn, texts, language, with_units) for row in comparison.rows),
    )


def _row(
    row: Compared, turn: Turn, texts: AskTexts, language: Language, with_units: bool
) -> Markup:
    words = texts.comparison
    head = Markup('<th scope="row">{}</th>').format(district_name(row.district, language))
    if not row.marks:
        return Markup('<tr class="missing">{}<td colspan="{}">{}</td></tr>').format(
            head, 3 if with_units else 2, words.missing
        )
    units = Markup('<td data-head="{}">{}</td>').format(
        words.units, units_html(row.units, language)
    )
    said = join(Markup("<p>{}</p>").format(verbatim(line)) for line in row.said)
    marks = join(_mark(turn.number, mark) for mark in row.marks)
    return Markup(
        '<tr>{}{}<td data-head="{}">{}</td><td class="marks" data-head="{}">{}</td></tr>'
    ).format(head, units if with_units else "", words.said, said, words.marks, marks)


def _text(answer: Answer, text: str, number: int) -> Markup:
    """The answer's own words; unit names stand out, marks lead to their cards."""
    names = sorted({unit.name for unit in answer.units}, key=len, reverse=True)
    pattern = re.compile("|".join([r"\[(\d{1,4})\]", *map(re.escape, names)]))
    pieces: list[Markup] = []
    reached = 0
    for found in pattern.finditer(text):
        pieces.append(verbatim(text[reached : found.start()]))
        pieces.append(_piece(found, answer, number))
        reached = found.end()
    pieces.append(verbatim(text[reached:]))
    return Markup('<div class="text">{}</div>').format(join(pieces))


def _piece(found: re.Match[str], answer: Answer, number: int) -> Markup:
    mark = found.group(1)
    if mark is None:
        return Markup("<strong>{}</strong>").format(found.group())
    if not 1 <= int(mark) <= len(answer.citations):
        return verbatim(found.group())
    return _mark(number, int(mark))


def _mark(number: int, position: int) -> Markup:
    """A mark that leads to its card."""
    return Markup('<a class="mark" href="#{0}" data-card="{0}">[{1}]</a>').format(
        _card_id(number, position), position
    )


def _card_id(number: int, position: int) -> str:
    return f"card-{number}-{position}"


def _tools(turn: Turn, index: Index, texts: AskTexts) -> Markup:
    """Copy with sources, and what the asker says of the answer."""
    words = texts.feedback
    buttons = (
        Markup(
            '<button type="button" data-event="{0}" data-value="{1}" aria-pressed="{2}">{3} {4}'
            "</button>"
        ).format(
            verdict,
            turn.number,
            "true" if turn.verdict == verdict else "false",
            _THUMB,
            getattr(words, verdict),
        )
        for verdict in _VERDICTS
    )
    thanks = getattr(words, f"thanks_{turn.verdict}") if turn.verdict else ""
    return Markup(
        '<div class="deeds"><button type="button" data-copy="{}" data-copied="{}" data-failed="{}">'
        '{}</button><span role="group" aria-label="{}">{}</span>'
        '<span class="told" role="status">{}</span></div>'
    ).format(
        quotation(turn.answer, index),
        texts.copied,
        texts.not_copied,
        texts.copy_answer,
        words.label,
        join(buttons),
        thanks,
    )


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
        texts.citations, join(cards[:_SHOWN]), _folded(cards[_SHOWN:], number, texts)
    )


def _folded(cards: Sequence[Markup], number: int, texts: AskTexts) -> Markup:
    if not cards:
        return Markup("")
    return Markup(
        '<details id="more-{}"><summary>{}</summary><ol class="cards">{}</ol></details>'
    ).format(number, texts.more.format(count=len(cards)), join(cards))


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
