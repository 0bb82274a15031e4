"""A document's text as HTML, its headings set off and one clause highlighted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from corpus.districts import district_in_english
from corpus.records import Clause, Document
from index import Index
from page.pieces import join, verbatim
from page.texts import DocumentTexts, document_texts
from rag.records import Language

_MARK = Markup('<mark id="clause" class="{}" data-clause="{}">{}</mark>')
_SPAN = Markup('<span class="{}">{}</span>')
_WORDS = Markup('<b class="told">{}</b>')


@dataclass(frozen=True, slots=True)
class _Span:
    """A part of a document's text (half-open offsets) and the style class that it is shown in."""

    start: int
    end: int
    css: str


def district_name(district: str, language: Language) -> str:
    """A district for a reader of a language: in English its own name stays beside."""
    return district if language == "zh" else f"{district_in_english(district)} {district}"


def clause_address(clause_id: str) -> str:
    """Where a clause is shown in its document, from any room: an address to share."""
    return f"./?clause={quote(clause_id)}"


def clause_link(clause_id: str, text: str) -> Markup:
    """A link that shows a clause in its document beside what is read."""
    return Markup('<a href="{}" data-event="show" data-value="{}">{}</a>').format(
        clause_address(clause_id), clause_id, text
    )


def document_html(
    clause: Clause, index: Index, language: Language, words: Sequence[str] = ()
) -> Markup:
    """The panel with a clause in its document; <mark id="clause"> holds text[start:end].

    words: texts that are set off wherever they stand in the clause.
    """
    texts = document_texts(language)
    document = index.documents[clause.document_id]
    return Markup(
        '<aside class="document" aria-label="{label}"><header><div>'
        '<p class="district">{district}</p><h2 tabindex="-1">{title}</h2>'
        '<p class="facts">{facts}</p></div>'
        '<div class="tools"><a href="{address}" target="_blank" rel="noopener">{permalink}</a>'
        '<button type="button" data-event="close">{close}</button></div></header>'
        '<div class="paper" lang="zh" tabindex="0">{text}</div></aside>'
    ).format(
        label=texts.document,
        district=district_name(document.district, language),
        title=document.title,
        facts=_facts(document, texts),
        address=clause_address(clause.id),
        permalink=texts.permalink,
        close=texts.close,
        text=text_html(document, clause, _spans(clause, index), words),
    )


def _facts(document: Document, texts: DocumentTexts) -> Markup:
    facts = (
        document.doc_number,
        document.issuer,
        texts.issued.format(issued=document.issued.isoformat()),
        texts.file.format(file=document.source),
    )
    return join(Markup("<span>{}</span>").format(fact) for fact in facts)


def text_html(
    document: Document, clause: Clause, spans: Sequence[_Span] = (), words: Sequence[str] = ()
) -> Markup:
    """The whole text of a document, escaped; its text content is document.text.

    spans: headings and other clauses; those that overlap the clause to highlight, or a span
    before them, are shown as plain text. words: texts that are set off in the clause.
    """
    marked = _Span(clause.start, clause.end, f"clause {clause.kind}")
    parts: list[Markup] = []
    reached = 0
    for span in _in_order(marked, spans):
        parts.append(_between(document.text[reached : span.start]))
        text = document.text[span.start : span.end]
        if span is marked:
            parts.append(_MARK.format(span.css, clause.id, _with_words(text, words)))
        else:
            parts.append(_SPAN.format(span.css, verbatim(text)))
        reached = span.end
    return join([*parts, _between(document.text[reached:])])


def _with_words(text: str, words: Sequence[str]) -> Markup:
    """Text with some words set off; of two that overlap, the longer one."""
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    if not longest_first:
        return verbatim(text)
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
    return join(
        _WORDS.format(verbatim(part)) if place % 2 else verbatim(part)
        for place, part in enumerate(parts)
    )


def _between(text: str) -> Markup:
    """Text outside headings and clauses; nearly always blank space."""
    is_break = "\n" in text and not text.strip()
    return _SPAN.format("gap", verbatim(text)) if is_break else verbatim(text)


def _in_order(marked: _Span, spans: Sequence[_Span]) -> Iterator[_Span]:
    """The spans from the first to the last without overlaps, the marked one always among them."""
    apart = [s for s in spans if s.end <= marked.start or s.start >= marked.end]
    reached = 0
    for span in sorted([marked, *apart], key=lambda span: span.start):
        if span is marked or span.start >= reached:
            yield span
            reached = span.end


def _spans(clause: Clause, index: Index) -> list[_Span]:
    """Headings and clauses of the document that a clause belongs to."""
    headings = index.headings[clause.document_id]
    own = (c for c in index.clauses if c.document_id == clause.document_id)
    return [
        *(_Span(h.start, h.end, f"heading level-{h.level}") for h in headings),
        *(_Span(c.start, c.end, f"clause {c.kind}") for c in own),
    ]
