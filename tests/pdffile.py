"""Tiny PDFs made in tests: lines of text at places, ruled tables, pictures."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.rebuild_pdf import FONT

WIDTH, HEIGHT = A4
LEFT, TOP, SIZE, LEADING = 72.0, 720.0, 16.0, 28.0
LINE = 28  # characters of a full line

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, **options: object) -> bytes:
    """A PDF of pages, each drawn by its function. options: of reportlab's canvas."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True, **options)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*texts: str, top: float = TOP, size: float = SIZE) -> Draw:
    """Lines from the top down; each full-width blank at the start of one moves it to the right."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        for number, text in enumerate(texts):
            shown = text.lstrip("\u3000")
            x = LEFT + SIZE * (len(text) - len(shown))
            canvas.drawString(x, top - number * LEADING, shown)

    return draw


def middle(text: str, y: float, size: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        canvas.drawCentredString(WIDTH / 2, y, text)

    return draw


def both(*parts: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def table(
    rows: Sequence[Sequence[str | None]],
    edges: Sequence[float],
    top: float = TOP,
    height: float = 40.0,
    across: Sequence[tuple[int, int]] = (),
) -> Draw:
    """A ruled table: None is a place merged with the one above; across: places with the left one.

    Texts stand at the top of their places, a line below the other at each line feed.
    """

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        for r, row in enumerate(rows):
            y = top - r * height
            for c, text in enumerate(row):
                x0, x1 = edges[c], edges[c + 1]
                if text is not None:
                    canvas.line(x0, y, x1, y)
                if (r, c) not in across:
                    canvas.line(x0, y, x0, y - height)
                for number, line in enumerate((text or "").split("\n")):
                    canvas.drawString(x0 + 4, y - 12 - 12 * number, line)
            canvas.line(edges[-1], y, edges[-1], y - height)
        canvas.line(edges[0], top - len(rows) * height, edges[-1], top - len(rows) * height)

    return draw


def picture(canvas: Canvas) -> None:
    """A picture that fills the page, as a scanner makes it."""
    grey = b"P5 20 30 255\n" + bytes(range(200)) * 3
    canvas.drawImage(ImageReader(io.BytesIO(grey)), 0, 0, WIDTH, HEIGHT)
