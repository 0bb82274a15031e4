"""The sectors that clauses belong to: fields such as 燃气, themes such as 预案 (sectors.toml)."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import entry_line, load_entries
from corpus.records import Clause
from corpus.spelling import Spellings, plain
from corpus.tables import column_role
from errors import DataFileError

_SECTORS_FILE = Path(__file__).parent / "data" / "sectors.toml"
# a text that names more fields is a list of everything; a longer one names things in passing
_MOST_FIELDS, _LONGEST_TASK = 4, 120
_TAIL = re.compile(r"(?:安全)?(?:领域|行业|方面)$|安全$|\s+(?:safety|sector|field)$", re.IGNORECASE)

SectorKind = Literal["field", "theme"]


class Sector(BaseModel):
    """One [[sector]] entry of sectors.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: SectorKind
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    words: list[str] = Field(min_length=1)
    aliases: list[str] = []
    en_aliases: list[str] = []


class _Neutral(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str] = Field(min_length=1)


class _Finder:
    """Finds the sectors of one kind that a text names; the longest word at a place counts."""

    def __init__(self, sectors: Iterable[Sector], neutral: Iterable[str]) -> None:
        self._owner: dict[str, str | None] = {plain(word): None for word in neutral}
        self._owner |= {plain(word): sector.id for sector in sectors for word in sector.words}
        longest_first = sorted(self._owner, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def named(self, text: str) -> list[str]:
        found = (self._owner[match.group()] for match in self._pattern.finditer(plain(text)))
        return list(dict.fromkeys(owner for owner in found if owner))


@lru_cache(maxsize=1)
def load_sectors() -> dict[str, Sector]:
    """All sectors by id, in file order.

    Raises DataFileError, with the line, for an id or a spelling that stands in two sectors.
    """
    sectors: dict[str, Sector] = {}
    owner: dict[str, str] = {}
    for number, sector in enumerate(load_entries(_SECTORS_FILE, "sector", Sector)):
        line = entry_line(_SECTORS_FILE, "sector", number)
        if sector.id in sectors:
            raise DataFileError(f"{_SECTORS_FILE}, line {line}: id {sector.id} is used twice")
        sectors[sector.id] = sector
        for spelling in _spellings(sector):
            other = owner.setdefault(plain(spelling), sector.id)
            if other != sector.id:
                raise DataFileError(
                    f"{_SECTORS_FILE}, line {line}: {spelling} stands in {other} and in "
                    f"{sector.id}; keep one"
                )
    return sectors


def _spellings(sector: Sector) -> list[str]:
    own = [sector.id, sector.zh, sector.en]
    return [*own, *sector.words, *sector.aliases, *sector.en_aliases]


@lru_cache(maxsize=2)
def _finder(kind: SectorKind) -> _Finder:
    neutral = load_entries(_SECTORS_FILE, "neutral", _Neutral)
    return _Finder(
        (sector for sector in load_sectors().values() if sector.kind == kind),
        (word for entry in neutral for word in entry.words),
    )


@lru_cache(maxsize=1)
def _names() -> Spellings:
    entries = ((s, sector.id) for sector in load_sectors().values() for s in _spellings(sector))
    return Spellings("sector", entries, "corpus/data/sectors.toml")


def find_sector(words: str) -> str:
    """The id of the sector that a person means: 煤气, 燃气领域, gas, Gas safety.

    Raises UnknownNameError, naming what is near, for words that name none.
    """
    own = _names().exact(words) or _names().exact(_TAIL.sub("", words.strip()))
    return own or _names().find(words, _shown)


def _shown(sector: str) -> str:
    return f"{load_sectors()[sector].zh} ({load_sectors()[sector].en})"


def sector_of(clause: Clause) -> tuple[str, ...]:
    """The ids of the sectors that a clause belongs to, fields before themes; () for none.

    Headings decide, the row's name first; the task text is read only where they are silent. The
    rule is written out at the head of sectors.toml.
    """
    headings = clause.section[::-1]
    text = _task(clause)
    brief = text if len(text) <= _LONGEST_TASK else ""
    field, theme = _finder("field"), _finder("theme")
    fields = [s for heading in headings for s in field.named(heading)]
    if not fields:
        in_text = field.named(brief)
        fields = in_text if len(in_text) <= _MOST_FIELDS else []
    themes = next((named for heading in headings if (named := theme.named(heading))), [])
    if not fields and not themes:
        themes = theme.named(brief)
    return tuple(dict.fromkeys([*fields, *themes]))


def _task(clause: Clause) -> str:
    """What a clause says is to be done: of a table row, without number, units, sums and dates."""
    if not clause.cells:
        return clause.text
    return "；".join(t for c, t in clause.cells.items() if column_role(c) in ("target", None))
