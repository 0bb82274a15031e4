"""Papers as a JSON file: exact, the same bytes for the same papers, checked when read."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from errors import PaperError
from files.output import write_files
from quiz.records import Paper
from quiz.wellformed import check_papers

FORMAT = 1
LARGEST_FILE = 20_000_000  # bytes

Record = TypeVar("Record")
_PAPERS = TypeAdapter(tuple[Paper, ...])


def write_paper(papers: Sequence[Paper], path: Path) -> None:
    """Write the papers of one draw (versions A, B …) as JSON.

    Raises PaperError for papers that are not well formed, ExportError for a place that cannot
    be written to.
    """
    check_papers(papers)
    write_files({path: as_json(papers)})


def as_json(papers: Sequence[Paper]) -> bytes:
    """The papers as JSON, UTF-8: {"format": 1, "papers": […]} with the fields of the records."""
    return json_bytes({"format": FORMAT, "papers": [asdict(paper) for paper in papers]})


def json_bytes(told: object) -> bytes:
    """Anything as readable JSON, UTF-8, with a line break at its end."""
    return (json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def read_papers(path: Path) -> tuple[Paper, ...]:
    """The papers of a file that write_paper has written.

    Raises PaperError in one line for what is no such file, or has a mistake.
    """
    papers = read_records(path, "papers", FORMAT, _PAPERS)
    try:
        check_papers(papers)
    except PaperError as error:
        raise PaperError(f"{path}: {error}") from None
    return papers


def read_records(path: Path, name: str, form: int, kind: TypeAdapter[Record]) -> Record:
    """The records that stand under a name in a JSON file of a known format number.

    Raises PaperError in one line for a file that is missing, too large, no JSON, of another
    format, or has a field missing, unknown or of a wrong kind.
    """
    raw = _load(path)
    if not isinstance(raw, dict) or name not in raw:
        raise PaperError(f'{path}: has no "{name}"; name a file that anwen quiz has written')
    if raw.get("format") != form:
        raise PaperError(
            f"{path}: format {str(raw.get('format'))[:20]}; this version reads {form}; "
            "make the file anew"
        )
    try:
        records = kind.validate_json(json.dumps(raw[name]), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (name, *first["loc"]))
        raise PaperError(f"{path}: {where}: {first['msg']}; correct it") from None
    unknown = _unknown(raw[name], kind.dump_python(records), name)
    if unknown:
        raise PaperError(f"{path}: {unknown}: not a field that is known; correct its name")
    return records


def _load(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PaperError(
                f"{path}: {path.stat().st_size} bytes; at most {LARGEST_FILE} are read"
            )
        return json.loads(path.read_bytes())
    except OSError as error:
        raise PaperError(f"{path}: cannot be read ({error.strerror}); name another file") from None
    except (ValueError, RecursionError) as error:
        told = str(error).splitlines()[0][:80]
        raise PaperError(f"{path}: not JSON ({told}); name a file of papers") from None


def _unknown(raw: object, known: object, where: str) -> str | None:
    """Where the first key stands that no record has, None without one."""
    if isinstance(raw, dict) and isinstance(known, dict):
        for key, value in raw.items():
            deeper = f"{where}.{key}"
            found = deeper if key not in known else _unknown(value, known[key], deeper)
            if found:
                return found
    if isinstance(raw, list) and isinstance(known, list | tuple):
        pairs = enumerate(zip(raw, known, strict=True))
        found_in = (_unknown(one, other, f"{where}.{i}") for i, (one, other) in pairs)
        return next(filter(None, found_in), None)
    return None
