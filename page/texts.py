"""The texts of the page (data/*.toml), in both languages: one file and one model for each room."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.datafile import load_toml
from errors import DataFileError
from rag.records import Language

_DATA = Path(__file__).parent / "data"
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


class TextTable(BaseModel):
    """A table of a file of texts: every text is there, none is empty, none is unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)


T = TypeVar("T", bound=TextTable)


class RoomTexts(TextTable):
    """The names of the rooms."""

    ask: str
    quiz: str
    evaluate: str
    corpus: str


class ShellTexts(TextTable):
    """What every room shows; fields in braces are filled in with str.format."""

    name: str
    tagline: str
    switch: str
    failed: str
    broken: str
    navigation: str
    rooms: RoomTexts


class RoleTexts(TextTable):
    """The words for a unit's role."""

    lead: str
    support: str
    responsible: str


class DocumentTexts(TextTable):
    """What is said beside a clause or a document, in whatever room."""

    document: str
    text: str
    outline: str
    fold: str
    previous: str
    next: str
    legend: str
    issued: str
    file: str
    permalink: str
    close: str
    no_clause: str
    quote: str
    show: str
    inherited: str
    roles: RoleTexts


def shell_texts(language: Language) -> ShellTexts:
    """The texts of all rooms (data/shell.toml)."""
    return load_texts("shell.toml", ShellTexts, language)


def document_texts(language: Language) -> DocumentTexts:
    """The texts beside clauses and documents (data/document.toml)."""
    return load_texts("document.toml", DocumentTexts, language)


def load_texts(file: str, model: type[T], language: Language, folder: Path = _DATA) -> T:
    """The texts of a file below the data folder, in a language.

    Raises DataFileError naming the file and the text when one is missing, empty or unknown, or
    when its fields in braces differ between the languages.
    """
    texts: dict[Language, T] = _both(folder / file, model)
    return texts[language]


@lru_cache(maxsize=32)
def _both(path: Path, model: type[T]) -> dict[Language, T]:
    data = load_toml(path)
    texts = {name: _validated(data, name, path, model) for name in _LANGUAGES}
    zh, en = (dict(_strings(texts[name])) for name in _LANGUAGES)
    for key, text in zh.items():
        if _fields(text) != _fields(en.get(key, text)):
            raise DataFileError(
                f"{path}: {key!r} has other fields in zh than in en; use the same fields in braces"
            )
    return texts


def _validated(data: dict[str, Any], language: Language, path: Path, model: type[T]) -> T:
    try:
        return model.model_validate(data.get(language, {}))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (language, *first["loc"]))
        raise DataFileError(f"{path}: {where}: {first['msg']}; correct that text") from None


def _strings(texts: BaseModel, prefix: str = "") -> Iterator[tuple[str, str]]:
    """All single texts of a table and of the tables in it, by their dotted names."""
    for key, value in texts:
        if isinstance(value, str):
            yield prefix + key, value
        elif isinstance(value, BaseModel):
            yield from _strings(value, f"{prefix}{key}.")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
