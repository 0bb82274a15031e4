"""Words of a text for the word index: jieba with the names of units and the domain's terms."""

import logging
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import jieba
from jieba import posseg

from corpus.register import load_register
from index.concepts import load_concepts

TOKENIZER = "jieba-search-1"  # change when tokens change: an index of other tokens is refused
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
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
    """A text cut into dictionary words; what is in none stays single characters."""
    return list(_segmenter().cut(text, HMM=False))


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often texts use each Chinese word, in the order of their first use.

    What the dictionary does not have counts as single characters.
    """
    return Counter(word for text in texts for run in _HAN_RUN.findall(text) for word in cut(run))


def is_word(text: str) -> bool:
    """True for a word of the dictionary."""
    return bool(_segmenter().FREQ.get(text))


@lru_cache(maxsize=1)
def _tagger() -> posseg.POSTokenizer:
    return posseg.POSTokenizer(_segmenter())


def tag(text: str) -> list[tuple[str, str]]:
    """A text cut into words, each with its part of speech as jieba names them (n, v, …).

    A word that jieba's dictionary does not have comes with the tag "new".
    """
    frequencies = _segmenter().FREQ
    return [(word, flag if frequencies.get(word) else "new") for word, flag in _tagger().lcut(text)]
