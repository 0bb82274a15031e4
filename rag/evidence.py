"""How well a clause answers a query: coverage of its topic, and whether it states what is asked."""

import math
import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.records import Clause
from corpus.tables import column_role
from index import Index
from rag.facts import Sentence, find_dates, has_money, has_quantity, names_one, sentences
from rag.items import lists_before
from rag.match import LABEL, certainty, match
from rag.normalize import matching
from rag.numerals import numeral_forms
from rag.occurrences import Occurrences
from rag.periods import Periods
from rag.records import Ask, Query, Term
from rag.weights import load_weights

_GUESSED_UNIT = 0.25  # weight of a unit in a question that asks for units (是林业局吗)
_OUTER_HEADING = 0.75


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause in matching form.

    heading: its section path and column names; own: its last heading.
    """

    heading: str
    own: str
    full: str
    sentences: tuple[Sentence, ...]


def task_text(clause: Clause) -> str:
    """What a clause says: without number, units and remarks of a row, without its own heading."""
    if not clause.cells:
        said = clause.text.removeprefix(clause.section[-1]).lstrip("。：:，,； ")
        return said or clause.text
    said_ = [
        amount_text(column, text) if column_role(column) == "amount" else text.rstrip("。；")
        for column, text in clause.cells.items()
        if column_role(column) in ("target", "amount", None)
    ]
    return "；".join(said_) or clause.text


def amount_text(column: str, value: str) -> str:
    """The value of a column for sums as one reads it: 8 under 投资(亿元) is 投资 8 亿元."""
    name, _, measure = column.replace("（", "(").rstrip(")）").partition("(")
    return f"{name} {value} {measure}".rstrip()


def says_more(clause: Clause) -> bool:
    """True unless a clause only repeats its own heading."""
    return task_text(clause).rstrip("。；") not in clause.section[-1]


class Evidence:
    """Evidence over the clauses of one index; texts are prepared once.

    periods: which years clauses and documents are of.
    """

    def __init__(self, index: Index) -> None:
        self._texts = [_clause_text(clause) for clause in index.clauses]
        self._occurrences = Occurrences([text.full for text in self._texts])
        self._units = [frozenset(u.canonical for u in c.units) for c in index.clauses]
        self.periods = Periods(index.documents.values())
        self._rarity: Callable[[tuple[str, ...]], float] = lru_cache(maxsize=20_000)(self._count)

    def of_rows(self, rows: Sequence[int]) -> "Evidence":
        """The evidence over some clauses alone; a term's weight stays that among all.

        rows: their positions here; those of the result count from 0 in the same order.
        """
        part = copy(self)
        part._texts = [self._texts[row] for row in rows]
        part._units = [self._units[row] for row in rows]
        return part

    def text(self, position: int) -> ClauseText:
        """The prepared text of the clause at an index position."""
        return self._texts[position]

    def weight(self, term: Term) -> float:
        """How much a term tells: its inverse document frequency, between 0 and 1."""
        return self._rarity(term.alternatives) * certainty(term)

    def weights(self, terms: Sequence[Term], asks: Sequence[Ask]) -> list[float]:
        """The weights of a query's terms; a unit named beside a topic may be a mere guess."""
        guess = any(ask.kind == "units" for ask in asks) and any(t.unit is None for t in terms)
        return [
            self.weight(term) * (_GUESSED_UNIT if guess and term.unit else 1.0) for term in terms
        ]

    def _count(self, alternatives: tuple[str, ...]) -> float:
        """log((N+1)/(df+1)) / log(N+1): 1 for a word in no clause, near 0 for one in all."""
        holding = np.unique(np.concatenate([self._occurrences.of(word) for word in alternatives]))
        total = len(self._texts) + 1
        return max(math.log(total / (len(holding) + 1)) / math.log(total), 0.05)

    def coverage(
        self, terms: Sequence[Term], position: int, asks: Sequence[Ask] = ()
    ) -> tuple[float, float]:
        """Shares of the terms' weight that a clause covers.

        Returns (in its headings and one sentence together, in its own heading alone).
        """
        if not terms:
            return 0.0, 0.0
        text = self._texts[position]
        weights = self.weights(terms, asks)
        total = sum(weights)
        in_own = [match(term, text.own) for term in terms]
        # an outer heading holds for many clauses: it tells less of this one
        in_heading = [
            max(own, _OUTER_HEADING * match(term, text.heading), self._names(term, position))
            for term, own in zip(terms, in_own, strict=True)
        ]
        in_full = [match(term, text.full) for term in terms]
        own = sum(w * m for w, m in zip(weights, in_own, strict=True)) / total
        best = 0.0
        for sentence in text.sentences:
            covered = sum(
                w * max(h, match(term, sentence.plain) if f else 0.0)
                for term, w, h, f in zip(terms, weights, in_heading, in_full, strict=True)
            )
            best = max(best, covered / total)
        # spread over several sentences, the topic is only half there
        spread = sum(w * max(h, f) for w, h, f in zip(weights, in_heading, in_full, strict=True))
        return best + (spread / total - best) / 2, own

    def known(self, query: Query, position: int) -> tuple[float, float, float]:
        """How a clause speaks of a query's terms, wherever they stand in it.

        Returns (share of the known terms' weight that it speaks of, weight of the most telling
        known Chinese term that it does not, weight of all terms that it speaks of).
        """
        text = self._texts[position]
        held = total = missing = matched = 0.0
        weights = self.weights(query.terms, query.asks)
        for term, weight in zip(query.terms, weights, strict=True):
            spoken = max(match(term, text.full), match(term, text.heading))
            matched += weight * spoken
            if term.known:
                held, total = held + weight * spoken, total + weight
                if not spoken and not term.text.isascii():
                    missing = max(missing, weight)
        return (held / total if total else 1.0), missing, matched

    def defines(self, terms: Sequence[Term], position: int) -> bool:
        """True when a clause spells out a term: “一案五查”制度（查…）, …（以下简称“…”）, or the
        items of a group before its name (…、金属冶炼和渔业生产8大高危行业).
        """
        text = self._texts[position].full
        told = (t for t in terms if self.weight(t) >= load_weights().decide.telling)
        words = [re.escape(w) for t in told for w in numeral_forms(t.alternatives[:1])]
        return any(
            re.search(rf"{word}[^。；，,（(]{{0,6}}[（(](?!以下简称)[^）)]{{6,}}", text)
            or re.search(rf"(?:以下简称|简称){word}", text)
            or lists_before(text, word)
            for word in words
        )

    def is_foreign(self, terms: Sequence[Term], position: int) -> bool:
        """True where the most telling word is one that no document uses (游泳馆), and the clause
        speaks of none that tells as much.
        """
        unheard = [
            term
            for term in terms
            if not (term.weak or any(len(self._occurrences.of(w)) for w in term.alternatives))
        ]
        spoken = (self.weight(term) for term in terms if self.speaks_of(term, position))
        return max(map(self.weight, unheard), default=0.0) > max(spoken, default=0.0)

    def label(self, terms: Sequence[Term], position: int) -> float:
        """Share of the labels among the terms that a clause holds, 0 where there are none."""
        labels = [term for term in terms if term.label or LABEL.fullmatch(term.text)]
        text = self._texts[position].full
        return sum(term.alternatives[0] in text for term in labels) / max(len(labels), 1)

    def has_key(self, terms: Sequence[Term], position: int) -> bool:
        """True when a clause speaks of the most telling topic, at least in part.

        Words that no lexicon knows may be mere wording: they count where there are no others.
        """
        if not terms:
            return False
        topics = [term for term in terms if term.known and term.unit is None] or terms
        key = max(topics, key=self.weight)
        text = self._texts[position]
        return match(key, text.full) > 0

    def _names(self, term: Term, position: int) -> float:
        """1 when a term is a unit that the clause names as acting, else 0."""
        return float(term.unit is not None and term.unit in self._units[position])

    def best_sentences(
        self, terms: Sequence[Term], clause_sentences: Sequence[Sentence]
    ) -> list[float]:
        """For each sentence the share of the terms' weight that it covers by itself."""
        weights = [self.weight(term) for term in terms]
        total = sum(weights) or 1.0
        return [
            sum(w * match(t, s.plain) for t, w in zip(terms, weights, strict=True)) / total
            for s in clause_sentences
        ]

    def speaks_of(self, term: Term, position: int) -> bool:
        """True when a clause speaks of a term anywhere, in its headings, too."""
        text = self._texts[position]
        return max(match(term, text.full), match(term, text.heading)) > 0


