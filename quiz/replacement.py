"""Another question in place of one that a trainer does not want; the blueprint stays kept."""

import random
from collections.abc import Sequence
from dataclasses import replace as changed

from errors import QuizError
from quiz.bank import Bank, Candidate
from quiz.giveaway import Shown, gives_away, shown, shows_answer
from quiz.records import Paper, Question


def replace(bank: Bank, papers: Sequence[Paper], question_id: str, seed: int) -> tuple[Paper, ...]:
    """The papers of one draw with another question in place of one, at the same places.

    The new question has the type, district, difficulty and a sector of the old one, the right
    option stands at the same place, a statement is true where the old one was. One from the same
    chapter comes first. Raises QuizError where the papers have no such question or there is no
    other that gives nothing away.
    """
    old = next((q for p in papers for q in p.questions if q.id == question_id), None)
    if old is None:
        raise QuizError(f"question {question_id!r} is not in this paper; name one of its ids")
    new = _another(bank, old, papers[0].questions, seed)
    return tuple(
        changed(paper, questions=tuple(_in_place(q, old, new) for q in paper.questions))
        for paper in papers
    )


def _another(bank: Bank, old: Question, questions: Sequence[Question], seed: int) -> Question:
    by_facts = {(c.type, tuple(f.id for f in c.facts)): c for c in bank.candidates()}
    rest = [question for question in questions if question.id != old.id]
    others: list[Shown] = []
    for question in rest:
        candidate = by_facts.get((question.type, question.facts))
        if candidate:  # a question whose document has changed is no longer there
            others.append(shown(question, candidate))
    asked = {fact for question in questions for fact in question.facts}
    truth = old.options[0].right if old.type == "true_false" else None
    second_best: Question | None = None
    for candidate in _in_cell(bank, old, seed):
        if any(fact.id in asked for fact in candidate.facts):
            continue
        question_ = bank.make(candidate, seed, truth)
        if question_ is None:
            continue
        seen = shown(question_, candidate)
        if any(gives_away(seen, other) for other in others):
            continue
        if not any(shows_answer(seen, other) for other in others):
            return question_
        second_best = second_best or question_
    if second_best is None:
        raise QuizError(
            f"there is no other {old.type} question on {old.district} of difficulty "
            f"{old.difficulty} that gives nothing away; drop the question or keep it"
        )
    return second_best


def _in_cell(bank: Bank, old: Question, seed: int) -> list[Candidate]:
    """The candidates of the old question's cell of a blueprint, its own chapter first."""
    found = [
        candidate
        for candidate in bank.candidates((old.type,))
        if candidate.districts[0] == old.district
        and candidate.difficulty == old.difficulty
        and (set(candidate.sectors) & set(old.sectors) or not (old.sectors or candidate.sectors))
    ]
    random.Random(f"{seed}:{old.id}").shuffle(found)  # noqa: S311
    return sorted(found, key=lambda candidate: candidate.chapter != old.chapter)


def _in_place(question: Question, old: Question, new: Question) -> Question:
    """The new question where the old one stands, its right option at the same place."""
    if question.id != old.id:
        return question
    if question.type != "single_choice" or len(question.options) != len(new.options):
        return new
    right = next(option for option in new.options if option.right)
    wrong = [option for option in new.options if not option.right]
    place = next(i for i, option in enumerate(question.options) if option.right)
    return changed(new, options=(*wrong[:place], right, *wrong[place:]))
