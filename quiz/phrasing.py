"""How stems and explanations are worded: data/phrasings.toml and data/wording.toml."""

import random
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus.datafile import entry_line, load_entries, load_model
from corpus.records import Role
from errors import DataFileError
from quiz.facts import Fact, ListFact, UnitsFact, ValueFact
from quiz.records import BLANK, Difficulty, QuestionType
from quiz.subjects import quoted

_PHRASINGS_FILE = Path(__file__).parent / "data" / "phrasings.toml"
_WORDING_FILE = Path(__file__).parent / "data" / "wording.toml"
_FIELD = re.compile(r"\{(\w*)\}")
_HALF_WIDTH = re.compile(r"(?<=[^\x00-\x7f])[,;:()](?=.)|(?<=.)[,;:()](?=[^\x00-\x7f])")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
# （2024—2026年） behind a title: the years may be the answer to a question
_YEARS = re.compile(r"（[^（）]*20\d\d[^（）]*）$")
_FEWEST = 4  # phrasings of a kind

About = Literal["units", "units_open", "figure", "when", "deadline", "list", "districts"]

# what a phrasing may name, by what it is about; all may name source, district, title and number
_COMMON = {"source", "district", "title", "number", "part", "name"}
_FIELDS: dict[About, set[str]] = {
    "units": {"task", "role", "unit", "blank", "acts"},
    "units_open": {"task", "role", "unit"},
    "figure": {"asked", "gap", "stated"},
    "when": {"asked", "gap", "stated"},
    "deadline": {"task", "value", "blank"},
    "list": {"heading", "count", "item"},
    "districts": {"asked"},
}


class Phrasing(BaseModel):
    """One [[phrasing]]: the ways to word one kind of question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: QuestionType
    about: About
    texts: tuple[str, ...] = Field(min_length=_FEWEST)

    @model_validator(mode="after")
    def _names_known_fields(self) -> "Phrasing":
        known = _COMMON | _FIELDS[self.about]
        for text in self.texts:
            unknown = set(_FIELD.findall(text)) - known
            if unknown:
                raise ValueError(
                    f"{text!r} names {{{min(unknown)}}}; known here: {', '.join(sorted(known))}"
                )
        return self


class Wording(BaseModel):
    """The fixed words of questions, as wording.toml explains them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: dict[Role, str]
    acts: dict[Role, str]
    answers: dict[Literal["right", "wrong"], str]
    explanations: dict[str, str]
    marks: dict[QuestionType, float]
    types: dict[QuestionType, list[str]]
    difficulties: dict[Difficulty, list[str]]
    titles: dict[Literal["zh", "en"], str]


@dataclass(frozen=True, slots=True)
class Phrased:
    """A stem and the number of the phrasing that it follows."""

    stem: str
    number: int


@lru_cache(maxsize=1)
def load_phrasings() -> dict[tuple[QuestionType, About], tuple[str, ...]]:
    """All phrasings. Raises DataFileError, with the line, for a mistake in one."""
    found: dict[tuple[QuestionType, About], tuple[str, ...]] = {}
    for number, entry in enumerate(load_entries(_PHRASINGS_FILE, "phrasing", Phrasing)):
        if (entry.type, entry.about) in found:
            line = entry_line(_PHRASINGS_FILE, "phrasing", number)
            raise DataFileError(
                f"{_PHRASINGS_FILE}, line {line}: {entry.type} {entry.about} stands there twice; "
                "put its texts together"
            )
        found[entry.type, entry.about] = entry.texts
    return found


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """The fixed words. Raises DataFileError naming the word with a mistake."""
    return load_model(_WORDING_FILE, Wording)


def about(fact: Fact, exact: bool = False) -> About:
    """Which phrasings a fact takes. exact: the question names every unit, open end or not."""
    if isinstance(fact, UnitsFact):
        return "units_open" if fact.open_ended and not exact else "units"
    if isinstance(fact, ListFact):
        return "list"
    if fact.kind == "figure":
        return "figure"
    return "when" if fact.asked else "deadline"


def phrase(type: QuestionType, kind: About, rng: random.Random, fields: dict[str, str]) -> Phrased:
    """A stem of a kind, in one of its phrasings at random."""
    texts = load_phrasings()[type, kind]
    number = rng.randrange(len(texts))
    return Phrased(typeset(texts[number].format(**fields)), number)


def typeset(text: str) -> str:
    """A Chinese text with the full-width commas and brackets that a document may lack."""
    return _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark.group()], text)


def explain(kind: str, fields: dict[str, str]) -> str:
    """The explanation printed with a key."""
    return typeset(load_wording().explanations[kind].format(**fields))


def fields_of(fact: Fact) -> dict[str, str]:
    """What a phrasing may name of a fact; nothing of it is the key but stated and answer."""
    document = fact.source.document
    title = f"《{_YEARS.sub('', document.title)}》"
    fields = {
        "district": document.district,
        "title": title,
        "number": document.doc_number,
        "source": title if document.district in title else document.district + title,
        "blank": BLANK,
    }
    if isinstance(fact, ListFact):
        titles = "；".join(title for _, title in fact.items)
        return fields | {
            "part": quoted(fact.heading),
            "heading": fact.heading.translate(str.maketrans("“”", "‘’")),
            "count": str(len(fact.items)),
            "answer": titles,
        }
    fields |= {
        "part": quoted(fact.subject.part),
        "name": fact.subject.name.translate(str.maketrans("“”", "‘’")),
        "task": fact.subject.said,
    }
    if isinstance(fact, UnitsFact):
        wording = load_wording()
        units = [unit.name for unit in fact.named]
        return fields | {
            "role": wording.roles[fact.role],
            "acts": wording.acts[fact.role],
            "answer": "、".join([*units, *fact.collectives]),
        }
    return fields | _value_fields(fact)


def _value_fields(fact: ValueFact) -> dict[str, str]:
    return {
        "asked": fact.before + fact.asked + fact.after,
        "stated": fact.before + fact.answer + fact.after,
        "answer": fact.answer,
    }
