"""The districts that documents and questions may name (data/districts.toml)."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import entry_line, load_entries
from corpus.spelling import Spellings
from errors import DataFileError

_DISTRICTS_FILE = Path(__file__).parent / "data" / "districts.toml"
_MUNICIPALITY = "重庆市"  # people write it before the name of a district


class District(BaseModel):
    """One [[district]] entry: its name, its English name and other ways to write it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=2)
    en: str
    aliases: list[str] = []


@lru_cache(maxsize=1)
def load_districts() -> tuple[District, ...]:
    """All known districts, in file order.

    Raises DataFileError when a spelling stands for two districts.
    """
    districts = load_entries(_DISTRICTS_FILE, "district", District)
    owner: dict[str, str] = {}
    for number, district in enumerate(districts):
        for spelling in (district.name, *district.aliases):
            other = owner.setdefault(spelling.lower(), district.name)
            if other != district.name:
                raise DataFileError(
                    f"{_DISTRICTS_FILE}, line {entry_line(_DISTRICTS_FILE, 'district', number)}: "
                    f"{spelling} stands for {other} and for "
                    f"{district.name}; keep one"
                )
    return tuple(districts)


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


def _shown(name: str) -> str:
    return f"{name} ({district_in_english(name)})"


@lru_cache(maxsize=1)
def _names() -> Spellings:
    entries = (
        (spelling, district.name)
        for district in load_districts()
        for spelling in (district.name, district.en, *district.aliases)
    )
    return Spellings("district", entries, "corpus/data/districts.toml")


def without_district(words: str) -> list[str]:
    """What is left of a Chinese name behind the district it starts with, all readings.

    奉节县经济信息委 gives 经济信息委 and 县经济信息委; [] where it starts with no district.
    """
    words = words.removeprefix(_MUNICIPALITY)
    return [
        words[len(spelling) :]
        for district in load_districts()
        for spelling in (district.name, *district.aliases)
        if not spelling.isascii() and words.startswith(spelling) and words != spelling
    ]
