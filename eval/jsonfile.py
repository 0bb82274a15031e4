"""JSON files of this room: written in one step, the same bytes for the same values."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from errors import RunError
from files.output import write_files

MAX_BYTES = 200_000_000  # of a file that is read
Record = TypeVar("Record")


def json_line(value: Any) -> str:
    """A value of plain JSON types as one line, ended; keys in the order given."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def write_json(path: Path, value: Any) -> None:
    """Write a value as a JSON file, keys in the order given; the old file stays until then."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    write_files({path: text.encode()})


def write_json_lines(path: Path, values: Iterable[Any]) -> None:
    """Write values as a JSONL file; the old file stays until the new one is whole."""
    write_files({path: "".join(map(json_line, values)).encode()})


def read_json(path: Path, record: type[Record]) -> Record:
    """The record in a JSON file.

    Raises RunError naming the file, and what is wrong with it.
    """
    try:
        return TypeAdapter(record).validate_json(_read(path))
    except ValidationError as error:
        raise RunError(f"{path}: {_told(error)}; {_MEND}") from None


def read_json_lines(path: Path, record: type[Record]) -> list[Record]:
    """The records of a JSONL file in file order; blank lines do not count.

    Raises RunError naming file and line for a line that is no such record.
    """
    adapter = TypeAdapter(record)
    records = []
    for number, line in enumerate(_read(path).split(b"\n"), start=1):
        if line.strip():
            try:
                records.append(adapter.validate_json(line))
            except ValidationError as error:
                raise RunError(f"{path}, line {number}: {_told(error)}; {_MEND}") from None
    return records


_MEND = "restore the file or make the run again"


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise RunError(f"{path}: missing; {_MEND}")
    if path.stat().st_size > MAX_BYTES:
        raise RunError(f"{path}: larger than {MAX_BYTES} bytes; {_MEND}")
    return path.read_bytes()


def _told(error: ValidationError) -> str:
    """The first thing that is wrong, in one line."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])
