"""The districts that documents and questions may name (data/districts.toml)."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import entry_line, load_entries
from errors import DataFileError

_DISTRICTS_FILE = Path(__file__).parent / "data" / "districts.toml"


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
