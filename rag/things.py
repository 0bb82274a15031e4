"""Several things in one question (火灾起数和亡人数各降多少): each becomes a question of its own."""

from collections.abc import Sequence
from dataclasses import replace

from rag.evidence import Evidence
from rag.lexicon import load_lexicon
from rag.records import Candidate, Query, Term
from rag.weights import load_weights

_MOST = 3  # things that are told apart
_LONGEST_ASK = 3  # characters of what is asked, between a thing and its joint


def split_things(query: Query, evidence: Evidence) -> list[Query]:
    """A query for each thing that a question joins by 和, 、 or and; [] where it joins none.

    A thing is told by words that a lexicon knows; each query keeps what is asked, districts and
    years. Only a question for units, figures or dates is split: what a clause says of several
    things is best told together.
    """
    if query.about_text() or query.is_of_documents() or query.asks_for("duties"):
        return []
    groups = _groups(query)
    telling = load_weights().decide.telling
    told = [g for g in groups if any(evidence.weight(term) >= telling for term in g)]
    if not 1 < len(groups) <= _MOST or len(told) < len(groups):
        return []
    return [_about(query, group) for group in groups]


def _groups(query: Query) -> list[list[Term]]:
    """The known terms in the order of the question, a new group after each joint."""
    own = [t for t in query.terms if t.known and not (t.unit or t.place or t.label)]
    placed = sorted(((query.text.find(t.text), t) for t in own), key=lambda item: item[0])
    if any(start < 0 for start, _ in placed):
        return []  # put together from several words, or of an earlier question
    groups: list[list[Term]] = []
    end = 0
    for start, term in placed:
        if not groups or _joins(query.text[end:start]):
            groups.append([])
        groups[-1].append(term)
        end = max(end, start + len(term.text))
    return groups


def _joins(between: str) -> bool:
    """True for what stands between two things: 和, perhaps after what is asked of one (比例和)."""
    joint = load_lexicon().joint
    return any(joint.fullmatch(between, at) for at in range(min(len(between), _LONGEST_ASK + 1)))


def _about(query: Query, group: Sequence[Term]) -> Query:
    return replace(query, terms=tuple(group), text=" ".join(term.text for term in group))


def cover_together(
    things: Sequence[Query], candidates: Sequence[Candidate], evidence: Evidence
) -> bool:
    """True where one clause that is likely speaks of all the things.

    candidates: of the whole question, best first. A word counts that tells something.
    """
    telling = load_weights().decide.telling
    first = {c.clause.district: c for c in reversed(candidates)}.values()
    return any(
        all(
            any(
                evidence.weight(term) >= telling and evidence.speaks_of(term, c.position)
                for term in thing.terms
            )
            for thing in things
        )
        for c in first
    )
