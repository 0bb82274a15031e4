"""The process that reads a foreign file: python -m intake.reader < request > result.

It limits its own memory, time and output before it looks at the file, so that a file can stop
this process and nothing else. intake/apart.py starts it.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from corpus import DocumentEntry, ParsedDocument, load_register
from corpus.doubts import without_invisible
from corpus.forms import detect_form
from corpus.parse import load_source, parse_source
from corpus.records import Form
from errors import AnwenError
from intake.entry import draft_entry
from intake.proposal import propose_fields
from intake.records import FieldName, Proposed


@dataclass(frozen=True, slots=True)
class Request:
    """What to read. folder, file: where it lies now. name: as its owner calls it.

    form: None to find it out. entry: the metadata, None to propose them. taken: ids in use.
    memory, output: most bytes of this process and of its result. cpu: most seconds of work.
    """

    folder: str
    file: str
    name: str
    form: Form | None
    entry: DocumentEntry | None
    taken: tuple[str, ...]
    memory: int
    output: int
    cpu: int


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: its form, how it was read, what is proposed, and its clauses.

    parsed: with the metadata of the request, else with those proposed.
    """

    form: Form
    notes: tuple[str, ...]
    fields: Mapping[FieldName, Proposed]
    parsed: ParsedDocument


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either what was read, or why it was refused, in one line without the file's name."""

    read: Read | None = None
    refused: str = ""


REQUESTS, OUTCOMES = TypeAdapter(Request), TypeAdapter(Outcome)


def main() -> None:
    """Answer the request on standard input with an outcome on standard output, both JSON."""
    request = REQUESTS.validate_python(json.load(sys.stdin))
    result = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no result
    _limit(request)
    with os.fdopen(result, "wb") as stream:
        stream.write(_told(request))


def _told(request: Request) -> bytes:
    """The outcome as JSON; what is too large to tell is a refusal."""
    try:
        told = OUTCOMES.dump_json(answer(request))
    except MemoryError:
        told = OUTCOMES.dump_json(_too_large(request))
    if len(told) <= request.output:
        return told
    return OUTCOMES.dump_json(Outcome(refused="it holds more than can be shown; split it"))


def _too_large(request: Request) -> Outcome:
    memory = request.memory // 2**20
    return Outcome(refused=f"reading it takes more than {memory} MB of memory; split it")


def _limit(request: Request) -> None:
    """Limit this process, where the system can; elsewhere only the time is, from outside."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, request.memory),
        (resource.RLIMIT_CPU, request.cpu),
        (resource.RLIMIT_FSIZE, request.output),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


def answer(request: Request) -> Outcome:
    """What was read, or why not: whatever a library raises over a foreign file is a refusal."""
    try:
        return Outcome(read=_read(request))
    except AnwenError as error:
        path = str(Path(request.folder) / request.file)
        return Outcome(refused=str(error).replace(path, "").lstrip(":, "))
    except MemoryError:
        return _too_large(request)
    except RecursionError:
        return Outcome(refused="its parts are nested too deeply; save it anew")
    except Exception as error:
        kind = type(error).__name__
        return Outcome(refused=f"it cannot be read ({kind}); it may be damaged: save it anew")


def _read(request: Request) -> Read:
    folder = Path(request.folder)
    form = request.form or detect_form(request.name, (folder / request.file).read_bytes())
    unread = request.entry or draft_entry({}, form)
    source = load_source(folder, unread.model_copy(update={"file": request.file, "form": form}))
    text = without_invisible(source.document.text)
    fields = propose_fields(text, form, request.name, request.taken)
    entry = request.entry or draft_entry(fields, form)
    document = replace(
        source.document,
        **entry.model_dump(include={"id", "district", "title", "doc_number", "issuer", "issued"}),
        source=entry.file,
    )
    parsed = parse_source(replace(source, document=document), entry, load_register())
    return Read(form, source.notes, fields, parsed)


if __name__ == "__main__":
    main()
