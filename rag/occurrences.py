"""Which clauses speak of a word, without reading all of them for each word."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rag.match import speaks_of

_BATCH = 2_000  # texts that are taken apart at once
_ALONE = 0  # stands for the second character where a single one is looked up

Positions = npt.NDArray[np.int32]


class Occurrences:
    """For each pair of neighbouring characters, and each character, the texts that hold it.

    A word is looked up by its pairs; only the texts that hold all of them are read.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        keyed = [
            _keyed(texts[start : start + _BATCH], start) for start in range(0, len(texts), _BATCH)
        ]
        held = np.concatenate(keyed) if keyed else np.zeros((0, 2), dtype=np.uint64)
        order = np.argsort(held[:, 0], kind="stable")  # positions stay in order
        pairs, starts = np.unique(held[order, 0], return_index=True)
        self._positions: Positions = held[order, 1].astype(np.int32)
        ends = np.append(starts[1:], len(held))[: len(starts)]
        bounds = zip(starts.tolist(), ends.tolist(), strict=True)
        self._bounds = dict(zip(pairs.tolist(), bounds, strict=True))

    def of(self, word: str) -> Positions:
        """The positions of the texts that speak of a word (see speaks_of), in order."""
        if not word:
            return np.arange(len(self._texts), dtype=np.int32)[:0]
        found = self._holding(word)
        denied = np.intersect1d(found, self._holding("非" + word[0]), assume_unique=True)
        doubtful = found if len(word) > 2 else denied
        silent = [i for i in doubtful.tolist() if not speaks_of(self._texts[i], word)]
        return np.setdiff1d(found, silent, assume_unique=True) if silent else found

    def _holding(self, word: str) -> Positions:
        """Texts that hold all pairs of a word: for one or two characters, the word itself."""
        seconds = word[1:] or chr(_ALONE)
        pairs = {ord(a) << 32 | ord(b) for a, b in zip(word, seconds, strict=False)}
        lists = sorted((self._list(pair) for pair in pairs), key=len)
        found = lists[0]
        for other in lists[1:]:
            found = np.intersect1d(found, other, assume_unique=True)
        return found

    def _list(self, pair: int) -> Positions:
        start, end = self._bounds.get(pair, (0, 0))
        return self._positions[start:end]


def _keyed(texts: Sequence[str], first: int) -> npt.NDArray[np.uint64]:
    """uint64 (n, 2): each pair of characters, and the position of a text that holds it, once."""
    characters = [np.frombuffer(t.encode("utf-32-le", "surrogatepass"), "<u4") for t in texts]
    lengths = [len(part) for part in characters]
    line = np.concatenate(characters).astype(np.uint64)
    owner = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    together = owner[1:] == owner[:-1]
    pairs = (line[:-1] << np.uint64(32) | line[1:])[together]
    keys = np.concatenate([pairs, line << np.uint64(32)])
    owners = np.concatenate([owner[1:][together], owner])
    order = np.lexsort((keys, owners))
    keys, owners = keys[order], owners[order]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    return np.stack([keys[new], owners[new] + np.uint64(first)], axis=1)
