"""What one session is about to do with the documents."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus import DocumentEntry
from intake.preview_records import Preview
from intake.records import Proposal

StepKind = Literal["remove", "rollback", "build"]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A file that was handed in. path: where the page keeps it, proposal: what was found in it.

    entry, preview: what adding it would bring, once somebody has asked; None before.
    """

    path: Path
    proposal: Proposal
    entry: DocumentEntry | None = None
    preview: Preview | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Something that waits for a yes. document: id of the one to remove, "" for other kinds."""

    kind: StepKind
    document: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What a session has in hand. seen: the state of things that its page shows (see work.py)."""

    draft: Draft | None = None
    step: Step | None = None
    seen: tuple[str, ...] = ()
