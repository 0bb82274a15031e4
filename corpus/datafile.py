"""Reading of the TOML data files that people edit: a mistake is reported with its line."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ValidationError

from errors import DataFileError

Entry = TypeVar("Entry", bound=BaseModel)


def check_pattern(pattern: str) -> str:
    """The pattern of a data file as it is. Raises ValueError where it is no regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is not a pattern: {error}") from None
    return pattern


def _check_patterns(patterns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(check_pattern, patterns))


PatternTexts = Annotated[tuple[str, ...], AfterValidator(_check_patterns)]


def load_toml(path: Path) -> dict[str, Any]:
    """The contents of a TOML file.

    Raises DataFileError naming file and line when it is missing, not UTF-8 or not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataFileError(f"{path}: the file is missing; restore it") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataFileError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{path}: {error}; correct that line") from None


def load_model(path: Path, model: type[Entry]) -> Entry:
    """The whole of a TOML file, validated. Raises DataFileError naming the field at fault."""
    try:
        return model.model_validate(load_toml(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DataFileError(f"{path}: {where}: {first['msg']}; correct it") from None


def load_entries(path: Path, table: str, model: type[Entry]) -> list[Entry]:
    """The [[table]] entries of a TOML file, validated.

    Returns the entries in file order. Raises DataFileError naming file, line and field for an
    entry that the model refuses, or when the file has no such entry.
    """
    raw = load_toml(path).get(table)
    if not isinstance(raw, list) or not raw:
        raise DataFileError(f"{path}: has no [[{table}]] entry; add at least one")
    entries = []
    for number, item in enumerate(raw):
        try:
            entries.append(model.model_validate(item))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or table
            raise DataFileError(
                f"{path}, line {entry_line(path, table, number)}: [[{table}]] {where}: "
                f"{first['msg']}; correct that entry"
            ) from None
    return entries


def entry_line(path: Path, table: str, number: int) -> int:
    """The 1-based line on which the number-th (from 0) [[table]] entry of a file starts."""
    seen = -1
    for line_number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        seen += line.strip() == f"[[{table}]]"
        if seen == number:
            return line_number
    return 0
