"""What data/grading.toml says: how answers are written, and the words of a grade report."""

from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from corpus.datafile import load_toml
from corpus.spelling import plain
from errors import DataFileError

Language = Literal["zh", "en"]
Status = Literal["right", "partial", "wrong", "unanswered", "unreadable"]
_FILE = Path(__file__).parent / "data" / "grading.toml"
_SHEET_NAME = r"^[^\[\]:*?/\\]{1,31}$"  # what Excel allows

Spellings = frozenset[str]


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)


class _Spelled(_Told):
    @field_validator("*", mode="before")
    @classmethod
    def _plain(cls, written: list[str]) -> Spellings:
        if not isinstance(written, list) or not all(isinstance(w, str) and w for w in written):
            raise ValueError("must be a list of spellings")
        return frozenset(map(plain, written))


class Columns(_Spelled):
    """Headings of an answer sheet, in plain spelling."""

    name: Spellings
    unit: Spellings
    version: Spellings
    number: Spellings
    answer: Spellings


class Truth(_Spelled):
    """What stands for true and false, in plain spelling."""

    yes: Spellings
    no: Spellings


class ReportWords(_Told):
    """The words of a grade report in one language."""

    people: str = Field(pattern=_SHEET_NAME)
    items: str = Field(pattern=_SHEET_NAME)
    missed: str = Field(pattern=_SHEET_NAME)
    answers: str = Field(pattern=_SHEET_NAME)
    notices: str = Field(pattern=_SHEET_NAME)
    name: str
    unit: str
    version: str
    total: str
    of: str
    percent: str
    confirm: str
    number: str
    type: str
    stem: str
    marks: str
    answered: str
    difficulty: str
    correlation: str
    upper_lower: str
    given: str
    earned: str
    status: str
    lost: str
    missing: str
    asked: str
    source: str
    quote: str
    clause: str
    mean: str
    alpha: str
    count: str
    yes: str
    few: str
    proposed: str
    statuses: dict[Status, str]

    @field_validator("number", "few")
    @classmethod
    def _has_its_field(cls, text: str) -> str:
        fields = {field for _, field, _, _ in Formatter().parse(text) if field}
        if fields not in ({"version"}, {"count"}):
            raise ValueError(f"{text!r} must hold {{version}} or {{count}}")
        return text

    @field_validator("statuses")
    @classmethod
    def _has_every_status(cls, named: dict[Status, str]) -> dict[Status, str]:
        if set(named) != set(get_args(Status)):
            raise ValueError(f"must name {', '.join(get_args(Status))}")
        return named


Table = TypeVar("Table", bound=BaseModel)


@lru_cache(maxsize=1)
def load_columns() -> Columns:
    """Headings of an answer sheet. Raises DataFileError naming the one with a mistake."""
    return _table("columns", Columns)


@lru_cache(maxsize=1)
def load_truth() -> Truth:
    """Words for true and false. Raises DataFileError naming the one with a mistake."""
    return _table("truth", Truth)


@lru_cache(maxsize=2)
def load_report_words(language: Language) -> ReportWords:
    """The words of a report. Raises DataFileError naming the word with a mistake."""
    return _table(language, ReportWords)


def _table(table: str, model: type[Table]) -> Table:
    try:
        return model.model_validate(load_toml(_FILE).get(table, {}))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (table, *first["loc"]))
        raise DataFileError(f"{_FILE}: {where}: {first['msg']}; correct it") from None
