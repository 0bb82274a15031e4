"""A Word file (.docx): its paragraphs and tables as they are drawn, automatic numbers written out.

Deleted and hidden text, tables of contents, headers and footers are no text of the document.
Footnotes and text boxes follow the paragraph they belong to, so that they stand in its section.
"""

import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml.etree import LxmlError, _Element

from corpus.forms.assembly import Assembly
from corpus.forms.docx_numbering import Numbering
from corpus.forms.docx_styles import Styles, W
from corpus.forms.docx_tables import WordTable, grid_of, read_table
from corpus.forms.docx_text import (
    Inline,
    InlineReader,
    blocks_below,
    mark_deleted,
    mark_hidden,
    told,
)
from corpus.forms.grid import GridRow, Line, Part, find_heads, parts_of
from corpus.forms.legacy import convert, is_legacy
from corpus.readable import readable
from corpus.reading import Reading
from errors import CorpusError, PackageError
from files.packages import UNREADABLE, check_package

_ADVICE = "open it in Word or WPS and save it anew as .docx"
_NOTE_TYPES = {"footnote": RT.FOOTNOTES, "endnote": RT.ENDNOTES}
_MOST_XML = 20_000_000  # bytes of one part: about 3 million characters of text
_OBJECT = re.compile(r"'<_io\.[^>]*>' ?")  # how python-docx names bytes in its messages
_LONGEST_HEAD = 20  # characters of a column head that is not known by name


def read_docx(data: bytes) -> Reading:
    """The text of a Word file, its blocks, and notes on what was not read.

    An old .doc is converted where LibreOffice is installed. Raises CorpusError for a file that is
    no Word file, is damaged, protected, carries macros, or unpacks to more than a document may.
    """
    converted = is_legacy(data)
    data = convert(data) if converted else data
    try:
        check_package(data, _MOST_XML)
        word = docx.Document(io.BytesIO(data))
        return _Reader(word).read(("converted by LibreOffice from an old file",) * converted)
    except PackageError as error:
        raise CorpusError(str(error)) from None
    except RecursionError:
        raise CorpusError(f"nested deeper than any document; {_ADVICE}") from None
    except (*UNREADABLE, OpcError, LxmlError, KeyError, AttributeError, TypeError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0]
        said = _OBJECT.sub("", said)[:80]
        raise CorpusError(f"no Word file that can be read ({said}); {_ADVICE}") from None


