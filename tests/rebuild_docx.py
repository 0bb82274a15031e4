"""A document written as a Word file: merged cells merged, numbers written or left to Word."""

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

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


# ---- the same file as years of editing leave it ----

_COLUMN, _SHIFT, _HEADS_EVERY = 1800, 45, 7  # widths in twentieths of a point


def roughen(data: bytes) -> bytes:
    """The same text in a file with all that long editing leaves.

    Rows drawn a little apart from one another, column heads copied in where a page begins, texts
    in many runs with deleted ones between them, paragraphs and rows within content controls.
    """
    word = docx.Document(io.BytesIO(data))
    body = word.element.body
    for run in list(body.iter(qn("w:r"))):
        _split(run)
    for table in list(body.iter(qn("w:tbl"))):
        _shift(table)
        _copy_heads(table)
    for number, block in enumerate(list(body.iterchildren(qn("w:p"), qn("w:tbl")))):
        if number % 3 == 0:
            _wrap(block)
    rough = io.BytesIO()
    word.save(rough)
    return rough.getvalue()


def _split(run: Any) -> None:
    text = run.find(qn("w:t"))
    if text is None or not text.text or len(text.text) < 2:
        return
    half = len(text.text) // 2
    second = deepcopy(run)
    second.find(qn("w:t")).text = text.text[half:]
    text.text = text.text[:half]
    for part in (text, second.find(qn("w:t"))):
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    deleted = OxmlElement("w:del")
    old = OxmlElement("w:r")
    old_text = OxmlElement("w:delText")
    old_text.text = "旧稿文字"
    old.append(old_text)
    deleted.append(old)
    run.addnext(deleted)
    deleted.addnext(second)


def _shift(table: Any) -> None:
    """Every other row a little to the right: a fine grid with two edges for each column."""
    grid = table.find(qn("w:tblGrid"))
    count = len(grid)
    for column in list(grid):
        grid.remove(column)
    for width in [_COLUMN] + [_SHIFT, _COLUMN - _SHIFT] * (count - 1) + [_SHIFT]:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)
    for number, row in enumerate(table.iterchildren(qn("w:tr"))):
        cells = list(row.iterchildren(qn("w:tc")))
        for place, cell in enumerate(cells):
            first, last = place == 0, place == len(cells) - 1
            span = 2 - first + last if number % 2 == 0 else 2 + (first and last)
            cell.get_or_add_tcPr().get_or_add_gridSpan().val = span


def _copy_heads(table: Any) -> None:
    """The row of heads once more, wherever no merged cell runs on and a page may begin."""
    head, *rows = table.iterchildren(qn("w:tr"))
    for number, row in enumerate(rows[1:], start=1):
        runs_on = any(m.get(qn("w:val")) is None for m in row.iter(qn("w:vMerge")))
        if number % _HEADS_EVERY == 0 and not runs_on:
            row.addprevious(deepcopy(head))
        elif number % _HEADS_EVERY == 1:
            _wrap(row)


def _wrap(element: Any) -> None:
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    element.addprevious(control)
    content.append(element)
    control.append(content)
