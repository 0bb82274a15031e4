"""A PDF with a text layer: its paragraphs by layout, its tables by ruling lines.

Read with PDFium, the PDF library of Chrome; scripts and embedded files are never touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from corpus.forms.assembly import Assembly
from corpus.forms.grid import Line, parts_of
from corpus.forms.pdf_guard import MOST_PAGES, check_pdf
from corpus.forms.pdf_joins import LongTable
from corpus.forms.pdf_lines import (
    Margins,
    Paragraphs,
    TextRow,
    margins_of,
    page_margins,
    rows_of_glyphs,
)
from corpus.forms.pdf_margins import Running, Sheet, running_lines
from corpus.forms.pdf_pages import read_page
from corpus.forms.pdf_tables import Fragment, find_tables
from corpus.readable import readable
from corpus.reading import Reading
from corpus.remarks import quoted
from errors import CorpusError

_FEWEST_GLYPHS = 15  # of a page that has text, besides its number
_MOST_UNSOUND = 0.2  # share of characters without a meaning; above it nothing can be read
_SOME_UNSOUND = 0.002
_OCR = "run text recognition (OCR) on it and save the result as .md or .txt"


def read_pdf(data: bytes) -> Reading:
    """The text of a PDF, its blocks, and notes on what was left out or could not be read.

    Raises CorpusError for a PDF that is encrypted, damaged, cut short, of more than MOST_PAGES
    pages, scanned without a text layer, or whose characters have no meaning.
    """
    check_pdf(data)
    sheets = _sheets(data)
    notes = _doubts(sheets)
    running = running_lines(sheets)
    pages = _Pages(_usual_margins(sheets))
    for sheet in sheets:
        pages.read(sheet, running)
    pages.finish()
    return pages.assembly.reading((*notes, *_left_out(running), *pages.notes()))


def _sheets(data: bytes) -> list[Sheet]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise CorpusError(
                "the PDF is encrypted; open it with its password and print it to a new PDF"
            ) from None
        raise CorpusError(f"the PDF is damaged ({error}); get the file again") from None
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise CorpusError(
                f"the PDF has {len(document)} pages, 1 to {MOST_PAGES} are allowed; split it"
            )
        return [_sheet(document, at) for at in range(len(document))]
    finally:
        document.close()


def _sheet(document: pdfium.PdfDocument, at: int) -> Sheet:
    try:
        drawn = document[at]
        page = read_page(drawn, at + 1)
        drawn.close()
    except pdfium.PdfiumError:
        raise CorpusError(f"page {at + 1} of the PDF is damaged; get the file again") from None
    tables, free = find_tables(page)
    shown = [glyph for glyph in page.glyphs if glyph.text.strip()]
    return Sheet(
        page.number,
        page.width,
        page.height,
        tuple(rows_of_glyphs(free)),
        tuple(tables),
        len(shown),
        sum(not glyph.sound for glyph in shown),
        page.picture,
        page.full,
    )


def _usual_margins(sheets: Sequence[Sheet]) -> dict[int, Margins | None]:
    """The margins of all pages of one width, by that width in points."""
    rows: dict[int, list[TextRow]] = {}
    for sheet in sheets:
        rows.setdefault(round(sheet.width), []).extend(sheet.rows)
    return {width: margins_of(of_width) for width, of_width in rows.items()}


def _doubts(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Notes on pages that cannot be read. Raises CorpusError where that is the whole document."""
    pictures = [s.number for s in sheets if s.picture and s.glyphs < _FEWEST_GLYPHS]
    written = [s.number for s in sheets if s.glyphs >= _FEWEST_GLYPHS]
    if not written and pictures:
        raise CorpusError(f"the PDF is scanned: its pages are pictures without text; {_OCR}")
    glyphs, unsound = sum(s.glyphs for s in sheets), sum(s.unsound for s in sheets)
    if not glyphs:
        raise CorpusError(f"the PDF has no text; if its pages show text, {_OCR}")
    if unsound > _MOST_UNSOUND * glyphs:
        raise CorpusError(
            f"{unsound} of {glyphs} characters have no meaning: the PDF's fonts do not say which "
            f"characters they draw; save the source document as .docx, or {_OCR}"
        )
    return _noted(sheets, pictures, unsound if unsound > _SOME_UNSOUND * glyphs else 0)


def _noted(sheets: Sequence[Sheet], pictures: list[int], unsound: int) -> Iterator[str]:
    if pictures:
        yield f"pages without text, only pictures: {_ranges(pictures)}; for these {_OCR}"
    if unsound:
        pages = [s.number for s in sheets if s.unsound]
        yield f"{unsound} characters have no meaning (fonts without it), on pages {_ranges(pages)}"
    full = [s.number for s in sheets if s.full]
    if full:
        yield f"too much is drawn to read all of pages {_ranges(full)}"
    over = [s.number for s in sheets if s.picture and s.glyphs >= _FEWEST_GLYPHS]
    if over:
        yield f"text over pictures, perhaps made by OCR; check pages {_ranges(over)}"


def _left_out(running: Running) -> Iterator[str]:
    if running.numbers:
        yield f"{running.numbers} page numbers left out"
    if running.texts:
        yield "running heads or feet left out: " + "; ".join(map(quoted, running.texts[:5]))


def _ranges(pages: Sequence[int]) -> str:
    """3, 5-7 for 3, 5, 6, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


@dataclass(slots=True)
class _Pages:
    """The document while its pages are put together."""

    usual: dict[int, Margins | None]  # by the page's width
    assembly: Assembly = field(default_factory=Assembly)
    paragraphs: Paragraphs = field(default_factory=lambda: Paragraphs([]))
    table: LongTable | None = None
    joined: list[int] = field(default_factory=list)

    def read(self, sheet: Sheet, running: Running) -> None:
        rows = [r for at, r in enumerate(sheet.rows) if (sheet.number, at) not in running.places]
        margins = page_margins(rows, self.usual[round(sheet.width)])
        items: list[TextRow | Fragment] = sorted([*rows, *sheet.tables], key=_top)
        for place, item in enumerate(items):
            if isinstance(item, TextRow):
                self._end_table()
                for text in self.paragraphs.feed(item, margins, place == 0):
                    self.assembly.paragraph(readable(text, "pdf"))
            else:
                self._end_paragraph()
                if self.table is None or place > 0 or not self.table.take_in(item):
                    self._end_table()
                    self.table = LongTable(item)

    def finish(self) -> None:
        self._end_paragraph()
        self._end_table()

    def notes(self) -> Iterator[str]:
        if self.joined:
            pages = _ranges(sorted(set(self.joined)))
            yield f"table rows cut by page breaks were joined, on pages {pages}"

    def _end_paragraph(self) -> None:
        for text in self.paragraphs.finish():
            self.assembly.paragraph(readable(text, "pdf"))

    def _end_table(self) -> None:
        if self.table is None:
            return
        self.joined.extend(self.table.joined)
        rows, heads = self.table.rows, self.table.heads
        self.table = None
        if heads is None:
            for row in rows:
                self.assembly.paragraph(" ".join(slot.text for slot in row if slot.text))
            return
        for part in parts_of(rows, heads):
            if isinstance(part, Line):
                self.assembly.paragraph(part.text)
            else:
                self.assembly.table(part.columns, part.heads, part.rows)


def _top(item: TextRow | Fragment) -> float:
    return item.base if isinstance(item, TextRow) else item.top