class _Reader:
    """Reads one file: counts its numbered paragraphs and fields in document order."""

    def __init__(self, word: WordDocument) -> None:
        self._body: _Element = word.element.body
        self._parts = {
            relation.reltype: relation.target_part
            for relation in word.part.rels.values()
            if not relation.is_external
        }
        styles = Styles.read(self._xml(RT.STYLES))
        self._styles = styles
        self._numbering = Numbering(self._xml(RT.NUMBERING), styles)
        self._inline = InlineReader(self._body, styles)
        self._notes = {kind: self._notes_of(kind) for kind in _NOTE_TYPES}
        self._assembly = Assembly()
        self._last: Part | None = None  # the table that ends where reading stands
        self._held: list[_Element] | None = None  # notes of the table that is being read

    def read(self, notes: tuple[str, ...]) -> Reading:
        self._blocks(self._body)
        return self._assembly.reading((*notes, *told(self._inline.left_out)))

    def _xml(self, kind: str) -> _Element | None:
        part = self._parts.get(kind)
        return None if part is None else parse_xml(part.blob)

    def _notes_of(self, kind: str) -> dict[str, _Element]:
        root = self._xml(_NOTE_TYPES[kind])
        return {} if root is None else {n.get(W + "id", ""): n for n in root.iterchildren()}

    def _blocks(self, container: _Element) -> None:
        for piece in self._pieces(container):
            if isinstance(piece, str):
                self._paragraph(piece, 0)
            elif isinstance(piece, tuple):
                self._paragraph(*piece)
            else:
                self._table(piece)

    def _paragraph(self, text: str, level: int) -> None:
        if text:
            self._last = None
            self._assembly.paragraph(text, level > 0, level)

    def _pieces(self, container: _Element) -> Iterator[str | tuple[str, int] | _Element]:
        """What stands in a body, cell, box or note: lines, with their heading level, and w:tbl."""
        before = ""  # of a paragraph whose end was deleted
        for block in blocks_below(container):
            if block.tag == W + "tbl":
                yield block
                continue
            if block.tag == W + "altChunk":
                self._inline.left_out["embedded file"] += 1
                continue
            inline = self._inline.read(block)
            if mark_deleted(block):
                before += inline.text
                continue
            shown = bool(inline.text.strip()) or not mark_hidden(block)
            label = self._numbering.label(block) if shown else ""
            text, before = before + inline.text, ""
            level = self._styles.heading_level(block)
            if text.strip() or container.tag == W + "tc":  # a cell may hold its number alone
                for line in (label + text).split("\n"):
                    yield _readable(line), level
            yield from self._beside(inline)
        if before:
            yield _readable(before)

    def _beside(self, inline: Inline) -> Iterator[str | tuple[str, int] | _Element]:
        for box in inline.boxes:
            yield from self._pieces(box)
        for kind, name in inline.notes:
            note = self._notes[kind].pop(name, None)  # once, whatever refers to it
            if note is not None and self._held is not None:
                self._held.append(note)  # below the table: a cell holds units or a task
            elif note is not None:
                yield from self._pieces(note)

    def _table(self, element: _Element) -> None:
        table = read_table(element)
        if self._is_layout(table):
            for cell in (cell for cells in table.cells for cell in cells):
                self._blocks(cell)
            return
        self._held = []
        grid = [row for row in grid_of(table, self._cell_text) if row]
        notes, self._held = self._held, None
        self._inline.left_out["text of a cell merged with one above"] += table.covered
        self._rows(grid, table.heads)
        for note in notes:
            self._blocks(note)

    def _rows(self, grid: list[GridRow], declared: int) -> None:
        """The rows of a table, as a table where its columns are known, else as text."""
        heads = find_heads(grid, declared)
        if heads is None and self._last and grid and len(grid[0]) == len(self._last.columns):
            self._add(Part(self._last.columns, (), tuple(grid)))  # goes on after a page break
            return
        if heads is None and _like_heads(grid):
            heads = range(1)
        if heads is None:
            for row in grid:
                self._paragraph(" ".join(slot.text for slot in row if slot.text), 0)
            return
        for part in parts_of(grid, heads):
            if isinstance(part, Line):
                self._paragraph(part.text, 0)
            else:
                self._add(part)

    def _add(self, part: Part) -> None:
        self._assembly.table(part.columns, part.heads, part.rows)
        self._last = part

    def _is_layout(self, table: WordTable) -> bool:
        """A frame around text: one column, or tables within a table that has no text of its own."""
        cells = table.cells
        if all(len(row) <= 1 for row in cells):
            return max((len(row) for row in table.rows), default=0) <= 1
        nested = any(c.find(W + "tbl") is not None for row in cells for c in row)
        return nested and len(cells) == 1

    def _cell_text(self, cell: _Element) -> str:
        """A cell in one line; tables within it are read row by row."""
        lines: list[str] = []
        for piece in self._pieces(cell):
            if isinstance(piece, str):
                lines.append(piece)
            elif isinstance(piece, tuple):
                lines.append(piece[0])
            else:
                rows = grid_of(read_table(piece), self._cell_text)
                lines += [" ".join(slot.text for slot in row if slot.text) for row in rows]
        return _readable("\n".join(line for line in lines if line))


def _readable(text: str) -> str:
    return readable(text.replace("\u00ad", ""), "docx")


def _like_heads(grid: list[GridRow]) -> bool:
    """Whether the first of several rows names the columns: short, different words in each."""
    if len(grid) < 3 or len(grid[0]) < 3:
        return False
    texts = [slot.text for slot in grid[0]]
    short = all(0 < len(text) <= _LONGEST_HEAD and not text[-1].isdigit() for text in texts)
    return short and len(set(texts)) == len(texts)
