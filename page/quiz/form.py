"""The form of a quiz: what its fields say, checked, as a blueprint."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from errors import QuizError
from quiz.blueprint import Blueprint, Wanted, read_blueprint
from quiz.wellformed import LONGEST_TITLE, UNWRITABLE

MOST_QUESTIONS = 100  # that are drawn while a person waits
MOST_VERSIONS = 6
_MOST_NAMES = 60  # chosen on one side
_LONGEST_SHARES = 400  # characters


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form wants: blueprint, versions, title ('' for one of its own) and fixed words."""

    blueprint: Blueprint
    versions: int
    title: str
    language: Literal["zh", "en"]


def read_wish(
    fields: dict[str, Any], chapters: Sequence[str], language: Literal["zh", "en"]
) -> Wish:
    """What the fields of the form want; they come from a browser and may hold anything.

    chapters: those that there are. Raises QuizError or UnknownNameError in one line.
    """
    count = _number(fields["count"], "number of questions", MOST_QUESTIONS)
    versions = _number(fields["versions"], "number of versions", MOST_VERSIONS)
    title = _text(fields["title"]).strip()
    if len(title) > LONGEST_TITLE or UNWRITABLE.search(title):
        raise QuizError(f"the title has over {LONGEST_TITLE} characters or a control character")
    words: Literal["zh", "en"] = "en" if fields["language"] == "en" else "zh"
    return Wish(read_filters(fields, chapters, count), versions, title, words)


def read_filters(fields: dict[str, Any], chapters: Sequence[str], count: int = 1) -> Blueprint:
    """The blueprint of the fields for so many questions. Raises as read_wish does."""
    seed = fields["seed"]
    blueprint = read_blueprint(
        count,
        int(seed) if isinstance(seed, int | float) and seed == seed // 1 else -1,
        districts=_side(fields["districts"], fields["district_shares"]),
        sectors=_names(fields["sectors"]),
        types=_side(fields["types"], fields["type_shares"]),
        difficulties=_names(fields["difficulties"]),
    )
    # a heading is taken whole: read_blueprint would part it at its commas
    wanted = tuple(name for name in _names(fields["chapters"]) if name in chapters)
    return replace(blueprint, chapters=Wanted(wanted))


def _side(chosen: object, shares: object) -> list[str]:
    """The names of a side; where shares are given, they say which names are wanted."""
    told = _text(shares).strip()
    if len(told) > _LONGEST_SHARES:
        raise QuizError(f"shares of {len(told)} characters; at most {_LONGEST_SHARES} are read")
    return [told] if told else _names(chosen)


def _names(chosen: object) -> list[str]:
    names = chosen if isinstance(chosen, list) else []
    return list(dict.fromkeys(str(name)[:200] for name in names[:_MOST_NAMES]))


def _text(given: object) -> str:
    return given if isinstance(given, str) else ""


def _number(given: object, what: str, most: int) -> int:
    whole = isinstance(given, int | float) and given == given // 1
    number = int(given) if whole and isinstance(given, int | float) else 0
    if not 1 <= number <= most:
        told = given if isinstance(given, int | float) else "none"
        raise QuizError(f"{what} {told}; it is from 1 to {most}: change it")
    return number
