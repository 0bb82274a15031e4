"""Writing of files for people: a file is there as a whole or not at all; cells are harmless."""

import os
from collections.abc import Mapping
from pathlib import Path

from errors import ExportError

# what a spreadsheet may take for a formula at the start of a cell, full-width forms too (OWASP)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_767  # characters that a cell of a spreadsheet can hold


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together; those of that name are replaced only once all are ready.

    Raises ExportError for a place that cannot be written to; then nothing has changed.
    """
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    path = next(iter(files), Path())
    try:
        try:
            for path, data in files.items():
                if path.is_dir():
                    raise IsADirectoryError(0, "it is a folder")
                parts[path].write_bytes(data)
            for path, part in parts.items():
                part.replace(path)
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            f"{path}: cannot be written ({error.strerror}); name a file where you may write"
        ) from None


def check_folder(path: Path) -> None:
    """Check, before any work is done, that the folder of a file is there.

    Raises ExportError for a missing folder.
    """
    if not path.parent.is_dir():
        raise ExportError(f"{path.parent}: no such folder; create it or name another file")


def without_formula(text: str) -> str:
    """A text for a cell of a .csv file: one that looks like a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def cut_to_cell(text: str) -> str:
    """A text that a cell of a spreadsheet can hold: one that is too long ends in …."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
