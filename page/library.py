"""What the rooms share of the live index: assistant, documents, ledger, bank of questions."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from corpus import ParsedDocument, load_metadata
from corpus.check import check_document
from corpus.ledger import LedgerRow, build_ledger
from eval.anchors import Anchors
from index import Index, documents_folder, load_documents
from page.corpus.check import Checked
from page.downloads import Downloads
from page.jobs import Jobs
from quiz.bank import Bank
from rag.chain import Assistant
from rag.live import LiveAssistant
from settings import Settings

T = TypeVar("T")


@dataclass(slots=True)
class _Kept:
    """What has been made of one version of the index."""

    index: Index
    made: dict[str, Any] = field(default_factory=dict)


class Library:
    """Made of the live version of the index, each thing once; made anew after the next version."""

    def __init__(self, live: LiveAssistant, settings: Settings) -> None:
        self.settings = settings
        self.jobs = Jobs(settings)
        self.downloads = Downloads()
        self._live = live
        self._lock = threading.Lock()
        self._kept = _Kept(live.current().index)

    def assistant(self) -> Assistant:
        """The assistant over the live version; cheap to call."""
        return self._live.current()

    def documents(self) -> Sequence[ParsedDocument]:
        """The parsed documents, in the order of documents.toml."""
        return self._once("documents", lambda: load_documents(self.settings))

    def ledger(self) -> Sequence[LedgerRow]:
        """The responsibility ledger of all documents."""
        documents = self.documents()
        return self._once("ledger", lambda: build_ledger(documents))

    def checks(self) -> Sequence[Checked]:
        """How each document was read, in the order of the documents."""
        documents = self.documents()
        return self._once("checks", lambda: self._checked(documents))

    def _checked(self, documents: Sequence[ParsedDocument]) -> Sequence[Checked]:
        entries = {entry.id: entry for entry in load_metadata(documents_folder(self.settings))}
        return [
            Checked(parsed, check_document(parsed, entries[parsed.document.id]))
            for parsed in documents
            if parsed.document.id in entries  # all, unless a version comes in between
        ]

    def anchors(self) -> Anchors:
        """The clauses of the documents as gold questions find them."""
        documents = self.documents()
        return self._once("anchors", lambda: Anchors(documents))

    def bank(self) -> Bank:
        """All questions that can be made of the documents."""
        documents = self.documents()
        return self._once("bank", lambda: Bank(documents))

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """What is kept under a name, made now if the version is new. One makes it, others wait."""
        index = self.assistant().index
        with self._lock:
            if self._kept.index is not index:
                self._kept = _Kept(index)
            if name not in self._kept.made:
                self._kept.made[name] = make()
            made: T = self._kept.made[name]
            return made
