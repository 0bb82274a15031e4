"""The assistant over the live version of the index."""

from rag.chain import Assistant, load_assistant
from settings import Settings


class LiveAssistant:
    """Loads the assistant once; current() gives it."""

    def __init__(self, settings: Settings) -> None:
        self._assistant = load_assistant(settings)

    def current(self) -> Assistant:
        """The assistant over the live version."""
        return self._assistant
