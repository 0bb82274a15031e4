"""Documents pass one by one: what a build holds does not grow with their number."""

import hashlib
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import build_index
from settings import Settings
from tests.counting import write_metadata
from tests.test_index import quiet

# bytes for one more document: its entry in documents.toml, hashes, the keys of its passages; with
# the parsed document it would be more than 50,000
MOST_PER_DOCUMENT = 20_000


class FastEmbedder:
    """Sixteen numbers from a hash of the text."""

    def encode_query(self, sentences: list[str], **_: Any) -> np.ndarray:
        digests = b"".join(hashlib.sha256(text.encode()).digest() for text in sentences)
        vectors = np.frombuffer(digests, dtype=np.uint16).reshape(len(sentences), 16)
        return vectors.astype(np.float32)

    encode_document = encode_query


def write_documents(folder: Path, count: int) -> Settings:
    """Settings for so many documents of four long items, each with words of its own."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    names = [f"d{number}" for number in range(count)]
    for name in names:
        items = (
            f"（{n}）第{name}{n}项任务：{f'{name}区应急管理局落实第{n}项责任，' * 70}确保实效。\n"
            for n in range(1, 5)
        )
        (documents / f"{name}.txt").write_text(
            f"{name}区工作要点\n\n一、任务\n{''.join(items)}", "utf-8"
        )
    write_metadata(documents, *names)
    return Settings(documents_dir=documents, index_dir=folder / "index")


def peak(settings: Settings) -> int:
    """The most bytes that a build holds at a time."""
    tracemalloc.start()
    try:
        build_index(settings, quiet, FastEmbedder())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.words.tokenize", lambda text: text[:20].split())
    build_index(write_documents(tmp_path / "first", 2), quiet, FastEmbedder())  # fills caches
    few, many = (peak(write_documents(tmp_path / str(count), count)) for count in (30, 120))
    assert (many - few) / 90 < MOST_PER_DOCUMENT
