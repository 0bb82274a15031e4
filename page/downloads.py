"""Files made for a reader's download: in a private folder, and gone after a while."""

import atexit
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

_KEPT = 600.0  # seconds; the page takes its own copy as soon as the file is offered
_LONGEST_NAME = 80  # characters
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')


class Downloads:
    """The folder of one application; it goes when the application ends."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="anwen-"))  # readable by its owner alone
        self._lock = threading.Lock()
        self._made = 0
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)

    def offer(self, name: str, write: Callable[[Path], None]) -> str:
        """The path of a new file of a name; write makes it. Raises what write raises.

        name: what a reader saves it as; it may say anything, its ending stays.
        """
        with self._lock:
            self._clear()
            self._made += 1
            folder = self._folder / str(self._made)
            folder.mkdir()
        path = folder / safe_name(name)
        write(path)
        return str(path)

    def _clear(self) -> None:
        """Remove what was offered long ago."""
        for folder in self._folder.iterdir():
            if time.time() - folder.stat().st_mtime > _KEPT:
                shutil.rmtree(folder, ignore_errors=True)


def safe_name(name: str) -> str:
    """A name that is one on any system and leads nowhere."""
    plain = _NOT_IN_NAMES.sub("-", name).lstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{(stem if dot else plain)[:_LONGEST_NAME]}{dot}{ending[:10] if dot else ''}" or "file"
