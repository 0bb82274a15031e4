"""How difficult a question is: points for what makes it hard, by a rule that a trainer can check.

    type        multiple choice, fill-in, matching +1; short answer +2
    units       four or more units in the role +1
    open end    the cell ends in 等 or names 有关部门, so that only named units count +1
    inherited   the proof stands in a merged cell of another row +1
    long        more than 45 characters of task or sentence to take in +1
    near        three or more other rows of the same name, with units or values of their own +1
    list        more than four items +1

0 or 1 point is easy, 2 are medium, 3 and more are hard. The rule looks at the fact and the type
only, so that a question keeps its difficulty whatever wrong options are drawn.
"""

from collections.abc import Sequence

from quiz.facts import Fact, ListFact, UnitsFact, ValueFact
from quiz.records import Difficulty, QuestionType

_TYPE_POINTS: dict[QuestionType, int] = {
    "single_choice": 0,
    "true_false": 0,
    "multiple_choice": 1,
    "fill_in": 1,
    "matching": 1,
    "short_answer": 2,
}
_MANY_UNITS, _LONG, _NEAR, _MANY_ITEMS = 4, 45, 3, 4


def difficulty_of(type: QuestionType, facts: Sequence[Fact]) -> Difficulty:
    """The difficulty of a question of a type about facts; of several the hardest fact counts."""
    points = _TYPE_POINTS[type] + max(map(_points, facts))
    return "easy" if points <= 1 else "medium" if points == 2 else "hard"


def _points(fact: Fact) -> int:
    if isinstance(fact, ListFact):
        return int(len(fact.items) > _MANY_ITEMS)
    if isinstance(fact, UnitsFact):
        return (
            (len(fact.named) + len(fact.collectives) >= _MANY_UNITS)
            + fact.open_ended
            + (len(fact.proofs) > 1)
            + (len(fact.subject.detail) > _LONG)
            + (fact.source.namesakes(fact.clause) >= _NEAR)
        )
    return _value_points(fact)


def _value_points(fact: ValueFact) -> int:
    words = len(fact.before + fact.after) if fact.asked else len(fact.subject.detail)
    near = fact.source.namesakes(fact.clause) >= _NEAR
    return (len(fact.proofs) > 1) + (words > _LONG) + near
