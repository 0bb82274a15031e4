"""Conversations found again after a reload: kept in memory, bounded, each under its own secret."""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from page.ask.records import View

_KEY = re.compile(r"[0-9a-f]{64}")  # 256 random bits, made by the browser that keeps them
_MOST = 200  # conversations; the one that rested longest goes
_LONGEST_REST = 12 * 3600.0  # seconds


class Conversations:
    """The views of browser sessions by their keys. Safe between threads; gone with the process.

    A key is known to one browser tab alone, so nobody comes to another's conversation.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, View]] = OrderedDict()

    def recall(self, key: str) -> View:
        """The view kept under a key; an empty one where there is none, or it rested too long.

        A word that is no key gives a view without one, which is not kept.
        """
        if not _KEY.fullmatch(key):
            return View()
        with self._lock:
            self._forget_old()
            _, view = self._kept.get(key, (0.0, View(key=key)))
            return view

    def keep(self, view: View) -> View:
        """Keep a view under its key, if it has one; returns the view."""
        if view.key:
            with self._lock:
                self._kept.pop(view.key, None)
                self._kept[view.key] = (self._now(), view)
                self._forget_old()
        return view

    def _forget_old(self) -> None:
        while self._kept:
            key, (since, _) = next(iter(self._kept.items()))
            if len(self._kept) <= _MOST and self._now() - since <= _LONGEST_REST:
                return
            del self._kept[key]
