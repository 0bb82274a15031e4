"""Drawing a quiz by its blueprint: exact shares, no fact twice, no answer given away.

Questions are chosen one by one. Where shares are wanted, the name that has the fewest questions
left for what it still needs goes first; else types, districts and chapters take turns. Chance
decides between equals, from a generator of its own, so that a seed always gives the same quiz. A
choice that leads nowhere is begun anew, _TRIES times.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from errors import QuizError
from quiz.bank import MAKERS, Bank, Candidate
from quiz.blueprint import Blueprint, Wanted, fits_chapter
from quiz.coverage import Coverage, coverage_of
from quiz.giveaway import Shown, gives_away, shown, shows_answer
from quiz.records import Question, QuestionType

_TRIES = 8
_LOOKS = 60  # candidates that are looked at for one whose answer shows nowhere else


@dataclass(frozen=True, slots=True)
class Drawn:
    """The questions of a quiz, types together, and what of the documents they cover."""

    questions: tuple[Question, ...]
    coverage: tuple[Coverage, ...]


@dataclass(slots=True)
class _Side:
    """One side of a blueprint while questions are chosen."""

    values: Callable[[Candidate], tuple[str, ...]]
    left: dict[str, int]

    def open(self, candidate: Candidate) -> list[str]:
        """The names of this side that the candidate may count for."""
        return [name for name in self.values(candidate) if self.left.get(name, 0) > 0]

    def takes(self, candidate: Candidate) -> bool:
        return bool(self.open(candidate))

    def count(self, candidate: Candidate) -> None:
        open_names = self.open(candidate)
        if open_names:
            self.left[max(open_names, key=lambda name: self.left[name])] -= 1


@dataclass(slots=True)
class _Choice:
    """What has been chosen so far."""

    sides: list[_Side]
    questions: list[Question] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)
    used: Counter[str] = field(default_factory=Counter)
    truths: Counter[bool] = field(default_factory=Counter)


def draw(bank: Bank, blueprint: Blueprint) -> Drawn:
    """The questions that a blueprint wants.

    Raises QuizError, saying how many there are and why, when there are too few.
    """
    pool = eligible(bank, blueprint)
    best = 0
    for attempt in range(_TRIES):
        rng = random.Random(f"{blueprint.seed}:{attempt}")  # noqa: S311
        chosen = _choose(bank, blueprint, pool, rng)
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


def _sides(blueprint: Blueprint) -> list[_Side]:
    count, chapters = blueprint.count, blueprint.chapters.names

    def chapters_of(candidate: Candidate) -> tuple[str, ...]:
        return tuple(words for words in chapters if fits_chapter(words, candidate.chapter))

    return [
        _Side(lambda c: (c.type,), blueprint.types.quotas(count)),
        _Side(lambda c: c.districts[:1], blueprint.districts.quotas(count)),
        _Side(lambda c: c.sectors, blueprint.sectors.quotas(count)),
        _Side(chapters_of, blueprint.chapters.quotas(count)),
        _Side(lambda c: (c.difficulty,), blueprint.difficulties.quotas(count)),
    ]


def _choose(
    bank: Bank, blueprint: Blueprint, pool: Sequence[Candidate], rng: random.Random
) -> list[Question]:
    """As many questions as the blueprint wants, or as can be found one after the other."""
    choice = _Choice([side for side in _sides(blueprint) if side.left])
    live = list(pool)
    rng.shuffle(live)
    while len(choice.questions) < blueprint.count:
        live = [c for c in live if choice.facts.isdisjoint(fact.id for fact in c.facts)]
        for side in choice.sides:
            live = [c for c in live if side.takes(c)]
        if not _take_one(bank, blueprint.seed, live, choice, rng):
            break
    return choice.questions


def _take_one(
    bank: Bank, seed: int, live: list[Candidate], choice: _Choice, rng: random.Random
) -> bool:
    """Choose the next question; what cannot be asked is taken out of live. False for none."""
    kept: tuple[Candidate, Question, Shown] | None = None
    for looked, candidate in enumerate(_by_need(live, choice)):
        if kept and looked > _LOOKS:
            break
        truth = _truth(choice, rng) if candidate.type == "true_false" else None
        question = bank.make(candidate, seed, truth)
        if question is None:
            live.remove(candidate)
            continue
        seen = shown(question, candidate)
        if any(gives_away(seen, other) for other in choice.shown):
            live.remove(candidate)
            continue
        if not any(shows_answer(seen, other) for other in choice.shown):
            kept = candidate, question, seen
            break
        kept = kept or (candidate, question, seen)
    if kept is None:
        return False
    _add(choice, *kept)
    return True


def _by_need(live: Sequence[Candidate], choice: _Choice) -> list[Candidate]:
    """The candidates, those first whose names have the least to choose from."""
    there = [Counter(n for c in live for n in side.open(c)) for side in choice.sides]
    used = choice.used

    def need(candidate: Candidate) -> tuple[float, int, int, int]:
        scarce = max(
            (
                side.left[name] / counts[name]
                for side, counts in zip(choice.sides, there, strict=True)
                for name in side.open(candidate)
            ),
            default=0.0,
        )
        return (
            -round(scarce, 6),
            used[candidate.type],
            used[candidate.districts[0]],
            used[candidate.chapter] + used[candidate.facts[0].kind],
        )

    return sorted(live, key=need)


def _truth(choice: _Choice, rng: random.Random) -> bool:
    """True or false, whichever has been said less; chance decides between equals."""
    if choice.truths[True] == choice.truths[False]:
        return rng.random() < 0.5
    return choice.truths[True] < choice.truths[False]


def _add(choice: _Choice, candidate: Candidate, question: Question, seen: Shown) -> None:
    for side in choice.sides:
        side.count(candidate)
    choice.questions.append(question)
    choice.shown.append(seen)
    choice.facts.update(fact.id for fact in candidate.facts)
    choice.used.update([candidate.type, candidate.districts[0], candidate.chapter])
    choice.used[candidate.facts[0].kind] += 1
    if question.type == "true_false":
        choice.truths[question.options[0].right] += 1


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
