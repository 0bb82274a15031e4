"""From retrieved clauses to ranked candidates: fused retrieval and structure add up to a score."""

from collections.abc import Sequence

from langchain_core.documents import Document as LangChainDocument

from index import Index
from rag.evidence import Evidence, suits
from rag.records import Candidate, Query
from rag.weights import load_weights

_FORMAL = 0.25  # taken off a clause of the notice, the ending or the annex list


def search_words(query: Query) -> str:
    """What the word index is asked for: each topic in the words of the documents."""
    words = [word for term in query.terms for word in term.alternatives[:4]]
    return " ".join(words) or query.text


def rank(
    query: Query, found: Sequence[LangChainDocument], index: Index, evidence: Evidence
) -> list[Candidate]:
    """Candidates, best first; clauses outside the years that the question names are left out."""
    candidates = []
    for document in found:
        position = document.metadata["position"]
        clause = index.clauses[position]
        if evidence.in_period(query, position, clause):
            candidates.append(
                _candidate(
                    query, position, index, evidence,
                    document.metadata["words"], document.metadata["vectors"],
                )
            )  # fmt: skip
    return sorted(candidates, key=lambda c: (-c.score, c.position))


def _candidate(
    query: Query, position: int, index: Index, evidence: Evidence, words: float, vectors: float
) -> Candidate:
    clause = index.clauses[position]
    weights = load_weights().score
    coverage, heading = evidence.coverage(query.terms, position, query.asks)
    focus = evidence.focus(query.terms, position)
    fit = suits(clause, query.asks)
    key = evidence.has_key(query.terms, position)
    defines = query.about_text() and evidence.defines(query.terms, position)
    score = (
        weights.coverage * coverage
        + weights.heading * heading
        + weights.focus * focus
        + weights.year * evidence.names_year(query, position)
        + weights.defines * defines
        + weights.words * words
        + weights.vectors * vectors
        + weights.suits * fit
    )
    if clause.kind == "front_matter" or clause.section == ("附件目录",):
        score -= _FORMAL
    return Candidate(clause, position, coverage, heading, focus, words, vectors, fit, key, score)
