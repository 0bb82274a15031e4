"""An assistant that goes along with the index: a new version answers as soon as it is loaded."""

import logging
import threading
from collections.abc import Callable

from corpus.districts import forget_districts
from errors import AnwenError
from index import Embedder, live_version
from rag.chain import Assistant, load_assistant
from rag.lexicon import load_lexicon
from settings import Settings

_LOG = logging.getLogger(__name__)

Load = Callable[[Settings, Embedder | None], Assistant]


class LiveAssistant:
    """The assistant over the live version; safe to use from several threads.

    A new version is loaded by a thread of its own while the old one goes on answering: no
    question waits for it. Meanwhile both are in memory.
    """

    def __init__(self, settings: Settings, load: Load = load_assistant) -> None:
        """Load the live version; raises as load_assistant does.

        load: makes an assistant over the live version, with the model of the one before if any.
        """
        self._settings = settings
        self._load = load
        self._lock = threading.Lock()  # over what follows
        self._assistant = load(settings, None)
        self._seen = self._assistant.index.version  # loaded, being loaded, or not loadable
        self._loading: threading.Thread | None = None

    def current(self) -> Assistant:
        """The assistant to ask now. Reads one small file; starts a load when it has changed."""
        name = live_version(self._settings)
        with self._lock:
            if name and name != self._seen and self._loading is None:
                self._loading = threading.Thread(target=self._follow, name="index", daemon=True)
                self._loading.start()
            return self._assistant

    def _follow(self) -> None:
        """Load the live version, and the next one if it has changed again meanwhile."""
        while True:
            name = live_version(self._settings)
            with self._lock:
                if not name or name == self._seen:
                    self._loading = None
                    return
                self._seen = name
            _forget_names()
            try:
                assistant = self._load(self._settings, self._assistant.index.embedder)
            except Exception as error:
                told = (
                    error if isinstance(error, AnwenError) else f"{type(error).__name__}: {error}"
                )
                _LOG.error("version %s is not loaded, the one before answers: %s", name, told)
                continue
            with self._lock:
                self._assistant = assistant
                self._seen = assistant.index.version


def _forget_names() -> None:
    """Read the names of districts anew: a new version may be of one that a user has added."""
    forget_districts()
    load_lexicon.cache_clear()
