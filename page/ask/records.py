"""What one browser session sees: its language, its questions with answers, the open document."""

from dataclasses import dataclass

from rag.records import Answer, Language


# eq=False: Gradio hashes a session's state, and an answer holds a dict, which has no hash.
@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of a browser session. clause: id of the clause shown in its document, if any."""

    language: Language = "zh"
    answers: tuple[Answer, ...] = ()
    clause: str | None = None

    @property
    def history(self) -> tuple[str, ...]:
        """The questions asked so far, oldest first."""
        return tuple(answer.question for answer in self.answers)