def _clause_text(clause: Clause) -> ClauseText:
    heading = matching(" ".join((*clause.section, *clause.cells)))
    cells = " ".join(clause.cells.values())
    said = sentences(task_text(clause))
    return ClauseText(
        heading=heading,
        own=matching(clause.section[-1]),
        full=heading + matching(cells + clause.text),
        sentences=tuple(said) or (Sentence("", ""),),
    )


def states_money(clause: Clause) -> bool:
    """True where a clause states a sum of money, in its text or in a column for it."""
    return has_money(task_text(clause)) or any(column_role(c) == "amount" for c in clause.cells)


def suits(clause: Clause, asks: Sequence[Ask]) -> float:
    """Share of the asks that a clause can answer by its make-up: units, numbers, dates."""
    if not asks:
        return 0.5 * says_more(clause)
    return sum(_suits(clause, ask) for ask in asks) / len(asks)


def _suits(clause: Clause, ask: Ask) -> float:
    if ask.kind in ("units", "duties"):
        return _suits_units(clause, ask)
    if ask.measure == "money":
        return float(states_money(clause))
    if ask.kind in ("figure", "target"):
        return _suits_figure(clause, ask)
    if ask.kind == "named":
        return float(names_one(task_text(clause), ask.noun))
    if ask.kind == "deadline":
        return 1.0 if clause.deadline else 0.6 * bool(find_dates(task_text(clause)))
    return 0.5 * says_more(clause)


def _suits_figure(clause: Clause, ask: Ask) -> float:
    if ask.kind == "target" and any(column_role(c) == "target" for c in clause.cells):
        return 1.0  # a target is what its column says, in numbers or not
    formal = clause.kind == "front_matter"
    return (0.3 if formal else 1.0) * has_quantity(task_text(clause))


def _suits_units(clause: Clause, ask: Ask) -> float:
    if not clause.units:
        return 0.0
    roles = {unit.role for unit in clause.units}
    if not ask.roles or roles & set(ask.roles):
        return 1.0
    return 0.7 if "lead" in ask.roles else 0.4
