"""From retrieved clauses to ranked candidates: what speaks for each adds up to a probability."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from langchain_core.documents import Document as LangChainDocument

from corpus.outline import ANNEX_LIST
from corpus.quantities import agree
from index import Index
from rag.calibration import load_calibration
from rag.evidence import ClauseText, Evidence, suits
from rag.match import certainty
from rag.measures import quantities_of, taken_for_granted
from rag.normalize import matching
from rag.periods import named_share
from rag.records import Candidate, Query, Signals

_WORDS_PER_TERM = 8  # alternatives of a term that the word index is asked for


def search_words(query: Query) -> list[tuple[float, tuple[str, ...]]]:
    """What the word index is asked for: each term's weight and its words in the documents."""
    return [(certainty(term), term.alternatives[:_WORDS_PER_TERM]) for term in query.terms]


def topic_words(query: Query) -> str:
    """What a query is about, each term in the first of the documents' words for it."""
    return " ".join(term.alternatives[0] for term in query.terms)


def rank(
    query: Query, found: Sequence[LangChainDocument], index: Index, evidence: Evidence
) -> list[Candidate]:
    """Candidates, best first; clauses outside the years that the question names are left out."""
    read: list[tuple[int, Signals]] = []
    for document in found:
        position = document.metadata["position"]
        text = evidence.text(position).full
        if evidence.periods.in_period(query, index.clauses[position], text):
            read.append((position, _signals(query, position, index, evidence, document.metadata)))
    candidates = []
    for position, signals in _with_margins(read, index):
        clause = index.clauses[position]
        about = probability(replace(signals, suits=1.0))
        candidates.append(Candidate(clause, position, signals, probability(signals), about))
    return sorted(candidates, key=lambda c: (-c.probability, c.position))


def _with_margins(
    read: Sequence[tuple[int, Signals]], index: Index
) -> Iterator[tuple[int, Signals]]:
    """The signals of each position with the margin over other headings of its district."""
    best: dict[str, dict[str, float]] = {}  # district -> heading -> coverage
    for position, signals in read:
        clause = index.clauses[position]
        headings = best.setdefault(clause.district, {})
        heading = clause.section[-1]
        headings[heading] = max(headings.get(heading, 0.0), signals.coverage)
    first_two = {
        district: sorted(headings.items(), key=lambda item: -item[1])[:2]
        for district, headings in best.items()
    }
    for position, signals in read:
        clause = index.clauses[position]
        others = (
            covered
            for heading, covered in first_two[clause.district]
            if heading != clause.section[-1]
        )
        margin = signals.coverage * max(signals.coverage - next(others, 0.0), 0.0)
        yield position, replace(signals, margin=margin)


def probability(signals: Signals) -> float:
    """The probability that a clause answers: the logistic of the weighted sum of its signals.

    The weights are fitted on questions with known answers (calibration.toml).
    """
    model = load_calibration()
    total = model.intercept
    for name, weight in model.weights.items():
        total += weight * getattr(signals, name)
    return 1 / (1 + math.exp(-total))


def _signals(
    query: Query,
    position: int,
    index: Index,
    evidence: Evidence,
    scores: Mapping[str, float],
) -> Signals:
    clause = index.clauses[position]
    coverage, heading = evidence.coverage(query.terms, position, query.asks)
    known, missing, matched = evidence.known(query, position)
    formal = clause.kind == "front_matter" or clause.section == (ANNEX_LIST,)
    return Signals(
        coverage=coverage,
        heading=heading,
        margin=0.0,  # known once all candidates are
        known=known,
        missing=missing,
        matched=matched,
        words=scores["words"],
        vectors=scores["vectors"],
        overlap=_overlap(query, evidence.text(position).full),
        suits=suits(clause, query.asks),
        key=evidence.has_key(query.terms, position),
        numbers=_numbers(query, evidence.text(position)),
        label=evidence.label(query.terms, position),
        defines=query.about_text() and evidence.defines(query.terms, position),
        year=named_share(query, evidence.text(position).full),
        row=clause.kind == "table_row",
        formal=formal,
        length=math.log(len(clause.text) + 1),
    )


def _overlap(query: Query, text: str) -> float:
    """Share of the question's neighbouring character pairs that a text has."""
    asked = matching(query.text)
    pairs = {asked[i : i + 2] for i in range(len(asked) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _numbers(query: Query, text: ClauseText) -> float:
    """Share of the quantities in a question that a clause states, by value (1万家 = 10000家)."""
    asked = taken_for_granted(query.text)
    if not asked:
        return 1.0
    told = "".join(sentence.plain for sentence in text.sentences)  # 投资8亿元, of a column for sums
    stated = quantities_of(f"{text.full} {text.heading} {told}")
    return sum(any(agree(own, other) for other in stated) for own in asked) / len(asked)
