"""The form that filters the ledger: its widgets, its choices, and what is read from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from corpus.ledger import LedgerRow
from corpus.sectors import load_sectors
from page.corpus.address import LONGEST_WORDS, ledger_query
from page.corpus.query import due
from page.corpus.records import ROLES, UNDATED, WITHOUT, LedgerQuery, View
from page.corpus.texts import corpus_texts
from page.document import district_name
from page.shell import Update
from page.texts import document_texts

_BETWEEN_UNITS = str.maketrans("，,；;\n", "、、、、、")
_ANY = ""  # the value of a choice that lets everything through

Choices = list[tuple[str, str]]  # what is shown, what it stands for


@dataclass(frozen=True)
class LedgerForm:
    """The widgets of the form, in the order in which they are read."""

    districts: gr.Dropdown
    sectors: gr.Dropdown
    units: gr.Textbox
    role: gr.Dropdown
    year: gr.Dropdown
    words: gr.Textbox
    narrow: gr.Button
    widen: gr.Button

    def fields(self) -> list[Any]:
        """What read_form reads, as inputs of a callback."""
        return [self.districts, self.sectors, self.units, self.role, self.year, self.words]

    def shown(self, ledger: Sequence[LedgerRow], view: View) -> Update:
        """The form in the view's language, filled in with the view's filter."""
        texts = corpus_texts(view.language).form
        query = view.query
        return {
            self.districts: gr.update(
                label=texts.districts,
                choices=_districts(ledger, view),
                value=list(query.districts),
            ),
            self.sectors: gr.update(
                label=texts.sectors, choices=_sectors(ledger, view), value=list(query.sectors)
            ),
            self.units: gr.update(
                label=texts.units,
                placeholder=texts.units_hint,
                value=corpus_texts(view.language).separator.join(query.units),
            ),
            self.role: gr.update(label=texts.role, choices=_roles(view), value=query.role or _ANY),
            self.year: gr.update(
                label=texts.year, choices=_years(ledger, view), value=query.year or _ANY
            ),
            self.words: gr.update(label=texts.text, placeholder=texts.text_hint, value=query.words),
            self.narrow: gr.update(value=texts.narrow),
            self.widen: gr.update(value=texts.widen),
        }


def lay_out_ledger_form() -> LedgerForm:
    """Place the form, without texts."""
    with gr.Row(elem_id="ledger-form", elem_classes="filter"):
        districts = gr.Dropdown([], multiselect=True, elem_id="ledger-districts")
        sectors = gr.Dropdown([], multiselect=True, elem_id="ledger-sectors")
        units = gr.Textbox(max_lines=1, max_length=10 * LONGEST_WORDS, elem_id="ledger-units")
        role = gr.Dropdown([("", _ANY)], value=_ANY, elem_id="ledger-role")
        year = gr.Dropdown([("", _ANY)], value=_ANY, elem_id="ledger-year")
        words = gr.Textbox(max_lines=1, max_length=LONGEST_WORDS, elem_id="ledger-words")
        narrow = gr.Button("", variant="primary", elem_id="narrow")
        widen = gr.Button("", elem_id="widen")
    return LedgerForm(districts, sectors, units, role, year, words, narrow, widen)


def read_form(
    districts: Sequence[str] | None,
    sectors: Sequence[str] | None,
    units: str | None,
    role: str | None,
    year: str | None,
    words: str | None,
) -> LedgerQuery:
    """The filter that a form asks for; units stand apart by commas. Raises as ledger_query does."""
    return ledger_query(
        districts or (),
        sectors or (),
        (units or "").translate(_BETWEEN_UNITS).split("、"),
        role or "",
        year or "",
        words or "",
    )


def _counted(name: str, count: int) -> str:
    return f"{name} ({count})"


def _districts(ledger: Sequence[LedgerRow], view: View) -> Choices:
    """The districts of the ledger, and those that are asked for without being in it."""
    found = Counter(row.district for row in ledger)
    names = dict.fromkeys([*found, *view.query.districts])
    return [(_counted(district_name(d, view.language), found[d]), d) for d in names]


def _sectors(ledger: Sequence[LedgerRow], view: View) -> Choices:
    found = Counter(sector for row in ledger for sector in row.sectors)
    return [
        (_counted(sector.zh if view.language == "zh" else sector.en, found[sector.id]), sector.id)
        for sector in load_sectors().values()
        if found[sector.id] or sector.id in view.query.sectors
    ]


def _roles(view: View) -> Choices:
    roles = document_texts(view.language).roles
    any_role = (corpus_texts(view.language).any_role, _ANY)
    return [any_role, *((getattr(roles, role), role) for role in ROLES)]


def _years(ledger: Sequence[LedgerRow], view: View) -> Choices:
    texts = corpus_texts(view.language)
    found = Counter(year for row in ledger for year in due(row.deadline))
    years = sorted({*found, view.query.year} - {UNDATED, WITHOUT, ""})
    named = [(year, year) for year in years]
    named += [(texts.undated, UNDATED), (texts.without_deadline, WITHOUT)]
    return [(texts.any_year, _ANY), *((_counted(n, found[year]), year) for n, year in named)]
