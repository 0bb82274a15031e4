"""What a trainer does to papers: open, edit, drop, replace, take back. Pure functions."""

from collections.abc import Sequence
from dataclasses import replace

from errors import QuizError
from page.quiz.records import Desk, Entry
from quiz.bank import Bank
from quiz.coverage import Coverage
from quiz.records import Paper, Question
from quiz.replacement import replace as replaced_in
from quiz.review import QuestionEdit, Review, apply_review, paper_id, with_edit

_MOST_STEPS = 100  # that can be taken back
_TRIES = 8  # for a question that has not stood in the papers before


def open_desk(
    papers: Sequence[Paper],
    review: Review | None = None,
    coverage: tuple[Coverage, ...] = (),
) -> Desk:
    """A desk with papers, and with the edits made to them before.

    Raises PaperError for edits that belong to other papers or cannot be applied.
    """
    own = review or Review(paper_id(papers))
    seen = frozenset(question.id for question in papers[0].questions)
    return Desk(tuple(papers), own, apply_review(papers, own), seen=seen, coverage=coverage)


def present(desk: Desk | None) -> Desk:
    """The desk; raises QuizError where there is none."""
    if desk is None:
        raise QuizError("there is no paper; make one or open one first")
    return desk


def entries(desk: Desk, version: int) -> list[Entry]:
    """All generated questions of a version in its order, those that were dropped too."""
    edits = {edit.question_id: edit for edit in desk.review.edits}
    left = enumerate(desk.reviewed[version].questions, start=1)
    found = []
    for question in desk.papers[version].questions:
        edit = edits.get(question.id, QuestionEdit(question.id))
        base = edit.replacement or question
        number, now = (0, None) if edit.dropped else next(left)
        found.append(Entry(question.id, base, now, edit, number))
    return found


def entry(desk: Desk, version: int, question_id: str) -> Entry:
    """One of the entries. Raises QuizError for an id that is not there."""
    found = next((one for one in entries(desk, version) if one.id == question_id), None)
    if found is None:
        raise QuizError(f"question {question_id[:40]!r} is not in this paper; choose another")
    return found


def edited(desk: Desk, edit: QuestionEdit) -> Desk:
    """The desk with an edit in place of what was done to that question before.

    Raises PaperError for an edit that leaves no well-formed paper.
    """
    if edit == QuestionEdit(edit.question_id):
        return restored(desk, edit.question_id)
    return with_review(desk, with_edit(desk.review, edit))


def dropped(desk: Desk, question_id: str) -> Desk:
    """The desk without a question; its other edits are gone, its note stays."""
    note = entry(desk, 0, question_id).edit.note
    return edited(desk, QuestionEdit(question_id, dropped=True, note=note))


def restored(desk: Desk, question_id: str) -> Desk:
    """The desk with a question as it was generated."""
    entry(desk, 0, question_id)
    left = tuple(one for one in desk.review.edits if one.question_id != question_id)
    return with_review(desk, replace(desk.review, edits=left))


def replaced(desk: Desk, bank: Bank, question_id: str) -> Desk:
    """The desk with another proven question in place of one; one not seen before comes first.

    Raises QuizError where there is none.
    """
    own = entry(desk, 0, question_id)
    if own.now is None:
        raise QuizError("a dropped question cannot be replaced; restore it first")
    new = _another(desk, bank, own.now)
    edit = QuestionEdit(question_id, replacement=new, note=own.edit.note)
    return replace(edited(desk, edit), seen=desk.seen | {new.id})


def undone(desk: Desk) -> Desk:
    """The desk before its last step; the same desk where there was none."""
    if not desk.earlier:
        return desk
    *earlier, last = desk.earlier
    papers = apply_review(desk.papers, last)
    return replace(desk, review=last, reviewed=papers, earlier=tuple(earlier))


def _another(desk: Desk, bank: Bank, old: Question) -> Question:
    place = [question.id for question in desk.reviewed[0].questions].index(old.id)
    first_seed = desk.papers[0].seed + len(desk.seen)
    new = old
    for number in range(_TRIES):
        new = replaced_in(bank, desk.reviewed, old.id, first_seed + number)[0].questions[place]
        if new.id not in desk.seen:
            break
    return new


def with_review(desk: Desk, review: Review) -> Desk:
    """The desk with other edits; the step can be taken back.

    Raises PaperError for edits that belong to other papers or leave no well-formed ones.
    """
    if review == desk.review:
        return desk
    reviewed = apply_review(desk.papers, review)
    earlier = (*desk.earlier, desk.review)[-_MOST_STEPS:]
    return replace(desk, review=review, reviewed=reviewed, earlier=earlier)
