"""Grading: papers and a file of answers → marks of each person, item analysis, missed clauses."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.citation import Citation
from quiz.answers import Person, read_answers
from quiz.marking import Mark, mark
from quiz.records import Paper, Question
from quiz.statistics import ItemStatistics, cronbach_alpha, item_statistics
from quiz.wellformed import check_papers

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class PersonResult:
    """What a person earned. marks: of each question in the order of the first paper."""

    name: str
    unit: str
    version: str
    total: float
    marks: tuple[Mark, ...]

    @property
    def to_confirm(self) -> int:
        """How many answers a person should look at."""
        return sum(one.confirm for one in self.marks)


@dataclass(frozen=True, slots=True)
class ItemResult:
    """How a question did. numbers: (version, number) in each paper; answered: by how many."""

    question: Question
    numbers: tuple[tuple[str, int], ...]
    answered: int
    statistics: ItemStatistics


@dataclass(frozen=True, slots=True)
class MissedClause:
    """A clause whose questions lost marks. lost: share of all marks that could be earned on it."""

    citation: Citation
    question_ids: tuple[str, ...]
    people: int
    lost: float


@dataclass(frozen=True, slots=True)
class GradeReport:
    """All that grading found. full: marks of a paper. people: in the order of the file.

    missed: the clauses that the keys rest on first, most missed first; those that nobody missed
    are left out. alpha: reliability of the test, None where it cannot be told.
    """

    title: str
    full: float
    people: tuple[PersonResult, ...]
    items: tuple[ItemResult, ...]
    missed: tuple[MissedClause, ...]
    alpha: float | None
    notices: tuple[str, ...]

    @property
    def mean(self) -> float:
        """The mean total."""
        return math.fsum(person.total for person in self.people) / len(self.people)


def grade(papers: Sequence[Paper], answers_file: Path) -> GradeReport:
    """Grade a file of answers (.xlsx, .csv) to the papers of a draw.

    Raises PaperError for papers that are not well formed, AnswersError for a file that cannot be
    read as answers to them.
    """
    check_papers(papers)
    sheet = read_answers(papers, answers_file)
    questions = papers[0].questions
    people = tuple(_result(papers, person) for person in sheet.people)
    scores = [[one.earned for one in person.marks] for person in people]
    statistics = item_statistics(scores, [question.marks for question in questions])
    items = tuple(
        ItemResult(
            question,
            _numbers(papers, question),
            sum(person.marks[place].status != "unanswered" for person in people),
            statistics[place],
        )
        for place, question in enumerate(questions)
    )
    return GradeReport(
        title=papers[0].title,
        full=math.fsum(question.marks for question in questions),
        people=people,
        items=items,
        missed=_missed(questions, people),
        alpha=cronbach_alpha(scores),
        notices=sheet.notices,
    )


def _result(papers: Sequence[Paper], person: Person) -> PersonResult:
    """The marks of a person, by the order of options and questions of the own version."""
    paper = next(paper for paper in papers if paper.version == person.version)
    marked = {
        question.id: mark(question, number, person.answers.get(number, ""))
        for number, question in enumerate(paper.questions, start=1)
    }
    marks = tuple(marked[question.id] for question in papers[0].questions)
    total = math.fsum(one.earned for one in marks)
    return PersonResult(person.name, person.unit, person.version, total, marks)


def _numbers(papers: Sequence[Paper], question: Question) -> tuple[tuple[str, int], ...]:
    return tuple(
        (paper.version, [asked.id for asked in paper.questions].index(question.id) + 1)
        for paper in papers
    )


def _missed(
    questions: Sequence[Question], people: Sequence[PersonResult]
) -> tuple[MissedClause, ...]:
    """Clauses by the share of marks lost on them; the first citation stands for the key."""
    places: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        places.setdefault(question.citations[0].clause_id, []).append(place)
    found = [_missed_clause(questions, people, own) for own in places.values()]
    missed = [clause for clause in found if clause.lost > _TOLERANCE]
    return tuple(sorted(missed, key=lambda clause: (-clause.lost, clause.citation.clause_id)))


def _missed_clause(
    questions: Sequence[Question], people: Sequence[PersonResult], places: Sequence[int]
) -> MissedClause:
    full = math.fsum(questions[place].marks for place in places)
    earned = [math.fsum(person.marks[place].earned for place in places) for person in people]
    return MissedClause(
        citation=questions[places[0]].citations[0],
        question_ids=tuple(questions[place].id for place in places),
        people=sum(one < full - _TOLERANCE for one in earned),
        lost=1 - math.fsum(earned) / (full * len(people)),
    )
