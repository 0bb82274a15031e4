"""A document's text as HTML: its outline, its headings set off, one clause and its units marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from corpus.districts import district_in_english
from corpus.records import Clause, Document
from index import Index
from page.named_units import named_units
from page.outline import heading_id, outline, outline_html
from page.pieces import join, verbatim
from page.texts import DocumentTexts, document_texts
from rag.records import Language

_MARK = Markup('<mark id="clause" class="{}" data-clause="{}">{}</mark>')
_SPAN = Markup('<span class="{}">{}</span>')
_HEADING = Markup('<span class="{}" id="{}" tabindex="-1">{}</span>')
# the role's word is shown by the style sheet: it is no part of the document's text
_UNIT = Markup('<span class="unit {}" data-role="{}">{}</span>')


@dataclass(frozen=True, slots=True)
class _Span:
    """A part of a document's text (half-open offsets), the class it is shown in, its id if any."""

    start: int
    end: int
    css: str
    id: str = ""


def district_name(district: str, language: Language) -> str:
    """A district for a reader of a language: in English its own name stays beside."""
    return district if language == "zh" else f"{district_in_english(district)} {district}"


def clause_link(clause_id: str, text: str) -> Markup:
    """A link that shows a clause in its document; in a tab of its own it is an address to share."""
    return Markup('<a href="./?clause={0}" data-event="show" data-value="{1}">{2}</a>').format(
        quote(clause_id), clause_id, text
    )


def document_html(clause: Clause, index: Index, language: Language) -> Markup:
    """The panel with a clause in its document; <mark id="clause"> holds text[start:end]."""
    texts = document_texts(language)
    document = index.documents[clause.document_id]
    return Markup(
        '<aside class="document" aria-label="{label}"><header><div>'
        '<p class="district">{district}</p><h2 tabindex="-1">{title}</h2>'
        '<p class="facts">{facts}</p></div>'
        '<button type="button" class="close" data-event="close" data-escape>{close}</button>'
        '</header><div class="bar">{tools}</div><div class="leaf">'
        '<nav class="outline" id="outline" aria-label="{contents}" lang="zh">{outline}</nav>'
        '<div class="paper" lang="zh" tabindex="0" aria-label="{text_label}" role="region">{text}'
        "</div></div></aside>"
    ).format(
        label=texts.document,
        district=district_name(document.district, language),
        title=document.title,
        facts=_facts(document, texts),
        close=texts.close,
        tools=_tools(clause, index, texts),
        contents=texts.outline,
        outline=outline_html(
            outline(index.headings[document.id], document.text), clause.start, texts
        ),
        text_label=texts.text,
        text=text_html(document, clause, _spans(clause, index), texts),
    )


def _facts(document: Document, texts: DocumentTexts) -> Markup:
    facts = (
        document.doc_number,
        document.issuer,
        texts.issued.format(issued=document.issued.isoformat()),
        texts.file.format(file=document.source),
    )
    return join(Markup("<span>{}</span>").format(fact) for fact in facts)


def _tools(clause: Clause, index: Index, texts: DocumentTexts) -> Markup:
    """The bar above the text: outline, clause before and after, the clause's address, the roles."""
    before, after = _beside(clause, index)
    roles = dict.fromkeys(unit.role for unit in clause.units if not unit.inherited)
    legend = (
        _SPAN.format(f"role {role}", getattr(texts.roles, role))
        for role in ("lead", "support", "responsible")
        if role in roles
    )
    return Markup(
        '<button type="button" data-panel="outline" aria-expanded="false" aria-controls="outline">'
        "{outline}</button>{before}{after}"
        '<a href="./?clause={id}" target="_blank" rel="noopener">{permalink}</a>'
        "{legend}"
    ).format(
        outline=texts.outline,
        before=_step(before, "‹", texts.previous),
        after=_step(after, "›", texts.next),
        id=quote(clause.id),
        permalink=texts.permalink,
        legend=Markup('<p class="legend"><span>{}</span>{}</p>').format(texts.legend, join(legend))
        if roles
        else "",
    )


def _beside(clause: Clause, index: Index) -> tuple[str, str]:
    """The ids of the clauses before and after one in its document, "" at its ends."""
    own = [c.id for c in index.clauses if c.document_id == clause.document_id]
    at = own.index(clause.id)
    return "".join(own[max(at - 1, 0) : at]), "".join(own[at + 1 : at + 2])


def _step(clause_id: str, sign: str, label: str) -> Markup:
    return Markup(
        '<button type="button" class="step" data-event="show" data-value="{}" aria-label="{}" '
        'title="{}"{}><span aria-hidden="true">{}</span></button>'
    ).format(clause_id, label, label, Markup("") if clause_id else Markup(" disabled"), sign)


def text_html(
    document: Document,
    clause: Clause,
    spans: Sequence[_Span] = (),
    texts: DocumentTexts | None = None,
) -> Markup:
    """The whole text of a document, escaped; its text content is document.text.

    spans: headings and other clauses; those that overlap the clause to highlight, or a span
    before them, are shown as plain text. texts: the words for the roles of the clause's units.
    """
    marked = _Span(clause.start, clause.end, f"clause {clause.kind}")
    parts: list[Markup] = []
    reached = 0
    for span in _in_order(marked, spans):
        parts.append(_between(document.text[reached : span.start]))
        text = document.text[span.start : span.end]
        if span is marked:
            within = _units(clause, text, texts) if texts else verbatim(text)
            parts.append(_MARK.format(span.css, clause.id, within))
        elif span.id:
            parts.append(_HEADING.format(span.css, span.id, verbatim(text)))
        else:
            parts.append(_SPAN.format(span.css, verbatim(text)))
        reached = span.end
    return join([*parts, _between(document.text[reached:])])


def _units(clause: Clause, text: str, texts: DocumentTexts) -> Markup:
    """The text of a clause with its units marked by their roles."""
    parts: list[Markup] = []
    reached = 0
    for unit in named_units(clause, text):
        parts.append(verbatim(text[reached : unit.start]))
        role = getattr(texts.roles, unit.role)
        parts.append(_UNIT.format(unit.role, role, verbatim(text[unit.start : unit.end])))
        reached = unit.end
    return join([*parts, verbatim(text[reached:])])


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
        *(_Span(h.start, h.end, f"heading level-{h.level}", heading_id(h.start)) for h in headings),
        *(_Span(c.start, c.end, f"clause {c.kind}") for c in own),
    ]
