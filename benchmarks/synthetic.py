"""Many documents that read like the five: their texts with districts and years exchanged."""

import hashlib
import re
from pathlib import Path
from typing import Any

import numpy as np

from corpus import DocumentEntry, load_metadata
from corpus.districts import load_districts
from index import write_entries
from settings import ROOT

_SOURCES = ROOT / "corpus" / "documents"
_KIND = re.compile(r"(?:(?<=..)区|县|(?:土家族|苗族|彝族)*自治县|经开区|新区|高新区)$")
_YEAR = re.compile(r"20[12]\d(?=年|〕|-)")
DIMENSION = 384


class HashedEmbedder:
    """Vectors of the usual size from a hash of the text: quick, and the same every time."""

    def encode_query(self, sentences: list[str], **_: Any) -> np.ndarray:
        return np.stack([_vector(text) for text in sentences])

    encode_document = encode_query


def _vector(text: str) -> np.ndarray:
    digest = hashlib.shake_128(text.encode()).digest(DIMENSION)
    vector = np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5
    return vector / np.linalg.norm(vector)


def write_documents(folder: Path, count: int) -> None:
    """Write so many documents and their documents.toml: each district in turn, then other years."""
    folder.mkdir(parents=True)
    sources = load_metadata(_SOURCES)
    districts = [district.name for district in load_districts()]
    entries = []
    for number in range(count):
        source = sources[number % len(sources)]
        turn = number // len(sources)
        district = districts[turn % len(districts)]
        entry = _entry(source, district, turn // len(districts), number)
        text = (_SOURCES / source.file).read_text(encoding="utf-8")
        back = turn // len(districts)
        (folder / entry.file).write_text(_exchanged(text, source, district, back), "utf-8")
        entries.append(entry)
    write_entries(folder, entries)


def _entry(source: DocumentEntry, district: str, back: int, number: int) -> DocumentEntry:
    told = {
        name: _exchanged(getattr(source, name), source, district, back)
        for name in ("title", "doc_number", "issuer")
    }
    return source.model_copy(
        update={
            **told,
            "id": f"{source.id}-{number}",
            "file": f"{number:04}.txt",
            "district": district,
            "issued": source.issued.replace(year=source.issued.year - back),
            "tables": {},
        }
    )


def _exchanged(text: str, source: DocumentEntry, district: str, back: int) -> str:
    """A text of another district, and of so many years before."""
    text = text.replace(source.district, district)
    text = text.replace(_KIND.sub("", source.district), _KIND.sub("", district))
    return _YEAR.sub(lambda year: str(int(year.group()) - back), text)
