"""Foreign files are read by a process of its own, within limits (intake/reader.py)."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from corpus import DocumentEntry
from corpus.metadata import MAX_DOCUMENT_BYTES
from corpus.records import Form
from errors import IntakeError
from intake.reader import OUTCOMES, REQUESTS, Read, Request
from settings import ROOT, get_settings

_FILE, _RESULT = "document", "result.json"
_LONGEST_NAME = 80  # characters of a file's name in a message


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take.

    memory, output: bytes. cpu: seconds of work; wall: seconds until it is ended, longer than
    LibreOffice may take over an old file (corpus/forms/legacy.py).
    """

    memory: int = 3 * 2**30
    output: int = 300_000_000
    cpu: int = 150
    wall: float = 200.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was handed in: its bytes, and its name, harmless to show."""

    name: str
    data: bytes


def take_file(path: Path) -> Given:
    """The bytes of a file that somebody hands in.

    Raises IntakeError for what is no file, cannot be read, is empty or, before it is read, larger
    than a document may be.
    """
    name = shown(path.name or str(path))
    try:
        if not path.is_file():
            raise IntakeError(f"{name}: no such file; name a document")
        size = path.stat().st_size
        if size > MAX_DOCUMENT_BYTES:
            raise IntakeError(
                f"{name}: {size} bytes is larger than a document may be ({MAX_DOCUMENT_BYTES}); "
                "split it, or take out its pictures"
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_DOCUMENT_BYTES + 1)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise IntakeError(f"{name}: cannot be read ({told}); name another file") from None
    if not data.strip():
        raise IntakeError(f"{name}: is empty; name the document itself")
    return Given(name, data[:MAX_DOCUMENT_BYTES])


def shown(name: str) -> str:
    """A file's name that is harmless to print: no control or direction marks, not too long."""
    harmless = "".join(c if c.isprintable() else "�" for c in name)
    return harmless if len(harmless) <= _LONGEST_NAME else f"{harmless[: _LONGEST_NAME - 1]}…"


def read_apart(
    given: Given,
    form: Form | None = None,
    entry: DocumentEntry | None = None,
    taken: Collection[str] = (),
    limits: Limits = LIMITS,
) -> Read:
    """What a file holds, read in a process of its own.

    form: None to find it out. entry: its metadata, None to propose them. taken: ids in use.
    Raises IntakeError in one line for a file that is refused, or takes more than the limits.
    """
    with tempfile.TemporaryDirectory(prefix="anwen-") as name:
        folder = Path(name)
        (folder / _FILE).write_bytes(given.data)
        request = Request(
            folder=name,
            file=_FILE,
            name=given.name,
            form=form,
            entry=entry,
            taken=tuple(taken),
            memory=limits.memory,
            output=limits.output,
            cpu=limits.cpu,
        )
        _run(request, folder, given.name, limits)
        return _result(folder / _RESULT, given.name)


def _run(request: Request, folder: Path, name: str, limits: Limits) -> None:
    """Let the child read; raises IntakeError where it did not come to an end by itself."""
    with (folder / _RESULT).open("wb") as result, _child(folder, result.fileno()) as child:
        try:
            child.communicate(REQUESTS.dump_json(request), timeout=limits.wall)
        except subprocess.TimeoutExpired:
            raise IntakeError(
                f"{name}: reading it takes longer than {limits.wall:g} s; save it anew, or split it"
            ) from None
    if child.returncode == -getattr(signal, "SIGXCPU", signal.SIGTERM):
        raise IntakeError(
            f"{name}: reading it takes more than {limits.cpu} s; save it anew, or split it"
        )
    if child.returncode:
        raise IntakeError(f"{name}: the reader broke off over it; it may be damaged: save it anew")


@contextmanager
def _child(folder: Path, result: int) -> Iterator[subprocess.Popen[bytes]]:
    """The process, in a session of its own; whatever it started has ended afterwards."""
    child = subprocess.Popen(
        [sys.executable, "-m", "intake.reader"],
        stdin=subprocess.PIPE,
        stdout=result,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        yield child
    finally:
        if child.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        child.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Only what a reader needs: no secret of this process goes along."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "ANWEN_OWN_DISTRICTS": str(get_settings().own_districts.absolute()),
    }


def _result(path: Path, name: str) -> Read:
    try:
        outcome = OUTCOMES.validate_json(path.read_bytes())
    except ValidationError:
        raise IntakeError(f"{name}: the reader broke off over it; save it anew") from None
    if outcome.read is None:
        raise IntakeError(f"{name}: {outcome.refused}")
    return outcome.read
