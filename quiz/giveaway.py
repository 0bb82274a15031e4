"""Whether one question of a paper gives away the answer to another."""

from dataclasses import dataclass

from corpus.spelling import plain
from quiz.bank import Candidate
from quiz.facts import Fact, ListFact, UnitsFact
from quiz.keytexts import SHORTEST, joined, key_texts, stands_in
from quiz.records import Question


@dataclass(frozen=True, slots=True)
class Shown:
    """What a question shows and what it asks.

    about: ids of the clauses that it is about, or that are about the same tasks. proofs: ids of
    those that prove it. stem: its words and left sides. printed: all that a paper shows of it.
    answers: texts of its key. All texts in plain form.
    """

    about: frozenset[str]
    proofs: frozenset[str]
    stem: str
    printed: str
    answers: tuple[str, ...]


def shown(question: Question, candidate: Candidate) -> Shown:
    """What a question shows."""
    proofs = {citation.clause_id for citation in question.citations}
    about = set(proofs)
    for fact in candidate.facts:
        about |= _about(fact)
    stem = (question.stem, *(pair.left for pair in question.pairs))
    printed = (*stem, *(option.text for option in question.options), *question.choices)
    answers = dict.fromkeys(plain(text) for text in key_texts(question))
    long_enough = (answer for answer in answers if len(answer) >= SHORTEST)
    return Shown(
        frozenset(about), frozenset(proofs), joined(stem), joined(printed), tuple(long_enough)
    )


def _about(fact: Fact) -> set[str]:
    if isinstance(fact, ListFact):
        return {clause.id for clause in fact.proofs}
    akin = {clause.id for clause in fact.source.akin(fact.clause)}
    if isinstance(fact, UnitsFact):
        return akin
    words = fact.before + fact.answer + fact.after if fact.asked else fact.subject.detail
    return akin | {clause.id for clause in fact.source.echoes(words)}


def gives_away(one: Shown, other: Shown) -> bool:
    """True where one of two questions on one task prints the answer to the other."""
    if not (one.proofs & other.about or other.proofs & one.about):
        return False
    return any(stands_in(answer, other.printed) for answer in one.answers) or any(
        stands_in(answer, one.printed) for answer in other.answers
    )


def shows_answer(one: Shown, other: Shown) -> bool:
    """True where the stem of one question has the answer of the other in it, on any matter."""
    return any(stands_in(answer, other.stem) for answer in one.answers) or any(
        stands_in(answer, one.stem) for answer in other.answers
    )
