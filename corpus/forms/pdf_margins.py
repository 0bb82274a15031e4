"""What a PDF prints on its pages beside the document: page numbers, running heads and feet."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.forms.pdf_lines import TextRow
from corpus.forms.pdf_tables import Fragment
from corpus.readable import squeeze

_MARGIN = 0.12  # of the page's height, above and below, in which running lines stand
_OUTERMOST = 3  # lines at the top and at the bottom of a page that may be running ones
_SAME_PLACE = 4.0  # points
_MOST_PAGES = 0.4  # of all pages show a running line (those with odd numbers may have their own)
_FEWEST_PAGES = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–－·~～]+\d{1,4}[-—–－·~～]+|第\d{1,4}页[,，/]?(?:共\d{1,4}页)?|\d{1,4}/\d{1,4}"
    r"|[Pp]age\d{1,4}(?:of\d{1,4})?"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was read. picture: most of it is one. glyphs, unsound: how many characters."""

    number: int
    width: float
    height: float
    rows: tuple[TextRow, ...]
    tables: tuple[Fragment, ...]
    glyphs: int
    unsound: int
    picture: bool
    full: bool


@dataclass(frozen=True, slots=True)
class Running:
    """Running lines: page numbers found, the texts of heads and feet, and where they all stand."""

    numbers: int
    texts: tuple[str, ...]
    places: frozenset[tuple[int, int]]  # page, place in its rows


def running_lines(sheets: Sequence[Sheet]) -> Running:
    """The lines that are no part of the document: they repeat on the pages, or number them."""
    seen: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    numbers: set[tuple[int, int]] = set()
    for sheet in sheets:
        for at in _outermost(sheet):
            row = sheet.rows[at]
            text = squeeze(row.text)
            if _PAGE_NUMBER.fullmatch(text):
                numbers.add((sheet.number, at))
            elif len(text) <= 80:
                seen[_DIGITS.sub("#", text)].append((sheet.number, at, row.base))
    wanted = max(_FEWEST_PAGES, _MOST_PAGES * len(sheets))
    places, texts = set(numbers), []
    for text, found in seen.items():
        alike = [(page, at) for page, at, base in found if _near(base, found)]
        if len({page for page, _ in alike}) >= wanted:
            places.update(alike)
            if text == "#":
                numbers.update(alike)
            else:
                texts.append(text)
    return Running(len(numbers), tuple(texts), frozenset(places))


def _outermost(sheet: Sheet) -> Iterable[int]:
    """The places of the lines in the upper and the lower margin."""
    last = len(sheet.rows)
    ends = {*range(min(_OUTERMOST, last)), *range(max(last - _OUTERMOST, 0), last)}
    for at in sorted(ends):
        base = sheet.rows[at].base
        if not _MARGIN * sheet.height < base < (1 - _MARGIN) * sheet.height:
            yield at


def _near(base: float, found: Sequence[tuple[int, int, float]]) -> bool:
    """It stands where most of its kind do."""
    usual = Counter(round(other / _SAME_PLACE) for _, _, other in found).most_common(1)[0][0]
    return abs(base - usual * _SAME_PLACE) <= 2 * _SAME_PLACE
