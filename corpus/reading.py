"""What a form reader makes of a file: its text, and the blocks that stand in it."""

from dataclasses import dataclass

from corpus.blocks import Block


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read.

    text: what every offset counts characters of; line feeds only. blocks: in document order,
    each with the offsets of its own characters in text. notes: how it was read, where that is
    not plain (an encoding, pages left out); one line each.
    """

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
