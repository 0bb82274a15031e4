"""The responsibility ledger (责任台账): one row for each task, with units, deadline and quote."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.acting import acting_units
from corpus.assigned import labelled_units, without_labels
from corpus.deadlines import find_deadline
from corpus.districts import find_district
from corpus.ledger_data import CellRules, load_cell_rules
from corpus.numbering import POINT, read_marker
from corpus.readable import squeeze
from corpus.records import Clause, Document, ParsedDocument, ResponsibleUnit, Role
from corpus.register import load_register
from corpus.sectors import find_sector, load_sectors, sector_of
from corpus.tables import column_role
from errors import ExportError

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One task.

    number: as the document numbers it, '' without one. sectors: ids, () for none. section:
    headings, outermost first. task: what is to be done, under which name. target: the value to be
    reached, deadline: as written; '' where none is. units: all, with roles. quote: the source,
    document.text[start:end], of the clause clause_id.
    """

    district: str
    document: str
    doc_number: str
    number: str
    sectors: tuple[str, ...]
    section: tuple[str, ...]
    task: str
    target: str
    deadline: str
    units: tuple[ResponsibleUnit, ...]
    quote: str
    start: int
    end: int
    clause_id: str

    @property
    def inherited(self) -> bool:
        """True where the unit cell is merged with the one of a row above."""
        return any(unit.inherited for unit in self.units)

    def in_role(self, role: Role) -> tuple[ResponsibleUnit, ...]:
        """The units of one role, in the order of the document."""
        return tuple(unit for unit in self.units if unit.role == role)


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What a ledger is cut down to; an empty field lets everything through.

    districts: names. units: ids of functions. sectors: ids of sectors.
    """

    districts: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()


def read_filter(
    districts: Sequence[str] = (), units: Sequence[str] = (), sectors: Sequence[str] = ()
) -> LedgerFilter:
    """The filter that a person means, each name in any spelling.

    Raises UnknownNameError for a name that stands for nothing or for several things.
    """
    return LedgerFilter(
        frozenset(map(find_district, districts)),
        frozenset(map(load_register().find, units)),
        frozenset(map(find_sector, sectors)),
    )


def build_ledger(corpus: Sequence[ParsedDocument]) -> list[LedgerRow]:
    """The tasks of all documents, in their order.

    A task is every table row but those that only add up others, and every sentence of running
    text that names a unit.
    """
    rules = load_cell_rules()
    rows: list[LedgerRow] = []
    for parsed in corpus:
        rows_of_name = Counter(clause.section for clause in parsed.clauses)
        for clause in parsed.clauses:
            if clause.kind != "table_row":
                rows.extend(_sentence_rows(clause, parsed.document))
            elif not adds_up(clause):
                only = rows_of_name[clause.section] == 1
                rows.append(_table_row(clause, parsed.document, rules, only))
    return rows


def select(rows: Sequence[LedgerRow], chosen: LedgerFilter) -> list[LedgerRow]:
    """The rows that a filter lets through: one of its names in each field that has any.

    A unit is let through in every role; collectives (各镇街) only when they are asked for.
    Raises ExportError, saying what was asked for, when no row is left.
    """
    kept = [row for row in rows if _fits(row, chosen)]
    if kept:
        return kept
    covered = list(dict.fromkeys(row.district for row in rows))
    outside = sorted(chosen.districts - set(covered))
    if outside and len(outside) == len(chosen.districts):
        raise ExportError(
            f"no document is of {', '.join(outside)}; there are documents of {', '.join(covered)}; "
            "name one of these"
        )
    raise ExportError(f"no task fits {_described(chosen)}; nothing was written; drop a filter")


def _fits(row: LedgerRow, chosen: LedgerFilter) -> bool:
    return (
        (not chosen.districts or row.district in chosen.districts)
        and (not chosen.units or any(unit.canonical in chosen.units for unit in row.units))
        and (not chosen.sectors or not chosen.sectors.isdisjoint(row.sectors))
    )


def _described(chosen: LedgerFilter) -> str:
    functions, sectors = load_register().functions, load_sectors()
    named = {
        "district": sorted(chosen.districts),
        "unit": sorted(functions[unit].zh for unit in chosen.units),
        "sector": sorted(sectors[sector].zh for sector in chosen.sectors),
    }
    return " and ".join(f"{kind} {' or '.join(names)}" for kind, names in named.items() if names)


def adds_up(clause: Clause) -> bool:
    """True for a row such as 合计 that is no task but the sum of others."""
    totals = load_cell_rules().totals
    return any(
        squeeze(text) in totals
        for head, text in clause.cells.items()
        if column_role(head) in ("number", "name")
    )


def _table_row(clause: Clause, document: Document, rules: CellRules, only: bool) -> LedgerRow:
    """The row of a table row. only: it is the only one under its name."""
    name = _name(clause)
    tasks: list[str] = []
    targets: list[str] = []
    for head, text in clause.cells.items():
        role = column_role(head)
        if role == "target":
            (targets if rules.is_target(squeeze(head), text, only) else tasks).append(text)
        elif role == "amount":
            targets.append(f"{head}：{text}")
        elif role in ("remark", None):
            tasks.append(f"{head}：{text}")
    return _row(
        clause,
        document,
        number=_number(clause, name or "".join(tasks)),
        task=_under(name, "；".join(tasks)),
        target="；".join(targets),
        deadline=clause.deadline or "",
        units=clause.units,
    )


def _sentence_rows(clause: Clause, document: Document) -> Iterator[LedgerRow]:
    """A row for each sentence of running text that names a unit: it binds that sentence only.

    Units behind labels (责任单位：…) bind the whole paragraph, which is one row then.
    """
    if not clause.units:
        return
    labelled = labelled_units(clause.text, load_register())
    if labelled:
        task = without_labels(clause.text)
        yield _row(
            clause,
            document,
            number="",
            task=_under(clause.section[-1], task),
            target="",
            deadline=find_deadline(task) or "",
            units=labelled,
        )
        return
    for sentence in _SENTENCE.findall(clause.text):
        units = acting_units(sentence, load_register())
        if units:
            yield _row(
                clause,
                document,
                number="",
                task=_under(clause.section[-1], sentence.strip()),
                target="",
                deadline=find_deadline(sentence) or "",
                units=units,
            )


def _row(
    clause: Clause,
    document: Document,
    number: str,
    task: str,
    target: str,
    deadline: str,
    units: tuple[ResponsibleUnit, ...],
) -> LedgerRow:
    return LedgerRow(
        district=document.district,
        document=document.title,
        doc_number=document.doc_number,
        number=number,
        sectors=sector_of(clause),
        section=clause.section,
        task=task,
        target=target,
        deadline=deadline,
        units=units,
        quote=document.text[clause.start : clause.end],
        start=clause.start,
        end=clause.end,
        clause_id=clause.id,
    )


def _name(clause: Clause) -> str:
    """The innermost name of a table row, '' where it has none."""
    names = [text for head, text in clause.cells.items() if column_role(head) == "name"]
    return names[-1].rstrip("。") if names else ""


def _number(clause: Clause, title: str) -> str:
    """The number of a row: its number cell, else the one that its title opens with (20.加大…)."""
    cells = [text for head, text in clause.cells.items() if column_role(head) == "number"]
    marker = read_marker(title)
    if cells or marker is None or marker.level != POINT:
        return "".join(cells)
    return str(marker.value)


def _under(name: str, task: str) -> str:
    """name：task; only one of them where the other is missing or is said again."""
    if not name or task.startswith(name):
        return task
    return f"{name}：{task}" if task else name
