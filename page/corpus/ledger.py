"""A page of the ledger as HTML: a row for each task, its units by role, a link to its clause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from corpus.ledger import LedgerRow
from corpus.ledger_data import Column, Key, load_columns
from corpus.records import ResponsibleUnit
from corpus.register import load_register
from corpus.sectors import load_sectors
from page.corpus.address import view_link
from page.corpus.pages import page_of, pages_html
from page.corpus.records import LedgerQuery, View
from page.corpus.texts import CorpusTexts, corpus_texts
from page.document import clause_link, district_name
from page.pieces import join
from page.texts import document_texts
from rag.records import Language

_ON_A_PAGE = 25  # rows
# the other columns are for paper and programs; section and quote stand in the cells of these
_SHOWN: tuple[Key, ...] = ("district", "number", "sectors", "task", "target", "deadline", "lead",
                           "support", "responsible")  # fmt: skip


def ledger_html(rows: Sequence[LedgerRow], in_all: int, view: View) -> Markup:
    """A page of the rows that a view's filter lets through.

    rows: all of these. in_all: how many rows the ledger has without a filter.
    """
    texts = corpus_texts(view.language)
    page = page_of(rows, view.page, _ON_A_PAGE)
    told = texts.tasks_of if view.query != LedgerQuery() else texts.tasks
    return Markup('<p class="sum" role="status">{}{}</p>{}').format(
        told.format(count=len(rows), all=in_all),
        _units_told(view, texts),
        Markup("{}{}").format(_table(page.items, view, texts), pages_html(page, view))
        if rows
        else Markup('<p class="empty">{}</p>').format(texts.no_tasks),
    )


def _units_told(view: View, texts: CorpusTexts) -> str:
    """How the units that were typed are understood; the filter has read them before."""
    if not view.query.units:
        return ""
    register = load_register()
    named = (register.functions[register.find(name)] for name in view.query.units)
    understood = texts.separator.join(f.zh if view.language == "zh" else f.en for f in named)
    return texts.units_understood.format(units=understood)


def _table(rows: Sequence[LedgerRow], view: View, texts: CorpusTexts) -> Markup:
    columns = [column for key in _SHOWN for column in load_columns() if column.key == key]
    heads = (
        Markup('<th scope="col" class="{}">{}</th>').format(c.key, _head(c, view.language))
        for c in columns
    )
    lines = (_line(row, columns, view, texts) for row in rows)
    return Markup(
        '<div class="sheet" role="region" tabindex="0" aria-label="{0}"><table class="ledger">'
        '<caption class="unseen">{0}</caption><thead><tr>{1}</tr></thead>'
        "<tbody>{2}</tbody></table></div>"
    ).format(texts.parts.ledger, join(heads), join(lines))


def _head(column: Column, language: Language) -> str:
    return column.zh if language == "zh" else column.en


def _line(row: LedgerRow, columns: Sequence[Column], view: View, texts: CorpusTexts) -> Markup:
    cells = _cells(row, view, texts)
    return Markup("<tr>{}</tr>").format(
        join(
            Markup('<td class="{}" data-label="{}">{}</td>').format(
                column.key, _head(column, view.language), cells[column.key]
            )
            for column in columns
        )
    )


def _cells(row: LedgerRow, view: View, texts: CorpusTexts) -> Mapping[str, Markup | str]:
    inherited = document_texts(view.language).inherited if row.inherited else ""
    note = Markup("<small>{}</small>").format(inherited) if inherited else Markup("")
    return {
        "district": district_name(row.district, view.language),
        "number": row.number,
        "sectors": _sectors(row, view),
        "task": Markup(
            '<p class="section" lang="zh">{}</p><p lang="zh">{}</p><p class="show">{}</p>'
        ).format(" › ".join(row.section), row.task, clause_link(row.clause_id, texts.show_clause)),
        "target": row.target,
        "deadline": row.deadline,
        **{
            role: Markup("{}{}").format(_units(row.in_role(role), view), note)
            if row.in_role(role)
            else ""
            for role in ("lead", "support", "responsible")
        },
    }


def _section(row: LedgerRow) -> tuple[str, ...]:
    """The headings of a row, without the innermost one where the task says it again."""
    said_again = row.section and row.task.startswith(row.section[-1])
    return row.section[:-1] if said_again else row.section


def _sectors(row: LedgerRow, view: View) -> Markup:
    sectors = (load_sectors()[sector] for sector in row.sectors)
    return join(
        Markup("<p>{}</p>").format(
            view_link(
                replace(view, query=replace(view.query, sectors=(sector.id,)), page=1),
                sector.zh if view.language == "zh" else sector.en,
            )
        )
        for sector in sectors
    )


def _units(units: Sequence[ResponsibleUnit], view: View) -> Markup:
    """Units as written, in English with the English name of their function."""
    return Markup('<ul class="units">{}</ul>').format(
        join(
            Markup('<li class="{}"><span lang="zh">{}</span>{}</li>').format(
                unit.role, unit.name, _gloss(unit, view)
            )
            for unit in units
        )
    )


def _gloss(unit: ResponsibleUnit, view: View) -> Markup:
    gloss = load_register().gloss(unit.canonical) if view.language == "en" else None
    return Markup(" <small>{}</small>").format(gloss) if gloss else Markup("")
