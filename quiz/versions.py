"""Versions A, B … of a quiz: the same questions in another order, with matching keys."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from corpus.districts import district_in_english
from corpus.records import Document
from errors import QuizError
from quiz.bank import MAKERS
from quiz.phrasing import load_wording
from quiz.records import Option, Paper, Question
from quiz.wellformed import MOST_PAPERS


def versions(
    questions: Sequence[Question],
    documents: Sequence[Document],
    title: str,
    seed: int,
    count: int = 1,
) -> tuple[Paper, ...]:
    """So many papers of the same questions.

    In each the positions of the right options of single choices are balanced: no letter has the
    right option more than once oftener than another. Types stay together. The statements of
    true/false questions keep the order of their two options. Raises QuizError for a count that
    cannot be.
    """
    if not 1 <= count <= MOST_PAPERS:
        raise QuizError(f"{count} versions; there can be 1 to {MOST_PAPERS}: change the number")
    hashes = tuple((document.id, document.sha256) for document in documents)
    papers = []
    for number in range(count):
        rng = random.Random(f"{seed}:version:{number}")  # noqa: S311
        ordered = list(questions) if number == 0 else _reordered(questions, rng)
        arranged = _arranged(ordered, rng)
        papers.append(Paper(title, chr(ord("A") + number), seed, arranged, hashes))
    return tuple(papers)


def paper_title(questions: Sequence[Question], language: Literal["zh", "en"]) -> str:
    """A title that names the districts asked, in the order in which they come."""
    districts = list(dict.fromkeys(question.district for question in questions))
    if language == "en":
        districts = [district_in_english(name) for name in districts]
    mark = "、" if language == "zh" else ", "
    return load_wording().titles[language].format(districts=mark.join(districts))


def _reordered(questions: Sequence[Question], rng: random.Random) -> list[Question]:
    """Another order within each type; of two or more questions of a type never the same one."""
    order = list(MAKERS)
    found: list[Question] = []
    for type in order:
        own = [question for question in questions if question.type == type]
        if len(own) > 1:
            turn = rng.randrange(1, len(own))
            own = own[turn:] + own[:turn]
        found += own
    return found


def _arranged(questions: Sequence[Question], rng: random.Random) -> tuple[Question, ...]:
    """The questions with their options in new places, those of single choices balanced."""
    deck: list[int] = []
    found = []
    for question in questions:
        if question.type == "single_choice":
            places = len(question.options)
            if not deck:
                deck = rng.sample(range(places), places)
            found.append(replace(question, options=_placed(question, deck.pop() % places, rng)))
        elif question.type == "multiple_choice":
            options = tuple(rng.sample(question.options, len(question.options)))
            found.append(replace(question, options=options))
        elif question.type == "matching":
            choices = tuple(rng.sample(question.choices, len(question.choices)))
            found.append(replace(question, choices=choices))
        else:
            found.append(question)
    return tuple(found)


def _placed(question: Question, place: int, rng: random.Random) -> tuple[Option, ...]:
    """The options at random, the right one at a place."""
    right = next(option for option in question.options if option.right)
    wrong = [option for option in question.options if not option.right]
    rng.shuffle(wrong)
    return (*wrong[:place], right, *wrong[place:])
