"""What can be asked of the live documents: each question is made once, to count it."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from page.library import Library
from quiz.bank import Bank, Candidate
from quiz.blueprint import Blueprint
from quiz.draw import eligible
from quiz.records import Difficulty, QuestionType

_SEED = 1  # of the questions that are made to be counted
Counts = Counter[tuple[QuestionType, Difficulty]]


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """The bank, and which of its candidates a question can be made of."""

    bank: Bank
    makeable: frozenset[str]

    def counts(self, blueprint: Blueprint) -> Counts:
        """How many questions there are for a blueprint, by type and difficulty."""
        fits = (c for c in eligible(self.bank, blueprint) if c.id in self.makeable)
        return Counter((c.type, c.difficulty) for c in fits)

    def districts(self) -> list[str]:
        """The districts that can be asked, in the order of the documents."""
        return list(dict.fromkeys(source.document.district for source in self.bank.sources))

    def sectors(self) -> list[str]:
        """The sectors that can be asked, those with the most questions first."""
        counted = Counter(s for c in self._made() for s in c.sectors)
        return [sector for sector, _ in counted.most_common()]

    def chapters(self) -> list[tuple[str, str]]:
        """(district, chapter) of all chapters that can be asked, in the documents' order."""
        found = dict.fromkeys((c.districts[0], c.chapter) for c in self._made() if c.chapter)
        order = self.districts()
        return sorted(found, key=lambda pair: order.index(pair[0]))

    def _made(self) -> Sequence[Candidate]:
        return [c for c in self.bank.candidates() if c.id in self.makeable]


def take_stock(bank: Bank) -> Stock:
    """The stock of a bank; takes a few seconds."""
    candidates = bank.candidates()
    return Stock(bank, frozenset(c.id for c in candidates if bank.make(c, _SEED)))


class Storeroom:
    """The stock of the live documents, taken once for each version of them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._stock: Stock | None = None

    def stock(self) -> Stock:
        """The stock, taken now if it is not there. One takes it, others wait."""
        with self._lock:
            bank = self._library.bank()
            if self._stock is None or self._stock.bank is not bank:
                self._stock = take_stock(bank)
            return self._stock
