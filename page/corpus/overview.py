"""Pictures of the corpus: tables whose cells are the darker the more tasks they count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from corpus.ledger import LedgerRow
from corpus.records import Role
from corpus.register import load_register
from corpus.sectors import load_sectors
from page.corpus.address import filtered, view_link
from page.corpus.counts import Counts, by_function, by_sector, by_year
from page.corpus.records import ROLES, UNDATED, WITHOUT, View
from page.corpus.texts import CorpusTexts, corpus_texts
from page.document import district_name
from page.pieces import join
from page.texts import document_texts

_LARGEST = 15  # rows of a table before the others are asked for


@dataclass(frozen=True, slots=True)
class _Heat:
    """A table: its title, what its rows are, the name of a row, the view that a cell leads to.

    leads_to: of a row and a district, None for all districts.
    """

    name: str
    title: str
    note: str
    corner: str
    counts: Counts
    called: Callable[[str], str]
    leads_to: Callable[[str, str | None], View]
    foldable: bool = True


def overview_html(ledger: Sequence[LedgerRow], view: View) -> Markup:
    """Tasks by sector, by function and by year, each in each district."""
    texts = corpus_texts(view.language)
    if not ledger:
        return Markup('<p class="empty">{}</p>').format(texts.no_documents)
    return Markup('<div class="heats">{}</div>').format(
        join(
            _heat(heat, more, view, texts)
            for heat, more in (
                (_sectors(ledger, view, texts), Markup("")),
                (_functions(ledger, view, texts), _role_links(view, texts)),
                (_years(ledger, view, texts), Markup("")),
            )
        )
    )


def _sectors(ledger: Sequence[LedgerRow], view: View, texts: CorpusTexts) -> _Heat:
    sectors = load_sectors()
    return _Heat(
        "sectors",
        texts.by_sector,
        texts.by_sector_note,
        texts.sector,
        by_sector(ledger),
        lambda key: sectors[key].zh if view.language == "zh" else sectors[key].en,
        lambda key, district: filtered(view, sectors=(key,), districts=_only(district)),
    )


def _functions(ledger: Sequence[LedgerRow], view: View, texts: CorpusTexts) -> _Heat:
    functions = load_register().functions

    def called(key: str) -> str:
        return functions[key].zh if view.language == "zh" else functions[key].en

    return _Heat(
        "functions",
        texts.by_function,
        texts.by_function_note,
        texts.function,
        by_function(ledger, view.role),
        called,
        lambda key, district: filtered(
            view, units=(called(key),), role=view.role, districts=_only(district)
        ),
    )


def _years(ledger: Sequence[LedgerRow], view: View, texts: CorpusTexts) -> _Heat:
    named = {UNDATED: texts.undated, WITHOUT: texts.without_deadline}
    return _Heat(
        "years",
        texts.by_year,
        texts.by_year_note,
        texts.year,
        by_year(ledger),
        lambda key: named.get(key, key),
        lambda key, district: filtered(view, year=key, districts=_only(district)),
        foldable=False,
    )


def _only(district: str | None) -> tuple[str, ...]:
    return (district,) if district else ()


def _role_links(view: View, texts: CorpusTexts) -> Markup:
    """Which role the table of functions counts."""
    roles = document_texts(view.language).roles
    choices: list[tuple[Role | None, str]] = [(None, texts.any_role)]
    choices += [(role, getattr(roles, role)) for role in ROLES]
    links = (
        view_link(replace(view, role=role), name, aria_current="true" if role == view.role else "")
        for role, name in choices
    )
    return Markup('<nav class="choice" aria-label="{}">{}</nav>').format(texts.role, join(links))


def _heat(heat: _Heat, more: Markup, view: View, texts: CorpusTexts) -> Markup:
    counts = heat.counts
    shown = len(counts.rows) if view.whole or not heat.foldable else _LARGEST
    heads = (
        Markup('<th scope="col">{}</th>').format(district_name(district, view.language))
        for district in counts.columns
    )
    lines = (_line(heat, i, texts) for i in range(min(shown, len(counts.rows))))
    return Markup(
        '<section class="heat {name}"><h2 id="heat-{name}">{title}</h2><p class="note">{note}</p>'
        '{more}<div class="sheet" role="region" tabindex="0" aria-labelledby="heat-{name}">'
        '<table aria-labelledby="heat-{name}"><thead><tr><th scope="col">{corner}</th>{heads}'
        '<th scope="col">{total}</th></tr></thead><tbody>{lines}</tbody></table></div>{fold}'
        "</section>"
    ).format(
        name=heat.name,
        title=heat.title,
        note=heat.note,
        more=more,
        corner=heat.corner,
        heads=join(heads),
        total=texts.total,
        lines=join(lines),
        fold=_fold(heat, view, texts),
    )


def _line(heat: _Heat, i: int, texts: CorpusTexts) -> Markup:
    counts = heat.counts
    key, total = counts.rows[i], counts.totals[i]
    name = heat.called(key)
    cells = (
        _cell(number, counts.largest, name, district, heat.leads_to(key, district), texts)
        for number, district in zip(counts.numbers[i], counts.columns, strict=True)
    )
    share = round(100 * total / max(counts.totals))
    link = view_link(
        heat.leads_to(key, None), str(total), aria_label=texts.cell.format(row=name, count=total)
    )
    return Markup(
        '<tr><th scope="row">{}</th>{}<td class="total" style="--share:{}%">{}</td></tr>'
    ).format(name, join(cells), share, link)


def _cell(
    number: int, largest: int, row: str, district: str, leads_to: View, texts: CorpusTexts
) -> Markup:
    """A number on a ground that is the darker the larger it is; a link where it counts any."""
    if not number:
        return Markup('<td class="none">0</td>')
    label = texts.cell_in.format(
        row=row, district=district_name(district, leads_to.language), count=number
    )
    return Markup('<td style="--heat:{}%">{}</td>').format(
        round(100 * number / largest), view_link(leads_to, str(number), aria_label=label)
    )


def _fold(heat: _Heat, view: View, texts: CorpusTexts) -> Markup:
    if not heat.foldable or len(heat.counts.rows) <= _LARGEST:
        return Markup("")
    text = texts.show_fewer if view.whole else texts.show_all.format(count=len(heat.counts.rows))
    return Markup('<p class="more">{}</p>').format(
        view_link(replace(view, whole=not view.whole), text)
    )
