"""What data/ledger.toml says of the ledger: columns, fixed words, which cell is task or target."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from corpus.datafile import PatternTexts, load_entries, load_toml
from errors import DataFileError

_LEDGER_FILE = Path(__file__).parent / "data" / "ledger.toml"

Language = Literal["zh", "en"]
Key = Literal[
    "district",
    "document",
    "doc_number",
    "number",
    "sectors",
    "section",
    "task",
    "target",
    "deadline",
    "lead",
    "support",
    "responsible",
    "inherited",
    "quote",
    "start",
    "end",
    "clause_id",
]


class Column(BaseModel):
    """One [[column]]: what it holds, its headings, its width in characters of a spreadsheet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    width: int = Field(ge=4, le=120)


class Words(BaseModel):
    """The fixed words of one language; named has the fields {name} and {en}."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)

    sheet: str = Field(pattern=r"^[^\[\]:*?/\\]{1,31}$")  # what Excel allows
    yes: str
    no: str
    list: str
    path: str
    named: str

    @field_validator("named")
    @classmethod
    def _has_its_fields(cls, text: str) -> str:
        if "{name}" not in text or "{" in text.replace("{name}", "").replace("{en}", ""):
            raise ValueError(f"{text!r} must hold {{name}} and may hold {{en}}")
        return text


class CellRules(BaseModel):
    """Which cells of the task columns state a target; see ledger.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    targets: PatternTexts
    either: PatternTexts
    longest_value: int = Field(ge=1)
    totals: tuple[str, ...]

    def is_target(self, head: str, text: str, only: bool) -> bool:
        """True where a cell states a value to be reached, False where it states a task.

        head: the column's head without blank space. only: no other row has the same name.
        """
        if any(re.fullmatch(pattern, head) for pattern in self.targets):
            return True
        value = only and len(text) <= self.longest_value and not text.endswith(("。", "；"))
        return value and any(re.fullmatch(pattern, head) for pattern in self.either)


Table = TypeVar("Table", bound=BaseModel)


@lru_cache(maxsize=1)
def load_columns() -> tuple[Column, ...]:
    """The columns of a ledger in their order.

    Raises DataFileError when one is missing or stands twice.
    """
    columns = load_entries(_LEDGER_FILE, "column", Column)
    keys = [column.key for column in columns]
    for key in Key.__args__:  # type: ignore[attr-defined]
        if keys.count(key) != 1:
            raise DataFileError(
                f"{_LEDGER_FILE}: [[column]] {key} stands there {keys.count(key)} times; "
                "every column stands there once"
            )
    return tuple(columns)


@lru_cache(maxsize=2)
def load_words(language: Language) -> Words:
    """The fixed words of a language. Raises DataFileError naming the word with a mistake."""
    return _table(language, Words)


@lru_cache(maxsize=1)
def load_cell_rules() -> CellRules:
    """The rules for cells. Raises DataFileError naming the rule with a mistake."""
    return _table("cells", CellRules)


def _table(table: str, model: type[Table]) -> Table:
    try:
        return model.model_validate(load_toml(_LEDGER_FILE).get(table, {}))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (table, *first["loc"]))
        raise DataFileError(f"{_LEDGER_FILE}: {where}: {first['msg']}; correct it") from None
