"""Drawing a quiz by its blueprint: exact shares, no fact twice, no answer given away.

Questions are chosen one by one. Where shares are wanted, the name that has the fewest questions
left for what it still needs goes first; else types, districts and chapters take turns. Chance
decides between equals, from a generator of its own, so that a seed always gives the same quiz. A
choice that leads nowhere is begun anew, _TRIES times.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from errors import QuizError
from quiz.bank import MAKERS, Bank, Candidate
from quiz.blueprint import Blueprint, Wanted, fits_chapter
from quiz.chooser import Chooser, Side
from quiz.coverage import Coverage, coverage_of
from quiz.records import Question, QuestionType

_TRIES = 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """The questions of a quiz, types together, and what of the documents they cover."""

    questions: tuple[Question, ...]
    coverage: tuple[Coverage, ...]


def draw(bank: Bank, blueprint: Blueprint) -> Drawn:
    """The questions that a blueprint wants.

    Raises QuizError, saying how many there are and why, when there are too few.
    """
    pool = eligible(bank, blueprint)
    best = 0
    for attempt in range(_TRIES):
        rng = random.Random(f"{blueprint.seed}:{attempt}")  # noqa: S311
        chooser = Chooser(bank, pool, _sides(blueprint), blueprint.seed, rng)
        chosen = chooser.choose(blueprint.count)
        if len(chosen) == blueprint.count:
            return Drawn(_in_order(chosen, rng), coverage_of(chosen, pool))
        best = max(best, len(chosen))
    raise QuizError(_too_few(bank, blueprint, pool, best))


def eligible(bank: Bank, blueprint: Blueprint) -> list[Candidate]:
    """The candidates that have a wanted name on every side of a blueprint."""
    types: Sequence[QuestionType] = blueprint.types.names or tuple(MAKERS)  # type: ignore[assignment]
    sides = _sides(blueprint)
    wanted = (
        (blueprint.districts, sides[1]),
        (blueprint.sectors, sides[2]),
        (blueprint.chapters, sides[3]),
        (blueprint.difficulties, sides[4]),
    )
    return [
        candidate
        for candidate in bank.candidates(types)
        if set(candidate.districts) <= set(blueprint.districts.names or candidate.districts)
        and all(
            not side.names or set(of.values(candidate)) & set(side.names) for side, of in wanted
        )
    ]


def _sides(blueprint: Blueprint) -> list[Side]:
    count, chapters = blueprint.count, blueprint.chapters.names

    def chapters_of(candidate: Candidate) -> tuple[str, ...]:
        return tuple(words for words in chapters if fits_chapter(words, candidate.chapter))

    return [
        Side(lambda c: (c.type,), blueprint.types.quotas(count)),
        Side(lambda c: c.districts[:1], blueprint.districts.quotas(count)),
        Side(lambda c: c.sectors, blueprint.sectors.quotas(count)),
        Side(chapters_of, blueprint.chapters.quotas(count)),
        Side(lambda c: (c.difficulty,), blueprint.difficulties.quotas(count)),
    ]


def _in_order(questions: Iterable[Question], rng: random.Random) -> tuple[Question, ...]:
    """The questions by type, in the order of the types, at random within one."""
    order = list(MAKERS)
    shuffled = list(questions)
    rng.shuffle(shuffled)
    return tuple(sorted(shuffled, key=lambda question: order.index(question.type)))


def _too_few(bank: Bank, blueprint: Blueprint, pool: Sequence[Candidate], best: int) -> str:
    """How many questions there are for a blueprint, and which side has too few."""
    asked = f"{blueprint.count} questions are asked for"
    makeable = [c for c in pool if bank.make(c, blueprint.seed)]
    if not makeable:
        return f"{asked}, and no question fits {_described(blueprint)}; drop or widen a filter"
    short = []
    for side in _sides(blueprint):
        there = Counter(name for c in makeable for name in side.values(c))
        short += [
            f"{name}: {there[name]} of {wanted}"
            for name, wanted in side.left.items()
            if there[name] < wanted
        ]
    of_type = ", ".join(f"{t} {n}" for t, n in Counter(c.type for c in makeable).items())
    why = (
        f"too few for the shares ({'; '.join(short)})"
        if short
        else "no two may be on one fact, and none may give away another"
    )
    return (
        f"{asked}, {best} can stand in one paper for {_described(blueprint)}: there are "
        f"{len(makeable)} ({of_type}), but {why}; ask for fewer or widen a filter"
    )


def _described(blueprint: Blueprint) -> str:
    sides: dict[str, Wanted] = {
        "district": blueprint.districts,
        "sector": blueprint.sectors,
        "chapter": blueprint.chapters,
        "type": blueprint.types,
        "difficulty": blueprint.difficulties,
    }
    told = (f"{side} {' or '.join(w.names)}" for side, w in sides.items() if w.names)
    return " and ".join(told) or "all documents"
