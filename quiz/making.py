"""From a fact and what a type adds to it to a question record."""

import hashlib
import random
from dataclasses import dataclass

from corpus.citation import Citation, cite
from corpus.records import Clause
from corpus.sectors import sector_of
from quiz.difficulty import difficulty_of
from quiz.distractors import Distractors
from quiz.facts import Fact, ListFact
from quiz.phrasing import About, Phrased, about, explain, fields_of, load_wording, phrase
from quiz.records import Question, QuestionType
from quiz.source import unnumbered
from quiz.subjects import chapter_of


@dataclass(frozen=True, slots=True)
class Making:
    """What makes one question: its facts, the random numbers for it, where wrong options are.

    truth: whether the statement of a true/false question shall be true.
    """

    facts: tuple[Fact, ...]
    rng: random.Random
    distractors: Distractors
    truth: bool = True

    @property
    def fact(self) -> Fact:
        """The first fact, the only one but for matching."""
        return self.facts[0]

    def stem(self, type: QuestionType, kind: About, **more: str) -> Phrased:
        """A stem about the first fact."""
        return phrase(type, kind, self.rng, fields_of(self.fact) | more)


def question(
    making: Making,
    type: QuestionType,
    phrased: Phrased,
    explanation: str | None = None,
    marks: float | None = None,
    **parts: object,
) -> Question:
    """The record of a question about the facts of a making.

    parts: options, blanks, pairs, choices or points.
    """
    fact = making.fact
    ids = tuple(other.id for other in making.facts)
    return Question(
        id=_id(type, ids, phrased.number),
        type=type,
        stem=phrased.stem,
        explanation=explanation or explain(about(fact, exact=True), fields_of(fact)),
        citations=citations(making.facts),
        facts=ids,
        fact_kind=fact.kind,
        difficulty=difficulty_of(type, making.facts),
        district=fact.source.document.district,
        sectors=sectors_of(fact),
        chapter=chapter(fact),
        marks=marks or load_wording().marks[type],
        **parts,  # type: ignore[arg-type]
    )


def citations(facts: tuple[Fact, ...]) -> tuple[Citation, ...]:
    """The clauses that prove facts, each once, those of the first fact first."""
    found: dict[str, Citation] = {}
    for fact in facts:
        for clause in fact.proofs:
            found.setdefault(clause.id, cite(clause, fact.source.document))
    return tuple(found.values())


def sectors_of(fact: Fact) -> tuple[str, ...]:
    """The sectors that the clauses of a fact belong to."""
    clauses: tuple[Clause, ...] = fact.proofs if isinstance(fact, ListFact) else (fact.clause,)
    return tuple(dict.fromkeys(sector for clause in clauses for sector in sector_of(clause)))


def chapter(fact: Fact) -> str:
    """The annex, table or chapter that a fact stands in, with its number."""
    if isinstance(fact, ListFact) and len(fact.path) > 1 and unnumbered(fact.path[0]):
        return fact.path[-1] if len(fact.path) > 2 else fact.path[0]
    return chapter_of(fact.clause)


def _id(type: QuestionType, facts: tuple[str, ...], phrasing: int) -> str:
    key = "\x1f".join((type, *facts, str(phrasing)))
    return hashlib.sha256(key.encode()).hexdigest()[:12]
