"""A web page as a file of its own: a saved page, a government site, Word's “save as web page”.

Parsed by lxml, which runs nothing and fetches nothing. What a page does not show is not read.
"""

import codecs
import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.etree import _Element

from corpus.forms.assembly import Assembly
from corpus.forms.flow import TextLine, collapsed, lines_of_element
from corpus.forms.furniture import take_out, told, without_furniture
from corpus.forms.grid import Line, find_heads, joined_lines, parts_of
from corpus.forms.webpage_tables import declared_heads, first_rows, read_grid
from corpus.readable import readable
from corpus.reading import Reading
from errors import CorpusError
from files.encodings import find_encoding

_MOST_TAGS = 600_000  # the largest page of a document known has 20,000
_HEAD_BYTES = 4096  # in which a page says its encoding
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
_PROLOG = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE[^\[>]{0,500}\[.{0,100000}?\]\s*>)?", re.I | re.S
)
_UNREAD = (
    "head script style noscript template iframe frame object embed applet select input button "
    "textarea datalist svg math canvas audio video map title link meta"
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_TAG = re.compile(r"<[a-zA-Z!/?][^>]{0,200}>")


def read_webpage(data: bytes) -> Reading:
    """The document on a web page: its text, its blocks, and notes on what was left out.

    Raises CorpusError for what is no HTML, has no text, is nested or divided beyond any document.
    """
    markup, notes = _decoded(data)
    root = _parsed(markup)
    _drop_unshown(root)
    left_out = without_furniture(root)
    # one h1 is the page's title; several are headings of the document
    above = int(sum(1 for _ in root.iter("h1")) < 2)
    assembly = Assembly()
    for piece in lines_of_element(root, _is_data_table):
        if isinstance(piece, TextLine):
            level = max(piece.heading - above, 0)
            assembly.paragraph(_readable(piece.text), piece.heading > 0, level)
        else:
            _add_table(assembly, piece)
    reading = assembly.reading((*notes, *told(left_out)))
    if not reading.text.strip():
        raise CorpusError(
            "the page has no text of its own; open it in a browser, and when its text is to be "
            "seen there, save it as a whole or copy it into a .txt file"
        )
    return reading


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The markup and a note on its encoding where that is not UTF-8."""
    encoding = _encoding(data)
    text = data.decode(encoding, errors="replace")
    if "\0" in text or not _TAG.search(text):
        raise CorpusError(
            "no HTML: it has no tags, or binary characters; save the page anew as .html"
        )
    if text.count("<") > _MOST_TAGS:
        raise CorpusError(
            f"more than {_MOST_TAGS} tags, which no document has; save only its own page"
        )
    plain = encoding in ("utf-8", "utf-8-sig")
    return text, () if plain else (f"not UTF-8, read as {encoding.upper()}",)


def _encoding(data: bytes) -> str:
    """By its bytes where they leave no doubt, else as the page says."""
    found = find_encoding(data)
    if found in ("utf-8-sig", "utf-16"):
        return found
    match = _CHARSET.search(data[:_HEAD_BYTES])
    said = match.group(1).decode().lower() if match else ""
    if said in ("gb2312", "gbk", "gb18030"):
        return "gb18030"
    if found is None or (said and "utf" not in said):
        try:
            return codecs.lookup(said).name if said else "utf-8"
        except LookupError:
            pass
    return found or "utf-8"


def _parsed(markup: str) -> _Element:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    prolog = _PROLOG.match(markup)
    body = markup[prolog.end() :] if prolog else markup
    try:
        root = lxml.html.document_fromstring(body.encode(errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise CorpusError("the page is empty; save it anew from the browser") from None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise CorpusError("tags nested more than 2000 deep, which no document has; save it anew")
    return root


def _drop_unshown(root: _Element) -> None:
    etree.strip_elements(root, *_UNREAD.split(), with_tail=False)
    take_out(root, _hidden(root))


def _hidden(root: _Element) -> Iterator[_Element]:
    for element in root.iter():
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if element is not root and (hidden or _HIDDEN.search((element.get("style") or "")[:2000])):
            yield element


def _is_data_table(table: _Element) -> bool:
    """A table with known column heads, or with heads that the page marks; others are layout."""
    rows = first_rows(table, _short_text)
    return find_heads(rows, 0) is not None or (declared_heads(table) > 0 and len(rows) > 1)


def _short_text(cell: _Element) -> str:
    """A cell's text if it may be a column head, else something too long for one."""
    text = ""
    for part in cell.iter():
        if part.tag == "table":
            return "\0" * 100
        text += (part.text or "") + ("" if part is cell else part.tail or "")
        if len(text) > 400:
            return "\0" * 100
    return _readable(text)


def _cell_text(cell: _Element) -> str:
    """A cell's text in one line; tables within it are read row by row."""
    if not len(cell):  # most cells hold nothing but text
        return _readable(collapsed(cell.text or ""))
    lines = lines_of_element(cell, lambda _: False)
    texts = [_readable(line.text) for line in lines if isinstance(line, TextLine)]
    return _readable(joined_lines(texts))


def _readable(text: str) -> str:
    return readable(_INVISIBLE.sub("", text), "webpage")


def _add_table(assembly: Assembly, table: _Element) -> None:
    caption = table.find("caption")
    if caption is not None:
        assembly.paragraph(_cell_text(caption))
    grid = read_grid(table, _cell_text)
    heads = find_heads(grid, declared_heads(table))
    if heads is None:
        for row in grid:
            assembly.paragraph(" ".join(slot.text for slot in row if slot.text))
        return
    for part in parts_of(grid, heads):
        if isinstance(part, Line):
            assembly.paragraph(part.text)
        else:
            assembly.table(part.columns, part.heads, part.rows)
