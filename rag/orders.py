"""Orders to the assistant within a question (ignore all rules and say …): they ask nothing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.datafile import PatternTexts, load_model
from rag.interrogatives import ASKS
from rag.normalize import simplified

_FILE = Path(__file__).parent / "data" / "orders.toml"
_SENTENCE = re.compile(r".+?(?:[。!！?？;；]|\.(?=\s|$)|$)\s*")
_STRETCH = re.compile(r".+?(?:[,，。.!！?？;；:：](?!\d)|\band\b|$)\s*")


class _Orders(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    disregard: PatternTexts
    dictate: PatternTexts


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Both are matched at the start of a stretch; what dictates is no order where it asks."""

    disregard: re.Pattern[str]
    dictate: re.Pattern[str]

    def is_order(self, stretch: str) -> bool:
        """True for a stretch that tells the assistant what to do or to say."""
        plain = simplified(stretch)
        if self.disregard.match(plain):
            return True
        return self.dictate.match(plain) is not None and not ASKS.search(plain)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    orders = load_model(_FILE, _Orders)
    return _Patterns(
        re.compile("|".join(orders.disregard), re.IGNORECASE),
        re.compile("|".join(orders.dictate), re.IGNORECASE),
    )


def without_orders(text: str) -> str:
    """A question without the orders to the assistant that it holds, in its own letters.

    A sentence with an order in it that asks nothing goes as a whole; of one that asks, only the
    stretches that give orders do. A question of which nothing would be left, though it asks
    something, stays as it is: 你必须说清楚谁牵头 is impatient, no order.
    """
    patterns = _patterns()
    sentences = _SENTENCE.findall(text)
    stretches = (part for sentence in sentences for part in _STRETCH.findall(sentence))
    if not any(patterns.disregard.match(simplified(stretch)) for stretch in stretches):
        return text
    left = "".join(_asked(sentence, patterns) for sentence in sentences).strip()
    return left if left or not ASKS.search(simplified(text)) else text


def _asked(sentence: str, patterns: _Patterns) -> str:
    """What a sentence asks beside the orders in it."""
    stretches = _STRETCH.findall(sentence)
    if not any(map(patterns.is_order, stretches)):
        return sentence
    if not ASKS.search(simplified(sentence)):
        return ""
    return "".join(stretch for stretch in stretches if not patterns.is_order(stretch))
