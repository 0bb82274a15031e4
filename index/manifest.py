"""What an index was built from and with; a load refuses an index that does not match."""

import hashlib
import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from errors import IndexDamagedError, IndexMissingError
from settings import Settings

MANIFEST_FILE = "manifest.json"
FORMAT = 2
REBUILD = "run: anwen build"


class Manifest(BaseModel):
    """The contents of manifest.json; hashes are SHA-256 in hex."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    model: str
    dimension: int
    tokenizer: str
    documents: int
    clauses: int
    document_hashes: dict[str, str]
    metadata_hash: str
    reader_hash: str
    settings_hash: str
    files: dict[str, str]


def settings_hash(settings: Settings) -> str:
    """Hash of the settings that decide what is in an index."""
    relevant = {"embedding_model": settings.embedding_model}
    return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write manifest.json into an index folder."""
    text = json.dumps(manifest.model_dump(), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an index folder.

    Raises IndexMissingError when there is none, IndexDamagedError when it cannot be read or is
    of another format.
    """
    path = folder / MANIFEST_FILE
    if not path.is_file():
        raise IndexMissingError(f"no index in {folder}; {REBUILD}")
    try:
        manifest = Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, UnicodeDecodeError):
        raise IndexDamagedError(f"{path}: the manifest cannot be read; {REBUILD}") from None
    if manifest.format != FORMAT:
        raise IndexDamagedError(
            f"{folder}: index format {manifest.format}, this version reads {FORMAT}; {REBUILD}"
        )
    return manifest


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raise IndexDamagedError when a file of the index is missing or not as it was written."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise IndexDamagedError(f"{path}: missing from the index; {REBUILD}")
        if file_hash(path) != expected:
            raise IndexDamagedError(f"{path}: damaged, its contents changed; {REBUILD}")
