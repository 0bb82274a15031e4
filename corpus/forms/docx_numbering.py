"""The automatic numbers of a Word file, which stand in no text: 一、, （二）, 3. and 序号 columns.

ECMA-376 part 1, 17.9: a paragraph names a list (w:num) and a level; the list's abstract definition
says how each level counts and how its number is written (w:lvlText: 第%1章, %1.%2).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from corpus.forms.counting import chinese, roman
from corpus.forms.docx_styles import Styles, W, number, value

_LEVELS = 9
_LONGEST_TEXT = 60  # characters of a level's text
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_FORMAL = str.maketrans("零一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def _from(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow one another in Unicode (①, ②, …), figures beyond the last."""
    return lambda n: chr(ord(first) + n - 1) if 0 < n <= count else str(n)


def _of(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


def _letters(n: int) -> str:
    """a, …, z, aa, bb, …"""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n <= 780 else str(n)


def _digits(n: int) -> str:
    """一二 for 12: Chinese digits one by one."""
    return "".join(_DIGITS[int(figure)] for figure in str(n))


def _counting(n: int) -> str:
    """十二 for 12; beyond 99 digit by digit (一〇〇), as Word writes it."""
    return chinese(n) if 0 < n < 100 else _digits(n)


def _circled(n: int) -> str:
    if n > 20:
        return chr(0x3251 + n - 21) if n <= 35 else chr(0x32B1 + n - 36) if n <= 50 else str(n)
    return _from("①", 20)(n)


# ST_NumberFormat, 17.18.59; what is not named here is written in figures
_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda n: "",
    "bullet": lambda n: "",
    "decimalZero": lambda n: f"{n:02}",
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "chineseLegalSimplified": lambda n: chinese(n).translate(_FORMAL),
    "ideographLegalTraditional": lambda n: chinese(n).translate(_FORMAL),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(figure)) for figure in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(0xFF10 + int(figure)) for figure in str(n)),
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level counts. restart: its numbers begin anew after one of a level below this (from 1
    on; 0 never); 0-based levels themselves."""

    start: int
    form: str
    text: str
    suffix: str
    legal: bool
    restart: int
    style: str | None

    @classmethod
    def read(cls, element: _Element, at: int) -> "_Level":
        form = value(element, "numFmt")
        if form in (None, "custom"):  # a format of later versions, with one for older programs
            older = [e.get(W + "val", "") for e in element.iter(W + "numFmt")]
            form = next((name for name in older if name != "custom"), "decimal")
        start, restart = number(element, "start"), number(element, "lvlRestart")
        legal = element.find(W + "isLgl")
        return cls(
            start=0 if start is None else start,
            form=form or "decimal",
            text=(value(element, "lvlText") or "")[:_LONGEST_TEXT],
            suffix=value(element, "suff") or "tab",
            legal=legal is not None and legal.get(W + "val", "1") not in ("0", "false"),
            restart=at if restart is None else restart,
            style=value(element, "pStyle"),
        )

    def written(self, count: int) -> str:
        return _FORMATS.get(self.form, str)(count)


@dataclass(slots=True)
class _List:
    """A list: its abstract definition, its levels, and levels that start anew with it."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a file, in the order in which they are asked for."""

    def __init__(self, part: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}  # abstract definition: level: last number
        if part is not None:
            self._read(part)

    def label(self, paragraph: _Element) -> str:
        """The number of a paragraph with what parts it from its text; '' where it has none."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        list_, at = found
        counts = self._counts.setdefault(list_.abstract, {})
        self._count(list_, counts, at)
        level = list_.levels[at]
        if level.form == "bullet":
            return ""

        def written(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            other = list_.levels.get(place)
            if other is None:
                return ""
            count = counts.get(place, other.start)
            return str(count) if level.legal else other.written(count)

        text = _PLACE.sub(written, level.text)
        parted = level.suffix != "nothing" and (text[-1:].isascii() or text[-1:].isalnum())
        return f"{text} " if text and parted else text

    def _count(self, list_: _List, counts: dict[int, int], at: int) -> None:
        override = list_.starts.pop(at, None)
        if override is not None:
            counts[at] = override
        else:
            counts[at] = counts[at] + 1 if at in counts else list_.levels[at].start
        for deeper in [level for level in counts if level > at]:
            definition = list_.levels.get(deeper)
            if definition is None or at < definition.restart:
                del counts[deeper]

    def _list_of(self, paragraph: _Element) -> tuple[_List, int] | None:
        """The list that a paragraph belongs to, by itself or by its style, and its level."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        name, at = value(own, "numId"), number(own, "ilvl")
        style = None
        for style_id, element in self._styles.of(paragraph) if name is None else ():
            properties = element.find(f"{W}pPr/{W}numPr")
            at = number(properties, "ilvl") if at is None else at
            if (name := value(properties, "numId")) is not None:
                style = style_id
                break
        list_ = self._lists.get(name or "0")
        if list_ is None:
            return None
        if at is None:
            linked = (n for n, level in list_.levels.items() if style and level.style == style)
            at = next(linked, 0)
        return (list_, at) if at in list_.levels else None

    def _read(self, part: _Element) -> None:
        abstracts = {
            a.get(W + "abstractNumId", ""): a for a in part.iterchildren(W + "abstractNum")
        }
        numbers = {n.get(W + "numId", ""): n for n in part.iterchildren(W + "num")}
        for name, element in numbers.items():
            key = value(element, "abstractNumId") or ""
            linked = value(abstracts.get(key), "numStyleLink")
            if linked:  # the definition stands in another list, named by a style
                for _, style in self._styles.chain(linked):
                    other = numbers.get(value(style.find(W + "pPr"), "numPr/numId") or "")
                    key = value(other, "abstractNumId") or key
                    break
            if name != "0" and key in abstracts:
                self._lists[name] = _read_list(key, abstracts[key], element)


def _read_list(key: str, abstract: _Element, element: _Element) -> _List:
    list_ = _List(key, _levels(abstract))
    for override in element.iterchildren(W + "lvlOverride"):
        own = _levels(override)
        list_.levels.update(own)
        at, start = override.get(W + "ilvl", ""), number(override, "startOverride")
        if at.isdigit() and start is not None:
            list_.starts[int(at)] = start
    return list_


def _levels(element: _Element) -> dict[int, _Level]:
    found = {}
    for level in element.iterchildren(W + "lvl"):
        at = level.get(W + "ilvl", "")
        if len(at) == 1 and at.isdigit() and int(at) < _LEVELS:
            found[int(at)] = _Level.read(level, int(at))
    return found
