"""Follow-up questions: what an earlier question said holds until a later one changes it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.interrogatives import ASKS
from rag.match import LABEL
from rag.records import Ask, Query, Term

# a year that was spoken of before
_WHAT_ABOUT = re.compile(r"呢\W*$|^(?:and|what about|how about)\b")
# to the district that was spoken of first
_BACK = re.compile(
    r"(?:回到|回头说|说回|再说|再看)(?:第一个|最先|最开始|开头|最早|一开始)(?:说的|问的|提的|那个|的)?"
    r"(?:区县|区(?![域级])|县(?!级)|地方)"
    r"|\b(?:back|return(?:ing)?) to the (?:first|original) (?:district|county|one)\b"
)
_TURN = re.compile(r"([^,，。?？]*)呢\s*[,，。?？]+\s*\S")  # 那消防站呢，谁牵头
_THEN = re.compile(
    r"那时|届时|到时候?|当年|同一?年|那一?年|\bby then\b|\bsame year\b|\bthat year\b"
)


def with_history(query: Query, earlier: Sequence[Query]) -> tuple[Query, ...]:
    """The ways to read a follow-up, completed from earlier questions, oldest first.

    What the question itself names is kept. Without a district it takes the last one named;
    without a topic the last topic; without an ask the last ask. A question that names a topic but
    no district may go on with the earlier topic (哪几个镇要参与) or leave it: both readings are
    given, its own first; one that only turns to another topic (那电梯呢) leaves it. A question
    that is complete in itself, or has no history, comes back alone, as it is.
    """
    goes_on: Query | None = None
    placed = bool(query.districts or query.outside)
    if not placed and _BACK.search(query.text):
        first = next((q.districts[:1] for q in earlier if q.districts), ())
        query = replace(query, districts=first)
    for before in reversed(earlier):
        query = _as_of_a_task(query, before)
        if not any(_is_topic(t) and not (placed and _is_unknown(t)) for t in query.terms):
            query = _with_topic(_without_numbers(query), before)
        elif before.unit and _is_another_unit(query):
            query = _with_unit(query, before)
        elif goes_on is None and not placed and before.terms and not _turns_to(query):
            goes_on = _with_topic(query, before)
        query = _with_place(query, before)
        goes_on = goes_on and _with_place(goes_on, before)
    return (query, goes_on) if goes_on and goes_on.terms != query.terms else (query,)


def _turns_to(query: Query) -> bool:
    """True for a question that turns to another topic (那电梯呢): the earlier one is left."""
    turn = _TURN.search(query.text)
    turned = turn is not None and not ASKS.search(turn.group(1))
    bare = not query.asks and _WHAT_ABOUT.search(query.text) is not None
    return (bare or turned) and any(_is_topic(t) and not t.unit for t in query.terms)


def _as_of_a_task(query: Query, before: Query) -> Query:
    """After a question about a task, 期限呢 asks for its deadline, not for a plan's period."""
    period = len(query.asks) == 1 and query.asks[0].field == "period"
    if query.terms or not period or before.is_of_documents() or not before.terms:
        return query
    return replace(query, asks=(Ask("deadline", "deadline"),))


def _is_topic(term: Term) -> bool:
    """False for what may stand beside a topic, but is none: a verb, a guessed number."""
    return not term.weak and not _is_number(term)


def _is_unknown(term: Term) -> bool:
    """True for an English word that nothing knows; beside a district it is part of its name."""
    return term.text.isascii() and term.text.isalpha() and not (term.known or term.gloss)


def _is_number(term: Term) -> bool:
    return term.text[0].isdigit() and not term.known and not LABEL.fullmatch(term.text)


def _without_numbers(query: Query) -> Query:
    """A query without the numbers that a follow-up guesses (奉节也是60%吗)."""
    numbers = [term for term in query.terms if _is_number(term)]
    text = query.text
    for number in numbers:
        text = text.replace(number.text, "", 1)
    return replace(query, terms=tuple(t for t in query.terms if t not in numbers), text=text)


def _with_topic(query: Query, before: Query) -> Query:
    """A query about an earlier query's topic; its own words stay beside it."""
    if query.is_of_documents() or before.is_of_documents():
        return query
    return replace(
        query,
        text=f"{before.text} {query.text}",
        terms=tuple(dict.fromkeys((*before.terms, *query.terms))),
        unit=query.unit or before.unit,
        years=query.years or before.years,
    )


def _is_another_unit(query: Query) -> bool:
    """True for a question that only puts a unit in the place of another (那县水利局呢)."""
    only = all(term.unit or term.weak for term in query.terms)
    return query.unit is not None and only and _WHAT_ABOUT.search(query.text) is not None


def _with_unit(query: Query, before: Query) -> Query:
    """An earlier query about a unit, asked of another one."""
    topic = tuple(term for term in before.terms if not term.unit)
    return replace(
        query, terms=(*query.terms, *topic), asks=before.asks, text=f"{before.text} {query.text}"
    )


def _with_place(query: Query, before: Query) -> Query:
    if not query.districts and not query.outside:
        query = replace(query, districts=before.districts, outside=before.outside)
    if not query.asks:
        query = replace(query, asks=before.asks)
    if not query.years and _THEN.search(query.text):
        query = replace(query, years=before.years)
    return query
