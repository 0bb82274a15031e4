"""The register of units: which function a unit's name stands for, in any district."""

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import entry_line, load_entries
from corpus.districts import without_district
from corpus.spelling import Spellings
from errors import DataFileError

_UNITS_FILE = Path(__file__).parent / "data" / "units.toml"
_PARENTHESES = str.maketrans("（）", "()")


class UnitFunction(BaseModel):
    """One [[function]] entry of units.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: str
    en: str
    names: list[str] = []
    aliases: list[str] = []
    en_aliases: list[str] = []
    collective: bool = False


class Register:
    """Look-up of unit names; one spelling belongs to one function."""

    def __init__(self, functions: list[UnitFunction]) -> None:
        self.functions = {function.id: function for function in functions}
        self._by_name: dict[str, str] = {}
        self._spellings: set[str] = set()
        for number, function in enumerate(functions):
            if self.functions[function.id] is not function:
                raise DataFileError(f"{_UNITS_FILE}: id {function.id} is used twice; keep one")
            for name in function.names:
                other = self._by_name.setdefault(_plain(name), function.id)
                if other != function.id:
                    line = entry_line(_UNITS_FILE, "function", number)
                    raise DataFileError(
                        f"{_UNITS_FILE}, line {line}: {name} stands in {other} and in "
                        f"{function.id}; keep one"
                    )
            self._spellings.update(function.names)
        self._lengths = sorted({len(name) for name in self._spellings}, reverse=True)
        self._known = Spellings(
            "unit",
            (
                (s, f.id)
                for f in functions
                for s in (*f.names, *f.aliases, f.zh, f.en, *f.en_aliases)
            ),
            "corpus/data/units.toml",
        )

    def canonical(self, name: str) -> str | None:
        """The id of the function that a unit's name (as written) stands for, None if unknown."""
        return self._by_name.get(_plain(name))

    def known_names(self) -> list[str]:
        """Every spelling of a single unit (no collectives), longest first."""
        names = [n for f in self.functions.values() if not f.collective for n in f.names]
        return sorted(set(names), key=lambda name: (-len(name), name))

    def name_ending(self, text: str) -> str | None:
        """The longest known name, collective or not, that a text ends with; None without one."""
        endings = (text[-length:] for length in self._lengths if length <= len(text))
        return next((ending for ending in endings if ending in self._spellings), None)

    def gloss(self, canonical: str | None) -> str | None:
        """The English name of a function, None when it is unknown."""
        function = self.functions.get(canonical) if canonical else None
        return function.en if function else None

    def find(self, words: str) -> str:
        """The id of the function that a person means: 经信委, 奉节县经济信息委, an English name.

        Raises UnknownNameError, naming what is near, for words that name no function or several.
        """
        words = words.strip()
        for name in (words, *without_district(words)):
            whole = self._known.exact(name)
            if whole:
                return whole
        return self._known.find(words, self._shown)

    def _shown(self, canonical: str) -> str:
        return f"{self.functions[canonical].zh} ({self.functions[canonical].en})"


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name).translate(_PARENTHESES)


@lru_cache(maxsize=1)
def load_register() -> Register:
    """The register that ships with the product."""
    return Register(load_entries(_UNITS_FILE, "function", UnitFunction))
