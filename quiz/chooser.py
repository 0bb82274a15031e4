"""Choosing the questions of a paper one by one: shares kept, nothing twice, nothing given away."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quiz.bank import Bank, Candidate
from quiz.giveaway import Shown, gives_away, shown, shows_answer
from quiz.records import Question

_LOOKS = 60  # candidates that are looked at for one whose answer shows nowhere else

_Cell = list[Candidate]  # candidates that a blueprint cannot tell apart
_Found = tuple[Candidate, Question, Shown]


@dataclass(slots=True)
class Side:
    """One side of a blueprint while questions are chosen.

    values: the names that a candidate has on this side. left: how many questions each name still
    needs; {} where any mixture will do.
    """

    values: Callable[[Candidate], tuple[str, ...]]
    left: dict[str, int]

    def open(self, candidate: Candidate) -> list[str]:
        """The names of this side that the candidate may count for."""
        return [name for name in self.values(candidate) if self.left.get(name, 0) > 0]

    def count(self, candidate: Candidate) -> None:
        """Count a chosen question for the name that still needs the most."""
        names = self.open(candidate)
        if names:
            self.left[max(names, key=lambda name: self.left[name])] -= 1


class Chooser:
    """Chooses questions from candidates, at random by a seed of its own."""

    def __init__(
        self,
        bank: Bank,
        pool: Sequence[Candidate],
        sides: Sequence[Side],
        seed: int,
        rng: random.Random,
    ) -> None:
        self._bank, self._seed, self._rng = bank, seed, rng
        self._sides = [side for side in sides if side.left]
        self._chosen: list[Question] = []
        self._shown: list[Shown] = []
        self._facts: set[str] = set()
        self._used: Counter[str] = Counter()
        self._truths: Counter[bool] = Counter()
        shuffled = list(pool)
        rng.shuffle(shuffled)
        self._cells: dict[tuple[object, ...], _Cell] = {}
        for candidate in shuffled:
            self._cells.setdefault(_cell_of(candidate), []).append(candidate)

    def choose(self, count: int) -> list[Question]:
        """So many questions, or as many as can be found one after the other."""
        while len(self._chosen) < count:
            found = self._next()
            if found is None:
                break
            self._add(*found)
        return self._chosen

    def _next(self) -> _Found | None:
        """The next question: the first that gives nothing away, at best one whose answer shows
        in no other stem and that shows no other answer."""
        second_best: _Found | None = None
        for looked, (cell, candidate) in enumerate(self._by_need()):
            if second_best and looked > _LOOKS:
                break
            truth = self._truth() if candidate.type == "true_false" else None
            question = self._bank.make(candidate, self._seed, truth)
            seen = shown(question, candidate) if question else None
            if not question or not seen or any(gives_away(seen, o) for o in self._shown):
                cell.remove(candidate)  # and never will be possible
                continue
            if not any(shows_answer(seen, other) for other in self._shown):
                return candidate, question, seen
            second_best = second_best or (candidate, question, seen)
        return second_best

    def _by_need(self) -> Iterator[tuple[_Cell, Candidate]]:
        """The candidates that may still be chosen, those of the neediest cell first."""
        cells = [cell for cell in self._cells.values() if cell and self._takes(cell[0])]
        there = [Counter[str]() for _ in self._sides]
        for cell in cells:
            for side, counts in zip(self._sides, there, strict=True):
                counts.update(dict.fromkeys(side.open(cell[0]), len(cell)))
        for cell in sorted(cells, key=lambda cell: self._need(cell[0], there)):
            for candidate in list(cell):
                if self._facts.isdisjoint(fact.id for fact in candidate.facts):
                    yield cell, candidate
                else:
                    cell.remove(candidate)

    def _takes(self, candidate: Candidate) -> bool:
        return all(side.open(candidate) for side in self._sides)

    def _need(
        self, candidate: Candidate, there: Sequence[Counter[str]]
    ) -> tuple[float, int, int, int]:
        """Names with the least to choose from first; else types, districts, chapters in turn."""
        scarce = 0.0
        for side, counts in zip(self._sides, there, strict=True):
            scarce = max(scarce, *(side.left[n] / counts[n] for n in side.open(candidate)))
        used = self._used
        return (
            -round(scarce, 6),
            used[candidate.type],
            used[candidate.districts[0]],
            used[candidate.chapter] + used[candidate.facts[0].kind],
        )

    def _truth(self) -> bool:
        """True or false, whichever has been said less; chance decides between equals."""
        if self._truths[True] == self._truths[False]:
            return self._rng.random() < 0.5
        return self._truths[True] < self._truths[False]

    def _add(self, candidate: Candidate, question: Question, seen: Shown) -> None:
        for side in self._sides:
            side.count(candidate)
        self._chosen.append(question)
        self._shown.append(seen)
        self._facts.update(fact.id for fact in candidate.facts)
        self._used.update([candidate.type, candidate.districts[0], candidate.chapter])
        self._used[candidate.facts[0].kind] += 1
        if question.type == "true_false":
            self._truths[question.options[0].right] += 1


def _cell_of(candidate: Candidate) -> tuple[object, ...]:
    return (
        candidate.type,
        candidate.districts[0],
        candidate.sectors,
        candidate.chapter,
        candidate.difficulty,
        candidate.facts[0].kind,
    )
