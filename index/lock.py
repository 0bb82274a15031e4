"""One writer at a time: a lock that vanishes with the process that holds it."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from errors import BusyError, IndexWriteError
from settings import Settings

_LOCK_FILE, _WRITER_FILE = "writing.lock", "writer.json"
WAIT_S = 30.0


@contextmanager
def writing(
    settings: Settings, wait_s: float = WAIT_S, what: str = "writing the index"
) -> Iterator[None]:
    """Hold the lock of the index; within it, the same thread may take it again.

    wait_s: how long to wait for another writer, in seconds. what: told to those who wait. Raises
    BusyError, saying who holds the lock, when it is not free in time, and IndexWriteError when
    the index folder cannot be written to.
    """
    lock = _take(settings.index_dir, wait_s)
    outermost = lock.lock_counter == 1
    writer = settings.index_dir / _WRITER_FILE
    try:
        if outermost:
            _tell(writer, what)
        yield
    finally:
        if outermost:
            writer.unlink(missing_ok=True)
        lock.release()


def _take(folder: Path, wait_s: float) -> FileLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK_FILE, is_singleton=True)
        lock.acquire(timeout=wait_s)
    except Timeout:
        raise BusyError(
            f"{folder}: {_holder(folder / _WRITER_FILE)}; try again when it is done"
        ) from None
    except OSError as error:
        raise IndexWriteError(
            f"{folder}: cannot be written to ({error.strerror}); set ANWEN_INDEX_DIR to a folder "
            "where you may write"
        ) from None
    return lock


def _tell(path: Path, what: str) -> None:
    """Write down who holds the lock; a disk too full for that is met again, and told, later."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        path.write_text(json.dumps({"pid": os.getpid(), "since": since, "what": what}))
    except OSError:
        path.unlink(missing_ok=True)


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text())
        return f"process {told['pid']} has been {told['what']} since {told['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process is writing the index"
