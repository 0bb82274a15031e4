"""The index: clauses with their vectors (FAISS), words (BM25) and records (SQLite)."""

from index.build import build_index, is_current
from index.concepts import Concept, load_concepts
from index.manifest import Manifest, read_manifest
from index.search import Index, load_index

__all__ = [
    "Concept",
    "Index",
    "Manifest",
    "build_index",
    "is_current",
    "load_concepts",
    "load_index",
    "read_manifest",
]
