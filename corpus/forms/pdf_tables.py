"""Tables of a PDF page by their ruling lines: which places the lines part, and which are merged."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.blocks import MAX_COLUMNS
from corpus.forms.grid import GridRow, Slot, narrowed
from corpus.forms.pdf_lines import TextRow, joined_rows, rows_of_glyphs
from corpus.forms.pdf_pages import Glyph, PdfPage, Rule
from corpus.readable import readable

_SAME = 3.0  # points: rules as near as this are one
_COVERED = 0.6  # of the side of a place that a rule runs along
_CLOSING = frozenset("，。；：、！？”’）》〕】,.;:!?)%‰")  # may hang over the end of a line
_TOUCHING = 0.2  # of a character's size
_ASCENT, _OVERRUN = 0.85, 3.5  # of the size: above the baseline; below the end of a table
_NEAR_TOP, _NEAR_BOTTOM, _NEAR_END = 2.2, 1.3, 2.0  # of the size: as near text stands to a side
_MOST_RULES = 20_000  # of one page; more are a drawing
_MOST_PLACES = 20_000  # of one page's table

Place = tuple[int, int]  # row and column


@dataclass(frozen=True, slots=True)
class Shape:
    """How the text of a cell stands in it: from its very top, to its very bottom; its last line
    is full. tall: the cell spans several rows.
    """

    from_top: bool
    to_bottom: bool
    full: bool
    tall: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """A table on one page.

    edges: x of its columns' sides. top: y. rows: from the top. shapes: how the text of the cells
    stands in them, by the row and column in which a cell starts.
    """

    page: int
    edges: tuple[float, ...]
    top: float
    rows: tuple[GridRow, ...]
    shapes: Mapping[Place, Shape]


def find_tables(page: PdfPage) -> tuple[list[Fragment], list[Glyph]]:
    """The tables of a page from the top down, and the characters that stand in none."""
    fragments: list[Fragment] = []
    free = list(page.glyphs)
    for rules in _groups(page.rules):
        lines = _Lines.of(rules)
        if lines is None:
            continue
        inside = [glyph for glyph in free if lines.holds(glyph)]
        if inside:
            free = [glyph for glyph in free if not lines.holds(glyph)]
            fragments.append(_fragment(page.number, lines, inside))
    return sorted(fragments, key=lambda fragment: fragment.top), free


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that stand in one table: those whose bands of y overlap, where both kinds occur."""
    if len(rules) > _MOST_RULES:
        return []
    uprights = sorted((rule for rule in rules if not rule.level), key=lambda rule: rule.start)
    groups: list[list[Rule]] = []
    ends: list[float] = []
    for rule in uprights:
        if groups and rule.start <= ends[-1] + _SAME:
            groups[-1].append(rule)
            ends[-1] = max(ends[-1], rule.end)
        else:
            groups.append([rule])
            ends.append(rule.end)
    tops = [group[0].start for group in groups]
    for rule in rules:
        at = bisect_right(tops, rule.at + _SAME) - 1
        if rule.level and at >= 0 and rule.at <= ends[at] + _SAME:
            groups[at].append(rule)
    return groups


def _clustered(values: Sequence[float]) -> list[float]:
    """Values that lie close together as one, ascending."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _SAME:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The rules of one table by the lines of its grid.

    xs, ys: sides of columns and rows. level, upright: for each y or x the stretches drawn along it.
    """

    xs: list[float]
    ys: list[float]
    level: list[list[tuple[float, float]]]
    upright: list[list[tuple[float, float]]]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> "_Lines | None":
        """None for what is no table: fewer than two columns, or a drawing."""
        level = [rule for rule in rules if rule.level]
        upright = [rule for rule in rules if not rule.level]
        if not level or not upright:
            return None
        xs = _clustered(
            [rule.at for rule in upright]
            + [min(rule.start for rule in level), max(rule.end for rule in level)]
        )
        ys = _clustered(
            [rule.at for rule in level]
            + [min(rule.start for rule in upright), max(rule.end for rule in upright)]
        )
        places = (len(xs) - 1) * (len(ys) - 1)
        if len(xs) < 3 or len(ys) < 2 or places > _MOST_PLACES:
            return None
        return cls(xs, ys, _stretches(ys, level), _stretches(xs, upright))

    def holds(self, glyph: Glyph) -> bool:
        x, y = glyph.middle
        hanging = glyph.size if glyph.text in _CLOSING else 0.0
        if not self.xs[0] <= x <= self.xs[-1] + hanging or y < self.ys[0]:
            return False
        if glyph.base - _ASCENT * glyph.size <= self.ys[-1]:
            return True
        # where a page break cuts a cell, its text may run on over the end of the table
        low = glyph.base - self.ys[-1] < _OVERRUN * glyph.size
        return low and not self.parted_above(len(self.ys) - 1, self.place(glyph)[1])

    def place(self, glyph: Glyph) -> Place:
        """Row and column of the place that a character stands in."""
        x, y = glyph.middle
        row = bisect_right(self.ys, y) - 1
        column = bisect_right(self.xs, x) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(column, 0), len(self.xs) - 2)

    def parted_above(self, row: int, column: int) -> bool:
        return _runs_along(self.level[row], self.xs[column], self.xs[column + 1])

    def parted_left(self, row: int, column: int) -> bool:
        return _runs_along(self.upright[column], self.ys[row], self.ys[row + 1])


