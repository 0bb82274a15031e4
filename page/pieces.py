"""Pieces of HTML: what goes in as text comes out as text, never as markup."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

# Between two cells or lines of a clause: tabs and line breaks, with the bars of the HTML form.
_BREAK = re.compile(r"((?: ?\|+)?[\t\r\n][\s|]*|(?: ?\|+)\s*\Z|\A[\s|]+)")


def join(parts: Iterable[Markup]) -> Markup:
    """Pieces of HTML, one after the other."""
    return Markup("").join(parts)


def verbatim(text: str) -> Markup:
    """Text escaped so that a browser gives it back unchanged.

    A carriage return is written as a character reference: a parser turns a bare one into \\n.
    """
    return escape(text).replace("\r", Markup("&#13;"))


def lines(text: str) -> Markup:
    """A clause with each of its lines and cells as a block of its own.

    The text content is exactly the given text: what stands between two cells stays between the
    blocks, where the style sheet takes it out of sight.
    """
    cell, between = Markup("<span>{}</span>"), Markup("<i>{}</i>")
    return join(
        (between if number % 2 else cell).format(verbatim(part))
        for number, part in enumerate(_BREAK.split(text))
        if part
    )
