"""What a person means by a name: looked up in any spelling, else told the nearest ones."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from errors import UnknownNameError

_IGNORED = re.compile(r"[\s“”‘’\"']+")
_MOST_NAMED = 5  # names in a message
_NEAR, _NEAR_LATIN = 45, 60  # least likeness of a near name, in percent
_SHORTEST_PART = 2  # characters of a name that may stand for the whole


def plain(text: str) -> str:
    """The form in which names and words are compared: half width, lower case, no blank space."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


class Spellings:
    """The spellings of the things of one kind (districts, units, sectors)."""

    def __init__(self, kind: str, entries: Iterable[tuple[str, str]], source: str) -> None:
        """Take the spellings.

        kind: what the things are called in a message. entries: (spelling, id) pairs; where two
        things share a spelling the first has it. source: the file that lists them all.
        """
        self._kind, self._source = kind, source
        self._ids: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._words: list[tuple[str, str]] = []
        for spelling, owner in entries:
            self._ids.setdefault(plain(spelling), owner)
            self._written.setdefault(plain(spelling), spelling)
            if spelling.isascii():
                self._words.append((f" {' '.join(spelling.lower().split())} ", owner))

    def exact(self, words: str) -> str | None:
        """The id of what is spelled so, None when nothing is."""
        return self._ids.get(plain(words))

    def find(self, words: str, shown: Callable[[str], str]) -> str:
        """The id of what the words name: in full, or by a part that only one thing has.

        shown: the name for an id in a message. Raises UnknownNameError, naming what is near.
        """
        whole = self.exact(words)
        if whole:
            return whole
        owners = self._having(words)
        if len(owners) == 1:
            return owners[0]
        given = f"{self._kind} {words.strip()!r}"
        if owners:
            named = ", ".join(shown(owner) for owner in owners[:_MOST_NAMED])
            raise UnknownNameError(f"{given} may mean {named}; name one of them in full")
        near = self._near(words)
        if near:
            raise UnknownNameError(f"{given} is not known; near names: {near}; use one of them")
        raise UnknownNameError(f"{given} is not known; use a name from {self._source}")

    def _having(self, words: str) -> list[str]:
        """The ids of what has the words in one of its spellings; English words count whole."""
        part = plain(words)
        if len(part) < _SHORTEST_PART:
            return []
        if words.isascii():
            wanted = f" {' '.join(words.lower().split())} "
            return list(dict.fromkeys(owner for text, owner in self._words if wanted in text))
        return list(dict.fromkeys(owner for text, owner in self._ids.items() if part in text))

    def _near(self, words: str) -> str:
        found = process.extract(
            plain(words),
            list(self._ids),
            scorer=fuzz.ratio,
            limit=_MOST_NAMED,
            score_cutoff=_NEAR_LATIN if words.isascii() else _NEAR,
        )
        return ", ".join(self._written[spelling] for spelling, _, _ in found)
