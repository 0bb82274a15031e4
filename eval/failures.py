"""The questions of a run that went wrong, with what was expected and what came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.citation import Citation
from eval.gold import GOLD_FOLDER, GoldQuestion, load_gold
from eval.runs import Details, Run, ScoreRow
from eval.score import fits
from rag.normalize import matching
from rag.records import Answer

BLIND_SPLIT = "test"
_Unit = tuple[str, str, str]  # name, role, district


@dataclass(frozen=True, slots=True)
class UnitMark:
    """A unit, and whether it stands on the other side, too (expected, or in the answer)."""

    name: str
    role: str
    district: str
    matched: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of an answer; fits: it is a clause that an anchor describes."""

    citation: Citation
    fits: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """A question with something wrong. failed: names of the checks that it did not pass."""

    row: ScoreRow
    question: GoldQuestion
    answer: Answer
    failed: tuple[str, ...]
    expected_units: tuple[UnitMark, ...]
    got_units: tuple[UnitMark, ...]
    cited: tuple[Cited, ...]

    @property
    def many(self) -> bool:
        """True when units of several districts are concerned."""
        return len({unit.district for unit in (*self.expected_units, *self.got_units)}) > 1


@dataclass(frozen=True, slots=True)
class Failures:
    """The failures of a run. withheld: how many are not shown. unblinded: blind ones are shown."""

    shown: tuple[Failure, ...]
    withheld: int
    unblinded: int

    @property
    def count(self) -> int:
        """All of them, shown or not."""
        return len(self.shown) + self.withheld


def failures(run: Run, details: Details, unblind: bool = False) -> Failures:
    """The questions with something wrong, in the order of the run.

    unblind: show those of the blind split too. That split tells how good the system is only as
    long as nobody who works on it has seen its questions.
    """
    wrong = [row for row in run.scores if not row.everything]
    blind = [row for row in wrong if row.id in blind_ids()]
    shown = wrong if unblind else [row for row in wrong if row.id not in blind_ids()]
    return Failures(
        tuple(_failure(row, details.questions, details.answers) for row in shown),
        withheld=0 if unblind else len(blind),
        unblinded=len(blind) if unblind else 0,
    )


@lru_cache(maxsize=1)
def blind_ids() -> frozenset[str]:
    """The ids of the questions that nobody who works on the system looks at."""
    return frozenset(q.id for q in load_gold(GOLD_FOLDER / f"{BLIND_SPLIT}.jsonl"))


def _failure(
    row: ScoreRow, questions: Mapping[str, GoldQuestion], answers: Mapping[str, Answer]
) -> Failure:
    question, answer = questions[row.id], answers[row.id]
    expected = [(unit.name, unit.role, unit.district) for unit in question.units]
    got = [(unit.name, unit.role, unit.district) for unit in answer.units]
    return Failure(
        row=row,
        question=question,
        answer=answer,
        failed=tuple(name for name, passed in row.checks.items() if not passed),
        expected_units=_marked(expected, got),
        got_units=_marked(got, expected),
        cited=tuple(
            Cited(citation, any(fits(anchor, citation) for anchor in question.anchors))
            for citation in answer.citations
        ),
    )


def _marked(own: Iterable[_Unit], other: Iterable[_Unit]) -> tuple[UnitMark, ...]:
    there = {(matching(name), role, district) for name, role, district in other}
    return tuple(
        UnitMark(name, role, district, (matching(name), role, district) in there)
        for name, role, district in own
    )
