"""The districts that documents and questions may name (data/districts.toml, and own ones)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import entry_line, load_entries
from corpus.spelling import Spellings, plain
from errors import DataFileError
from settings import get_settings

_DISTRICTS_FILE = Path(__file__).parent / "data" / "districts.toml"
_MUNICIPALITY = "重庆市"  # people write it before the name of a district
_Spelling = Field(pattern=r"\S.*\S", max_length=60)

DistrictType = Literal["district", "county", "autonomous_county", "zone"]


class District(BaseModel):
    """One [[district]] entry: its name, its English name, other ways to write it.

    not_in: words that hold one of its spellings and do not mean it (繁荣昌盛 is not 荣昌).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = _Spelling
    en: str = _Spelling
    type: DistrictType = "district"
    aliases: list[str] = []
    not_in: list[str] = []

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it, its name first."""
        return (self.name, self.en, *self.aliases)


@dataclass(frozen=True, slots=True)
class DistrictMention:
    """A district that a text names: text[start:end] is the spelling, district its name."""

    start: int
    end: int
    district: str


@lru_cache(maxsize=1)
def load_districts() -> tuple[District, ...]:
    """All known districts: those that ship, in file order, then the user's own.

    Raises DataFileError, with file and line, when a spelling stands for two districts.
    """
    own = get_settings().own_districts
    districts: list[District] = []
    owner: dict[str, str] = {}
    for path in (_DISTRICTS_FILE, own) if own.is_file() else (_DISTRICTS_FILE,):
        for number, district in enumerate(load_entries(path, "district", District)):
            _check(district, owner, f"{path}, line {entry_line(path, 'district', number)}")
            districts.append(district)
    return tuple(districts)


def forget_districts() -> None:
    """Read the files of districts anew when they are asked for next."""
    for cached in (load_districts, _names, _pattern):
        cached.cache_clear()


def _check(district: District, owner: dict[str, str], where: str) -> None:
    """Take the spellings of a district; raises DataFileError for one that is another's."""
    if district.name in owner.values():
        raise DataFileError(f"{where}: {district.name} has two entries; make them one")
    for spelling in district.spellings:
        if len(plain(spelling)) < 2:
            raise DataFileError(
                f"{where}: {spelling!r} is too short to stand for {district.name}; take it out"
            )
        other = owner.setdefault(plain(spelling), district.name)
        if other != district.name:
            raise DataFileError(
                f"{where}: {spelling} stands for {other} and for {district.name}; keep one"
            )


def district_in_english(name: str) -> str:
    """The English name of a district, its own name when it is not known."""
    return next((d.en for d in load_districts() if d.name == name), name)


def find_district(words: str) -> str:
    """The name of the district that a person means: 奉节, 奉节县, Fengjie, Fengjie County.

    Raises UnknownNameError, naming what is near, for words that name none.
    """
    words = words.strip()
    behind = words.removeprefix(_MUNICIPALITY)
    return _names().exact(behind) or _names().find(words, _shown)


def find_mentions(text: str) -> Iterator[DistrictMention]:
    """The districts that a text names, in order; the longest spelling at each place counts.

    A spelling inside a word that the data file lists under not_in names none.
    """
    for match in _pattern().finditer(text):
        district = _names().exact(match.group())
        if district:
            yield DistrictMention(match.start(), match.end(), district)


def _shown(name: str) -> str:
    return f"{name} ({district_in_english(name)})"


@lru_cache(maxsize=1)
def _names() -> Spellings:
    entries = ((s, district.name) for district in load_districts() for s in district.spellings)
    return Spellings("district", entries, "corpus/data/districts.toml")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """What names a district or is a word of not_in, the longest first."""
    districts = load_districts()
    spellings = [s for district in districts for s in district.spellings]
    words = {w: _unless_longer(w, spellings) for district in districts for w in district.not_in}
    either = {s: re.escape(s) for s in spellings if not s.isascii()} | words
    starts: dict[str, list[str]] = {}  # by first character: a text is long, the first ones few
    for text in _longest_first(either):
        starts.setdefault(text[0], []).append(either[text])
    chinese = "|".join(f"(?={start})(?:{'|'.join(own)})" for start, own in starts.items())
    latin = "|".join(_longest_first(re.escape(s) for s in spellings if s.isascii()))
    first = f"[{''.join(starts)}a-zA-Z]"
    return re.compile(f"(?={first})(?:(?<![a-z])(?:{latin})(?![a-z])|{chinese})", re.IGNORECASE)


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))


def _unless_longer(word: str, spellings: list[str]) -> str:
    """A pattern for a word of not_in, unless a full name goes on behind it (沿江北区)."""
    rests = {
        re.escape(spelling[length:])
        for length in range(2, len(word) + 1)
        for spelling in spellings
        if len(spelling) > length and spelling.startswith(word[-length:])
    }
    return re.escape(word) + (f"(?!{'|'.join(sorted(rests))})" if rests else "")


def without_district(words: str) -> list[str]:
    """What is left of a Chinese name behind the district it starts with, all readings.

    奉节县经济信息委 gives 经济信息委 and 县经济信息委; [] where it starts with no district.
    """
    words = words.removeprefix(_MUNICIPALITY)
    return [
        words[len(spelling) :]
        for district in load_districts()
        for spelling in district.spellings
        if not spelling.isascii() and words.startswith(spelling) and words != spelling
    ]
