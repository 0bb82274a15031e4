"""How the documents were read, as HTML: what was expected and found, and what to look at."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from corpus.check import DocumentCheck, RowCount
from corpus.records import Clause, ParsedDocument
from page.corpus.records import View
from page.corpus.remarks import remark_in
from page.corpus.texts import CorpusTexts, corpus_texts
from page.document import clause_link, district_name
from page.pieces import join
from rag.records import Language

_LINE = re.compile(r"line (\d+): ")


class Places:
    """The clause at a line of a document, so that a finding leads to its place."""

    def __init__(self, parsed: ParsedDocument) -> None:
        text = parsed.document.text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._clauses: Sequence[Clause] = sorted(parsed.clauses, key=lambda clause: clause.start)

    def at(self, line: int) -> str:
        """The id of the clause that a line lies in, else of the next one, else of the last."""
        start = self._starts[min(max(line, 1), len(self._starts)) - 1]
        return next((c.id for c in self._clauses if c.end > start), self._clauses[-1].id)


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with what its check found, and the places of its lines."""

    parsed: ParsedDocument
    check: DocumentCheck


def check_html(checked: Sequence[Checked], view: View) -> Markup:
    """The findings of all documents."""
    texts = corpus_texts(view.language)
    missed = sum(bool(one.check.faults) for one in checked)
    told = texts.check_missed if missed else texts.check_met
    return Markup(
        '<p class="sum verdict {}" role="status">{}</p><ol class="checks">{}</ol>'
    ).format(
        "missed" if missed else "met",
        told.format(count=len(checked), missed=missed),
        join(Markup("<li>{}</li>").format(_document(one, view, texts)) for one in checked),
    )


def _document(one: Checked, view: View, texts: CorpusTexts) -> Markup:
    check, places = one.check, Places(one.parsed)
    faults = check.faults
    return Markup(
        '<article class="entry"><p class="district">{district}</p><h2 lang="zh">{title}</h2>'
        '<p class="verdict {css}">{verdict}</p>{faults}<p class="facts">{facts}</p>{tables}'
        "{findings}</article>"
    ).format(
        district=district_name(check.district, view.language),
        title=check.title,
        css="missed" if faults else "met",
        verdict=texts.missed if faults else texts.met,
        faults=_listed(faults, places, view.language),
        facts=_facts(check, texts),
        tables=_tables(check.tables, texts),
        findings=join(_findings(check, places, view, texts)),
    )


def _facts(check: DocumentCheck, texts: CorpusTexts) -> Markup:
    share = 100 * check.coverage.covered / max(check.coverage.characters, 1)
    facts = (
        texts.covered.format(share=f"{int(share * 100) / 100:g}"),  # cut, not rounded: 100 is all
        texts.overlap.format(count=check.coverage.overlap),
        texts.duplicates.format(count=len(check.duplicate_ids)),
        texts.units_named.format(count=check.units),
    )
    return join(Markup("<span>{}</span>").format(fact) for fact in facts)


def _tables(tables: Sequence[RowCount], texts: CorpusTexts) -> Markup:
    if not tables:
        return Markup("")
    lines = (
        Markup(
            '<tr><th scope="row" lang="zh">{}</th><td>{}</td><td>{}</td>'
            '<td><span class="verdict {}">{}</span></td></tr>'
        ).format(
            table.heading,
            "–" if table.expected is None else table.expected,
            table.rows,
            "met" if table.met else "missed",
            texts.met if table.met else texts.missed,
        )
        for table in tables
    )
    heads = (texts.table, texts.expected, texts.rows_found, texts.verdict)
    return Markup(
        '<div class="sheet"><table class="rows"><thead><tr>{}</tr></thead><tbody>{}</tbody>'
        "</table></div>"
    ).format(join(Markup('<th scope="col">{}</th>').format(head) for head in heads), join(lines))


def _findings(
    check: DocumentCheck, places: Places, view: View, texts: CorpusTexts
) -> Iterable[Markup]:
    """A folded list for each kind of finding that there is."""
    kinds = (
        (texts.gaps, check.coverage.gaps),
        (texts.unknown_units, check.unknown),
        (texts.misplaced_units, check.misplaced),
        (texts.rows_without_unit, check.without_unit),
        (texts.merged_rows, check.inherited),
        (texts.repairs, check.repairs),
        (texts.warnings, check.warnings),
    )
    for name, findings in kinds:
        if findings:
            yield Markup("<details><summary>{} <small>{}</small></summary>{}</details>").format(
                name, len(findings), _listed(findings, places, view.language)
            )


def _listed(findings: Sequence[str], places: Places, language: Language) -> Markup:
    """Findings in the reader's language; those that name a line lead to its place."""
    if not findings:
        return Markup("")
    return Markup('<ul class="findings">{}</ul>').format(
        join(Markup("<li>{}</li>").format(_finding(text, places, language)) for text in findings)
    )


def _finding(text: str, places: Places, language: Language) -> Markup:
    texts = corpus_texts(language)
    found = _LINE.match(text)
    if found is None:
        return remark_in(text, language)
    line = int(found.group(1))
    return Markup("{} {}").format(
        clause_link(places.at(line), texts.line.format(line=line)),
        remark_in(text[found.end() :], language),
    )
