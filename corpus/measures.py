"""What numbers count and how it is written: units of measure, bounds, idioms."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import PatternTexts, load_entries
from corpus.numerals import ARABIC, CHINESE, ENGLISH
from errors import DataFileError

_QUANTITIES_FILE = Path(__file__).parent / "data" / "quantities.toml"

# what may stand before and after a quantity and makes it a least or a most value
_LEAST_BEFORE = (
    r"不低于|不低於|不少于|不小于|不得低于|不得少于|不短于|至少|最少|最低|(?<!不)超过|(?<!不)超|(?<!不)大于"
    r"|(?<!不)高于|(?<!不)多于|>=?|≥|⩾|at least|(?:no|not) (?:less|fewer|lower) than"
    r"|not (?:be )?below|a minimum of|minimum|(?<!no )(?<!not )more than|(?<!not )over"
    r"|(?<!not )exceeding|(?<!not )above"
)
_MOST_BEFORE = (
    r"不到|不足|未满|不超过|不高于|不大于|不多于|不得超过|不得高于|不得多于|不超|至多|最多|最高|(?<!不)低于|(?<!不)少于"
    r"|(?<!不)小于|(?<!不得)低于|<=?|≤|⩽|at most|(?:no|not) (?:more|greater|higher|longer) than"
    r"|not (?:to )?exceed(?:ing)?|a maximum of|maximum|up to"
    r"|(?<!no )(?<!not )(?:less|fewer|lower) than|(?<!not )below|(?<!not )under|within"
)
_LEAST_AFTER = r"(?:及|或|和)?(?:其)?以上|或更多|\+|or more|or above|and above|or over"
_MOST_AFTER = r"(?:及|或|和)?(?:其)?以[下内]|之?内|or less|or fewer|or below|and below"
_ABOUT = r"(?:近|约|大约|大概|左右|about|around|approximately|roughly|some|nearly|almost)"
_LINK = r"(?:是|为|于|在|:|达到?|控制在)?\s{0,2}"
# a dash between two numbers of one range
_DASH = r"\s?(?:[-—–~∼至到]{1,2}|to)\s?"
_MASKS = (
    r"[〔\[(（]\d{4}[〕\])）]\s?\d{1,5}号|\d{1,5}号|\[\d{1,3}\]"
    r"|(?:^|\n|[“\"])[ \t]{0,8}[(（]?\d{1,2}[.、．)）](?!\d)"
    r"|(?:[6-9]|0\d|1\d|2[0-3]):[0-5]\d(?!\d)"  # a time of day
    r"|十[一二三四五六七八九]五|第\s?(?:[一二三四五六七八九十百]{1,5}|\d{1,5})"
    r"|(?!rmb|cny|k?m[23](?![a-z\d]))[a-z][a-z_-]{0,20}\d[\d.]{0,20}(?![\d,])|\d[\d.]{0,20}[a-z](?:级|类)"
)


class MeasureEntry(BaseModel):
    """One [[measure]] entry of quantities.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    base: str
    units: dict[str, Decimal] = Field(min_length=1)
    within: dict[str, Decimal] = {}
    counter: bool = False


class _Idioms(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: PatternTexts


@lru_cache(maxsize=1)
def load_measures() -> dict[str, MeasureEntry]:
    """All measures by id, in file order.

    Raises DataFileError for an id that is used twice or a unit that stands in two measures.
    """
    measures: dict[str, MeasureEntry] = {}
    owner: dict[str, str] = {}
    for entry in load_entries(_QUANTITIES_FILE, "measure", MeasureEntry):
        for unit in (*entry.units, *entry.within):
            other = owner.setdefault(unit, entry.id)
            if other != entry.id or entry.id in measures:
                raise DataFileError(
                    f"{_QUANTITIES_FILE}: {unit} stands in {other} and in {entry.id}; keep one"
                )
        measures[entry.id] = entry
    return measures


@dataclass(frozen=True, slots=True)
class UnitsOfMeasure:
    """All units of measure, ready for use.

    factors: unit as written -> (measure, base units). quantity: the pattern of a quantity in folded
    text. idiom: of what holds a numeral and is no quantity.
    """

    factors: dict[str, tuple[str, Decimal]]
    quantity: re.Pattern[str]
    idiom: re.Pattern[str]


@lru_cache(maxsize=1)
def load_units() -> UnitsOfMeasure:
    """The units of measure that ship with the product."""
    factors, within = {}, []
    for entry in load_measures().values():
        within += list(entry.within)
        for unit, factor in (*entry.units.items(), *entry.within.items()):
            factors[unit] = (entry.id, factor)
    longest_first = sorted(factors, key=lambda unit: (-len(unit), unit))
    unit = "|".join(
        re.escape(u)
        + (r"(?![a-z])" if u[-1].isascii() and u[-1].isalpha() else "")
        + (r"(?=之?以?内)" if u in within else "")
        for u in longest_first
    )
    idioms = [w for entry in load_entries(_QUANTITIES_FILE, "idiom", _Idioms) for w in entry.words]
    return UnitsOfMeasure(
        factors, re.compile(_grammar(unit)), re.compile("|".join([_MASKS, *idioms]))
    )


def _grammar(unit: str) -> str:
    """The pattern of a quantity; unit: the pattern of a unit."""
    numeral = rf"(?:{ARABIC}|{CHINESE}|{ENGLISH})"
    return (
        rf"(?:(?:(?P<least>{_LEAST_BEFORE})|(?P<most>{_MOST_BEFORE})){_LINK})?(?P<about>{_ABOUT})?\s{{0,2}}"
        rf"(?:(?P<currency>rmb|cny|¥|人民币|us\$|usd|\$)\s?)?(?<![\d.几数])(?:"
        rf"(?P<per>[百千万])分之(?P<share>{numeral}|百)"
        rf"|(?P<parts>{CHINESE})分之(?P<of>{CHINESE})"
        rf"|(?P<one>\d{{1,9}})\s?[∶:比]\s?(?P<to>\d{{1,9}}(?:\.\d{{1,9}})?)"
        rf"|半个?(?P<half>公里|小时|月|年|天|吨|亩)"
        rf"|(?:(?P<low>{numeral})\s?(?P<low_unit>{unit})?{_DASH}"
        rf"|between (?P<from>{numeral}) and )?"
        rf"(?P<number>{numeral})\s?(?P<more>[余餘多来几])?(?P<scale>[万萬亿億])?"
        rf"[\s-]?(?P<unit>(?(low_unit)(?P=low_unit)|(?:{unit})))(?!\s?/\s?(?:小时|h|秒|s))(?P<and_half>半)?"
        rf"|(?<![a-z/_-])(?P<bare>{ARABIC})(?:(?P<bare_more>[余餘多])(?P<bare_scale>[万萬亿億]))?(?![a-z_/\d]|[.,]\d)(?!\s?[-—–~]\s?\d))"
        rf"\s{{0,2}}(?P<about_after>左右)?"
        rf"(?P<least_after>{_LEAST_AFTER})?(?P<most_after>{_MOST_AFTER})?"
    )
