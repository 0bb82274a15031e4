"""The fixed words of exported quizzes, from data/exports.toml."""

from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from corpus.datafile import load_toml
from errors import DataFileError
from quiz.records import Difficulty, QuestionType

Language = Literal["zh", "en"]

_FILE = Path(__file__).parent.parent / "data" / "exports.toml"
# the fields that a text has to hold
_FIELDS: dict[str, set[str]] = {
    "section_each": {"numeral", "type", "marks", "total"},
    "section_mixed": {"numeral", "type", "count", "total"},
    "marks": {"marks"},
    "version": {"version"},
    "page": {"page", "pages"},
    "cited": {"district", "document", "doc_number"},
    "doc_number": {"doc_number"},
    "or": {"others"},
    "blank_number": {"number"},
    "blank_asked": {"number"},
    "column_option": {"letter"},
}
_SHEET_NAME = r"^[^\[\]:*?/\\]{1,20}$"  # what Excel allows, with room for the version


class Words(BaseModel):
    """The fixed words of one language; exports.toml says what each is for."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)

    numerals: tuple[str, ...] = Field(min_length=10)
    section_each: str
    section_mixed: str
    marks: str
    version: str
    unit: str
    name: str
    score: str
    section: str
    total: str
    sheet: str
    key: str = Field(pattern=_SHEET_NAME)
    page: str
    answer: str
    explanation: str
    unproven: str
    source: str
    cited: str
    doc_number: str
    path: str
    quote: str
    or_: str = Field(alias="or")
    also: str
    between: str
    colon: str
    blank_number: str
    blank_asked: str
    paper: str = Field(pattern=_SHEET_NAME)
    answers: str = Field(pattern=_SHEET_NAME)
    column_number: str
    column_type: str
    column_stem: str
    column_option: str
    column_marks: str
    column_difficulty: str
    column_district: str
    column_document: str
    column_doc_number: str
    column_section: str
    column_clause: str
    column_version: str
    column_question: str
    sheet_help: str
    points: str
    types: dict[QuestionType, str]
    notes: dict[QuestionType, str]
    difficulties: dict[Difficulty, str]

    @model_validator(mode="before")
    @classmethod
    def _has_its_fields(cls, told: dict[str, object]) -> dict[str, object]:
        for name, wanted in _FIELDS.items():
            found = {field for _, field, _, _ in Formatter().parse(str(told.get(name))) if field}
            if found != wanted:
                raise ValueError(
                    f"{name} must hold {', '.join(f'{{{w}}}' for w in sorted(wanted))}"
                )
        return told

    @field_validator("types", "notes")
    @classmethod
    def _has_every_type(cls, named: dict[QuestionType, str]) -> dict[QuestionType, str]:
        if set(named) != set(get_args(QuestionType)):
            raise ValueError(f"must name {', '.join(get_args(QuestionType))}")
        return named


@lru_cache(maxsize=2)
def load_words(language: Language) -> Words:
    """The fixed words of a language. Raises DataFileError naming the word with a mistake."""
    try:
        return Words.model_validate(load_toml(_FILE).get(language, {}))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (language, *first["loc"]))
        raise DataFileError(f"{_FILE}: {where}: {first['msg']}; correct it") from None