def _stretches(lines: Sequence[float], rules: Sequence[Rule]) -> list[list[tuple[float, float]]]:
    """For each line of the grid, the stretches that rules draw along it, joined, ascending."""
    along: list[list[tuple[float, float]]] = [[] for _ in lines]
    for rule in sorted(rules, key=lambda rule: rule.start):
        at = min(bisect_right(lines, rule.at), len(lines) - 1)
        at -= at > 0 and rule.at - lines[at - 1] < lines[at] - rule.at
        stretches = along[at]
        if stretches and rule.start <= stretches[-1][1] + _SAME:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], rule.end))
        else:
            stretches.append((rule.start, rule.end))
    return along


def _runs_along(stretches: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    """Whether rules are drawn along most of the way from start to end."""
    first = max(bisect_right(stretches, (start, float("inf"))) - 1, 0)
    drawn = 0.0
    for begin, stop in stretches[first:]:
        if begin >= end:
            break
        drawn += max(min(stop, end) - max(begin, start), 0.0)
    return drawn >= _COVERED * (end - start)


def _fragment(page: int, lines: _Lines, glyphs: Sequence[Glyph]) -> Fragment:
    height, width = len(lines.ys) - 1, len(lines.xs) - 1
    above = [[r > 0 and not lines.parted_above(r, c) for c in range(width)] for r in range(height)]
    left = [[c > 0 and not lines.parted_left(r, c) for c in range(width)] for r in range(height)]
    anchors = _anchors(above, left)
    held: dict[Place, list[Glyph]] = {}
    for glyph, (row, column) in _placed(lines, glyphs):
        held.setdefault(anchors[row][column], []).append(glyph)
    texts = {place: rows_of_glyphs(cell) for place, cell in held.items()}
    rows = tuple(
        narrowed(
            [
                Slot(
                    readable(joined_rows(texts.get((r, c), [])), "pdf"),
                    merged=above[r][c],
                    across=left[r][c],
                )
                for c in range(width)
            ]
        )
        for r in range(height)
    )
    lowest = {anchors[r][c]: r for r in range(height) for c in range(width)}
    shapes = {place: _shape(lines, place, lowest[place], text) for place, text in texts.items()}
    edges = (*lines.xs[: min(width, MAX_COLUMNS)], lines.xs[-1])
    return Fragment(page, edges, lines.ys[0], rows, shapes)


def _shape(lines: _Lines, place: Place, lowest: int, text: Sequence[TextRow]) -> Shape:
    """lowest: the last row of the cell."""
    row, column = place
    first, last = text[0], text[-1]
    return Shape(
        first.base - lines.ys[row] < _NEAR_TOP * first.size,
        lines.ys[lowest + 1] - last.base < _NEAR_BOTTOM * last.size,
        lines.xs[column + 1] - last.x1 < _NEAR_END * last.size,
        lowest > row,
    )


def _placed(lines: _Lines, glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Place]]:
    """Characters with their places; a closing mark that hangs over a side stays with its text."""
    last: Glyph | None = None
    place = (0, 0)
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.x0)):
        follows = last is not None and last.base == glyph.base
        if not (follows and last and glyph.text in _CLOSING and _touches(last, glyph)):
            place = lines.place(glyph)
        yield glyph, place
        last = glyph


def _touches(last: Glyph, glyph: Glyph) -> bool:
    return abs(glyph.x0 - last.x1) < _TOUCHING * glyph.size


def _anchors(above: list[list[bool]], left: list[list[bool]]) -> list[list[Place]]:
    """For each place the one in which its cell starts."""
    anchors: list[list[Place]] = []
    for r, row in enumerate(above):
        anchors.append([])
        for c in range(len(row)):
            if row[c]:
                anchors[r].append(anchors[r - 1][c])
            elif left[r][c]:
                anchors[r].append(anchors[r][c - 1])
            else:
                anchors[r].append((r, c))
    return anchors


def continues(above: Fragment, below: Fragment) -> Fragment | None:
    """The table of the next page with the columns of the one above, None where they do not fit.

    A side that no rule draws on this page, as the cells beside it are merged, is put in.
    """
    shift = below.edges[0] - above.edges[0]
    own = [edge - shift for edge in below.edges]
    if abs(own[-1] - above.edges[-1]) > 2 * _SAME:
        return None
    places = [min(range(len(above.edges)), key=lambda i: abs(above.edges[i] - x)) for x in own]
    near = all(abs(above.edges[i] - x) <= 2 * _SAME for i, x in zip(places, own, strict=True))
    if not near or len(set(places)) < len(places):
        return None
    spans = [stop - start for start, stop in pairwise(places)]
    rows = tuple(_spread(row, spans) for row in below.rows)
    shapes = {(row, places[column]): shape for (row, column), shape in below.shapes.items()}
    return replace(below, edges=above.edges, rows=rows, shapes=shapes)


def _spread(row: GridRow, spans: Sequence[int]) -> GridRow:
    slots: list[Slot] = []
    for slot, span in zip(row, spans, strict=True):
        slots += [slot, *[Slot("", merged=slot.merged, across=True)] * (span - 1)]
    return tuple(slots)
