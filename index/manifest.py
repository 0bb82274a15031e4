"""What an index was built from and with; a load refuses an index that does not match."""

import hashlib
import json
from collections.abc import Collection
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from errors import IndexDamagedError, IndexMissingError
from settings import Settings

MANIFEST_FILE = "manifest.json"
FORMAT = 4
REBUILD = "run: anwen build"


class Manifest(BaseModel):
    """The contents of manifest.json; hashes are SHA-256 in hex.

    document_hashes: file name -> hash. starting: id -> document_hash of the documents that the
    product starts with, as they were when they were taken in. reader_hash: see build.py.
    vectors_hash: of what, besides the text, decides a vector. files: all other files of the
    version, by path.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    model: str
    dimension: int
    tokenizer: str
    documents: int
    clauses: int
    document_hashes: dict[str, str]
    starting: dict[str, str]
    reader_hash: str
    vectors_hash: str
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
    except (OSError, ValidationError, UnicodeDecodeError):
        raise IndexDamagedError(f"{path}: the manifest cannot be read; {REBUILD}") from None
    if manifest.format != FORMAT:
        raise IndexDamagedError(
            f"{folder}: index format {manifest.format}, this version reads {FORMAT}; {REBUILD}"
        )
    return manifest


def check_files(folder: Path, manifest: Manifest, names: Collection[str] | None = None) -> None:
    """Raise IndexDamagedError when a file of a version is missing or not as it was written.

    names: the files to check; all unless given.
    """
    for name in manifest.files if names is None else names:
        expected = manifest.files.get(name)
        path = folder / name
        if not path.is_file():
            raise IndexDamagedError(f"{path}: missing from the index; {REBUILD}")
        if file_hash(path) != expected:
            raise IndexDamagedError(f"{path}: damaged, its contents changed; {REBUILD}")


def read_starting(folder: Path) -> dict[str, str]:
    """Manifest.starting of a version of any format; {} where it cannot be read.

    So the documents that were added to an old version are still told from the starting ones
    after an upgrade.
    """
    try:
        told = json.loads((folder / MANIFEST_FILE).read_bytes())["starting"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {str(id_): str(value) for id_, value in told.items()} if isinstance(told, dict) else {}
