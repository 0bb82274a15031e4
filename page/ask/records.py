"""What one browser session sees: its language, its questions with answers, the open document."""

from dataclasses import dataclass, replace
from typing import Literal

from rag.records import Answer, Language

Verdict = Literal["up", "down"]
MOST_TURNS = 30  # kept of a conversation; older ones leave the page


# eq=False: Gradio hashes a session's state, and an answer holds a dict, which has no hash.
@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A question with its answer.

    number: from 1, the same as long as the conversation lasts. history: the questions before it,
    oldest first. within: ids of the documents it was asked of, () for all. verdict: what the
    asker said of the answer, if anything.
    """

    number: int
    answer: Answer
    history: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of a browser session.

    key: the word by which its conversation is found again, "" for one that is not kept. clause:
    id of the clause shown in its document. within: ids of the documents to answer from, () for
    all. correcting: number of the turn whose correction is being written.
    """

    language: Language = "zh"
    turns: tuple[Turn, ...] = ()
    key: str = ""
    clause: str | None = None
    within: tuple[str, ...] = ()
    correcting: int | None = None

    @property
    def history(self) -> tuple[str, ...]:
        """The questions asked so far, oldest first."""
        return tuple(turn.answer.question for turn in self.turns)

    def turn(self, number: int) -> Turn | None:
        """The turn of a number, None when there is none."""
        return next((turn for turn in self.turns if turn.number == number), None)

    def answered(self, answer: Answer, within: tuple[str, ...] = ()) -> "View":
        """The view with one more turn; of too many the oldest goes."""
        number = self.turns[-1].number + 1 if self.turns else 1
        turn = Turn(number, answer, self.history, within)
        return replace(self, turns=(*self.turns, turn)[-MOST_TURNS:])

    def judged(self, number: int, verdict: Verdict) -> "View":
        """The view with what the asker said of the answer of a turn."""
        turns = tuple(
            replace(turn, verdict=verdict) if turn.number == number else turn for turn in self.turns
        )
        return replace(self, turns=turns, correcting=None)
