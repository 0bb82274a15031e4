"""The rows of the ledger that a person's filter lets through."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.dates import find_dates
from corpus.ledger import LedgerRow, read_filter, select
from corpus.spelling import plain
from errors import ExportError
from page.corpus.records import UNDATED, WITHOUT, LedgerQuery

_ROWS_KEPT = 60_000  # of a large ledger, about 60 MB


def choose(rows: Sequence[LedgerRow], query: LedgerQuery) -> list[LedgerRow]:
    """The rows that a filter lets through, in their order; [] where there are none.

    Raises UnknownNameError for a unit that cannot be made out.
    """
    chosen = read_filter(query.districts, query.units, query.sectors)
    try:
        kept = select(rows, chosen)
    except ExportError:  # no row is left: on the page that is an answer
        return []
    if query.role:
        kept = [row for row in kept if _acts(row, query.role, chosen.units)]
    if query.year:
        kept = [row for row in kept if query.year in due(row.deadline)]
    wanted = [plain(word) for word in query.words.split()]
    return [row for row in kept if all(word in _words(row) for word in wanted)]


@lru_cache(maxsize=4096)
def due(deadline: str) -> tuple[str, ...]:
    """The years that a deadline names; UNDATED where it names none, WITHOUT for an empty one."""
    if not deadline:
        return (WITHOUT,)
    years = sorted({str(found.year) for found in find_dates(deadline) if found.year})
    return tuple(years) or (UNDATED,)


def _acts(row: LedgerRow, role: str, units: frozenset[str]) -> bool:
    """True where one of the units acts in a role; any unit, where none is named."""
    return any(u.role == role and (not units or u.canonical in units) for u in row.units)


@lru_cache(maxsize=_ROWS_KEPT)
def _words(row: LedgerRow) -> str:
    """All that a row says, in the form in which words are compared; that form takes time."""
    units = " ".join(unit.name for unit in row.units)
    said = (*row.section, row.number, row.task, row.target, row.deadline, units, row.quote)
    return plain("\n".join(said))
