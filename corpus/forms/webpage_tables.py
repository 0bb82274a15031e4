"""The grid of an HTML table, from its rowspans and colspans.

HTML Standard, 4.9.12 "Forming a table". Spans never make more places than there are cells for: a
rowspan ends with its group of rows, columns in which no cell starts are left out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element

from corpus.forms.grid import GridRow, Slot, narrowed, without_empty
from errors import CorpusError

_MOST_PLACES = 500_000  # of one table's grid; the largest annex known has 600
_MOST_COLSPAN = 1000  # as the standard has it
_MOST_ACROSS = 300  # places of one row; cells beyond are read as one
_GROUPS = ("thead", "tbody", "tfoot")
_CELLS = ("td", "th")
_FIRST_ROWS = 8
_END = 1 << 30  # a rowspan of 0 runs to the end of its group


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cell where it starts; columns, rows: how many it spans."""

    column: int
    columns: int
    rows: int
    element: _Element


@dataclass(slots=True)
class _Spans:
    """The cells that reach down into the row being placed: (first column, columns, rows left).

    at: the first of them that stands to the right of the place asked for last.
    """

    open: list[tuple[int, int, int]] = field(default_factory=list)
    at: int = 0

    def free_from(self, column: int) -> int:
        """The first column from this one on that no cell from above takes; asked from the left."""
        while self.at < len(self.open) and self.open[self.at][0] <= column:
            start, width, _ = self.open[self.at]
            column = max(column, start + width)
            self.at += 1
        return column

    def next_row(self, anchors: Sequence[Anchor]) -> None:
        left = [(start, width, rows - 1) for start, width, rows in self.open]
        left += [(a.column, a.columns, a.rows - 1) for a in anchors]
        self.open = sorted(span for span in left if span[2] > 0)
        self.at = 0


@dataclass(slots=True)
class RowOfAnchors:
    """One row: the cells that start in it, and the columns that cells from above take."""

    anchors: list[Anchor]
    above: list[tuple[int, int]]


def rows_of(table: _Element) -> list[list[_Element]]:
    """The rows of a table, those of its head first and of its foot last, in groups."""
    groups: list[list[_Element]] = [[], [], []]  # head, bodies, foot
    loose: list[_Element] = []
    bodies: list[list[_Element]] = []
    for child in table.iterchildren(*_GROUPS, "tr"):
        if child.tag == "tr":
            loose.append(child)
            continue
        rows = list(child.iterchildren("tr"))
        if child.tag == "tbody":
            bodies.append(rows)
        else:
            groups[0 if child.tag == "thead" else 2].extend(rows)
    return [group for group in (groups[0], loose, *bodies, groups[2]) if group]


def declared_heads(table: _Element) -> int:
    """How many rows the page itself marks as column heads: those of thead, else rows of th only."""
    groups = rows_of(table)
    if table.find("thead") is not None:
        return len(groups[0]) if groups else 0
    count = 0
    for row in (row for group in groups for row in group):
        cells = list(row.iterchildren(*_CELLS))
        if not cells or any(cell.tag == "td" for cell in cells):
            break
        count += 1
    return count


def first_rows(table: _Element, text_of: Callable[[_Element], str]) -> list[GridRow]:
    """The rows of a table in which its column heads may stand, by the cells that start in them."""
    rows = [row for group in rows_of(table) for row in group][:_FIRST_ROWS]
    return [tuple(Slot(text_of(c)) for c in list(row.iterchildren(*_CELLS))[:100]) for row in rows]


def read_grid(table: _Element, text_of: Callable[[_Element], str]) -> list[GridRow]:
    """The rows of a table that hold text, as slots, all of one width.

    text_of: the readable text of a cell. Raises CorpusError for a grid of more places than any
    document has.
    """
    placed: list[RowOfAnchors] = []
    starts: set[int] = set()
    for row in (row for group in rows_of(table) for row in _placed(group)):
        placed.append(row)
        starts.update(anchor.column for anchor in row.anchors)
        if len(placed) * len(starts) > _MOST_PLACES:
            raise CorpusError(
                f"a table of more than {len(placed) - 1} rows and {len(starts)} columns has more "
                f"places than a document's table may have ({_MOST_PLACES}); split it"
            )
    columns = sorted(starts)
    index = {column: at for at, column in enumerate(columns)}
    grid = [_slots(row, columns, index, text_of) for row in placed]
    return without_empty([row for row in grid if any(slot.text or slot.merged for slot in row)])


def _placed(group: Sequence[_Element]) -> Iterator[RowOfAnchors]:
    spans = _Spans()
    for at, row in enumerate(group):
        column = 0
        anchors: list[Anchor] = []
        for cell in row.iterchildren(*_CELLS):
            column = min(spans.free_from(column), _MOST_ACROSS)
            width = _span(cell, "colspan", _MOST_COLSPAN) or 1
            height = min(_span(cell, "rowspan", _END), len(group) - at) or len(group) - at
            width, height = (width, height) if column < _MOST_ACROSS else (1, 1)
            anchors.append(Anchor(column, width, height, cell))
            column += width
        yield RowOfAnchors(anchors, [(start, width) for start, width, _ in spans.open])
        spans.next_row(anchors)


def _span(cell: _Element, name: str, most: int) -> int:
    """The value of rowspan or colspan; 1 for one that is no number."""
    digits = (cell.get(name) or "1").strip()[:9]
    return min(int(digits), most) if digits.isascii() and digits.isdigit() else 1


def _slots(
    row: RowOfAnchors,
    columns: Sequence[int],
    index: dict[int, int],
    text_of: Callable[[_Element], str],
) -> GridRow:
    slots = [Slot("")] * len(columns)
    for start, width in row.above:
        for column in range(start, start + width):
            if (at := index.get(column)) is not None:
                slots[at] = Slot("", merged=True, across=column > start)
    for anchor in row.anchors:
        text = text_of(anchor.element)
        first = index[anchor.column]
        if slots[first].text:  # beyond the last place
            text = f"{slots[first].text} {text}"
        slots[first] = Slot(text)
        for column in range(anchor.column + 1, anchor.column + anchor.columns):
            at = index.get(column)
            if at is not None and not slots[at].merged:
                slots[at] = Slot("", across=True)
    return narrowed(slots)
