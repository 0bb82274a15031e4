"""Words of a text for the word index: jieba with the names of units and the domain's terms."""

import logging
import re
from functools import lru_cache

import jieba

from corpus.register import load_register
from index.concepts import load_concepts

TOKENIZER = "jieba-search-1"  # change when tokens change: an index of other tokens is refused
_WORD = re.compile(r"[0-9a-z一-鿿]", re.IGNORECASE)


@lru_cache(maxsize=1)
def _segmenter() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    for function in load_register().functions.values():
        for name in (*function.names, *function.aliases):
            segmenter.add_word(name)
    for concept in load_concepts():
        for word in concept.zh:
            segmenter.add_word(word)
    return segmenter


def tokenize(text: str) -> list[str]:
    """The words of a text in lower case, long words also as their parts; marks are dropped."""
    words = _segmenter().lcut_for_search(text.lower())
    return [word for word in words if _WORD.search(word)]


def cut(text: str) -> list[str]:
    """A text cut into words, each character in one word."""
    return list(_segmenter().lcut(text))
