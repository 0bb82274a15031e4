"""A document written as a PDF, as a word processor prints it: page numbers, a running head, ruled
tables over several pages with their heads repeated, rows and merged cells cut by page breaks.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.rebuild import Grid, Square, Text

FONT = "STSong-Light"  # one of the fonts that every reader has; no font file is needed
_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT, _TOP, _BOTTOM = 72.0, _WIDTH - 72.0, _HEIGHT - 80.0, 80.0
_BODY, _BODY_LEADING = 15.0, 26.0
_CELL, _CELL_LEADING, _PAD = 10.5, 14.0, 3.0
_WIDE_COLUMN, _NARROW = 12, 34.0  # characters of a column that is wide; points
_NO_LINE_START = "，。；：、！？”’）》〕】,.;:!?)%‰"


def wrapped(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """Lines of at most that width in points; no closing mark starts one."""
    lines, line, used = [], "", indent
    for character in text:
        advance = pdfmetrics.stringWidth(character, FONT, size)
        if used + advance > width and line and character not in _NO_LINE_START:
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += advance
    return [*lines, line] if line else lines


@dataclass
class _Drawn:
    """A cell while it is drawn over pages: its lines, those drawn already, the rows it spans."""

    lines: list[str]
    first: int
    last: int
    column: int
    done: int = 0


@dataclass
class PdfWriter:
    """Writes pages from the top down. thin_boxes: rules are filled boxes, as Word prints them."""

    title: str
    thin_boxes: bool = False
    canvas: Canvas = field(init=False)
    file: io.BytesIO = field(default_factory=io.BytesIO)
    y: float = _TOP
    page: int = 1

    def __post_init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.canvas = Canvas(self.file, pagesize=A4, invariant=True)

    def finished(self) -> bytes:
        self._end_page()
        self.canvas.save()
        return self.file.getvalue()

    def text(self, piece: Text) -> None:
        """A paragraph: titles in the middle, the others with two characters of indent."""
        middle = piece.level == 0
        size = 18.0 if middle else _BODY
        indent = 0.0 if middle else 2 * size
        for number, line in enumerate(wrapped(piece.text, size, _RIGHT - _LEFT, indent)):
            if self.y - _BODY_LEADING < _BOTTOM:
                self._end_page()
            self.y -= _BODY_LEADING
            x = _LEFT + (0.0 if number else indent)
            if middle:
                x = (_WIDTH - pdfmetrics.stringWidth(line, FONT, size)) / 2
            self._write(x, self.y + 6, line, size)

    def table(self, grid: Grid) -> None:
        edges = _edges(grid)
        heads = [_Drawn(_cell_lines(head, edges, c), 0, 0, c) for c, head in enumerate(grid.heads)]
        head_height = _height(max(len(head.lines) for head in heads))
        cells, lines = _laid(grid, edges)
        row, line = 0, 0  # where the next page starts
        self.y -= 10
        while row < len(lines):
            if self.y - head_height - _height(2) < _BOTTOM:
                self._end_page()
            self._row_of(heads, [head_height], edges, 0)
            for head in heads:
                head.done = 0
            heights: list[float] = []
            first, room = row, self.y - head_height - _BOTTOM
            self.y -= head_height
            while row < len(lines):
                fits = int((room - sum(heights) - 2 * _PAD) // _CELL_LEADING)
                left = lines[row] - line
                if fits < min(left, 2):
                    break
                taken = left if left <= fits else fits - (left - fits == 1 and fits > 1)
                heights.append(_height(taken))
                if taken < left:
                    line += taken
                    break
                row, line = row + 1, 0
            self._row_of(cells, heights, edges, first)
            self.y -= sum(heights)
            if row < len(lines):
                self._end_page()
        self.y -= 10

    def _row_of(
        self, cells: Sequence[_Drawn], heights: Sequence[float], edges: Sequence[float], first: int
    ) -> None:
        """Draw the parts of cells that stand in these rows, the first of which is row first."""
        tops = [self.y - sum(heights[:i]) for i in range(len(heights) + 1)]
        for cell in cells:
            begin, stop = max(cell.first - first, 0), min(cell.last - first + 1, len(heights))
            if begin >= stop:
                continue
            top, bottom = tops[begin], tops[stop]
            self._box(edges[cell.column], bottom, edges[cell.column + 1], top)
            room = int((top - bottom - 2 * _PAD + 0.5) // _CELL_LEADING)
            for number, line in enumerate(cell.lines[cell.done : cell.done + room]):
                y = top - _PAD - (number + 1) * _CELL_LEADING + 3
                self._write(edges[cell.column] + _PAD, y, line, _CELL)
            cell.done += room

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        for a, b, c, d in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            if self.thin_boxes:
                self.canvas.rect(a - 0.25, b - 0.25, c - a + 0.5, d - b + 0.5, stroke=0, fill=1)
            else:
                self.canvas.line(a, b, c, d)

    def _write(self, x: float, y: float, line: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, line)

    def _end_page(self) -> None:
        self._write(_LEFT, _HEIGHT - 50, self.title, 9)
        self._write(_WIDTH / 2 - 20, 45, f"— {self.page} —", 12)
        self.canvas.showPage()
        self.y, self.page = _TOP, self.page + 1


def write_pdf(title: str, pieces: list[Text | Grid], thin_boxes: bool = False) -> bytes:
    """The PDF as bytes."""
    writer = PdfWriter(title, thin_boxes)
    for piece in pieces:
        if isinstance(piece, Grid):
            writer.table(piece)
        else:
            writer.text(piece)
    return writer.finished()


def _height(lines: int) -> float:
    return lines * _CELL_LEADING + 2 * _PAD


def _edges(grid: Grid) -> list[float]:
    """Where the columns' rules stand, by how long the texts of each column are."""
    longest = [
        max((len(row[c].text) for row in grid.rows), default=1) for c in range(len(grid.heads))
    ]
    free = _RIGHT - _LEFT - _NARROW * len(longest)
    shares = [min(length, 80) ** 0.7 if length > 4 else 0.0 for length in longest]
    edges = [_LEFT]
    for share in shares:
        edges.append(edges[-1] + _NARROW + free * share / (sum(shares) or 1))
    return edges


def _cell_lines(text: str, edges: Sequence[float], column: int) -> list[str]:
    return wrapped(text, _CELL, edges[column + 1] - edges[column] - 2 * _PAD)


def _laid(grid: Grid, edges: Sequence[float]) -> tuple[list[_Drawn], list[int]]:
    """The cells with their lines, and how many lines each row needs."""
    cells = [
        _Drawn(_cell_lines(square.text, edges, c), r, r + square.down - 1, c)
        for r, row in enumerate(grid.rows)
        for c, square in enumerate(row)
        if square.down
    ]
    lines = [1] * len(grid.rows)
    for cell in sorted(cells, key=lambda cell: cell.last - cell.first):
        missing = len(cell.lines) - sum(lines[cell.first : cell.last + 1])
        lines[cell.last] += max(missing, 0)
    return cells, lines


__all__ = ["FONT", "PdfWriter", "Square", "wrapped", "write_pdf"]
