"""The characters and ruling lines of a PDF's pages, as PDFium draws them. Nothing in it is run.

Places are in points from the upper left corner of the page as it is shown.
"""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

import pypdfium2 as pdfium
from pypdfium2 import raw

_MOST_CHARACTERS = 50_000  # of one page; a full page of a document has 2,000
_MOST_OBJECTS = 50_000  # drawn on one page
_MOST_SEGMENTS = 20_000  # of one path; longer ones are drawings
_THIN = 3.0  # points; a filled box as thin as this is a rule
_SHORTEST = 3.0  # points of a rule
_FORM_DEPTH = 4
_LARGE_PICTURE = 0.5  # share of the page

Point = tuple[float, float]
Place = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character. base: y of its baseline. size: of its font. sound: the font names it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    sound: bool = True

    @property
    def middle(self) -> Point:
        return (self.x0 + self.x1) / 2, self.base - 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis. at: its y (level) or x (upright); start < end."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page. number: from 1. picture: a picture covers most of it. full: not all was read."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    picture: bool
    full: bool = False


def read_page(page: pdfium.PdfPage, number: int) -> PdfPage:
    """The characters and rules of one page; blanks that PDFium adds are left out."""
    place, width, height = _placing(page)
    text_page = page.get_textpage()
    count = text_page.count_chars()
    glyphs = tuple(_glyphs(text_page, min(count, _MOST_CHARACTERS), place))
    text_page.close()
    rules: list[Rule] = []
    picture, objects = False, 0
    for drawn in page.get_objects(max_depth=_FORM_DEPTH):
        objects += 1
        if objects > _MOST_OBJECTS:
            break
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = drawn.get_bounds()
            picture = picture or (right - left) * (top - bottom) > _LARGE_PICTURE * width * height
        elif drawn.type == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(drawn, place))
    full = count > _MOST_CHARACTERS or objects > _MOST_OBJECTS
    return PdfPage(number, width, height, glyphs, tuple(rules), picture, full)


def _placing(page: pdfium.PdfPage) -> tuple[Place, float, float]:
    """How a point of the file is placed on the page as shown, with the page's width and height."""
    left, bottom, right, top = page.get_cropbox()
    wide, high = right - left, top - bottom
    places: dict[int, Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    turned = page.get_rotation()
    return (places[turned], high, wide) if turned in (90, 270) else (places[turned], wide, high)


def _glyphs(text_page: pdfium.PdfTextPage, count: int, place: Place) -> Iterator[Glyph]:
    box, x, y, matrix = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code in (10, 13) or raw.FPDFText_IsGenerated(text_page, at) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text_page, at, box)
        raw.FPDFText_GetCharOrigin(text_page, at, x, y)
        raw.FPDFText_GetMatrix(text_page, at, matrix)
        em = raw.FPDFText_GetFontSize(text_page, at) * math.hypot(matrix.c, matrix.d)
        (x0, _), (x1, _) = place(box.left, box.bottom), place(box.right, box.top)
        begin, base = place(x.value, y.value)
        text = chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"
        # of some fonts the box is that of the ink: a wide character has the width of its size
        end = begin + em if east_asian_width(text) in "WF" else max(x0, x1)
        yield Glyph(text, begin, max(end, begin), base, em, _is_sound(text_page, at, code))


def _is_sound(text_page: pdfium.PdfTextPage, at: int, code: int) -> bool:
    """The font says which character it draws."""
    if not code or raw.FPDFText_HasUnicodeMapError(text_page, at) == 1:
        return False
    return not 0xE000 <= code <= 0xF8FF and code != 0xFFFD


def _rules(path: pdfium.PdfObject, place: Place) -> Iterator[Rule]:
    """The rules that a path draws: its straight lines, or itself where it is a thin box."""
    count = raw.FPDFPath_CountSegments(path)
    if not 0 < count <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for outline in _outlines(path, count, place):
        if stroke.value:
            for begin, end in pairwise(outline):
                yield from _rule(begin, end)
        elif fill.value:
            yield from _thin_box(outline)


def _outlines(path: pdfium.PdfObject, count: int, place: Place) -> Iterator[list[Point]]:
    """The points of each figure of a path; a closed one ends where it began."""
    matrix = path.get_matrix()
    outline: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(*matrix.on_point(x.value, y.value))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(outline) > 1:
                yield outline
            outline = [point]
        elif kind == raw.FPDF_SEGMENT_LINETO:
            outline.append(point)
        else:  # a curve draws no rule
            outline = [point]
        if raw.FPDFPathSegment_GetClose(segment) and outline:
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _rule(begin: Point, end: Point) -> Iterator[Rule]:
    (x0, y0), (x1, y1) = begin, end
    if abs(y1 - y0) < 1.0 and abs(x1 - x0) >= _SHORTEST:
        yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    elif abs(x1 - x0) < 1.0 and abs(y1 - y0) >= _SHORTEST:
        yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _thin_box(outline: list[Point]) -> Iterator[Rule]:
    x0, x1 = min(x for x, _ in outline), max(x for x, _ in outline)
    y0, y1 = min(y for _, y in outline), max(y for _, y in outline)
    if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
        yield from _rule((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2))
    elif x1 - x0 <= _THIN:
        yield from _rule(((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1))
