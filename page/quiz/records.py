"""What one browser session has in this room: the papers on its desk, and what it looks at."""

from dataclasses import dataclass

from quiz.check import Stale
from quiz.coverage import Coverage
from quiz.grade import GradeReport
from quiz.records import Paper, Question
from quiz.review import QuestionEdit, Review
from rag.records import Language


@dataclass(frozen=True, slots=True)
class Desk:
    """The papers of one draw with a trainer's edits.

    papers: as generated. review: the edits. reviewed: the papers with them. earlier: the reviews
    before each step, oldest first. seen: ids of all questions that have stood in the papers.
    coverage, stale: what was found when they were made or opened.
    """

    papers: tuple[Paper, ...]
    review: Review
    reviewed: tuple[Paper, ...]
    earlier: tuple[Review, ...] = ()
    seen: frozenset[str] = frozenset()
    coverage: tuple[Coverage, ...] = ()
    stale: tuple[Stale, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A generated question in one version, with what has become of it.

    base: what the edits change: the generated question, or the one that replaces it. now: the
    question as it stands in the reviewed paper, None for a dropped one. number: in that paper.
    """

    id: str
    base: Question
    now: Question | None
    edit: QuestionEdit
    number: int


# eq=False: Gradio hashes a session's state, and a paper holds what has no hash.
@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of a browser session in this room.

    version: of the papers, as shown. chosen: id of the generated question whose clause is shown;
    cited: which of its citations, from 0. beside: id of another clause that was gone to from
    there. editing: whether its form is open. report: of the answers that were graded last.
    """

    language: Language = "zh"
    desk: Desk | None = None
    version: int = 0
    chosen: str | None = None
    cited: int = 0
    beside: str | None = None
    editing: bool = False
    report: GradeReport | None = None
