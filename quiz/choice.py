"""Single and multiple choice: the key, and wrong options that are provably wrong."""

from quiz.distractors import WRONG_OPTIONS, draw_wrong, without_kin
from quiz.facts import ListFact, UnitsFact, ValueFact
from quiz.making import Making, question
from quiz.phrasing import about
from quiz.records import Option, Question

_OPTIONS = 5  # of a multiple choice
_MOST_RIGHT = 4


def single_choice(making: Making) -> Question | None:
    """One right option of four; None where there are too few wrong ones."""
    fact = making.fact
    if isinstance(fact, UnitsFact):
        keys = _keys(fact)
        if not keys:
            return None
        key = making.rng.choice(keys)
        wrong = draw_wrong(without_kin(making.distractors.units(fact)), WRONG_OPTIONS, making.rng)
    elif isinstance(fact, ListFact):
        key = making.rng.choice(fact.items)[1]
        titles = [title for _, title in making.distractors.titles(fact)]
        wrong = draw_wrong(titles, WRONG_OPTIONS, making.rng)
    else:
        key = fact.answer
        wrong = draw_wrong(making.distractors.values(fact), WRONG_OPTIONS, making.rng)
    if wrong is None:
        return None
    options = [Option(key, True), *(Option(text, False) for text in wrong)]
    making.rng.shuffle(options)
    phrased = making.stem("single_choice", about(fact))
    return question(making, "single_choice", phrased, options=tuple(options))


def _keys(fact: UnitsFact) -> list[str]:
    """The units that may be the key: those named, else towns and the like, never departments.

    A collective such as 各街道办事处 takes in no department, so that each department is wrong.
    """
    if fact.named:
        return [unit.name for unit in fact.unseen]
    return [] if fact.open_ended else list(fact.collectives)


def multiple_choice(making: Making) -> Question | None:
    """Two to four right options of five; None where there are too few of either."""
    fact = making.fact
    if isinstance(fact, ValueFact):
        return None
    if isinstance(fact, UnitsFact):
        right = without_kin(unit.name for unit in fact.unseen)
        wrong = without_kin(making.distractors.units(fact))
    else:
        right = [title for _, title in fact.items]
        wrong = [title for _, title in making.distractors.titles(fact)]
    most = min(_MOST_RIGHT, len(right), _OPTIONS - 1)
    if most < 2 or len(wrong) < _OPTIONS - 2:
        return None
    keys = making.rng.sample(right, making.rng.randint(2, most))
    drawn = draw_wrong(wrong, _OPTIONS - len(keys), making.rng) or []
    options = [*(Option(text, True) for text in keys), *(Option(text, False) for text in drawn)]
    making.rng.shuffle(options)
    phrased = making.stem("multiple_choice", about(fact))
    return question(making, "multiple_choice", phrased, options=tuple(options))
