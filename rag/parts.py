"""Several questions in one: where one ends and the next begins."""

import re
from dataclasses import replace

from rag.asks import combine
from rag.interrogatives import ASKING_WORDS
from rag.lexicon import load_lexicon
from rag.orders import without_orders
from rag.records import Query, Term
from rag.understand import Coverage, understand

_MOST_PARTS = 4
_BREAK = re.compile(
    r"(?<=[?？!！;；。])|(?<=[a-z]\.)(?= [A-Z])|(?<=[,，、])"
    r"|(?= and (?:how|who|whom|what|when|which|where|by when)\b)"
    r"|(?=(?<![和与跟])(?:以及|另外|还有(?!谁|哪)))"
)
_SENTENCE_END = re.compile(r"[.?!;。？！；]\s*$")
_ASKING = re.compile(
    rf"{ASKING_WORDS}"
    r"|(?:牵头|配合|责任|负责|主管)(?:单位|部门)\s*[。]?\s*$"
    r"|\bthe (?:lead(?:ing)?|supporting|responsible) (?:units?|departments?|bureaus?)\b"
    r"|\bthe (?:units?|departments?|bureaus?) (?:responsible|in charge)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"分别|各自|各是|各为|respectively")
# When they rebuild a street, who …: tells the occasion, asks for no date
_OCCASION = re.compile(
    r"(^|[.!?] +)(?:when|whenever|where|wherever)"
    r"(?= (?!(?:is|are|was|were|do|does|did|will|would|shall|should|must|can|could|has|have|had"
    r"|may|might|exactly|precisely|in|on|by|at|else)\b)"
    r"[^,?.]{3,120},(?! and\b)[^?]*\b(?:who|whom|whose|what|when|which|where|how)\b)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^[\s,，、;；]*(?:and\b|以及|另外|还有)?[\s,，、]*")


def split_question(question: str, coverage: Coverage) -> list[Query]:
    """The questions that a question is made of, each as a query, in order.

    A stretch that asks for something about a topic of its own is a question of its own; one that
    only asks (谁牵头), or only names a topic, belongs to the one beside it. A question that
    cannot be taken apart comes back alone.
    """
    question = without_orders(question)
    question = _OCCASION.sub(r"\1", question).strip()
    stretches = [s for s in _BREAK.split(question) if s.strip()]
    if 1 < len(stretches) <= 4 * _MOST_PARTS:
        groups = _grouped(stretches, coverage)
        if len(groups) <= _MOST_PARTS:
            return [_understood(group, coverage) for group in groups]
    return [understand(question, coverage)]


def _understood(stretches: list[str], coverage: Coverage) -> Query:
    """The query of some stretches; what a statement names (规资局牵头，谁配合) is not asked for."""
    query = understand(_JOINED.sub("", "".join(stretches)), coverage)
    if len(stretches) > 1 and not query.is_of_documents() and _of_documents(stretches[0], coverage):
        return understand(stretches[0], coverage)  # what follows only comments on it
    asking = [stretch for stretch in stretches if _ASKING.search(stretch)]
    plain = all(ask.kind not in ("document", "duties", "absent") for ask in query.asks)
    besides = any(ask.id == "others" for ask in query.asks)  # 除了牵头单位，还有谁
    if not plain or besides or not asking or len(stretches) == 1 or _EACH.search(query.text):
        return query
    asked = [ask for stretch in asking for ask in understand(stretch, coverage).asks]
    if not asked or any(ask.kind in ("document", "duties", "absent") for ask in asked):
        return query
    return replace(query, asks=combine(asked))


def _grouped(stretches: list[str], coverage: Coverage) -> list[list[str]]:
    """Stretches grouped so that each group but the first asks about a topic of its own."""
    groups: list[list[str]] = []
    for stretch in stretches:
        asked = bool(groups) and _asks("".join(groups[-1]), coverage)
        if asked and not _SENTENCE_END.search(groups[-1][-1]) and _is_bare(groups[-1], coverage):
            groups[-1].append(stretch)  # Which bureau and which towns are down for …
            continue
        alone = _stands_alone(stretch, coverage) or _of_documents(stretch, coverage)
        if groups and not (asked and alone):
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    if len(groups) > 1 and not _asks("".join(groups[-1]), coverage):
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def _is_bare(stretches: list[str], coverage: Coverage) -> bool:
    """True for stretches at the start of an English sentence that ask, but name no topic."""
    text = "".join(stretches)
    query = understand(text, coverage)
    known = any(map(_names, query.terms))
    return text.isascii() and not query.is_of_documents() and not known


def _names(term: Term) -> bool:
    """True for a topic that a word list has; English glosses are words of any kind."""
    return term.known or (term.gloss and not term.text.isascii())


def _asks(text: str, coverage: Coverage) -> bool:
    return _ASKING.search(text) is not None and bool(understand(text, coverage).asks)


def _of_documents(text: str, coverage: Coverage) -> bool:
    return _ASKING.search(text) is not None and understand(text, coverage).is_of_documents()


def _stands_alone(text: str, coverage: Coverage) -> bool:
    """True for a stretch with a topic of its own, which a question may begin with."""
    kinds = load_lexicon().document_kinds
    return any(
        _names(term) and term.unit is None and not kinds.fullmatch(term.text)
        for term in understand(text, coverage).terms
    )
