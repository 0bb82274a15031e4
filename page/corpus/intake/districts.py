"""Registering a district that the product does not know."""

import os
import threading
from pathlib import Path

import tomlkit

from corpus.districts import District, forget_districts, load_districts
from errors import AnwenError, IntakeError
from settings import Settings

_LOCK = threading.Lock()
_MOST_ALIASES = 20
_BETWEEN = str.maketrans("，,；;\n", "、、、、、")


def register_district(name: str, english: str, aliases: str, settings: Settings) -> District:
    """Write a district to the file of own ones; questions and documents may name it from then on.

    aliases: other ways to write it, with commas between. Raises IntakeError for a name or an alias
    that cannot be one, DataFileError for one that is another district's; then nothing has changed.
    """
    others = [text.strip() for text in aliases.translate(_BETWEEN).split("、") if text.strip()]
    try:
        district = District(
            name=name.strip(), en=english.strip() or name.strip(), aliases=others[:_MOST_ALIASES]
        )
    except ValueError:
        raise IntakeError(
            f"district {name.strip()!r}: its name and each other name have 2 to 60 characters"
        ) from None
    with _LOCK:
        _write(district, settings.own_districts)
    return district


def _write(district: District, path: Path) -> None:
    """Put an entry at the end of the file, and take it out again if it cannot stand there."""
    before = path.read_bytes() if path.is_file() else None
    entry = tomlkit.dumps({"district": [district.model_dump(exclude_defaults=True)]}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, (before + b"\n" if before else b"") + entry)
    forget_districts()
    try:
        load_districts()
    except AnwenError:
        if before is None:
            path.unlink()
        else:
            _replace(path, before)
        forget_districts()
        raise


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
