"""The documents that the product starts with, and the ones of a version, brought together.

A maintainer edits the former, or an upgrade brings new ones; staff add, revise and remove the
latter. For each document the state that was taken in last tells which side has changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.documents import DocumentFile, document_hash


@dataclass(frozen=True, slots=True)
class Merged:
    """files: what the next version holds. taken, kept: ids that changed among the starting ones.

    Taken are those that were not touched here (also where they are gone now), kept as they are
    here those that were.
    """

    files: tuple[DocumentFile, ...]
    taken: tuple[str, ...]
    kept: tuple[str, ...]

    def told(self) -> str:
        """What was done, in one line; "" where nothing had changed."""
        parts = (("taken from the starting documents", self.taken), ("kept as here", self.kept))
        return "; ".join(f"{what}: {', '.join(ids)}" for what, ids in parts if ids)


def merge(
    before: Mapping[str, str], starting: Sequence[DocumentFile], own: Sequence[DocumentFile]
) -> Merged:
    """The documents of the next version.

    before: id -> hash of the starting documents when they were last taken in. starting: as they
    are now. own: those of the version. The order is that of own, then what is new in starting.
    """
    now, here = _by_id(starting), _by_id(own)
    was = {id_: before.get(id_) for id_ in {*before, *now, *here}}
    hashes = {id_: document_hash(file) for id_, file in now.items()}
    taken, kept = [], []
    merged = dict(here)
    for id_ in (*now, *(gone for gone in before if gone not in now)):
        ours = document_hash(here[id_]) if id_ in here else None
        if hashes.get(id_) in (was[id_], ours):
            continue
        if ours != was[id_]:
            kept.append(id_)
            continue
        taken.append(id_)
        if id_ in now:
            merged[id_] = now[id_]
        else:
            del merged[id_]
    return Merged(_named_apart([*merged.values()]), tuple(taken), tuple(kept))


def _by_id(files: Sequence[DocumentFile]) -> dict[str, DocumentFile]:
    return {file.entry.id: file for file in files}


def _named_apart(files: Sequence[DocumentFile]) -> tuple[DocumentFile, ...]:
    """The documents, each with a file name of its own: two folders may use the same one."""
    apart: list[DocumentFile] = []
    for file in files:
        name = file.entry.file
        if any(other.entry.file == name and other.path != file.path for other in apart):
            entry = file.entry.model_copy(update={"file": f"{file.entry.id}-{name}"})
            file = replace(file, entry=entry)  # noqa: PLW2901 - the same document
        apart.append(file)
    return tuple(apart)
