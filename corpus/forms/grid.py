"""A table as its form draws it, rows of slots, read as a table of a document.

Which rows are column heads, which rows run across the whole width, what the columns are called:
one way for every form that shows its cells (a web page, a PDF).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import MAX_COLUMNS
from corpus.readable import squeeze
from corpus.tables import column_role, name_columns
from corpus.units import names_unit

_MOST_HEAD_ROWS = 4
_LONGEST_HEAD = 40  # characters of a column head
_LATEST_HEAD = 5  # rows above the column heads (a title, a date, a unit of measure)
_FEWEST_KNOWN = 2  # column heads that columns.toml knows, to tell a table of a document
_GOES_ON = "（续）"  # as name_columns calls the columns of a head that spans several


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a grid.

    text: readable, '' where the place belongs to the cell above or to the left. merged: with the
    slot above (None: the form does not tell). across: with the slot to its left.
    """

    text: str
    merged: bool | None = False
    across: bool = False


GridRow = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of one cell that runs across the whole table: a title, or a group's name."""

    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Rows below one another, with the columns they stand in; heads: rows of column heads."""

    columns: tuple[str, ...]
    heads: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]


def is_head(row: Sequence[Slot]) -> bool:
    """A row of short cells with at least two known column heads."""
    texts = [slot.text for slot in row if slot.text]
    if any(len(text) > _LONGEST_HEAD for text in texts):
        return False
    return sum(column_role(text) is not None for text in texts) >= _FEWEST_KNOWN


def find_heads(rows: Sequence[GridRow], declared: int) -> range | None:
    """The rows of column heads of a table, None where it has none.

    declared: how many rows the form itself marks as heads (thead); they count where no head is
    known by name and there is more than one column.
    """
    for at, row in enumerate(rows[:_LATEST_HEAD]):
        if is_head(row):
            stop = at + 1
            while stop < len(rows) and stop - at < _MOST_HEAD_ROWS and _below_head(rows[stop]):
                stop += 1
            return range(at, stop)
    if 0 < declared < len(rows) and sum(bool(slot.text) for slot in rows[0]) > 1:
        return range(min(declared, _MOST_HEAD_ROWS))
    return None


def _below_head(row: GridRow) -> bool:
    """A second row of heads: some columns are merged with the first, the others are short heads."""
    own = [slot for slot in row if not slot.merged and not slot.across]
    merged = any(slot.merged for slot in row)
    short = all(0 < len(slot.text) <= _LONGEST_HEAD for slot in own)
    return merged and bool(own) and short and any(column_role(slot.text) for slot in own)


def parts_of(rows: Sequence[GridRow], heads: range) -> Iterator[Line | Part]:
    """A table's lines and parts in order: what stands above its heads, then rows and group names.

    rows: all of one width, of at most MAX_COLUMNS slots.
    """
    for row in rows[: heads.start]:
        yield Line(" ".join(slot.text for slot in row if slot.text))
    head_rows = tuple(rows[heads.start : heads.stop])
    columns = column_names(head_rows)
    repeats = {key_of(row) for row in head_rows}
    own: list[GridRow] = list(head_rows)
    body: list[GridRow] = []
    for row in rows[heads.stop :]:
        if key_of(row) in repeats:
            own.append(row)
        elif _is_line(row):
            if own or body:
                yield Part(columns, tuple(own), tuple(body))
            yield Line(row[0].text)
            own, body = [], []
        else:
            body.append(row)
    if own or body:
        yield Part(columns, tuple(own), tuple(body))


def key_of(row: GridRow) -> tuple[str, ...]:
    """What tells whether a row repeats another."""
    return tuple(squeeze(slot.text) for slot in row)


def _is_line(row: GridRow) -> bool:
    return len(row) > 1 and bool(row[0].text) and all(slot.across for slot in row[1:])


def column_names(heads: Sequence[GridRow]) -> tuple[str, ...]:
    """A name for each column from its heads in one to four rows.

    The lowest head whose meaning is known counts, else all of them joined from the top.
    """
    width = len(heads[0])
    above = [""] * width
    for row in heads:
        filled = _filled(row)
        above = [_joined(high, low) for high, low in zip(above, filled, strict=True)]
    return name_columns(above, width)


def _filled(row: GridRow) -> list[str]:
    """The heads of one row, those that span several columns told apart by （续）."""
    names: list[str] = []
    spanning = ""
    for slot in row:
        if slot.across and spanning:
            names.append(f"{spanning}{_GOES_ON}")
            continue
        spanning = squeeze(slot.text)
        names.append(spanning)
    return names


def _joined(high: str, low: str) -> str:
    if column_role(low) or not high:
        return low
    return high if column_role(high) or not low else f"{high}{low}"


def narrowed(row: Sequence[Slot]) -> GridRow:
    """A row of at most MAX_COLUMNS slots; the text of those beyond goes into the last."""
    if len(row) <= MAX_COLUMNS:
        return tuple(row)
    kept = row[: MAX_COLUMNS - 1]
    rest = row[MAX_COLUMNS - 1 :]
    text = " ".join(slot.text for slot in rest if slot.text)
    return (*kept, replace(rest[0], text=text))


def without_empty(rows: Sequence[GridRow]) -> list[GridRow]:
    """Rows of one width without the columns that hold no text at all (they only space)."""
    width = len(rows[0]) if rows else 0
    kept = [at for at in range(width) if any(row[at].text for row in rows)]
    return [tuple(row[at] for at in kept) for row in rows] if len(kept) < width else list(rows)


def joined_lines(lines: Sequence[str]) -> str:
    """The lines of one cell, for readable(): units that stand below one another stay apart."""
    parts: list[str] = []
    for line in lines:
        apart = bool(parts) and names_unit(parts[-1]) and (names_unit(line) or line[:1] == "各")
        parts += [" " if apart else "\n", line] if parts else [line]
    return "".join(parts)
