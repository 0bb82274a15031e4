"""The index: versions of documents with vectors (FAISS), words (BM25) and records (SQLite)."""

from index.concepts import Concept, load_concepts
from index.documents import write_entries
from index.embedding import Embedder
from index.lock import writing
from index.manifest import Manifest, read_manifest
from index.search import Index, load_index
from index.versions import (
    Version,
    build_index,
    documents_folder,
    is_current,
    list_versions,
    live_hash,
    live_version,
    load_documents,
    rollback,
    starting_changed,
    write_version,
)

__all__ = [
    "Concept",
    "Embedder",
    "Index",
    "Manifest",
    "Version",
    "build_index",
    "documents_folder",
    "is_current",
    "list_versions",
    "live_hash",
    "live_version",
    "load_concepts",
    "load_documents",
    "load_index",
    "read_manifest",
    "rollback",
    "starting_changed",
    "write_entries",
    "write_version",
    "writing",
]
