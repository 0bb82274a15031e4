"""Which years a clause and its document are of, held against the years that a question names."""

import re
from collections.abc import Iterable

from corpus.records import Clause, Document
from rag.normalize import matching
from rag.records import Query

_YEAR = re.compile(r"20\d{2}\s*年")
_COMPARED = re.compile(r"(?:较|比|对比|同比)20\d{2}")  # the year that a target is measured against
_PLAN = re.compile(r"十([一二三四五六七八九])五(?![”\"]?(?:应急|发展)?规划)")
_PLAN_NAME = re.compile(r"十[一二三四五六七八九]五")
_SPAN = re.compile(r"(20\d{2})年?[-—–~至]+(20\d{2})")


class Periods:
    """The years of some documents. Texts of clauses are in matching form."""

    def __init__(self, documents: Iterable[Document]) -> None:
        documents = tuple(documents)
        self._titles = {document.id: matching(document.title) for document in documents}
        self._issued = {document.id: document.issued.year for document in documents}

    def in_period(self, query: Query, clause: Clause, text: str) -> bool:
        """True unless the question names a year that neither clause nor document speaks of.

        text: of the clause with its headings. Nor may the headings be of another five-year plan
        (十三五) than the one that the question names.
        """
        heading = " ".join(clause.section)
        asked, plans = set(_PLAN.findall(query.text)), set(_PLAN.findall(heading))
        if asked and plans and asked.isdisjoint(plans):
            return False
        if not query.years:
            return True
        if _YEAR.search(heading) and not named_share(query, text):
            return any(_within(year, matching(heading)) for year in query.years)
        said = _COMPARED.sub("", text) + self._titles[clause.document_id]
        return any(str(year) in said or _within(year, said) for year in query.years)

    def is_of_other_year(self, query: Query, clause: Clause) -> bool:
        """True when the question names years, none of them one that the clause's document is of:
        the year of its issue, or one of a span in its title (2024—2026).
        """
        own, spans = self._issued[clause.document_id], _spans(self._titles[clause.document_id])
        return bool(query.years) and not any(
            year == own or any(first <= year <= last for first, last in spans)
            for year in query.years
        )

    def has_several(self, clause: Clause) -> bool:
        """True when the clause's document is for several years (2024—2026, 十四五)."""
        title = self._titles[clause.document_id]
        return bool(_spans(title) or _PLAN_NAME.search(title))


def in_stage(query: Query, clause: Clause) -> bool:
    """True unless the question names a year and the clause's own deadline other years."""
    stages = set(re.findall(r"20\d{2}", clause.deadline or ""))
    return not query.years or not stages or any(str(year) in stages for year in query.years)


def names_year(text: str) -> bool:
    """True where a text names any year, other than one that it compares with."""
    return re.search(r"20\d{2}", _COMPARED.sub("", text)) is not None


def named_share(query: Query, text: str) -> float:
    """Share of the years that the question names that a text names, 0 where it names none."""
    said = _COMPARED.sub("", text)
    return sum(str(year) in said for year in query.years) / max(len(query.years), 1)


def _plan_years(numeral: str) -> tuple[int, int]:
    """The years of a five-year plan by its numeral: 四 of 十四五 is the 14th, 2021 to 2025."""
    last = 1955 + 5 * (10 + "一二三四五六七八九".index(numeral) + 1)
    return last - 4, last


def _spans(text: str) -> list[tuple[int, int]]:
    """The spans of years that a text writes out: 2024-2026."""
    return [(int(first), int(last)) for first, last in _SPAN.findall(text)]


def _within(year: int, text: str) -> bool:
    """True where a text names a span of years (2024-2026, 十四五) that holds the year."""
    spans = _spans(text) + [_plan_years(numeral) for numeral in _PLAN.findall(text)]
    return any(first <= year <= last for first, last in spans)
