"""The texts of the page (data/texts.toml), in both languages."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.datafile import load_toml
from errors import DataFileError
from rag.records import Language

_TEXTS_FILE = Path(__file__).parent / "data" / "texts.toml"
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


class _Table(BaseModel):
    """A table of the file: every text is there, none is empty, none is unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)


class StatusTexts(_Table):
    """The words for an answer's status."""

    answered: str
    unspecified: str
    not_found: str


class RoleTexts(_Table):
    """The words for a unit's role."""

    lead: str
    support: str
    responsible: str


class Texts(_Table):
    """All texts of one language; fields in braces are filled in with str.format."""

    name: str
    tagline: str
    switch: str
    conversation: str
    welcome: str
    welcome_text: str
    covered: str
    examples_title: str
    examples: tuple[str, ...] = Field(min_length=1)
    placeholder: str
    question: str
    send: str
    clear: str
    pending: str
    citations: str
    more: str
    quote: str
    show: str
    reading: str
    reading_note: str
    inherited: str
    document: str
    issued: str
    file: str
    permalink: str
    close: str
    refused: str
    failed: str
    broken: str
    no_clause: str
    status: StatusTexts
    roles: RoleTexts


@lru_cache(maxsize=2)
def load_texts(language: Language, path: Path = _TEXTS_FILE) -> Texts:
    """The page's texts in a language.

    path: the data file. Raises DataFileError naming the file and the text when one is missing,
    empty or unknown, or when its fields in braces differ between the languages.
    """
    data = load_toml(path)
    texts = {name: _validated(data, name, path) for name in _LANGUAGES}
    zh, en = (dict(_strings(texts[name])) for name in _LANGUAGES)
    for key, text in zh.items():
        if _fields(text) != _fields(en[key]):
            raise DataFileError(
                f"{path}: {key!r} has other fields in zh than in en; use the same fields in braces"
            )
    return texts[language]


def _validated(data: dict[str, Any], language: Language, path: Path) -> Texts:
    try:
        return Texts.model_validate(data.get(language, {}))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (language, *first["loc"]))
        raise DataFileError(f"{path}: {where}: {first['msg']}; correct that text") from None


def _strings(texts: Texts) -> Iterator[tuple[str, str]]:
    return ((key, value) for key, value in texts if isinstance(value, str))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
