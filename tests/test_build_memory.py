"""Documents pass one by one: what a build holds does not grow with their number."""

import hashlib
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np

from index import Manifest, build_index, load_documents
from index.passages import passages
from settings import Settings
from tests.counting import write_metadata
from tests.test_index import quiet

# bytes for one more passage: its key (three times), its vector of 16 numbers, its words
MOST_PER_PASSAGE = 1_500


class FastEmbedder:
    """Sixteen numbers from a hash of the text."""

    def encode_query(self, sentences: list[str], **_: Any) -> np.ndarray:
        digests = b"".join(hashlib.sha256(text.encode()).digest() for text in sentences)
        vectors = np.frombuffer(digests, dtype=np.uint16).reshape(len(sentences), 16)
        return vectors.astype(np.float32)

    encode_document = encode_query


def write_documents(folder: Path, count: int) -> Settings:
    """Settings for so many documents of ten items, each with words of its own."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    names = [f"d{number}" for number in range(count)]
    for name in names:
        items = (
            f"（{n}）第{name}{n}项任务。开展{name}第{n}轮隐患排查整治，完成{n}处整改，"
            f"由{name}区应急管理局牵头，落实{'安全生产责任制，' * 10}确保实效。\n"
            for n in range(1, 11)
        )
        (documents / f"{name}.txt").write_text(
            f"{name}区工作要点\n\n一、任务\n{''.join(items)}", "utf-8"
        )
    write_metadata(documents, *names)
    return Settings(documents_dir=documents, index_dir=folder / "index")


def peak(settings: Settings) -> tuple[int, Manifest]:
    """The most bytes that a build holds at a time."""
    tracemalloc.start()
    try:
        manifest = build_index(settings, quiet, FastEmbedder())
        return tracemalloc.get_traced_memory()[1], manifest
    finally:
        tracemalloc.stop()


def count_passages(settings: Settings) -> int:
    return sum(
        len(passages(clause)) for item in load_documents(settings) for clause in item.clauses
    )


def test_memory_grows_by_passages_alone(tmp_path: Path) -> None:
    build_index(write_documents(tmp_path / "first", 2), quiet, FastEmbedder())  # fills caches
    few, many = (write_documents(tmp_path / str(count), count) for count in (30, 120))
    (small, _), (large, manifest) = peak(few), peak(many)
    assert manifest.documents == 120
    more = count_passages(many) - count_passages(few)
    assert more > 1_500
    print(small, large, more)
    assert (large - small) / more < MOST_PER_PASSAGE
