"""How a free text says things: refusals, denials, roles (data/freetext.toml)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from corpus.datafile import check_pattern, load_entries
from corpus.records import Role
from rag.normalize import normalize
from rag.records import Status

_FILE = Path(__file__).parent / "data" / "freetext.toml"


class _Entry(BaseModel):
    """An entry whose values, but status and role, are patterns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*")
    @classmethod
    def _compiles(cls, value: object, info: ValidationInfo) -> object:
        patterns = value if isinstance(value, list) else [value]
        for pattern in patterns if info.field_name not in ("status", "role") else []:
            check_pattern(str(pattern))
        return value


class _Words(_Entry):
    words: list[str]


class _Refusal(_Words):
    status: Literal["unspecified", "not_found"]


class _Role(_Entry):
    role: Role
    after: list[str]
    before: list[str]


class _List(_Entry):
    joint: list[str]
    closer: list[str]


class _Ending(_Entry):
    zh: str
    en: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The patterns, ready for use.

    refusals: status -> pattern. roles_after, roles_before: role -> pattern, to be matched behind
    names and up to them. joint: all that may stand between two names of a list.
    """

    refusals: dict[Status, re.Pattern[str]]
    turn: re.Pattern[str]
    denial: re.Pattern[str]
    denied_after: re.Pattern[str]
    choice: re.Pattern[str]
    roles_after: dict[Role, re.Pattern[str]]
    roles_before: dict[Role, re.Pattern[str]]
    joint: re.Pattern[str]
    source: re.Pattern[str]
    chinese_unit: re.Pattern[str]
    english_unit: re.Pattern[str]
    unknown_unit: str


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """The wording that ships with the product. Raises DataFileError for a mistake in it."""
    lists, ending = load_entries(_FILE, "list", _List)[0], load_entries(_FILE, "ending", _Ending)[0]
    roles = load_entries(_FILE, "role", _Role)
    closer = f"(?:{'|'.join(lists.closer)})"
    return Wording(
        refusals={
            entry.status: _any(entry.words) for entry in load_entries(_FILE, "refusal", _Refusal)
        },
        turn=_words("turn"),
        denial=_words("denial"),
        denied_after=_words("denied_after"),
        choice=_words("choice"),
        roles_after={e.role: re.compile(closer + f"(?:{'|'.join(e.after)})") for e in roles},
        roles_before={e.role: re.compile(f"(?:{'|'.join(e.before)})$") for e in roles},
        joint=_any(lists.joint),
        source=_words("source"),
        chinese_unit=re.compile(ending.zh),
        english_unit=re.compile(ending.en),
        unknown_unit=ending.unknown,
    )


def _words(table: str) -> re.Pattern[str]:
    return _any(word for entry in load_entries(_FILE, table, _Words) for word in entry.words)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def even(text: str) -> str:
    """A text in the form that the patterns read: normalised line by line."""
    return "\n".join(line for line in map(normalize, text.splitlines()) if line)


def without_denied(text: str) -> str:
    """A text with a dark square over each character of what it denies (不是X, not X)."""
    return load_wording().denial.sub(lambda match: "■" * len(match.group()), text)


def refusal(text: str) -> tuple[Status, int] | None:
    """The first refusal of a text and where it starts; None for one that does not refuse."""
    found = [
        (match.start(), status)
        for status, pattern in load_wording().refusals.items()
        if (match := pattern.search(text))
    ]
    if not found:
        return None
    at, status = min(found)
    return status, at
