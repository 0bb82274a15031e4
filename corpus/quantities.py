"""Numbers with their units of measure: 15公里 = 15 km = 十五公里 = 15 kilometres.

Every quantity is told in the base unit of its measure (data/quantities.toml), so that two ways to
write the same compare as equal. Years, dates, ordinals, document numbers, list marks and idioms
(最后一公里, “八条硬措施”) are no quantities.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

from corpus.dates import find_dates
from corpus.measures import load_measures, load_units
from corpus.numerals import CHINESE, fold, read_number

NUMBER = "number"  # measure of a figure that counts nothing in particular
_RATIO, _PROPORTION = "ratio", "proportion"
_TWELVE_DIGITS = Context(prec=12)

Bound = Literal["", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text states.

    value: in the base unit of its measure; of a range (3—5公里) the lower end, upper the higher
    one. measure: id in quantities.toml, "proportion" for 1∶5, "number" where no unit is written.
    number, unit: as written, before conversion (1.2万户: 12000, 户). start, end: half-open offsets
    into the text as given; text is that slice, with the words of its bound. approximate: 余, 多.
    """

    value: Decimal
    measure: str
    start: int
    end: int
    text: str
    number: Decimal
    unit: str = ""
    bound: Bound = ""
    upper: Decimal | None = None
    approximate: bool = False


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities that a text states, in order.

    text: as written, in Chinese or English, of any width. Figures without a unit are given with
    the measure "number"; Chinese and English numerals count only beside a unit.
    """
    folded, offsets = fold(text)
    hidden = _without_others(text, folded, offsets)
    found = []
    for match in load_units().quantity.finditer(hidden):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip())
        first, last = offsets[start], offsets[end - 1] + 1
        found += list(_quantity(match, first, last, text[first:last]))
    return tuple(found)


def agree(expected: Quantity, given: Quantity) -> bool:
    """True where a quantity says what is expected of it.

    Values and measures must be the same; things that are counted may be counted with another word
    (48家, 48个, 48). A bound that is expected must be there (90%以上 = 不低于90%); one that is not
    may be. A bare expected number agrees with that number of anything (45: 45个).
    """
    if expected.bound and expected.bound != given.bound:
        return False
    if expected.measure == NUMBER:
        return expected.number in (given.number, given.value) and given.upper is None
    if not _same_kind(expected.measure, given.measure):
        return False
    return (_rounded(expected.value), _rounded(expected.upper)) == (
        _rounded(given.value),
        _rounded(given.upper),
    )


def _same_kind(expected: str, given: str) -> bool:
    if expected == given:
        return True
    measures = load_measures()
    counted = expected in measures and measures[expected].counter
    return counted and (given in (NUMBER, "count") or (expected == "count" and _counts(given)))


def _counts(measure: str) -> bool:
    measures = load_measures()
    return measure in measures and measures[measure].counter


def _rounded(value: Decimal | None) -> Decimal | None:
    """A value to twelve digits: thirds (of an 亩, 三分之一) have no end."""
    return None if value is None else _TWELVE_DIGITS.plus(value)


_QUOTED = re.compile(r"[“\"]([^“”\"\n]{2,14})[”\"]")
_CHINESE_NUMERAL = re.compile(CHINESE)


def _without_others(text: str, folded: str, offsets: list[int]) -> str:
    """The folded text with a dark square over all that is no quantity."""
    letters = list(folded)

    def hide(start: int, end: int) -> None:
        letters[start:end] = "■" * (end - start)

    for quoted in _QUOTED.finditer(folded):
        inside = quoted.group(1)
        whole = load_units().quantity.fullmatch(inside)
        if not whole and _CHINESE_NUMERAL.search(inside):  # a slogan: “八条硬措施”
            for numeral in _CHINESE_NUMERAL.finditer(inside):
                hide(quoted.start(1) + numeral.start(), quoted.start(1) + numeral.end())
    for match in load_units().idiom.finditer(folded):
        hide(match.start(), match.end())
    at = {offset: i for i, offset in reversed(list(enumerate(offsets)))}
    for mention in find_dates(text):
        hide(at[mention.start], at.get(mention.end, len(folded)))
    return "".join(letters)


def _quantity(match: re.Match[str], start: int, end: int, text: str) -> Iterator[Quantity]:
    read = _read(match)
    if read is None:
        return
    number, value, upper, measure, unit = read
    bound: Bound = ""
    if match["most"] or match["most_after"]:
        bound = "at_most"
    elif match["least"] or match["least_after"]:
        bound = "at_least"
    approximate = bool(match["about"] or match["more"] or match["about_after"])
    yield Quantity(value, measure, start, end, text, number, unit, bound, upper, approximate)


_Read = tuple[Decimal, Decimal, Decimal | None, str, str]  # number, value, upper, measure, unit


def _read(match: re.Match[str]) -> _Read | None:
    if match["bare"]:
        return _plain(match["bare"], NUMBER)
    if match["share"]:
        part = Decimal(100) if match["share"] == "百" else read_number(match["share"])
        whole = {"百": 100, "千": 1000, "万": 10000}[match["per"]]
        return None if part is None else (part, part / whole, None, _RATIO, match["per"] + "分之")
    if match["parts"]:
        parts, of = read_number(match["parts"]), read_number(match["of"])
        return (of, of / parts, None, _RATIO, "分之") if parts and of is not None else None
    if match["one"]:
        one, to = Decimal(match["one"]), Decimal(match["to"])
        return (one, one / to, None, _PROPORTION, ":") if to else None
    if match["half"]:
        unit = "个月" if match["half"] == "月" else match["half"]
        measure, factor = load_units().factors[unit]
        return Decimal("0.5"), factor / 2, None, measure, unit
    return _with_unit(match)


def _plain(numeral: str, measure: str) -> _Read | None:
    number = read_number(numeral)
    return None if number is None else (number, number, None, measure, "")


def _with_unit(match: re.Match[str]) -> _Read | None:
    number = read_number(match["number"])
    if number is None:
        return None
    scale = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}.get(match["scale"] or "", 1)
    number = number * scale + (Decimal("0.5") if match["and_half"] else 0)
    measure, factor = load_units().factors[match["unit"]]
    lower = match["low"] or match["from"]
    low = read_number(lower) if lower else None
    if low is None:
        return number, number * factor, None, measure, match["unit"]
    return low, low * factor, number * factor, measure, match["unit"]
