"""An embedder that writes down what it is asked for, and documents to feed it."""

from pathlib import Path
from typing import Any

import numpy as np

from corpus.metadata import METADATA_FILE
from tests.conftest import HashEmbedder

ENTRY = """[[document]]
id = "{id}"
file = "{id}.txt"
form = "word"
district = "{district}"
title = "2025年{district}安全生产工作要点"
doc_number = "{district}发〔2025〕{number}号"
issuer = "{district}人民政府"
issued = 2025-03-07
"""
TEXT = """2025年{district}安全生产工作要点

一、总体要求
{district}坚持人民至上、生命至上。{words}

二、重点任务
（一）燃气安全。{district}经济信息委牵头，开展燃气隐患排查整治。{words}
（二）森林防火。{district}林业局负责，完成{number}公里防火通道建设。
"""


class CountingEmbedder(HashEmbedder):
    """texts: every passage that was embedded, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode_document(self, sentences: list[str], **options: Any) -> np.ndarray:
        self.texts += sentences
        return super().encode_document(sentences, **options)


def write_folder(folder: Path, *ids: str, words: str = "") -> Path:
    """A documents folder with a small document for each id; words: something more in each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, id_ in enumerate(ids, start=1):
        write_document(folder, id_, words, number)
    write_metadata(folder, *ids)
    return folder


def write_document(folder: Path, id_: str, words: str = "", number: int = 1) -> None:
    """Write, or write anew, the document of an id."""
    text = TEXT.format(district=f"{id_}区", number=number, words=words)
    (folder / f"{id_}.txt").write_text(text, encoding="utf-8")


def write_metadata(folder: Path, *ids: str) -> None:
    """Write the documents.toml of these documents."""
    entries = (
        ENTRY.format(id=id_, district=f"{id_}区", number=number)
        for number, id_ in enumerate(ids, start=1)
    )
    (folder / METADATA_FILE).write_text("\n".join(entries), encoding="utf-8")
