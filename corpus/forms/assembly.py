"""The text of a file that has none of its own (a web page, a PDF), made together with its blocks.

A paragraph is a line; a table row is a line, its cells separated by one tab. Every offset is that
of the characters just written.
"""

from collections.abc import Sequence

from corpus.blocks import Block, Cell, Paragraph, Table
from corpus.forms.grid import Slot
from corpus.reading import Reading
from corpus.remarks import Remarks


class Assembly:
    """Collects paragraphs and tables in document order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def paragraph(self, text: str, heading: bool = False, level: int = 0) -> None:
        """One line of running text, readable already; nothing where it is empty."""
        if text:
            start = self._write(text)
            self._write("\n")
            self._blocks.append(Paragraph(text, start, start + len(text), heading, level))

    def table(
        self,
        columns: tuple[str, ...],
        heads: Sequence[Sequence[Slot]],
        rows: Sequence[Sequence[Slot]],
    ) -> Remarks:
        """A table: rows of its column heads, which may be none, and rows of len(columns) slots.

        Returns its remarks, for what is known of it by place.
        """
        head_cells = [cell for row in heads for cell in self._row(row) if cell.text]
        remarks = Remarks()
        body = tuple(self._row(row) for row in rows)
        self._blocks.append(Table(columns, body, tuple(head_cells), remarks))
        return remarks

    def reading(self, notes: Sequence[str]) -> Reading:
        """What was collected."""
        return Reading("".join(self._parts), tuple(self._blocks), tuple(notes))

    @property
    def length(self) -> int:
        """Characters written so far: where the next block starts."""
        return self._length

    def _row(self, slots: Sequence[Slot]) -> tuple[Cell, ...]:
        cells = []
        for place, slot in enumerate(slots):
            if place:
                self._write("\t")
            start = self._write(slot.text)
            cells.append(Cell(slot.text, start, start + len(slot.text), slot.merged))
        self._write("\n")
        return tuple(cells)

    def _write(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start
