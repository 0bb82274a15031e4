"""How a term of a question meets a text."""

import re
from functools import lru_cache

from rag.records import Term
from rag.weights import load_weights

LABEL = re.compile(r"\d{3,}")  # 12350, 1236: a number that is a name
_LEAST_PARTIAL = 0.6  # share of its character pairs that must be there
_SHORTEST_PARTIAL = 3  # characters of a word that may match in part


def certainty(term: Term) -> float:
    """How surely a term is a topic of the question, between 0 and 1 (weights.toml, [term])."""
    if term.known:
        return 1.0
    weights = load_weights().term
    if term.gloss:
        return weights.gloss
    if term.weak:
        return weights.weak
    latin = term.text.isascii() and not LABEL.fullmatch(term.text)
    return weights.own_latin if latin else weights.own_word


@lru_cache(maxsize=200_000)
def match(term: Term, text: str) -> float:
    """How far a text speaks of a term: 1 in the words asked, less in others, 0 not at all."""
    weights = load_weights().term
    if term.text.isdigit():
        return float(bool(re.search(rf"(?<![\d.]){term.text}(?![\d.])", text)))
    if term.place:  # 附件1 is neither 附件12 nor any other 附件
        return float(
            any(re.search(rf"{p}(?![\d一二三四五六七八九十])", text) for p in term.alternatives)
        )
    if speaks_of(text, term.alternatives[0]):
        return 1.0
    if any(speaks_of(text, word) for word in term.alternatives[1:]):
        return weights.synonym
    parts = (_partial(word, text) for word in term.alternatives if not term.proper)
    best = max(parts, default=0.0)
    return weights.partial * best if best >= _LEAST_PARTIAL else 0.0


def speaks_of(text: str, word: str) -> bool:
    """True where a text holds a word; 非煤矿山 does not speak of 煤矿."""
    return text.count(word) > text.count(f"非{word}")


def _partial(word: str, text: str) -> float:
    """Share of a word's character pairs that a text holds; 0 for short or Latin words."""
    if len(word) < _SHORTEST_PARTIAL or word.isascii():
        return 0.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    if pairs[0] not in text:
        return 0.0
    return sum(pair in text for pair in pairs) / len(pairs)
