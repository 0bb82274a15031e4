"""Does it refuse what it cannot answer, and only that.

Each judgement is a pair (refused, to refuse): whether the answer refuses, and whether the
documents leave the question without an answer. All rates are shares, None where none is judged.
Source: the answerable/unanswerable split of SQuAD 2.0 (Rajpurkar, Jia, Liang, ACL 2018), with
precision and recall of the refusal as the class.
"""

from collections.abc import Sequence

Judgement = tuple[bool, bool]


def refusal_precision(judgements: Sequence[Judgement]) -> float | None:
    """|right refusals| / |refusals|."""
    return _share([to_refuse for refused, to_refuse in judgements if refused])


def refusal_recall(judgements: Sequence[Judgement]) -> float | None:
    """|right refusals| / |questions to refuse|."""
    return _share([refused for refused, to_refuse in judgements if to_refuse])


def false_answer_rate(judgements: Sequence[Judgement]) -> float | None:
    """|questions to refuse that were answered| / |questions to refuse|: 1 - refusal recall."""
    return _share([not refused for refused, to_refuse in judgements if to_refuse])


def false_refusal_rate(judgements: Sequence[Judgement]) -> float | None:
    """|questions to answer that were refused| / |questions to answer|."""
    return _share([refused for refused, to_refuse in judgements if not to_refuse])


def _share(judged: Sequence[bool]) -> float | None:
    return sum(judged) / len(judged) if judged else None
