"""The blueprint of a quiz: how many questions, from where, of which types, in which shares."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.districts import find_district
from corpus.sectors import find_sector
from corpus.spelling import Spellings, plain
from errors import QuizError
from quiz.phrasing import load_wording
from quiz.wellformed import MOST_QUESTIONS

MOST_SEED = 2**63 - 1
_WHOLE, _TOLERANCE = 100.0, 0.01  # percent
_SHARED = re.compile(r"(?P<name>.*?)\s*[=＝]\s*(?P<share>[^=＝]*)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one side of a blueprint wants: names; with shares, how many of each.

    names: () for everything. shares: percent of each name, or () for any mixture.
    """

    names: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()

    def quotas(self, count: int) -> dict[str, int]:
        """How many of so many questions each name gets, by largest remainder; {} for any mixture.

        Of equal remainders the name that was given first gets the question.
        """
        if not self.shares:
            return {}
        exact = [share * count / _WHOLE for share in self.shares]
        given = [math.floor(part + 1e-9) for part in exact]
        by_rest = sorted(range(len(exact)), key=lambda i: (-round(exact[i] - given[i], 9), i))
        for i in by_rest[: count - sum(given)]:
            given[i] += 1
        return dict(zip(self.names, given, strict=True))


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a quiz is drawn by; read_blueprint makes one from what a person writes.

    districts: names. sectors: ids. chapters: words of a chapter's heading. types, difficulties:
    as in the records. count: of questions. seed: the same gives the same quiz.
    """

    count: int
    seed: int
    districts: Wanted = Wanted()
    sectors: Wanted = Wanted()
    chapters: Wanted = Wanted()
    types: Wanted = Wanted()
    difficulties: Wanted = Wanted()


def read_blueprint(
    count: int,
    seed: int = 1,
    districts: Sequence[str] = (),
    sectors: Sequence[str] = (),
    chapters: Sequence[str] = (),
    types: Sequence[str] = (),
    difficulties: Sequence[str] = (),
) -> Blueprint:
    """The blueprint that a person means.

    Each name may be in any spelling and may have a share behind it (奉节=60): percent of the
    questions; then all names of that side have one, and they add up to 100. Raises QuizError for
    a count or shares that cannot be, UnknownNameError for a name that stands for nothing.
    """
    if not 1 <= count <= MOST_QUESTIONS:
        raise QuizError(f"{count} questions; a quiz has 1 to {MOST_QUESTIONS}: change the count")
    if not 0 <= seed <= MOST_SEED:
        raise QuizError(f"seed {seed} is not from 0 to {MOST_SEED}; choose another")
    return Blueprint(
        count,
        seed,
        _wanted("district", districts, find_district),
        _wanted("sector", sectors, find_sector),
        _wanted("chapter", chapters, _chapter),
        _wanted("type", types, find_type),
        _wanted("difficulty", difficulties, find_difficulty),
    )


def find_type(words: str) -> str:
    """The question type that a person means: 单选, single choice. Raises UnknownNameError."""
    return _named("type").find(words, str)


def find_difficulty(words: str) -> str:
    """The difficulty that a person means: 难, hard. Raises UnknownNameError."""
    return _named("difficulty").find(words, str)


@lru_cache(maxsize=2)
def _named(side: str) -> Spellings:
    wording = load_wording()
    known: Iterable[tuple[str, list[str]]] = (
        wording.types.items() if side == "type" else wording.difficulties.items()
    )
    entries = ((spelling, id) for id, names in known for spelling in (id, *names))
    return Spellings(side, entries, "quiz/data/wording.toml")


def _chapter(words: str) -> str:
    return words.strip()


def _wanted(side: str, given: Sequence[str], find: Callable[[str], str]) -> Wanted:
    """One side of a blueprint; names may also stand in one text, with commas between them."""
    parts = [part.strip() for text in given for part in re.split(r"[,，、;；]", text)]
    read = [_read(side, part) for part in parts if part]
    if given and not read:
        raise QuizError(f"{side} {''.join(given)!r} names nothing; give a name or leave it out")
    names = [find(name) for name, _ in read]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise QuizError(f"{side} {twice} is wanted twice; name it once, with one share")
    shares = [share for _, share in read if share is not None]
    if shares and len(shares) < len(names):
        raise QuizError(
            f"{len(shares)} of {len(names)} names of {side} have a share; "
            "give one to each or to none"
        )
    if shares and abs(sum(shares) - _WHOLE) > _TOLERANCE:
        raise QuizError(f"the shares of {side} add up to {sum(shares):g}, not to 100; correct them")
    return Wanted(tuple(names), tuple(shares))


def _read(side: str, part: str) -> tuple[str, float | None]:
    shared = _SHARED.fullmatch(part)
    if not shared:
        return part, None
    try:
        share = float(shared["share"].rstrip("%％ "))
    except ValueError:
        share = math.nan
    if not 0 < share <= _WHOLE:
        raise QuizError(
            f"{side} {part!r}: a share is a number above 0, at most 100; write {shared['name']}=50"
        )
    return shared["name"], share


def fits_chapter(words: str, chapter: str) -> bool:
    """True where a chapter's heading has the words of a blueprint in it."""
    return plain(words) in plain(chapter)
