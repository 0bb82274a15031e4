"""What one browser session sees of the documents: which part, which document, which filter."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from corpus.records import Role
from rag.records import Language

Part = Literal["documents", "ledger", "check", "overview", "intake"]
PARTS: tuple[Part, ...] = get_args(Part)
ROLES: tuple[Role, ...] = get_args(Role)

# what a filter may ask for besides a year: a deadline without a year, and no deadline at all
UNDATED, WITHOUT = "undated", "without"


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """What the ledger is cut down to; an empty field lets everything through.

    districts: names. sectors: ids. units: names as typed, in any spelling. role: in which one of
    the units acts. year: of the deadline, or UNDATED, or WITHOUT. words: must all stand in a row.
    """

    districts: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    role: Role | None = None
    year: str = ""
    words: str = ""


# eq=False: Gradio hashes a session's state, and a view may come to hold what has no hash.
@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of a browser session in this room.

    document: id of the document whose outline is open, "" for none. clause: id of the clause
    shown in its document beside. words: what is looked for in the documents. page: of the ledger
    or of the list of documents, from 1. role: that the overview counts, None for any. whole: the
    overview shows all rows, not only the largest.
    """

    language: Language = "zh"
    part: Part = "documents"
    document: str = ""
    clause: str = ""
    words: str = ""
    query: LedgerQuery = field(default_factory=LedgerQuery)
    page: int = 1
    role: Role | None = None
    whole: bool = False
