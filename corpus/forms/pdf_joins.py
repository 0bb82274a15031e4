"""A table of a PDF over several pages as one: repeated heads left out, cut rows joined again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.forms.grid import GridRow, Slot, column_names, find_heads, is_head, key_of
from corpus.forms.pdf_tables import Fragment, Shape, continues
from corpus.numbering import read_marker
from corpus.tables import ColumnRole, column_role

_SENTENCE_END = re.compile(r"[。！？!?][”’）)》】]*$")
_GOES_ON = re.compile(r"[、，,：:（(《“—-]$")
_FEWEST_NUMBERED = 0.5  # share of rows with a number, to take a row without one for a rest
_SHORT_VALUE = 8  # characters; a shorter text in the task column is a value, no cut sentence


@dataclass(slots=True)
class LongTable:
    """A table while its pages are read. joined: pages at whose top a cut row was joined."""

    first: Fragment
    rows: list[GridRow] = field(init=False)
    heads: range | None = field(init=False)
    last: Fragment = field(init=False)  # on the page read last
    joined: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = list(self.first.rows)
        self.last = self.first
        self.heads = find_heads(self.rows, 0)

    def take_in(self, below: Fragment) -> bool:
        """The rows of the next page; False where it is another table."""
        fitted = continues(self.first, below)
        if fitted is None:
            return False
        rows = list(fitted.rows)
        repeated = self._repeated_heads(rows)
        if not repeated and rows and is_head(rows[0]):
            return False
        rows = rows[repeated:]
        if rows and self._body():
            rows = self._mended(rows, fitted, repeated)
        self.rows.extend(rows)
        self.last = fitted
        return True

    def _body(self) -> Sequence[GridRow]:
        return self.rows[self.heads.stop :] if self.heads else self.rows

    def _repeated_heads(self, rows: Sequence[GridRow]) -> int:
        """How many rows at the top of a page repeat those at the top of the table."""
        if self.heads is None:
            return 0
        for begin in (0, self.heads.start):
            wanted = [key_of(row) for row in self.rows[begin : self.heads.stop]]
            if wanted and [key_of(row) for row in rows[: len(wanted)]] == wanted:
                return len(wanted)
        return 0

    def _mended(self, rows: list[GridRow], below: Fragment, first: int) -> list[GridRow]:
        """The rows of the next page, their first one joined to the row above where it is its rest.

        first: its place among the rows of the page.
        A place that is empty at the top of a page may go on from the page before: where it spans
        several rows it does, where it spans one the table as a whole must tell (None).
        """
        top = rows[0]
        if self._is_rest(top):
            for column, slot in enumerate(top):
                if slot.text:
                    self._append(column, slot.text)
            self.joined.append(below.page)
            return rows[1:]  # merged with the rest is merged with the row
        under = rows[1] if len(rows) > 1 else None
        mended = []
        for column, slot in enumerate(top):
            if slot.across:
                mended.append(slot)
            elif slot.text and self._goes_on(column, slot.text, below.shapes[first, column]):
                self._append(column, slot.text)
                mended.append(replace(slot, text="", merged=True))
            elif slot.text:
                mended.append(slot)
            else:
                spans = under is not None and bool(under[column].merged)
                mended.append(replace(slot, merged=True if spans else None))
        return [tuple(mended), *rows[1:]]

    def _goes_on(self, column: int, text: str, shape: Shape) -> bool:
        """A merged cell's text goes on in the row at the top of a page, which is one of its own.

        Its first part ends with a mark that cannot end it; or both parts meet at the page break
        where cells that are whole have their text in the middle.
        """
        above = self._text_above(column)
        if not above or read_marker(text) or _SENTENCE_END.search(above):
            return False
        if _GOES_ON.search(above):
            return True
        start = len(self.rows) - self._anchor(column)  # rows from the cell's first to the last
        ended = self.last.shapes.get((len(self.last.rows) - start, column))
        if ended is None or not (ended.tall or shape.tall):
            return False
        meets = ended.full and ended.to_bottom and shape.from_top and not shape.to_bottom
        return meets and not all(other.from_top for other in self.last.shapes.values())

    def _is_rest(self, row: GridRow) -> bool:
        """The row is the end of the last one, which the page break cut."""
        roles = self._roles()
        filled = [column for column, slot in enumerate(row) if slot.text]
        if not filled:
            return True
        if any(roles[column] == "number" for column in filled):
            return False
        if any(not self._text_above(column) for column in filled):
            return False
        tasks = [column for column in filled if roles[column] == "target"] or filled
        task = max(tasks, key=lambda column: len(self._text_above(column)))
        above = self._text_above(task)
        if roles[task] == "target":
            return len(above) >= _SHORT_VALUE and not _SENTENCE_END.search(above)
        return self._is_numbered(roles) or all(
            not _SENTENCE_END.search(self._text_above(column)) for column in filled
        )

    def _is_numbered(self, roles: Sequence[ColumnRole | None]) -> bool:
        if "number" not in roles:
            return False
        column = roles.index("number")
        body = self._body()
        numbered = sum(bool(row[column].text) for row in body)
        return numbered >= _FEWEST_NUMBERED * len(body)

    def _roles(self) -> list[ColumnRole | None]:
        if self.heads is None:
            return [None] * len(self.rows[0])
        names = column_names(self.rows[self.heads.start : self.heads.stop])
        return [column_role(name) for name in names]

    def _anchor(self, column: int) -> int:
        """The row in which the last cell of a column starts."""
        row = len(self.rows) - 1
        while row > 0 and self.rows[row][column].merged:
            row -= 1
        return row

    def _text_above(self, column: int) -> str:
        return self.rows[self._anchor(column)][column].text

    def _append(self, column: int, text: str) -> None:
        at = self._anchor(column)
        row: list[Slot] = list(self.rows[at])
        row[column] = replace(row[column], text=row[column].text + text)
        self.rows[at] = tuple(row)
