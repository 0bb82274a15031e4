"""Topics of the documents with their synonyms in Chinese and English (data/concepts.toml)."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import load_entries
from errors import DataFileError

_CONCEPTS_FILE = Path(__file__).parent / "data" / "concepts.toml"


class Concept(BaseModel):
    """One [[concept]]: words that mean the same when a question is matched to a clause.

    proper: they name one river, road or town; a clause that is silent on it is not about it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: list[str] = Field(min_length=1)
    en: list[str] = []
    proper: bool = False


@lru_cache(maxsize=1)
def load_concepts() -> tuple[Concept, ...]:
    """The concepts that ship with the product, in file order.

    Raises DataFileError for an id that is used twice.
    """
    concepts = load_entries(_CONCEPTS_FILE, "concept", Concept)
    ids = [concept.id for concept in concepts]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        raise DataFileError(f"{_CONCEPTS_FILE}: concept id {twice!r} is used twice; keep one")
    return tuple(concepts)
