"""The weights of the evidence (data/weights.toml), validated."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import load_model

_WEIGHTS_FILE = Path(__file__).parent / "data" / "weights.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermWeights(_Part):
    """How much a term counts that is matched otherwise than as asked."""

    synonym: float = Field(ge=0, le=1)
    partial: float = Field(ge=0, le=1)
    own_word: float = Field(ge=0, le=1)
    own_latin: float = Field(ge=0, le=1)
    weak: float = Field(ge=0, le=1)
    gloss: float = Field(ge=0, le=1)


class Decision(_Part):
    """Thresholds of the decision to answer."""

    near: float = Field(ge=0, le=1)
    in_question: float = Field(ge=0, le=1)
    keyless: float = Field(ge=0, le=1)
    keyless_figure: float = Field(ge=0, le=1)
    alike: float = Field(ge=0, le=1)
    together: float = Field(ge=0, le=1)
    beside: float = Field(ge=0, le=1)
    each: float = Field(ge=0, le=1)
    telling: float = Field(ge=0, le=1)
    thin: float = Field(ge=0, le=1)
    sure: float = Field(ge=0, le=1)
    tied: float
    same: float = Field(ge=0, le=1)


class Weights(_Part):
    """All weights."""

    term: TermWeights
    decide: Decision


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that ship with the product. Raises DataFileError naming the field at fault."""
    return load_model(_WEIGHTS_FILE, Weights)
