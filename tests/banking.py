"""What tests of the quiz share: the bank of the five documents, papers drawn from it."""

from functools import lru_cache

from reading import IDS, real

from corpus import ParsedDocument
from quiz.bank import Bank
from quiz.blueprint import read_blueprint
from quiz.draw import Drawn, draw
from quiz.records import Paper
from quiz.versions import versions


@lru_cache(maxsize=1)
def five() -> list[ParsedDocument]:
    return [real(id) for id in IDS]


@lru_cache(maxsize=1)
def bank() -> Bank:
    return Bank(five())


def drawn(count: int, seed: int = 1, **sides: list[str]) -> Drawn:
    """A quiz; sides: districts, sectors, chapters, types, difficulties as a person writes them."""
    return draw(bank(), read_blueprint(count, seed, **sides))  # type: ignore[arg-type]


def papers(count: int, seed: int = 1, copies: int = 1, **sides: list[str]) -> tuple[Paper, ...]:
    documents = [parsed.document for parsed in five()]
    return versions(drawn(count, seed, **sides).questions, documents, "测试", seed, copies)
