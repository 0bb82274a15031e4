"""Characters of a PDF joined into lines, and lines into paragraphs, by where they stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.forms.pdf_pages import Glyph
from corpus.numbering import read_marker

_SAME_LINE = 0.45  # of a character's size: how far baselines of one line lie apart
# how far characters lie apart, more than is usual in the line, where a blank is between them; of
# their size. Between Chinese and Latin characters programs leave a gap where no blank is.
_LATIN_GAP, _CHINESE_GAP, _MIXED_GAP = 0.18, 0.2, 0.45
_LATIN = re.compile(r"[A-Za-z0-9]")
_LATIN_WORD = re.compile(r"[A-Za-z]")
_INDENT = 1.2  # characters; a line that starts further right begins a paragraph
_SHORT = 2.2  # characters; a line that ends further left ends its paragraph
_FAR = 2.0  # times the usual distance of lines
_OTHER_SIZE = 0.12
_LONG_LINE = 15  # characters of a line that tells where the margins are
_FEWEST_LONG = 6
_ENDED = re.compile(r"[。！？；：:;!?][”’）)》】]*$")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of a page. base: y of its baseline."""

    text: str
    x0: float
    x1: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which x the running text of a page stands, and how far its lines lie apart."""

    left: float
    right: float
    leading: float


def rows_of_glyphs(glyphs: Iterable[Glyph]) -> list[TextRow]:
    """Lines from the top down, each from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.x0)):
        last = lines[-1][-1] if lines else None
        if last and glyph.base - last.base <= _SAME_LINE * max(glyph.size, last.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [row for line in lines if (row := _row(line)).text.strip()]


def _row(glyphs: list[Glyph]) -> TextRow:
    glyphs.sort(key=lambda glyph: glyph.x0)
    usual = _usual_gap(glyphs)
    parts = [glyphs[0].text]
    for last, glyph in pairwise(glyphs):
        parts.append(f" {glyph.text}" if _is_gap(last, glyph, usual) else glyph.text)
    shown = [glyph for glyph in glyphs if glyph.text.strip()] or glyphs
    sizes = median(glyph.size for glyph in shown)
    bases = median(glyph.base for glyph in shown)
    return TextRow("".join(parts), shown[0].x0, shown[-1].x1, bases, sizes)


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """How far the characters of a line lie apart, where it is spread out."""
    gaps = [glyph.x0 - last.x1 for last, glyph in pairwise(glyphs)]
    return max(median(gaps), 0.0) if gaps else 0.0


def _is_gap(last: Glyph, glyph: Glyph, usual: float) -> bool:
    latin = bool(_LATIN.match(last.text)) + bool(_LATIN.match(glyph.text))
    wanted = (_CHINESE_GAP, _MIXED_GAP, _LATIN_GAP)[latin]
    return glyph.x0 - last.x1 > usual + wanted * max(last.size, glyph.size)


def joined_rows(rows: Sequence[TextRow]) -> str:
    """The text of lines that belong together, for readable(): with a line break between two, but a
    blank between Latin words, and nothing where the lines themselves have one.
    """
    parts: list[str] = []
    end = ""
    for row in rows:
        start = row.text[:1]
        latin = _LATIN_WORD.match(end) and _LATIN_WORD.match(start)
        between = "" if not end.strip() or not start.strip() else " " if latin else "\n"
        parts += [between, row.text]
        end = row.text[-1:]
    return "".join(parts)


def margins_of(rows: Sequence[TextRow]) -> Margins | None:
    """The margins of pages by their long lines; None where there are none."""
    long = [row for row in rows if len(row.text) >= _LONG_LINE]
    if not long:
        return None
    starts = sorted(row.x0 for row in long)
    ends = sorted(row.x1 for row in long)
    gaps = [b.base - a.base for a, b in pairwise(rows) if b.base > a.base]
    leading = median(gaps) if gaps else 1.5 * long[0].size
    return Margins(starts[len(starts) // 10], ends[len(ends) * 3 // 4], leading)


def page_margins(rows: Sequence[TextRow], usual: Margins | None) -> Margins | None:
    """The margins of one page; the usual ones where all its lines start alike, or few are long.

    Where all lines start alike, as items of a list do, they may all be indented.
    """
    long = [row for row in rows if len(row.text) >= _LONG_LINE]
    starts = [row.x0 for row in long]
    if len(long) < _FEWEST_LONG or max(starts) - min(starts) < long[0].size:
        return usual
    return margins_of(rows)


@dataclass(slots=True)
class Paragraphs:
    """Collects the lines of paragraphs over pages."""

    rows: list[TextRow]
    margins: Margins | None = None

    def feed(self, row: TextRow, margins: Margins | None, new_page: bool) -> Iterator[str]:
        """Take in the next line; gives the paragraph before where this line begins another."""
        begins = bool(self.rows) and self._begins(row, margins, new_page)
        if begins:
            yield from self.finish()
        self.rows.append(row)
        self.margins = margins

    def finish(self) -> Iterator[str]:
        """The paragraph read so far, where there is one."""
        if self.rows:
            yield joined_rows(self.rows)
        self.rows = []

    def _begins(self, row: TextRow, margins: Margins | None, new_page: bool) -> bool:
        last = self.rows[-1]
        if margins is None or self.margins is None:
            return True
        far = not new_page and row.base - last.base > _FAR * margins.leading
        if far or abs(row.size - last.size) > _OTHER_SIZE * last.size:
            return True
        if not new_page and _is_title(last, self.margins) and _is_centred(row, margins):
            return False
        indented = row.x0 - margins.left > _INDENT * row.size
        ended = self.margins.right - last.x1 > _SHORT * last.size
        numbered = bool(_ENDED.search(last.text)) and read_marker(row.text) is not None
        return indented or ended or numbered


def _is_centred(row: TextRow, margins: Margins) -> bool:
    left, right = row.x0 - margins.left, margins.right - row.x1
    return left > _INDENT * row.size and abs(left - right) < row.size


def _is_title(row: TextRow, margins: Margins) -> bool:
    """A line in the middle that may go on in the next: it fills most of the width."""
    left, right = row.x0 - margins.left, margins.right - row.x1
    return (
        abs(left - right) < 1.5 * row.size
        and row.x1 - row.x0 > 0.5 * (margins.right - margins.left)
        and not _ENDED.search(row.text)
    )
