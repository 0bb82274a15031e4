"""The findings of a check as text for a terminal."""

import math
from collections.abc import Iterable, Sequence

from corpus.check import Coverage, DocumentCheck, RowCount

_INDENT = "    "


def layout(checks: Sequence[DocumentCheck]) -> str:
    """All checks, one block for each document, and a last line that sums up."""
    faults = sum(len(check.faults) for check in checks)
    clauses = sum(sum(check.kinds.values()) for check in checks)
    summary = f"{len(checks)} documents, {clauses} clauses: " + (
        f"{faults} expectations MISSED" if faults else "ok"
    )
    return "\n\n".join([*map(_document, checks), summary])


def _document(check: DocumentCheck) -> str:
    kinds = ", ".join(f"{kind} {count}" for kind, count in check.kinds.items())
    lines = [
        f"{check.district}  《{check.title}》  {check.source}",
        f"clauses: {sum(check.kinds.values())} ({kinds})",
        *_listed("tables", map(_rows, check.tables)),
        *_coverage(check.coverage),
        *_listed("duplicate ids", check.duplicate_ids),
        f"units: {check.units} named",
        *_listed("units unknown to the register", check.unknown),
        *_listed("units not in their cell", check.misplaced),
        *_listed("rows that name no unit", check.without_unit),
        *_listed("rows with the units of a row above", check.inherited),
        *_listed("repaired", check.repairs),
        *_listed("warnings", check.warnings),
        *_listed("MISSED", check.faults),
    ]
    return f"\n{_INDENT}".join(lines)


def _listed(head: str, entries: Iterable[str]) -> list[str]:
    """A head with the number of entries, and the entries below it."""
    lines = [f"{_INDENT}{entry}" for entry in entries]
    return [f"{head}: {len(lines)}", *lines]


def _rows(table: RowCount) -> str:
    if table.expected is None:
        return f"{table.rows} rows  {table.heading}"
    verdict = "ok" if table.met else f"MISSED, {table.expected} expected"
    return f"{table.rows} rows  {table.heading}  {verdict}"


def _coverage(found: Coverage) -> list[str]:
    share = math.floor(10_000 * found.covered / max(found.characters, 1)) / 100  # 100 is all
    head = f"text in clauses and headings: {share:g} % of {found.characters} characters"
    return [f"{head}, {found.overlap} twice", *(f"{_INDENT}{gap}" for gap in found.gaps)]
