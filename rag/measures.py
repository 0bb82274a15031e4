"""What a number counts: 多少公里 is answered by a length, not by any number."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.datafile import PatternTexts, load_entries
from corpus.quantities import NUMBER, Quantity, find_quantities

_MEASURES_FILE = Path(__file__).parent / "data" / "measures.toml"
_PER = re.compile(r"(?:\bper|\bin|每)\s*$")
_MONTHS = "months"  # of years, too: 三年行动
_COUNTER = re.compile(r"(?:多少|几|好多)([处家座所栋台部条支辆套起项艘间次场件张户人名口吨亩])")
_NUMBER = r"(?<!第)(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千万两数]+)\s*[万千百]?余?(?:多)?(?:个)?"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    zh: list[str]
    en: list[str]
    named: PatternTexts = ()


@dataclass(frozen=True)
class _Measure:
    id: str
    asked: re.Pattern[str]
    named: re.Pattern[str] | None
    stated: re.Pattern[str]


@lru_cache(maxsize=1)
def _measures() -> tuple[_Measure, ...]:
    return tuple(
        _Measure(
            entry.id,
            re.compile(
                rf"(?:多少|几|好多)\s?(?:万|千|百)?个?(?:{'|'.join(map(re.escape, entry.zh))})"
                + (rf"|how many (?:\w+ )?(?:{'|'.join(entry.en)})\b(?! s\b)" if entry.en else "")
            ),
            re.compile("|".join(entry.named)) if entry.named else None,
            re.compile(rf"{_NUMBER}(?:{'|'.join(map(re.escape, entry.zh))})"),
        )
        for entry in load_entries(_MEASURES_FILE, "measure", _Entry)
    )


def asked_measure(text: str) -> str | None:
    """Id of the measure that a question asks for (多少公里, 公里数: length), None for any count."""
    asked = next((m.id for m in _measures() if m.asked.search(text)), None)
    by_name = (m.id for m in _measures() if m.named and m.named.search(text))
    return asked or next(by_name, None)


def states_measure(text: str, measure: str) -> bool:
    """True where a text states a number of a measure. Raises StopIteration for an unknown id."""
    return next(m for m in _measures() if m.id == measure).stated.search(text) is not None


def asked_counter(text: str) -> str | None:
    """The counter that a question asks with (多少张: 张), None for 个 or none."""
    found = _COUNTER.search(text)
    return found.group(1) if found else None


def counts_with(text: str, counter: str) -> bool:
    """True where a text states a number with a counter (200张)."""
    return re.search(rf"{_NUMBER}{re.escape(counter)}", text) is not None


@lru_cache(maxsize=5_000)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities that a text states (corpus.quantities.find_quantities), kept for next time."""
    return find_quantities(text)


@lru_cache(maxsize=100)
def taken_for_granted(question: str) -> tuple[Quantity, ...]:
    """The quantities that a question takes for granted (500台电梯由谁检查).

    Only what is written in digits: 三公里 may be a name, 哪三个 asks. Years and terms are none, nor
    is the measure of a rate (per 100 million yuan).
    """
    return tuple(
        quantity
        for quantity in find_quantities(question)
        if quantity.measure not in (NUMBER, _MONTHS)
        and re.search(r"\d|百分之", quantity.text)
        and not _PER.search(question[: quantity.start])
    )
