"""Wrong options: plausible, and provably wrong by the rules of conflicts.py.

Units come from the same document, those of neighbouring rows and of the same kind of body first.
Values come from other facts of the same measure, in any district, put into the form of the key:
不少于20台 → 不少于25台. Nothing is made up.
"""

import random
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from corpus.measures import load_measures
from corpus.quantities import Quantity
from corpus.readable import squeeze
from corpus.records import Clause, ResponsibleUnit
from corpus.spelling import plain
from quiz.conflicts import barred_units, is_collective, unit_conflicts
from quiz.facts import Fact, ListFact, UnitsFact, ValueFact
from quiz.source import Source

WRONG_OPTIONS = 3  # of a single choice
_NEAREST = 7  # wrong options are drawn from so many of the most plausible ones
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MOST_TIMES = 20  # a wrong number is at most so many times the right one, or its part
_MONTH = re.compile(r"(\d{1,2})月")
_YEAR = re.compile(r"20\d{2}年")
_STANDING = re.compile(r"^每|长期坚持|^全年")
_TITLES_ALIKE = 55  # percent; titles that are more alike may mean the same
_HALF_YEAR, _FLOOD, _YEAR_END = 6, 5, 12  # months that 上半年, 汛前 and 年底 end in


class Distractors:
    """Finds wrong options for the facts of a corpus."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._values = [fact for fact in facts if isinstance(fact, ValueFact)]
        self._lists = [fact for fact in facts if isinstance(fact, ListFact)]
        self._wrong: dict[str, list[str]] = {}
        self._barred: dict[str, frozenset[str]] = {}
        self._units: dict[str, list[tuple[int, ResponsibleUnit]]] = {}

    def units(self, fact: UnitsFact) -> list[str]:
        """Names of units that are wrong for a fact, the most plausible first."""
        if fact.id not in self._wrong:
            self._wrong[fact.id] = self._wrong_units(fact)
        return self._wrong[fact.id]

    def _wrong_units(self, fact: UnitsFact) -> list[str]:
        rules = unit_conflicts()
        barred = self.barred(fact)
        quotes = squeeze("".join(fact.source.quote(clause) for clause in fact.proofs))
        place = _place(fact.clause, fact.source)
        kinds = {unit.name[-1] for unit in fact.named}
        ranked: dict[str, tuple[float, str]] = {}
        for row, unit in self._named_in(fact.source):
            functions = rules.of(unit)
            if functions & barred or unit.name in quotes or _is_town(unit):
                continue
            distance = abs(row - place) + (0 if unit.name[-1] in kinds else 8)
            key = unit.canonical or unit.name
            ranked[key] = min(ranked.get(key, (distance, unit.name)), (distance, unit.name))
        return [name for _, name in sorted(ranked.values())]

    def barred(self, fact: UnitsFact) -> frozenset[str]:
        """The functions that are not provably wrong for a fact, those of all its proofs."""
        if fact.clause.id not in self._barred:
            every = (barred_units(clause, fact.source) for clause in fact.proofs)
            self._barred[fact.clause.id] = frozenset().union(*every)
        return self._barred[fact.clause.id]

    def values(self, fact: ValueFact) -> list[str]:
        """Values that are wrong for a fact, in the form of its answer, the nearest first."""
        if fact.id not in self._wrong:
            own = fact.quantity
            self._wrong[fact.id] = self._numbers(fact, own) if own else self._times(fact)
        return self._wrong[fact.id]

    def _numbers(self, fact: ValueFact, own: Quantity) -> list[str]:
        key = _NUMBER.search(fact.answer)
        stated = _stated_values(fact)
        found: dict[str, float] = {}
        for other in self._values:
            number = _NUMBER.search(other.answer)
            if key is None or number is None or other.quantity is None:
                continue
            if not _same_form(own, other.quantity) or number.group() in stated:
                continue
            if not _is_plausible(own, key.group(), number.group()):
                continue
            text = fact.answer.replace(key.group(), number.group(), 1)
            found.setdefault(text, _far(key.group(), number.group()))
        return sorted(found, key=lambda text: (found[text], text))

    def _times(self, fact: ValueFact) -> list[str]:
        """Deadlines or intervals that are wrong: of another year, month or length."""
        about = [fact.clause, *fact.proofs, *fact.source.echoes(_words(fact))]
        stated = squeeze("".join(fact.source.quote(c) + (c.deadline or "") for c in about))
        taken = {p for c in about if c.deadline for p in _periods(c.deadline, fact)}
        taken |= _periods(fact.answer, fact)
        found: dict[str, int] = {}
        for other in self._values:
            if other.kind != "deadline" or not _same_kind_of_time(fact, other):
                continue
            periods = _periods(other.answer, fact)
            if not periods & taken and other.answer not in stated:
                found[other.answer] = found.get(other.answer, 0) - 1
        return sorted(found, key=lambda text: (found[text], text))

    def titles(self, fact: ListFact) -> list[tuple[Clause, str]]:
        """Titles of other lists of the document that are in no way items of this one."""
        items = [plain(title) for _, title in fact.items]
        texts = plain("".join(clause.text for clause in fact.proofs))
        others = [o for o in self._lists if o.source is fact.source and o.id != fact.id]
        others.sort(key=lambda other: (other.path[:-1] != fact.path[:-1], other.clause.start))
        found: dict[str, tuple[Clause, str]] = {}
        for clause, title in (item for other in others for item in other.items):
            alike = max(fuzz.ratio(plain(title), item) for item in items)
            if alike < _TITLES_ALIKE and plain(title) not in texts:
                found.setdefault(plain(title), (clause, title))
        return list(found.values())

    def _named_in(self, source: Source) -> list[tuple[int, ResponsibleUnit]]:
        """The units, no collectives, that the rows of a document name, each with its row."""
        id = source.document.id
        if id not in self._units:
            self._units[id] = [
                (number, unit)
                for number, row in enumerate(source.rows)
                for unit in row.units
                if not is_collective(unit)
            ]
        return self._units[id]


def draw_wrong(pool: Sequence[str], count: int, rng: random.Random) -> list[str] | None:
    """So many of the most plausible wrong options, at random; None where there are too few."""
    if len(pool) < count:
        return None
    return rng.sample(list(pool[: max(_NEAREST, count)]), count)


def without_kin(names: Iterable[str]) -> list[str]:
    """The names of units of which no two belong to one family."""
    rules = unit_conflicts()
    kept: list[str] = []
    taken: frozenset[str] = frozenset()
    for name in names:
        functions = rules.named(name)
        if not functions & taken:
            kept.append(name)
            taken |= rules.kin(functions)
    return kept


def _is_town(unit: ResponsibleUnit) -> bool:
    return (unit.canonical or "").startswith(("town", "township"))


def _place(clause: Clause, source: Source) -> int:
    """The number of a row among the rows of its document, 0 for running text."""
    return next((i for i, row in enumerate(source.rows) if row.id == clause.id), 0)


def _words(fact: ValueFact) -> str:
    return fact.before + fact.answer + fact.after if fact.asked else fact.subject.detail


def _stated_values(fact: ValueFact) -> set[str]:
    """The numbers, as written, that the clause and clauses about the same thing state."""
    texts = [fact.source.quote(fact.clause), fact.clause.text]
    texts += [clause.text for clause in fact.source.echoes(_words(fact))]
    return {number for text in texts for number in _NUMBER.findall(squeeze(text))}


def _same_form(own: Quantity, other: Quantity) -> bool:
    """Numbers of one measure and unit; of things that are counted the word may differ."""
    measures = load_measures()

    def counts(quantity: Quantity) -> bool:
        return quantity.measure in measures and measures[quantity.measure].counter

    return own.unit == other.unit or (counts(own) and counts(other))


def _is_plausible(own: Quantity, key: str, number: str) -> bool:
    """Another value of the same order; no share above the whole, no half of a thing."""
    ratio = _decimal(number) / _decimal(key)
    if ratio == 1 or ("." in number and "." not in key):
        return False
    if own.measure == "ratio":
        return own.value * ratio <= 1
    return 1 / _MOST_TIMES <= ratio <= _MOST_TIMES


def _far(key: str, number: str) -> float:
    """How unlike two numbers look: another order, other digits, rounded or not."""
    a, b = float(_decimal(key)), float(_decimal(number))
    length = abs(len(key) - len(number)) / 2
    rounded = abs(len(key.rstrip("0")) - len(number.rstrip("0"))) / 2
    return abs(a - b) / max(a, b) + length + rounded + (("." in key) != ("." in number))


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _same_kind_of_time(fact: ValueFact, other: ValueFact) -> bool:
    """Cells against cells; in sentences intervals against intervals and ends against ends."""
    return fact.asked == other.asked


def _periods(answer: str, fact: ValueFact) -> set[str]:
    """What two deadlines must not share: a year in cells, a month in sentences, an interval."""
    if fact.asked == "多久":
        return {answer}
    if fact.asked:
        month = _MONTH.search(answer)
        ends = (("上半年", _HALF_YEAR), ("汛", _FLOOD), ("年底", _YEAR_END), ("年内", _YEAR_END))
        number = int(month[1]) if month else next((n for w, n in ends if w in answer), 0)
        near = {number - 1, number, number + 1} if "汛" in answer else {number}
        return {f"{n}月" for n in near}
    years = set(_YEAR.findall(answer))
    return years or ({"standing"} if _STANDING.search(answer) else {answer})
