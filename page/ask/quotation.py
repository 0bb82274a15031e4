"""An answer as text to paste into an official document: its words, then where they stand."""

import re

from corpus.citation import Citation
from corpus.records import Clause
from index import Index
from page.ask.texts import QuotationTexts, ask_texts
from page.document import district_name
from rag.records import Answer, Language

_MARKS = re.compile(r"[ \t]*\[\d+\]")
_BLANKS = re.compile(r"\s+")


def quotation(answer: Answer, index: Index) -> str:
    """The answer without marks, and each citation with its place and words, a line each.

    In the language of the answer. The clause is given in its readable form: without the tabs and
    line breaks of its file.
    """
    texts = ask_texts(answer.language).quotation
    lines = [_MARKS.sub("", answer.answer)]
    one = len(answer.citations) == 1
    if answer.citations:
        lines.append(texts.source if one else texts.sources)
    for number, citation in enumerate(answer.citations, start=1):
        line = _citation(citation, index.clause(citation.clause_id), texts, answer.language)
        lines.append(line if one else texts.numbered.format(number=number, citation=line))
    return "\n".join(lines)


def _citation(
    citation: Citation, clause: Clause | None, texts: QuotationTexts, language: Language
) -> str:
    quote = clause.text if clause else _BLANKS.sub(" ", citation.quote)
    section = texts.within.join(citation.section)
    number = clause.number if clause else None
    if number and number.isdigit():
        section = texts.item.format(section=section, number=number)
    return texts.citation.format(
        district=district_name(citation.district, language),
        document=citation.document,
        doc_number=citation.doc_number,
        section=section,
        quote=quote.strip(),
    )
