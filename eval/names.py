"""Spellings of units and districts, to be found anywhere in a text."""

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.districts import load_districts, without_district
from corpus.register import load_register
from eval.wording import even, load_wording

_WORD = re.compile(r"[a-z0-9]")
_PARENTHESES = re.compile(r"[（(].*")
_SHORTEST_ABBREVIATION = 3  # characters
LEVELS = "县区市"  # what the name of a unit may start with


class Spelled:
    """Spellings with what they stand for; the longest one at a place counts."""

    def __init__(self, owners: dict[str, str]) -> None:
        self.owners = owners
        lengths: dict[str, set[int]] = {}
        for spelling in owners:
            lengths.setdefault(spelling[:1], set()).add(len(spelling))
        self._lengths = {first: sorted(own, reverse=True) for first, own in lengths.items()}

    def at(self, text: str, start: int) -> tuple[int, str] | None:
        """(end, owner) of the longest spelling that starts there, None without one."""
        for length in self._lengths.get(text[start : start + 1], ()):
            end = start + length
            owner = self.owners.get(text[start:end])
            if owner and _on_words(text, start, end):
                return end, owner
        return None


def _on_words(text: str, start: int, end: int) -> bool:
    """True unless an English word would be cut at either end."""
    before = start > 0 and _WORD.match(text[start - 1]) and _WORD.match(text[start])
    after = end < len(text) and _WORD.match(text[end]) and _WORD.match(text[end - 1])
    return not before and not after


@lru_cache(maxsize=1)
def districts() -> Spelled:
    """The districts, in evened text."""
    return Spelled(
        {
            even(spelling): district.name
            for district in load_districts()
            for spelling in (district.name, district.en, *district.aliases)
        }
    )


@lru_cache(maxsize=4096)
def function_of(name: str) -> str:
    """The function that a unit's name stands for; the name itself where the register lacks it."""
    known = load_register().canonical(name)
    return known or next(
        (found for own in without_district(name) if (found := load_register().canonical(own))),
        f"={even(name)}",
    )


@lru_cache(maxsize=1)
def _register_spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for function in load_register().functions.values():
        for spelling in (*function.names, function.en, *function.aliases, *function.en_aliases):
            found.setdefault(even(spelling), function.id)
    for function in load_register().functions.values():
        found.setdefault(even(function.zh), function.id)
    return found


@lru_cache(maxsize=1)
def _whole_names() -> frozenset[str]:
    return frozenset(even(n) for f in load_register().functions.values() for n in f.names)


@lru_cache(maxsize=256)
def units_with(names: tuple[str, ...]) -> Spelled:
    """The units of the register, and further ones by their names, in evened text."""
    own = {
        even(spelling): function_of(name)
        for name in names
        for spelling in (name, _PARENTHESES.sub("", name), *without_district(name))
        if spelling
    }
    return Spelled({**own, **_register_spellings()} | own)


def is_name(spelling: str) -> bool:
    """True where a spelling can only be a unit (消防局), not its field of work (消防)."""
    wording = load_wording()
    ends = wording.english_unit if spelling.isascii() else wording.chinese_unit
    return spelling in _whole_names() or bool(ends.search(spelling))


def abbreviated(short: str, names: Iterable[str]) -> str | None:
    """The function of which a name is short: 县规自局 for 县规划自然资源局.

    names: of units that are expected; they go before those of the register. None where it is short
    for none, or for units of several functions.
    """
    for known in (names, (n for f in load_register().functions.values() for n in f.names)):
        found = {function_of(name) for name in known if _is_short_for(short, even(name))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _is_short_for(short: str, name: str) -> bool:
    """True where the characters of one stand in the other in their order, the last one last."""
    mine, whole = short.lstrip(LEVELS), name.lstrip(LEVELS)
    if len(mine) < _SHORTEST_ABBREVIATION or mine[-1:] != whole[-1:] or mine[:1] != whole[:1]:
        return False
    rest = iter(whole)
    return all(character in rest for character in mine)
