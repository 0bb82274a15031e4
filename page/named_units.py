"""Where a clause names its units: their places in its verbatim text, with their roles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Clause, Role
from corpus.tables import column_role


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit's name in a text, at half-open offsets."""

    start: int
    end: int
    role: Role


def named_units(clause: Clause, quote: str) -> tuple[NamedUnit, ...]:
    """The places of a clause's units in its quote, in order, none overlapping another.

    In a table row names are looked for in the unit cells; where a cell is merged with a row
    above, its units do not stand in the quote. A name may be broken over lines. Of a name that
    stands several times the first counts.
    """
    low, high = _unit_cells(clause, quote)
    found: list[NamedUnit] = []
    for unit in sorted(clause.units, key=lambda unit: -len(unit.name)):
        if unit.inherited:
            continue
        for place in _spread(unit.name).finditer(quote, low, high):
            if all(place.end() <= f.start or place.start() >= f.end for f in found):
                found.append(NamedUnit(place.start(), place.end(), unit.role))
                break
    return tuple(sorted(found, key=lambda named: named.start))


def _unit_cells(clause: Clause, quote: str) -> tuple[int, int]:
    """The part of the quote in which units are named: the whole, but for a row with unit cells."""
    places = list(_cells(clause, quote))
    if not places:
        return 0, len(quote)
    return min(start for start, _ in places), max(end for _, end in places)


def _cells(clause: Clause, quote: str) -> Iterator[tuple[int, int]]:
    for column, cell in clause.cells.items():
        if column_role(column) in ("unit", "lead", "support") and cell.strip():
            places = [found.span() for found in _spread(cell).finditer(quote)]
            yield from places[-1:]


def _spread(text: str) -> re.Pattern[str]:
    """A pattern for a text with blank space, or none, between its characters."""
    characters = (re.escape(character) for character in text if not character.isspace())
    return re.compile(r"\s*".join(characters))
