"""A trainer's edits, kept apart from the papers that were generated, and applied to them.

Edits are for the papers of one draw (all versions) and name questions by id and texts by what they
were, so that they fit every version whatever its order. A question whose stem, options, blanks,
pairs or marking points are changed is no longer proven and says so in every export.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from errors import PaperError
from files.output import write_files
from quiz.records import Blank, MarkingPoint, Option, Pair, Paper, Question
from quiz.store import as_json, json_bytes, read_records
from quiz.wellformed import check_papers

FORMAT = 1
_NAME = "review"


@dataclass(frozen=True, slots=True)
class TextChange:
    """A new wording for an option, a left side or a choice that read old."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class QuestionEdit:
    """What a trainer did to a question; None and () leave it as it was.

    question_id: of the generated question. dropped: it is taken out. replacement: the question
    that stands in its place (the other fields then change that one). texts: new wordings. right:
    the new wordings of the options that are right. note: for the trainer alone.
    """

    question_id: str
    dropped: bool = False
    replacement: Question | None = None
    stem: str | None = None
    explanation: str | None = None
    marks: float | None = None
    texts: tuple[TextChange, ...] = ()
    right: tuple[str, ...] | None = None
    blanks: tuple[Blank, ...] | None = None
    points: tuple[MarkingPoint, ...] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The edits to the papers with an id; one for each question at most."""

    paper_id: str
    edits: tuple[QuestionEdit, ...] = ()


_REVIEW = TypeAdapter(Review)


def paper_id(papers: Sequence[Paper]) -> str:
    """The id of the papers of a draw: the SHA-256 of their JSON, so that any change is noticed."""
    return hashlib.sha256(as_json(papers)).hexdigest()


def with_edit(review: Review, edit: QuestionEdit) -> Review:
    """A review with an edit in the place of an earlier one to the same question, or at its end."""
    others = [one for one in review.edits if one.question_id != edit.question_id]
    place = next(
        (i for i, one in enumerate(review.edits) if one.question_id == edit.question_id),
        len(others),
    )
    return replace(review, edits=(*others[:place], edit, *others[place:]))


def write_review(review: Review, path: Path) -> None:
    """Write a review as JSON. Raises ExportError for a place that cannot be written to."""
    write_files({path: json_bytes({"format": FORMAT, _NAME: asdict(review)})})


def read_review(path: Path) -> Review:
    """The review of a file that write_review has written.

    Raises PaperError in one line for what is no such file, or has a mistake.
    """
    return read_records(path, _NAME, FORMAT, _REVIEW)


def apply_review(papers: Sequence[Paper], review: Review) -> tuple[Paper, ...]:
    """The reviewed papers: the generated ones with the edits of a review.

    Raises PaperError, one line, for a review of other papers, an edit of a question or a text that
    is not there, contradictory edits, and edits that leave no well-formed paper.
    """
    if review.paper_id != paper_id(papers):
        raise PaperError(
            "the edits belong to other papers; apply them to those they were made for, or begin "
            "a new review"
        )
    edits = {edit.question_id: edit for edit in review.edits}
    if len(edits) != len(review.edits):
        raise PaperError("the review edits a question twice; keep one edit for each question")
    known = {question.id for paper in papers for question in paper.questions}
    unknown = next((id_ for id_ in edits if id_ not in known), None)
    if unknown is not None:
        raise PaperError(f"question {unknown!r} is edited but not in the papers; take the edit out")
    reviewed = tuple(replace(paper, questions=_edited(paper, edits)) for paper in papers)
    check_papers(reviewed)
    return reviewed


def _edited(paper: Paper, edits: Mapping[str, QuestionEdit]) -> tuple[Question, ...]:
    found = []
    for question in paper.questions:
        edit = edits.get(question.id)
        if edit is None:
            found.append(question)
        elif not edit.dropped:
            found.append(_changed(edit.replacement or question, edit))
        elif edit.replacement:
            raise PaperError(f"question {question.id!r} is both dropped and replaced; choose one")
    return tuple(found)


def _changed(question: Question, edit: QuestionEdit) -> Question:
    """A question with an edit; proven only where nothing that the proof rests on has changed."""
    changed = replace(
        question,
        stem=question.stem if edit.stem is None else edit.stem,
        blanks=question.blanks if edit.blanks is None else edit.blanks,
        points=question.points if edit.points is None else edit.points,
    )
    changed = _marked(_reworded(changed, edit.texts), edit)
    proven = question.proven and _asked(changed) == _asked(question)
    if edit.right is not None:
        changed = _keyed(changed, edit.right)
        proven = proven and changed.options == question.options
    explanation = question.explanation if edit.explanation is None else edit.explanation
    return replace(changed, explanation=explanation, proven=proven)


def _asked(question: Question) -> tuple[object, ...]:
    """What the proof of a key rests on; the marks of the points do not matter."""
    points = tuple((point.text, point.words) for point in question.points)
    return (
        question.stem,
        question.options,
        question.blanks,
        question.pairs,
        question.choices,
        points,
    )


def _reworded(question: Question, texts: Sequence[TextChange]) -> Question:
    """New wordings for options, left sides and choices, each of which has to be there."""
    new = {change.old: change.new for change in texts}
    lefts, rights = [pair.left for pair in question.pairs], list(question.choices)
    there = {*(option.text for option in question.options), *lefts, *rights}
    missing = next((old for old in new if old not in there), None)
    if missing is not None or len(new) != len(texts):
        told = missing if missing is not None else texts[0].old
        raise PaperError(
            f"question {question.id!r} has no text {told[:20]!r} that can be changed once; "
            "correct the edit"
        )
    return replace(
        question,
        options=tuple(Option(new.get(o.text, o.text), o.right) for o in question.options),
        pairs=tuple(
            Pair(new.get(p.left, p.left), new.get(p.right, p.right)) for p in question.pairs
        ),
        choices=tuple(new.get(choice, choice) for choice in question.choices),
    )


def _marked(question: Question, edit: QuestionEdit) -> Question:
    """New marks; marking points that were not given anew share them as before."""
    if edit.marks is None:
        return question
    total = math.fsum(point.marks for point in question.points)
    if edit.points is None and total > 0:
        share = edit.marks / total
        points = tuple(replace(point, marks=point.marks * share) for point in question.points)
        question = replace(question, points=points)
    return replace(question, marks=edit.marks)


def _keyed(question: Question, right: Sequence[str]) -> Question:
    texts = [option.text for option in question.options]
    missing = next((text for text in right if text not in texts), None)
    if missing is not None:
        raise PaperError(
            f"question {question.id!r} has no option {missing[:20]!r}; correct the edit"
        )
    return replace(question, options=tuple(Option(text, text in right) for text in texts))
