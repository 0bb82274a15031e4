"""The blocks a form reader makes of a file: paragraphs, tables, layout. Offsets in characters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.remarks import Remarks, quoted

MAX_COLUMNS = 30  # more column heads than this are no table of a document, but damage


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line break; text == document[start:end]."""

    text: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. text is readable; document[start:end] is what it was read from.

    heading: the form itself marks it as a heading (Markdown #). level: of that heading, 1 the
    highest, where the form's levels can be relied on; 0 otherwise.
    """

    text: str
    start: int
    end: int
    heading: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; text is readable and '' for a cell that is empty or merged away.

    merged: whether it is merged with the cell above it, where the form tells; None where it does
    not, and only the table as a whole lets guess.
    """

    text: str
    start: int
    end: int
    merged: bool | None = None


def joined(cells: Sequence[Cell]) -> Cell:
    """Several cells as one."""
    return Cell(" ".join(c.text for c in cells if c.text), cells[0].start, cells[-1].end)


def fitted(cells: Sequence[Cell], most: int, remarks: Remarks) -> list[Cell]:
    """Cells of one row, those from the most-th on joined into one with a warning: none is lost."""
    if len(cells) <= most:
        return list(cells)
    if any(cell.text for cell in cells[most:]):
        remarks.warn(
            cells[0].start,
            f"row {quoted(cells[0].text)!r} has {len(cells)} cells, {most} are expected; "
            f"the last {len(cells) - most + 1} were read as one",
        )
    return [*cells[: most - 1], joined(cells[most - 1 :])]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its column names, its rows (all of len(columns) cells) and its column heads."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: tuple[Cell, ...]
    remarks: Remarks = field(default_factory=Remarks)


@dataclass(frozen=True, slots=True)
class Layout:
    """Marks that carry no words (rules)."""

    start: int
    end: int


Block = Paragraph | Table | Layout


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text, split at line feeds only, with offsets."""
    for match in re.finditer(r"[^\n]*(?:\n|$)", text):
        if match.start() == match.end() == len(text):
            return
        raw = match.group().rstrip("\n")
        yield Line(raw, match.start(), match.start() + len(raw))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow [start, end) of text to exclude blank space at both ends."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return start, start
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + lead + len(stripped)
