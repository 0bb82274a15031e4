"""The texts that answer a question, and whether a text has one in it."""

from collections.abc import Iterable, Iterator

from corpus.spelling import plain
from quiz.records import Question

SHORTEST = 2  # characters of an answer that can be seen in another text


def key_texts(question: Question) -> Iterator[str]:
    """The texts of a question's key; of true/false none, its key is one of two fixed words."""
    if question.type != "true_false":
        yield from (option.text for option in question.options if option.right)
    yield from (blank.accepted[0] for blank in question.blanks)
    yield from (pair.right for pair in question.pairs)
    yield from (point.text for point in question.points)


def shows_its_answer(question: Question) -> bool:
    """True where the answer to a question stands in its own stem."""
    stem = joined((question.stem, *(pair.left for pair in question.pairs)))
    answers = (plain(text) for text in key_texts(question))
    return any(len(answer) >= SHORTEST and stands_in(answer, stem) for answer in answers)


def stands_in(answer: str, text: str) -> bool:
    """True where an answer stands in a text; a number counts as a whole, 20 is not in 2025."""
    at = text.find(answer)
    while at >= 0:
        before, after = text[max(at - 1, 0) : at], text[at + len(answer) : at + len(answer) + 1]
        if not (answer[0].isdigit() and before.isdigit()) and not (
            answer[-1].isdigit() and after.isdigit()
        ):
            return True
        at = text.find(answer, at + 1)
    return False


def joined(texts: Iterable[str]) -> str:
    return "\n".join(map(plain, texts))
