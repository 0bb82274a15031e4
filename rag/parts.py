"""Several questions in one: where one ends and the next begins."""

import re

from rag.lexicon import load_lexicon
from rag.records import Query
from rag.understand import Coverage, understand

_MOST_PARTS = 4
_BREAK = re.compile(
    r"(?<=[?？!！;；。])|(?<=[,，、])|(?= and (?:how|who|whom|what|when|which|where|by when)\b)"
    r"|(?=(?<![和与跟])(?:以及|另外|还有(?!谁|哪)))"
)
_ASKING = re.compile(
    r"谁|哪|多少|几|什么|何|怎|咋|啥|吗|呢|[?？]|\b(?:who|whom|whose|what|when|which|how|where|why)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^[\s,，、;；]*(?:and\b|以及|另外|还有)?[\s,，、]*")


def split_question(question: str, coverage: Coverage) -> list[Query]:
    """The questions that a question is made of, each as a query, in order.

    A stretch that asks for something about a topic of its own is a question of its own; one that
    only asks (谁牵头), or only names a topic, belongs to the one beside it. A question that
    cannot be taken apart comes back alone.
    """
    stretches = [s for s in _BREAK.split(question) if s.strip()]
    if 1 < len(stretches) <= 4 * _MOST_PARTS:
        parts = _grouped(stretches, coverage)
        if 1 < len(parts) <= _MOST_PARTS:
            return [understand(_JOINED.sub("", part), coverage) for part in parts]
    return [understand(question, coverage)]


def _grouped(stretches: list[str], coverage: Coverage) -> list[str]:
    """Stretches joined so that each group but the first asks about a topic of its own."""
    groups: list[str] = []
    for stretch in stretches:
        if groups and not (_asks(groups[-1], coverage) and _stands_alone(stretch, coverage)):
            groups[-1] += stretch
        else:
            groups.append(stretch)
    if len(groups) > 1 and not _asks(groups[-1], coverage):
        groups[-2:] = ["".join(groups[-2:])]
    return groups


def _asks(text: str, coverage: Coverage) -> bool:
    return _ASKING.search(text) is not None and bool(understand(text, coverage).asks)


def _stands_alone(text: str, coverage: Coverage) -> bool:
    """True for a stretch with a topic of its own, which a question may begin with."""
    kinds = load_lexicon().document_kinds
    return any(
        term.known and term.unit is None and not kinds.fullmatch(term.text)
        for term in understand(text, coverage).terms
    )
