"""The fitted model of how signals add up to a probability (data/calibration.toml), validated."""

from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from corpus.datafile import load_toml
from errors import DataFileError
from rag.records import Signals

CALIBRATION_FILE = Path(__file__).parent / "data" / "calibration.toml"


class Calibration(BaseModel):
    """A logistic model: probability = 1 / (1 + exp(-(intercept + sum of weight * signal))).

    answers: least probability of a clause that answers.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    answers: float = Field(gt=0, lt=1)
    intercept: float
    weights: dict[str, float]

    @field_validator("weights")
    @classmethod
    def _one_for_each(cls, weights: dict[str, float]) -> dict[str, float]:
        wanted = {field.name for field in fields(Signals)}
        if set(weights) != wanted:
            wrong = ", ".join(sorted(set(weights) ^ wanted))
            raise ValueError(f"one weight for each signal is needed; missing or unknown: {wrong}")
        return weights


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """The model that ships with the product. Raises DataFileError naming the field at fault."""
    try:
        return Calibration.model_validate(load_toml(CALIBRATION_FILE))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataFileError(
            f"{CALIBRATION_FILE}: {where}: {first['msg']}; run python -m eval.calibrate"
        ) from None
