"""A document written as a Word file: merged cells merged, numbers written or left to Word."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from corpus.tables import column_role
from tests.rebuild import Grid, Square, Text

_AUTOMATIC = (
    '<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' w:abstractNumId="900"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
)


def write_docx(pieces: Sequence[Text | Grid], automatic: bool = False) -> bytes:
    """The file as bytes. automatic: Word counts the rows, their numbers stand in no text."""
    word = docx.Document()
    if automatic:
        numbering = word.part.numbering_part.element
        numbering.insert(0, docx.oxml.parse_xml(_AUTOMATIC))
    for count, piece in enumerate(pieces):
        if isinstance(piece, Text):
            word.add_paragraph(piece.text)
        else:
            _table(word, piece, 900 + count if automatic else None)
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


def _table(word: WordDocument, grid: Grid, list_id: int | None) -> None:
    table = word.add_table(len(grid.rows) + 1, len(grid.heads))
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.text = head
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    if list_id is not None:
        _add_list(word, list_id)
    cells = [list(row.cells) for row in table.rows]
    numbers = next((i for i, h in enumerate(grid.heads) if column_role(h) == "number"), None)
    for at, row in enumerate(_numbers_merged(grid, numbers), start=1):
        for column, square in enumerate(row):
            cell = cells[at][column]
            counted = column == numbers and (square.text.isdigit() or not square.text)
            if not square.down:
                _merge(cell, "continue")
                continue
            if square.down > 1:
                _merge(cell, "restart")
            if counted and list_id is not None:
                _count(cell, list_id)
            else:
                cell.text = square.text
    _drop_widths(table)


def _numbers_merged(grid: Grid, numbers: int | None) -> list[list[Square]]:
    """The rows; an empty number beside a merged name is merged as well."""
    rows = [list(row) for row in grid.rows]
    names = [i for i, head in enumerate(grid.heads) if column_role(head) == "name"]
    if numbers is None or not names:
        return rows
    for at in range(len(rows) - 1, 0, -1):
        if not rows[at][numbers].text and not rows[at][max(names)].down:
            above = rows[at - 1][numbers]
            rows[at - 1][numbers] = Square(above.text, 1 + rows[at][numbers].down)
            rows[at][numbers] = Square("", 0)
    return rows


def _merge(cell: _Cell, value: str) -> None:
    merge = OxmlElement("w:vMerge")
    if value == "restart":
        merge.set(qn("w:val"), value)
    cell._tc.get_or_add_tcPr().append(merge)


def _add_list(word: WordDocument, list_id: int) -> None:
    """A list that counts from 1, as Word makes one for each table."""
    numbering = word.part.numbering_part.element
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), str(list_id))
    abstract = OxmlElement("w:abstractNumId")
    abstract.set(qn("w:val"), "900")
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), "0")
    start = OxmlElement("w:startOverride")
    start.set(qn("w:val"), "1")
    override.append(start)
    num.extend([abstract, override])
    numbering.append(num)


def _count(cell: _Cell, list_id: int) -> None:
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = list_id


def _drop_widths(table: Table) -> None:
    """Cell widths that say nothing of the text only make the file larger."""
    for width in table._tbl.iter(qn("w:tcW")):
        width.getparent().remove(width)
