"""What the rooms share of the live index: assistant, documents, ledger, bank of questions."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from corpus import ParsedDocument, load_corpus
from corpus.ledger import LedgerRow, build_ledger
from index import Index
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
        self._live = live
        self._lock = threading.Lock()
        self._kept = _Kept(live.current().index)

    def assistant(self) -> Assistant:
        """The assistant over the live version; cheap to call."""
        return self._live.current()

    def documents(self) -> Sequence[ParsedDocument]:
        """The parsed documents, in the order of documents.toml."""
        return self._once("documents", lambda: load_corpus(self.settings.documents_dir))

    def ledger(self) -> Sequence[LedgerRow]:
        """The responsibility ledger of all documents."""
        documents = self.documents()
        return self._once("ledger", lambda: build_ledger(documents))

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
