"""Clauses that hold the words somebody looks for, and their text with these words marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from corpus.records import Clause
from corpus.spelling import plain
from index import Index
from index.tokenizer import tokenize
from page.pieces import join, verbatim

MOST_FOUND = 50  # clauses listed
_MOST_NEAR = 10  # clauses listed where none has the words
_BEFORE, _LONGEST = 40, 180  # characters of a snippet: before the first word, in all
_MOST_MARKED = 40  # words


@dataclass(frozen=True, slots=True)
class Found:
    """The best clauses of a search, best first. count: how many there are.

    near: none has the words; these are near in meaning.
    """

    clauses: tuple[Clause, ...]
    count: int
    near: bool = False


def find_clauses(index: Index, words: str, document_id: str = "") -> Found:
    """The clauses of all documents, or of one, that hold words; else those near in meaning.

    Clauses that hold the words as typed come first; both kinds are ordered by BM25.
    """
    inside = np.array([not document_id or c.document_id == document_id for c in index.clauses])
    wanted = plain(words)
    whole = np.array([wanted in _all_words(clause) for clause in index.clauses], dtype=bool)
    scores = index.word_scores(words)
    hit = inside & (whole | (scores > 0))
    if hit.any():
        order = np.lexsort((-scores, ~whole))
        return _found(index, order[hit[order]].tolist(), MOST_FOUND)
    nearness = np.where(inside, index.vector_scores(words), -np.inf)
    nearest = np.argsort(-nearness, kind="stable")[: min(_MOST_NEAR, int(inside.sum()))]
    return _found(index, nearest.tolist(), _MOST_NEAR, near=True)


def _found(index: Index, rows: Sequence[int], most: int, near: bool = False) -> Found:
    return Found(tuple(index.clauses[row] for row in rows[:most]), len(rows), near)


def _all_words(clause: Clause) -> str:
    return plain("\n".join((*clause.section, clause.text)))


def snippet_html(text: str, words: str) -> Markup:
    """The part of a text around the first of the words, each of them marked."""
    pattern = _pattern(words)
    first = next((m.start() for m in pattern.finditer(text)), 0) if pattern else 0
    start = max(0, first - _BEFORE) if len(text) > _LONGEST else 0
    part = text[start : start + _LONGEST]
    return Markup("{}{}{}").format(
        "…" if start else "",
        join(_marked(part, pattern)) if pattern else verbatim(part),
        "…" if start + _LONGEST < len(text) else "",
    )


def _pattern(words: str) -> re.Pattern[str] | None:
    """Any of the words: as typed, or one that the search looks for. None without any."""
    single = dict.fromkeys([words.strip(), *words.split(), *tokenize(words)])
    longest_first = sorted(filter(None, single), key=len, reverse=True)[:_MOST_MARKED]
    return re.compile("|".join(map(re.escape, longest_first)), re.I) if longest_first else None


def _marked(text: str, pattern: re.Pattern[str]) -> Iterator[Markup]:
    reached = 0
    for found in pattern.finditer(text):
        yield verbatim(text[reached : found.start()])
        yield Markup("<mark>{}</mark>").format(verbatim(found.group()))
        reached = found.end()
    yield verbatim(text[reached:])
