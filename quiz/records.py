"""The records of a quiz. Frozen, typed; a paper is the same for the same documents and seed."""

from dataclasses import dataclass
from typing import Literal

from corpus.citation import Citation

QuestionType = Literal[
    "single_choice", "multiple_choice", "true_false", "fill_in", "matching", "short_answer"
]
Difficulty = Literal["easy", "medium", "hard"]
FactKind = Literal["units", "figure", "deadline", "list"]


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice question, in the order in which it is printed."""

    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank of a fill-in question. accepted: every right spelling, the document's first."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A left side of a matching question with the right side that belongs to it."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class MarkingPoint:
    """What a short answer must say for a share of its marks.

    words: any of these in the answer earns it.
    """

    text: str
    marks: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its key.

    id: stable, from the fact, the type and the phrasing. stem: as printed; BLANK stands for each
    blank of a fill-in. options: of choice and true/false questions. pairs: of a matching question,
    left sides as printed; choices: its right sides as printed. points: of a short answer.
    facts: ids of the facts asked (a paper never asks one twice). citations: the clauses that prove
    the key, the first one is shown. marks: for a right answer. proven: False once a trainer has
    changed what is asked or the key (quiz/review.py).
    """

    id: str
    type: QuestionType
    stem: str
    explanation: str
    citations: tuple[Citation, ...]
    facts: tuple[str, ...]
    fact_kind: FactKind
    difficulty: Difficulty
    district: str
    sectors: tuple[str, ...]
    chapter: str
    marks: float = 1.0
    options: tuple[Option, ...] = ()
    blanks: tuple[Blank, ...] = ()
    pairs: tuple[Pair, ...] = ()
    choices: tuple[str, ...] = ()
    points: tuple[MarkingPoint, ...] = ()
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """A quiz as printed: version A, B … of one draw.

    seed: of the draw; version: letter. documents: (id, sha256) of each document it was made from.
    """

    title: str
    version: str
    seed: int
    questions: tuple[Question, ...]
    documents: tuple[tuple[str, str], ...]


BLANK = "________"
LETTERS = "ABCDEFGHIJ"
