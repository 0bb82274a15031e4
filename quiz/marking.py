"""The marks of one answer.

Several right options: any wrong one ticked earns nothing, else the share of the right ones that
are ticked (少选得部分分，错选不得分). Blanks and pairs: an equal share for each. Short answers:
the marks of each point whose words stand in the answer, as a proposal for a person to confirm.
"""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.spelling import plain
from quiz.grading_data import Status
from quiz.records import Question
from quiz.responses import fills, read_blanks, read_letters, read_pairs, read_truth

_TOLERANCE = 1e-9  # of sums of shares


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer earned. given: as written. confirm: a person should look at it."""

    question_id: str
    number: int
    given: str
    earned: float
    status: Status
    confirm: bool = False


def mark(question: Question, number: int, given: str) -> Mark:
    """The marks of an answer. number: of the question in the person's paper."""
    if not given.strip():
        return Mark(question.id, number, given, 0.0, "unanswered")
    share = _READERS[question.type](question, given)
    if share is None:
        return Mark(question.id, number, given, 0.0, "unreadable", confirm=True)
    whole = share > 1 - _TOLERANCE
    status: Status = "right" if whole else "partial" if share > _TOLERANCE else "wrong"
    earned = question.marks if whole else share * question.marks
    return Mark(question.id, number, given, earned, status, question.type == "short_answer")


def _one_option(question: Question, given: str) -> float | None:
    ticked = read_letters(given, question)
    return None if ticked is None else float(ticked == _right(question))


def _truth(question: Question, given: str) -> float | None:
    ticked = read_truth(given, question)
    return None if ticked is None else float(ticked == _right(question))


def _several_options(question: Question, given: str) -> float | None:
    ticked, right = read_letters(given, question), _right(question)
    if ticked is None:
        return None
    return 0.0 if ticked - right else len(ticked) / len(right)


def _right(question: Question) -> frozenset[int]:
    return frozenset(i for i, option in enumerate(question.options) if option.right)


def _blanks(question: Question, given: str) -> float | None:
    told = read_blanks(given, len(question.blanks))
    if told is None:
        return None
    return sum(fills(question, place, text) for place, text in enumerate(told)) / len(told)


def _pairs(question: Question, given: str) -> float | None:
    told = read_pairs(given, question)
    if told is None:
        return None
    right = [
        question.choices[told[i]] == p.right for i, p in enumerate(question.pairs) if i in told
    ]
    return sum(right) / len(question.pairs)


def _points(question: Question, given: str) -> float:
    said = plain(given)
    earned = [
        point.marks
        for point in question.points
        if any(plain(words) in said for words in point.words if plain(words))
    ]
    return sum(earned) / question.marks


_READERS: dict[str, Callable[[Question, str], float | None]] = {
    "single_choice": _one_option,
    "multiple_choice": _several_options,
    "true_false": _truth,
    "fill_in": _blanks,
    "matching": _pairs,
    "short_answer": _points,
}
