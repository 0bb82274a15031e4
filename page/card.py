"""A citation as a card: place, document, units with their roles, the verbatim clause, a link."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from corpus.citation import Citation, CitedUnit
from page.document import clause_link, district_name
from page.pieces import join, lines
from page.texts import document_texts
from rag.records import Language


def card_html(citation: Citation, language: Language, position: int | None = None) -> Markup:
    """What a card shows of a citation: place, document, units, the verbatim clause, the link.

    position: the number of its mark in the answer, None for a clause offered as reading.
    """
    texts = document_texts(language)
    mark = Markup("") if position is None else Markup('<b class="mark">[{}]</b> ').format(position)
    return Markup(
        '<p class="place">{mark}<b class="district">{district}</b>{section}</p>'
        '<p class="facts"><span>《{document}》</span><span>{doc_number}</span></p>{units}'
        '<blockquote class="quote" lang="zh" tabindex="0" aria-label="{label}">{quote}</blockquote>'
        '<p class="show">{show}</p>'
    ).format(
        mark=mark,
        district=district_name(citation.district, language),
        section=join(Markup("<span>{}</span>").format(part) for part in citation.section),
        document=citation.document,
        doc_number=citation.doc_number,
        units=units_html(citation.units, language),
        label=texts.quote,
        quote=lines(citation.quote),
        show=clause_link(citation.clause_id, texts.show),
    )


def units_html(units: Sequence[CitedUnit], language: Language) -> Markup:
    """The units of a clause, a line for each role in the order of the clause."""
    if not units:
        return Markup("")
    texts = document_texts(language)
    rows = (
        Markup('<div class="{}"><dt>{}</dt>{}{}</div>').format(
            role,
            getattr(texts.roles, role),
            join(Markup("<dd>{}</dd>").format(unit.name) for unit in group),
            Markup("<small>{}</small>").format(texts.inherited) if inherited else "",
        )
        for (role, inherited), group in groupby(units, key=lambda u: (u.role, u.inherited))
    )
    return Markup('<dl class="units">{}</dl>').format(join(rows))
