"""True or false: a statement with the key in it, or with a value that is provably wrong."""

from quiz.distractors import draw_wrong
from quiz.facts import ListFact, UnitsFact, ValueFact
from quiz.making import Making, question
from quiz.phrasing import about, load_wording
from quiz.records import Option, Question


def true_false(making: Making) -> Question | None:
    """A statement that is true or false as the making wants; None where neither can be made.

    A fact is used only where both can be made, so that a paper can balance them.
    """
    key, wrong = _values(making)
    if not key or not wrong:
        return None
    drawn = draw_wrong(wrong, 1, making.rng) or [""]
    value = making.rng.choice(key) if making.truth else drawn[0]
    fact = making.fact
    stated = fact.before + value + fact.after if isinstance(fact, ValueFact) else ""
    more = {"unit": value, "value": value, "item": value, "stated": stated}
    phrased = making.stem("true_false", about(fact), **more)
    words = load_wording().answers
    options = (Option(words["right"], making.truth), Option(words["wrong"], not making.truth))
    return question(making, "true_false", phrased, options=options)


def _values(making: Making) -> tuple[list[str], list[str]]:
    """What makes the statement true, and what makes it false."""
    fact, distractors = making.fact, making.distractors
    if isinstance(fact, UnitsFact):
        return [unit.name for unit in fact.unseen], distractors.units(fact)
    if isinstance(fact, ListFact):
        titles = [title for _, title in fact.items]
        return titles, [title for _, title in distractors.titles(fact)]
    return [fact.answer], distractors.values(fact)
