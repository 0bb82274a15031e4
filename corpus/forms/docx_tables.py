"""The grid of a Word table, from its cells' spans and vertical merges.

Word keeps a fine grid in which cells of rows that were drawn apart begin a little beside one
another; columns are those of the rows that have as many cells as most.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from lxml.etree import _Element

from corpus.blocks import MAX_COLUMNS
from corpus.forms.docx_styles import W, number, switched_on, value
from corpus.forms.grid import GridRow, Slot, narrowed
from errors import CorpusError

_MOST_PLACES = 500_000  # of one table's grid
_MOST_CELLS = 200  # of one row
_MOST_SPAN = 1_000  # columns of the fine grid
_NEAR = 0.03  # of the table's width: edges nearer than this are the same column's
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell: where it starts and ends, from 0 to 1 of the table's width, and what it says."""

    start: float
    end: float
    element: _Element
    goes_on: bool  # merged with the cell above


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table as it was drawn. cells: elements per row; heads: rows that repeat on each page."""

    rows: tuple[tuple[_Placed, ...], ...]
    heads: int

    @property
    def cells(self) -> list[list[_Element]]:
        """The cells of each row that are not merged with the one above."""
        return [[cell.element for cell in row if not cell.goes_on] for row in self.rows]

    @property
    def covered(self) -> int:
        """How many cells have a text that Word does not show: they are merged with one above."""
        below = (cell.element for row in self.rows[1:] for cell in row if cell.goes_on)
        return sum(any((t.text or "").strip() for t in cell.iter(W + "t")) for cell in below)


def read_table(table: _Element) -> WordTable:
    """The rows and cells of a w:tbl in the order in which they are drawn; deleted rows are none.

    Raises CorpusError for a row of more cells than any document has.
    """
    edges = _edges(table)
    rows: list[tuple[_Placed, ...]] = []
    heads = 0
    for row in _below(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        heads += heads == len(rows) and switched_on(properties, "tblHeader")
        rows.append(tuple(_placed(row, properties, edges)))
    return WordTable(tuple(rows), heads)


def _below(container: _Element, tag: str) -> Iterator[_Element]:
    for child in container.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _below(child, tag)


def _edges(table: _Element) -> list[float]:
    """Where the columns of the fine grid begin, by their widths; [] where the file does not say."""
    widths = [column.get(W + "w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if not all(width.isdigit() and len(width) < 7 for width in widths):
        return []
    return list(accumulate((int(width) for width in widths), initial=0))


def _placed(row: _Element, properties: _Element | None, edges: list[float]) -> list[_Placed]:
    at = min(number(properties, "gridBefore") or 0, _MOST_SPAN)
    placed: list[_Placed] = []
    for cell in _below(row, W + "tc"):
        own = cell.find(W + "tcPr")
        span = min(max(number(own, "gridSpan") or 1, 1), _MOST_SPAN)
        down, across = value(own, "vMerge"), value(own, "hMerge")
        end = _edge(edges, at + span)
        if placed and across in ("", "continue"):  # as old versions merged cells of a row
            placed[-1] = replace(placed[-1], end=end)
        else:
            placed.append(_Placed(_edge(edges, at), end, cell, down in ("", "continue")))
        if len(placed) > _MOST_CELLS:
            raise CorpusError(f"a table's row has more than {_MOST_CELLS} cells; split the table")
        at += span
    return placed


def _edge(edges: list[float], at: int) -> float:
    """The place of an edge; beyond the known ones each column counts as wide as the mean."""
    if at < len(edges):
        return edges[at]
    last = edges[-1] if edges else 0
    mean = last / (len(edges) - 1) if len(edges) > 1 and last else 1
    return last + (at - max(len(edges) - 1, 0)) * mean


def grid_of(table: WordTable, text_of: Callable[[_Element], str]) -> list[GridRow]:
    """The rows of a table as slots, all of one width.

    text_of: the readable text of a w:tc, asked for in the order of the file. Raises CorpusError
    for more places than the table of any document has.
    """
    columns = _columns(table.rows)
    if len(table.rows) * len(columns) > _MOST_PLACES:
        raise CorpusError(
            f"a table of {len(table.rows)} rows and {len(columns)} columns has more places than "
            f"a document's table may have ({_MOST_PLACES}); split it"
        )
    grid: list[GridRow] = []
    above: set[int] = set()  # columns of the row above that a cell of that table takes
    for row in table.rows:
        slots = _slots(row, columns, above, text_of)
        above = {column for column, slot in enumerate(slots) if slot is not None}
        grid.append(narrowed([slot or Slot("") for slot in slots]))
    return grid


def _slots(
    row: Sequence[_Placed],
    columns: Sequence[float],
    above: set[int],
    text_of: Callable[[_Element], str],
) -> list[Slot | None]:
    slots: list[Slot | None] = [None] * len(columns)
    exact = len(row) == len(columns)
    for place, cell in enumerate(row):
        first = place if exact else _nearest(columns, cell.start)
        stop = first + 1 if exact else max(_nearest(columns, cell.end, to_end=True), first + 1)
        merged = cell.goes_on and first in above
        text = "" if merged else text_of(cell.element)
        if (taken := slots[first]) is not None:  # two cells begin near this column
            slots[first] = Slot(f"{taken.text} {text}".strip(), taken.merged and merged)
            continue
        slots[first] = Slot(text, merged)
        for column in range(first + 1, stop):
            slots[column] = Slot("", merged, across=True)
    return slots


def _nearest(columns: Sequence[float], edge: float, to_end: bool = False) -> int:
    """The column that begins nearest to an edge; for the end of a cell also the one after all."""
    found = min(range(len(columns)), key=lambda column: abs(columns[column] - edge))
    beyond = to_end and edge - columns[-1] > _NEAR * edge and found == len(columns) - 1
    return len(columns) if beyond else found


def _columns(rows: Sequence[Sequence[_Placed]]) -> list[float]:
    """Where the table's columns begin: as in the rows of the commonest number of cells.

    A row with more cells adds those of its edges that are not near one of these.
    """
    counts = Counter(len(row) for row in rows if len(row) > 1)
    if not counts:
        return [0.0]
    usual = max(counts, key=lambda count: (counts[count], count))
    width = max(row[-1].end for row in rows if row) or 1
    columns = [cell.start for cell in next(row for row in rows if len(row) == usual)]
    for row in rows:
        if len(row) < usual or len(columns) > MAX_COLUMNS:
            continue
        own = [cell.start for cell in row]
        if len(row) == usual and all(
            abs(edge - column) < 3 * _NEAR * width
            for edge, column in zip(own, columns, strict=False)
        ):
            continue
        columns.extend(
            edge for edge in own if all(abs(edge - column) > _NEAR * width for column in columns)
        )
        columns.sort()
    return columns
