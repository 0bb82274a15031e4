"""What one browser session sees of the room."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from eval.check import Finding
from rag.records import Language

Part = Literal["runs", "score", "compare", "feedback", "gold"]
PARTS: tuple[Part, ...] = get_args(Part)
Verdicts = Literal["all", "wrong", "right"]
VERDICTS: tuple[Verdicts, ...] = get_args(Verdicts)
Moves = Literal["all", "lost", "won"]
MOVES: tuple[Moves, ...] = get_args(Moves)


@dataclass(frozen=True, slots=True)
class RunView:
    """A run that is opened. shown: its report, or each question. kind: "" for all. page: from 1.

    told: what is to be said of it once, after it was made.
    """

    name: str
    shown: Literal["report", "verdicts"] = "report"
    verdicts: Verdicts = "all"
    kind: str = ""
    page: int = 1
    unblind: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two runs that are compared, by name; which of the moved questions are shown."""

    before: str
    after: str
    moves: Moves = "all"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """handled: which list is shown. entry: id of the feedback that is dealt with, "" for the list.

    clauses: ids that a correction can choose from. taken: id of the correction just made.
    """

    handled: bool = False
    entry: str = ""
    clauses: tuple[str, ...] = ()
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of gold files found, over so many files and questions."""

    files: int
    questions: int
    findings: tuple[Finding, ...]


# eq=False: Gradio hashes a session's state, and a view may hold what has no hash.
@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of a browser session in this room.

    deleting: the run whose deletion waits for a second press. clause: id of the clause shown in
    its document. seen: what the session last saw of the running job.
    """

    language: Language = "zh"
    part: Part = "runs"
    run: RunView | None = None
    deleting: str = ""
    compared: CompareView | None = None
    feedback: FeedbackView = FeedbackView()
    checked: Checked | None = None
    clause: str | None = None
    seen: str = ""

    def opened(self, name: str, **more: object) -> "View":
        """The view with a run opened."""
        return replace(self, run=RunView(name, **more), deleting="")  # type: ignore[arg-type]
