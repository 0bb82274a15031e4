"""Fill-in: a blank for a number, a date or a unit, with every spelling that is right."""

import re

from corpus.register import load_register
from quiz.conflicts import bare
from quiz.facts import UnitsFact, ValueFact
from quiz.making import Making, question
from quiz.phrasing import about
from quiz.records import BLANK, Blank, Question

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?[%‰]?")
_CLOSING = re.compile(r"(?:之前|以前|前)$")


def fill_in(making: Making) -> Question | None:
    """One blank; None where the answer is not one unit or one value."""
    fact = making.fact
    if isinstance(fact, UnitsFact):
        if len(fact.named) != 1 or not fact.unseen or fact.collectives or fact.open_ended:
            return None
        accepted = _spellings(fact)
        phrased = making.stem("fill_in", "units")
    elif isinstance(fact, ValueFact) and fact.kind == "figure":
        number = _NUMBER.search(fact.answer)
        if number is None:
            return None
        accepted = _number_spellings(number.group(), fact)
        gap = fact.before + fact.answer.replace(number.group(), BLANK, 1) + fact.after
        phrased = making.stem("fill_in", "figure", gap=gap)
    elif isinstance(fact, ValueFact):
        accepted = _time_spellings(fact.answer)
        phrased = making.stem("fill_in", about(fact), gap=fact.before + BLANK + fact.after)
    else:
        return None
    return question(making, "fill_in", phrased, blanks=(Blank(accepted),))


def _spellings(fact: UnitsFact) -> tuple[str, ...]:
    """The unit as written, with its district, without, and as people call it."""
    unit, district = fact.named[0], fact.source.document.district
    function = load_register().functions.get(unit.canonical or "")
    short = bare(unit.name)
    spellings = [unit.name, short, f"{district}{short}", *(function.aliases if function else ())]
    return tuple(dict.fromkeys(spellings))


def _number_spellings(number: str, fact: ValueFact) -> tuple[str, ...]:
    """100% also as 100％ and 100; 3.4公里 as 3.4 and with its unit."""
    spellings = [number]
    if number[-1] in "%‰":
        spellings += [number[:-1] + ("％" if number[-1] == "%" else "‰"), number[:-1]]
    else:
        unit = fact.quantity.unit if fact.quantity else ""
        behind = fact.answer.partition(number)[2]
        scale = behind[: behind.index(unit)] if unit and unit in behind else ""
        spellings += [number.replace(",", ""), f"{number}{scale}{unit}"]
    return tuple(dict.fromkeys(spellings))


def _time_spellings(answer: str) -> tuple[str, ...]:
    """2024年6月底前 also as 2024年6月底; 2025年 also as 2025."""
    spellings = [answer, _CLOSING.sub("", answer)]
    if re.fullmatch(r"20\d\d年", answer):
        spellings.append(answer[:-1])
    return tuple(dict.fromkeys(spellings))
