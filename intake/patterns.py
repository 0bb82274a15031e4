"""What heads of official documents look like (data/patterns.toml)."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import load_model

_PATTERNS_FILE = Path(__file__).parent / "data" / "patterns.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)


class Labels(_Part):
    """Words that stand before a value in the head of a web page or a form."""

    doc_number: tuple[str, ...]
    issuer: tuple[str, ...]
    title: tuple[str, ...]
    issued: tuple[str, ...]
    printed: tuple[str, ...]
    other: tuple[str, ...]


class Titles(_Part):
    """How titles end. behind: a pattern for what may follow in brackets."""

    endings: tuple[str, ...]
    behind: str


class Issuers(_Part):
    """How the names of those who issue documents end."""

    endings: tuple[str, ...]
    endings_en: tuple[str, ...]


class Kind(_Part):
    """A kind of document: what an id says of it, and the words of titles that tell it."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    words: tuple[str, ...]


class Patterns(_Part):
    """The whole data file."""

    labels: Labels
    titles: Titles
    issuers: Issuers
    kind: tuple[Kind, ...]


@lru_cache(maxsize=1)
def load_patterns() -> Patterns:
    """The patterns. Raises DataFileError naming file and entry of a mistake."""
    return load_model(_PATTERNS_FILE, Patterns)
