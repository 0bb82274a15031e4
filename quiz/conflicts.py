"""What is not provably wrong: units and values that may not stand against a key.

A unit is barred where it is the key under another name (the same function of the register), part
of it or housed in it (families.toml), named anywhere in the clause, or named in another clause of
the document about the same task (Source.akin). A collective unit is never offered: it may take in
the key. A value is barred where the clause or a clause about the same task states it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.datafile import entry_line, load_entries, load_toml
from corpus.readable import squeeze
from corpus.records import Clause, ResponsibleUnit
from corpus.register import UnitFunction, load_register
from errors import DataFileError
from quiz.source import Source

_FAMILIES_FILE = Path(__file__).parent / "data" / "families.toml"
_OF_DISTRICT = re.compile(r"^(?:.{2}[区县]|[区县])(?!级)(?=.{3})")
_BODY = re.compile(r"(?:发展中心|管理局|救援局|救援支队|救援大队|中心|支队|大队|分局|局|委|办)$")
_BRACKETS = re.compile(r"[（()）]")


class _Family(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    functions: list[str] = Field(min_length=2)
    why: str = Field(min_length=1)


class _Collectives(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    local: list[str] = Field(min_length=1)


class UnitConflicts:
    """Which functions a name may stand for, and which may not stand against each other."""

    def __init__(
        self, functions: Iterable[UnitFunction], families: Iterable[frozenset[str]]
    ) -> None:
        self._families = tuple(families)
        self._owner: dict[str, str] = {}
        for function in functions:
            if function.collective:
                continue  # of 区安委会各成员单位 the committee counts
            for name in (*function.names, *map(bare, function.names)):
                for part in (name, *_BRACKETS.split(name)):
                    if len(part) > 2 and (part == name or _is_unit(part)):
                        self._owner.setdefault(_plain(part), function.id)
        longest_first = sorted(self._owner, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def kin(self, functions: Iterable[str]) -> frozenset[str]:
        """The functions and all that belong to a family of one of them."""
        given = frozenset(functions)
        return given.union(*(family for family in self._families if family & given))

    def named(self, text: str) -> frozenset[str]:
        """The functions, no collectives, that a text names in a spelling of the register."""
        found = self._pattern.finditer(_plain(text))
        return frozenset(self._owner[match.group()] for match in found)

    def of(self, unit: ResponsibleUnit) -> frozenset[str]:
        """The functions that a unit's name stands for, those in its brackets too."""
        own = frozenset({unit.canonical} if unit.canonical else ())
        return own.union(*map(self.named, (unit.name, *_BRACKETS.split(unit.name))))


@lru_cache(maxsize=1)
def unit_conflicts() -> UnitConflicts:
    """The conflicts of the register that ships with the product.

    Raises DataFileError, with the line, for a function that the register does not know.
    """
    functions = load_register().functions
    families = load_entries(_FAMILIES_FILE, "family", _Family)
    for number, family in enumerate(families):
        for function in family.functions:
            if function not in functions:
                line = entry_line(_FAMILIES_FILE, "family", number)
                raise DataFileError(
                    f"{_FAMILIES_FILE}, line {line}: function {function} is not in units.toml; "
                    "correct its id"
                )
    return UnitConflicts(functions.values(), (frozenset(f.functions) for f in families))


@lru_cache(maxsize=1)
def _local() -> frozenset[str]:
    try:
        read = _Collectives.model_validate(load_toml(_FAMILIES_FILE).get("collectives", {}))
    except ValidationError as error:
        first = error.errors()[0]
        raise DataFileError(f"{_FAMILIES_FILE}: collectives: {first['msg']}; correct it") from None
    return frozenset(read.local)


def is_collective(unit: ResponsibleUnit) -> bool:
    """True for a name that stands for many units (各镇街), or that the register does not know."""
    function = load_register().functions.get(unit.canonical or "")
    return function is None or function.collective


def takes_in_departments(unit: ResponsibleUnit) -> bool:
    """True for a collective unit that may take in a department (区级有关部门), not for 各镇街."""
    return is_collective(unit) and unit.canonical not in _local()


def barred_units(clause: Clause, source: Source) -> frozenset[str]:
    """The functions that are not provably wrong about a clause's task (see the head)."""
    rules = unit_conflicts()
    named: set[str] = set()
    for about in (clause, *source.akin(clause)):
        named |= rules.named(source.quote(about)) | rules.named(about.text)
        for unit in about.units:
            named |= rules.of(unit)
    return rules.kin(named)


def bare(name: str) -> str:
    """A unit's name without its district: 县应急管理局 and 江津区应急管理局 give 应急管理局."""
    return _OF_DISTRICT.sub("", name)


def field_of(name: str) -> str:
    """What a unit's name says of its field: 县商务委 gives 商务, 区公安局(…) 公安."""
    return _BODY.sub("", bare(_BRACKETS.split(name)[0])) or name


def _is_unit(part: str) -> bool:
    return bool(re.search(r"(?:局|委|办|队|中心|院|会|公司|园区|镇|乡)$", part))


def _plain(text: str) -> str:
    return squeeze(text).translate(str.maketrans("（）", "()"))
