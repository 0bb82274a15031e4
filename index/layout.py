"""Where the versions of the index lie, and the one step that makes one of them live.

    ANWEN_INDEX_DIR/
      current            name of the live version
      versions/000007/   a whole version: its documents, its index files, manifest.json
      versions/….new     one that is being made;  ….gone  one that is being removed

A version is written under a name that nobody reads, is brought to the disk, and gets its name
when it is whole; then the file `current` is replaced. So each moment has one whole live version.
"""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from errors import IndexDamagedError, IndexMissingError
from index.manifest import MANIFEST_FILE, REBUILD
from settings import Settings

CURRENT_FILE, VERSIONS_FOLDER, DOCUMENTS_FOLDER = "current", "versions", "documents"
_ORIGIN_FILE = "version.json"
_NEW, _GONE = ".new", ".gone"
_NAME = re.compile(r"\d{6,12}")


class Origin(BaseModel):
    """How a version came to be. made: when, UTC. before: the version that was live then, if any."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made: datetime
    note: str
    before: str | None


def live_name(settings: Settings) -> str:
    """The name of the live version, as the file `current` has it.

    Raises IndexMissingError when there is none, IndexDamagedError when the file names none.
    """
    path = settings.index_dir / CURRENT_FILE
    try:
        name = path.read_bytes()[:100].decode("ascii", "replace").strip()
    except OSError:
        raise IndexMissingError(f"no index in {settings.index_dir}; {REBUILD}") from None
    if not _NAME.fullmatch(name) or not version_folder(settings, name).is_dir():
        raise IndexDamagedError(f"{path}: names no version that is there ({name!r}); {REBUILD}")
    return name


def live_folder(settings: Settings) -> Path:
    """The folder of the live version; raises as live_name does."""
    return version_folder(settings, live_name(settings))


def version_folder(settings: Settings, name: str) -> Path:
    """The folder of a version."""
    return settings.index_dir / VERSIONS_FOLDER / name


def version_names(settings: Settings) -> list[str]:
    """The versions that are whole, oldest first."""
    found = (p.name for p in _entries(settings) if (p / MANIFEST_FILE).is_file())
    return sorted((name for name in found if _NAME.fullmatch(name)), key=int)


def base_name(settings: Settings) -> str | None:
    """The version that a new one starts from: the live one.

    Where `current` is missing or damaged it is the newest one, so that no document of it is lost;
    None where there is no version at all.
    """
    try:
        return live_name(settings)
    except (IndexMissingError, IndexDamagedError):
        names = version_names(settings)
        return names[-1] if names else None


def read_origin(folder: Path) -> Origin | None:
    """How the version in a folder came to be; None where its file cannot be read."""
    try:
        return Origin.model_validate_json((folder / _ORIGIN_FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def write_origin(folder: Path, origin: Origin) -> None:
    """Write how a version came to be into its folder."""
    (folder / _ORIGIN_FILE).write_text(origin.model_dump_json() + "\n", encoding="utf-8")


def new_folder(settings: Settings) -> Path:
    """An empty folder for the version that comes next, under a name that nobody reads."""
    numbers = [int(p.name.partition(".")[0]) for p in _entries(settings) if p.name[:1].isdigit()]
    folder = version_folder(settings, f"{max(numbers, default=0) + 1:06}{_NEW}")
    folder.mkdir(parents=True)
    return folder


def put_in_place(new: Path) -> str:
    """Bring a finished version to the disk and give it its name; returns the name."""
    for folder, _, files in os.walk(new):
        for name in files:
            _sync(Path(folder) / name)
        _sync(Path(folder))
    place = new.with_suffix("")
    new.rename(place)
    _sync(place.parent)
    return place.name


def make_live(settings: Settings, name: str) -> None:
    """Make a version the live one, in one step: readers see the old one or the new one."""
    part = settings.index_dir / f"{CURRENT_FILE}{_NEW}"
    part.write_text(f"{name}\n", encoding="ascii")
    _sync(part)
    part.replace(settings.index_dir / CURRENT_FILE)
    _sync(settings.index_dir)


def clear_leftovers(settings: Settings) -> None:
    """Remove what an interrupted writer left behind. Only for who holds the lock."""
    (settings.index_dir / f"{CURRENT_FILE}{_NEW}").unlink(missing_ok=True)
    for path in _entries(settings):
        if path.suffix in (_NEW, _GONE):
            shutil.rmtree(path, ignore_errors=True)


def remove_old(settings: Settings) -> None:
    """Remove all but the newest versions, the live one, and the one that it came after.

    A version is first renamed: one that is removed in part is never taken for a version.
    """
    live = live_name(settings)
    origin = read_origin(version_folder(settings, live))
    names = version_names(settings)
    kept = {live, origin.before if origin else None, *names[-settings.keep_versions :]}
    for name in names:
        if name not in kept:
            folder = version_folder(settings, name)
            gone = folder.with_suffix(_GONE)
            folder.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)


def _entries(settings: Settings) -> Iterator[Path]:
    folder = settings.index_dir / VERSIONS_FOLDER
    return folder.iterdir() if folder.is_dir() else iter(())


def _sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
