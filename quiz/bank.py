"""All questions that the documents bear out: what can be asked, and the making of one question."""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.records import ParsedDocument
from quiz.choice import multiple_choice, single_choice
from quiz.difficulty import difficulty_of
from quiz.distractors import Distractors
from quiz.facts import Fact, read_facts
from quiz.fill import fill_in
from quiz.keytexts import shows_its_answer
from quiz.making import Making, chapter, sectors_of
from quiz.matching import matching, matching_groups
from quiz.records import Difficulty, Question, QuestionType
from quiz.short import short_answer
from quiz.source import Source, read_sources
from quiz.truefalse import true_false

MAKERS: dict[QuestionType, Callable[[Making], Question | None]] = {
    "single_choice": single_choice,
    "multiple_choice": multiple_choice,
    "true_false": true_false,
    "fill_in": fill_in,
    "matching": matching,
    "short_answer": short_answer,
}


_WORDINGS = 6  # tries for a wording that does not show the answer


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A question that may be asked: its type, its facts, and what a blueprint looks at.

    Two candidates differ in a fact or in the type; phrasings and wrong options make none.
    """

    type: QuestionType
    facts: tuple[Fact, ...]
    districts: tuple[str, ...]
    sectors: tuple[str, ...]
    chapter: str
    difficulty: Difficulty

    @property
    def id(self) -> str:
        """Stable: from type and facts."""
        return "\x1f".join((self.type, *(fact.id for fact in self.facts)))


class Bank:
    """What can be asked from a corpus."""

    def __init__(self, corpus: Sequence[ParsedDocument]) -> None:
        self.sources: tuple[Source, ...] = read_sources(corpus)
        self.facts = read_facts(self.sources)
        self._distractors = Distractors(self.facts)
        self._kept: dict[QuestionType, tuple[Candidate, ...]] = {}
        self._sectors = {fact.id: sectors_of(fact) for fact in self.facts}

    def candidates(self, types: Iterable[QuestionType] = tuple(MAKERS)) -> list[Candidate]:
        """The candidates of some types, in the order of types and documents."""
        for type in types:
            if type not in self._kept:
                self._kept[type] = tuple(self._candidates(type))
        return [candidate for type in types for candidate in self._kept[type]]

    def make(self, candidate: Candidate, seed: int, truth: bool | None = None) -> Question | None:
        """The question of a candidate; None where no wrong options can be proven.

        A wording in which the answer stands in the stem (20 beside 20号) is not used. The same
        seed gives the same question. truth: whether a true/false statement is true.
        """
        rng = random.Random(_number(f"{seed}\x1f{candidate.id}"))  # noqa: S311
        said = rng.random() < 0.5
        making = Making(candidate.facts, rng, self._distractors, said if truth is None else truth)
        made = (MAKERS[candidate.type](making) for _ in range(_WORDINGS))
        return next((q for q in made if q is None or not shows_its_answer(q)), None)

    def _candidates(self, type: QuestionType) -> Iterator[Candidate]:
        groups: Iterable[tuple[Fact, ...]] = ((fact,) for fact in self.facts)
        if type == "matching":
            groups = matching_groups(self.facts, self._distractors)
        for facts in groups:
            districts = dict.fromkeys(fact.source.document.district for fact in facts)
            yield Candidate(
                type,
                facts,
                tuple(districts),
                self._sectors[facts[0].id],
                chapter(facts[0]),
                difficulty_of(type, facts),
            )


def _number(text: str) -> int:
    """A number from a text, the same in every process (hash() is not)."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
