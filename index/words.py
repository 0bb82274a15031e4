"""BM25 over words (bm25s), built and read without pickle."""

import json
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from index.tokenizer import tokenize

# Lucene's BM25 with its usual parameters: k1 saturates repeated words, b levels long clauses.
K1, B = 1.2, 0.75
_COUNTS_FILE = "counts.json"

Scores = npt.NDArray[np.float32]


def build_words(texts: Iterable[str]) -> bm25s.BM25:
    """A word index over texts; document i = the i-th text. The texts themselves are not kept."""
    vocabulary: dict[str, int] = {}
    numbers = [
        # four bytes a word: this is what grows with the documents
        array("i", (vocabulary.setdefault(w, len(vocabulary)) for w in tokenize(text) or [""]))
        for text in texts
    ]
    model = bm25s.BM25(method="lucene", k1=K1, b=B)
    model.index((numbers, vocabulary), show_progress=False)
    return model


def save_counts(counts: Mapping[str, int], folder: Path) -> None:
    """Write how often each word is used beside the word index."""
    text = json.dumps(dict(counts), ensure_ascii=False)
    (folder / _COUNTS_FILE).write_text(text, encoding="utf-8")


def load_counts(folder: Path) -> dict[str, int]:
    """How often each word is used; raises OSError or ValueError when the file is damaged."""
    counts: dict[str, int] = json.loads((folder / _COUNTS_FILE).read_text(encoding="utf-8"))
    return counts


def save_words(model: bm25s.BM25, folder: Path) -> None:
    """Write a word index as .npy and .json files."""
    model.save(folder, show_progress=False)


def load_words(folder: Path) -> bm25s.BM25:
    """Read a word index. Raises OSError, KeyError or ValueError when its files are damaged."""
    json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
    return bm25s.BM25.load(folder, load_corpus=False)


def score_words(model: bm25s.BM25, words: list[str], count: int) -> Scores:
    """BM25 scores: float32 (count,), one for each clause; zeros when no word is known."""
    known = [word for word in words if word in model.vocab_dict]
    if not known:
        return np.zeros(count, dtype=np.float32)
    return np.asarray(model.get_scores(known), dtype=np.float32)
