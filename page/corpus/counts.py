"""How many tasks there are by sector, by function and by year, in each district."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.ledger import LedgerRow
from corpus.records import Role
from corpus.sectors import load_sectors
from page.corpus.query import due
from page.corpus.records import UNDATED, WITHOUT


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of tasks. numbers[i][j]: of rows[i] in columns[j]; totals[i]: of rows[i] in all."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(map(sum, self.numbers))

    @property
    def largest(self) -> int:
        """The largest single number, 0 for an empty table."""
        return max((number for row in self.numbers for number in row), default=0)


def count_by(ledger: Sequence[LedgerRow], keys_of: Callable[[LedgerRow], Iterable[str]]) -> Counts:
    """The tasks of each key in each district, the key with most tasks first.

    keys_of: the keys of a row; it counts once for each of them. Districts stand in the order of
    the ledger, keys with the same number too.
    """
    districts = tuple(dict.fromkeys(row.district for row in ledger))
    found = Counter((key, row.district) for row in ledger for key in dict.fromkeys(keys_of(row)))
    totals: Counter[str] = Counter()
    for (key, _), number in found.items():
        totals[key] += number
    keys = tuple(key for key, _ in totals.most_common())
    return Counts(
        keys,
        districts,
        tuple(tuple(found[key, district] for district in districts) for key in keys),
    )


def by_sector(ledger: Sequence[LedgerRow]) -> Counts:
    """Tasks by id of a sector. A task of several sectors counts in each."""
    known = load_sectors()
    return count_by(ledger, lambda row: (sector for sector in row.sectors if sector in known))


def by_function(ledger: Sequence[LedgerRow], role: Role | None) -> Counts:
    """Tasks by id of the function whose units act in a role, or in any. Unknown units are out."""
    return count_by(
        ledger,
        lambda row: (
            unit.canonical for unit in row.units if unit.canonical and role in (None, unit.role)
        ),
    )


def by_year(ledger: Sequence[LedgerRow]) -> Counts:
    """Tasks by the year of their deadline, the first year first; UNDATED and WITHOUT are last."""
    counts = count_by(ledger, lambda row: due(row.deadline))
    order = sorted(
        range(len(counts.rows)),
        key=lambda i: (counts.rows[i] == WITHOUT, counts.rows[i] == UNDATED, counts.rows[i]),
    )
    return Counts(
        tuple(counts.rows[i] for i in order),
        counts.columns,
        tuple(counts.numbers[i] for i in order),
    )
