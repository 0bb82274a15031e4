"""How well a ranking of clauses finds those that answer.

ranking: clause ids, best first, each once. gains: clause id -> gain of every clause that answers
(1 for the binary judgements of the gold questions); a clause that is absent gains nothing.
A whole run has the shape question id -> clause id -> score (as ranx and beir have it); `ranked`
turns the scores of one question into a ranking.
"""

from collections.abc import Mapping, Sequence
from math import log2


def ranked(scores: Mapping[str, float]) -> list[str]:
    """The ids of one question's scores, best first; of equal scores the greater id first.

    Ties are broken as trec_eval does it, so that figures can be compared with those of others.
    """
    return sorted(scores, key=lambda clause: (scores[clause], clause), reverse=True)


def recall_at(k: int, ranking: Sequence[str], gains: Mapping[str, float]) -> float:
    """|relevant clauses among the first k| / |relevant clauses|, 0 where nothing is relevant.

    Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008), 8.3.
    Raises ValueError for k < 1.
    """
    _check(k)
    relevant = {clause for clause, gain in gains.items() if gain > 0}
    return len(relevant.intersection(ranking[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], gains: Mapping[str, float]) -> float:
    """1 / rank of the first relevant clause (from 1), 0 without one; its mean is the MRR.

    Source: Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    for rank, clause in enumerate(ranking, start=1):
        if gains.get(clause, 0) > 0:
            return 1 / rank
    return 0.0


def ndcg_at(k: int, ranking: Sequence[str], gains: Mapping[str, float]) -> float:
    """DCG@k / DCG@k of the best possible ranking, 0 where nothing is relevant.

    DCG@k = sum over ranks i = 1..k of gain_i / log2(i + 1). Source: Järvelin and Kekäläinen,
    Cumulated gain-based evaluation of IR techniques (2002), with trec_eval's linear gains.
    Raises ValueError for k < 1.
    """
    _check(k)
    best = _dcg(sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:k])
    return (
        _dcg([max(gains.get(clause, 0.0), 0.0) for clause in ranking[:k]]) / best if best else 0.0
    )


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _check(k: int) -> None:
    if k < 1:
        raise ValueError(f"k of {k} is less than 1: pass the number of clauses to look at")
