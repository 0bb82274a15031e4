"""The numbers of table rows: as written, or as they follow from the rows around.

Automatic numbers are lost when a Word table is saved as text. A lost number is inferred only
where the rows leave no choice: between two written numbers, or before the first one, there are
just as many items as numbers are missing. A row that goes on with the item above has its number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_WRITTEN = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class RowNumber:
    """A row's number; inferred: it is not written in the row."""

    text: str
    inferred: bool = False


def number_rows(written: Sequence[str], continues: Sequence[bool]) -> list[RowNumber | None]:
    """A number for each row, None where it has none and none follows.

    written: the text of each row's number cell. continues: the row belongs to the item above.
    """
    numbers: list[RowNumber | None] = [
        RowNumber(text) if _WRITTEN.fullmatch(text) else None for text in written
    ]
    items = [  # a row like 合计 is none
        row
        for row, goes_on in enumerate(continues)
        if numbers[row] or not (written[row] or goes_on)
    ]
    # places among the items, with their written values; 0 stands before the first item
    known = [(-1, 0)] + [
        (place, int(written[row])) for place, row in enumerate(items) if numbers[row]
    ]
    for (place, value), (next_place, next_value) in pairwise(known):
        if next_place - place == next_value - value:
            for step in range(1, next_place - place):
                numbers[items[place + step]] = RowNumber(str(value + step), inferred=True)
    for row in range(1, len(numbers)):
        above = numbers[row - 1]
        if above and not written[row] and continues[row]:
            numbers[row] = RowNumber(above.text, inferred=True)
    return numbers
