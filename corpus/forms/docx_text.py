"""The text of a Word paragraph as a reader of the page sees it, without what stands beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from corpus.forms.docx_styles import Styles, W, switched_on

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_IMAGES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_TAKEN_OUT = {W + name for name in ("del", "moveFrom", "rt", "rPr", "pPr", "sdtPr", "instrText")}
_SIGNS = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
# w:sym: the Symbol font's places (F0xx) of signs that texts need; boxes and ticks of Wingdings
_SYMBOLS = {
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "·", 0xB9: "≠"},
    "wingdings": {0x6F: "□", 0xA8: "□", 0xFC: "√", 0xFE: "☑", 0x9F: "·"},
    "wingdings 2": {0x52: "☑", 0xA3: "□", 0x50: "√"},
}
_PRIVATE = range(0xF000, 0xF100)


@dataclass(slots=True)
class Inline:
    """A paragraph's text, and what hangs on it: text boxes, and (kind, id) of its notes."""

    text: str = ""
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class InlineReader:
    """Reads paragraphs in document order, since a field may begin in one and end in another.

    left_out: what was not read, by kind, counted.
    """

    def __init__(self, body: _Element, styles: Styles) -> None:
        self.left_out: Counter[str] = Counter()
        self._styles = styles
        self._unshown = _unshown(body)  # where each stretch begins: where it ends
        self._until: _Element | None = None  # the end of the one being passed

    def read(self, paragraph: _Element) -> Inline:
        """The text of a w:p; line breaks as line feeds."""
        inline = Inline()
        parts: list[str] = []
        self._walk(paragraph, parts, inline)
        inline.text = "".join(parts)
        return inline

    def _walk(self, element: _Element, parts: list[str], inline: Inline) -> None:
        for child in element.iterchildren():
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == W + "fldChar":
                self._mark(child)
            elif (
                self._until is not None
                or tag in _TAKEN_OUT
                or (tag == W + "r" and self._styles.hides(child))
            ):
                for mark in child.iter(W + "fldChar"):
                    self._mark(mark)
            else:
                self._take(child, tag, parts, inline)

    def _mark(self, mark: _Element) -> None:
        """A stretch of a field that is not shown begins or ends."""
        if self._until is None:
            self._until = self._unshown.get(mark)
        elif mark is self._until:
            self._until = None

    def _take(self, child: _Element, tag: str, parts: list[str], inline: Inline) -> None:
        if tag == W + "t":
            parts.append(child.text or "")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag == W + "sym":
            parts.append(self._symbol(child))
        elif tag in _NOTES:
            inline.notes.append((_NOTES[tag], child.get(W + "id", "")))
        elif tag in (MATH + "oMath", MATH + "oMathPara"):
            self.left_out["equation"] += 1
        elif tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(child, inline)
        elif tag == _MARKUP + "AlternateContent":
            chosen = child.find(_MARKUP + "Choice")
            chosen = child.find(_MARKUP + "Fallback") if chosen is None else chosen
            if chosen is not None:
                self._walk(chosen, parts, inline)
        elif tag == W + "fldSimple" and _is_contents(child.get(W + "instr", "")):
            return
        elif len(child):  # a run, a link, inserted text, …
            self._walk(child, parts, inline)

    def _drawing(self, drawing: _Element, inline: Inline) -> None:
        boxes = [box for box in drawing.iter(W + "txbxContent") if not _inside_box(box, drawing)]
        inline.boxes.extend(boxes)
        if any(next(drawing.iter(image), None) is not None for image in _IMAGES):
            self.left_out["picture"] += 1
        elif drawing.tag == W + "object":
            self.left_out["embedded object"] += 1

    def _symbol(self, symbol: _Element) -> str:
        digits = symbol.get(W + "char", "")
        try:
            code = int(digits, 16)
        except ValueError:
            code = 0
        if code in _PRIVATE:
            found = _SYMBOLS.get(symbol.get(W + "font", "").lower(), {}).get(code - _PRIVATE.start)
            if found is None:
                self.left_out["symbol of a symbol font"] += 1
            return found or ""
        return chr(code) if 0x20 <= code < 0xD800 else ""


def _inside_box(box: _Element, drawing: _Element) -> bool:
    """Whether a text box stands inside another one of the drawing, or in its second version."""
    for outer in box.iterancestors():
        if outer is drawing:
            return False
        if outer.tag in (W + "txbxContent", _MARKUP + "Fallback"):
            return True
    return False


def _is_contents(code: str) -> bool:
    return code.split()[:1] in (["TOC"], ["TOA"], ["INDEX"])


def _unshown(body: _Element) -> dict[_Element, _Element]:
    """The marks between which nothing is shown: a field's code, or all of a table of contents.

    A field without its end is none: what stands after its beginning is shown.
    """
    found: dict[_Element, _Element] = {}
    open_: list[tuple[_Element, list[_Element], list[str]]] = []
    for element in body.iter(W + "fldChar", W + "instrText"):
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            open_.append((element, [], []))
        elif not open_:
            continue
        elif element.tag == W + "instrText":
            open_[-1][2].append((element.text or "")[:200])
        elif kind == "separate":
            open_[-1][1].append(element)
        elif kind == "end":
            begin, separate, code = open_.pop()
            whole = not separate or _is_contents("".join(code[:20]))
            found[begin] = element if whole else separate[0]
    return found


def is_contents(block: _Element) -> bool:
    """Whether a w:sdt is Word's own table of contents."""
    gallery = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"
    found = block.find(gallery)
    return found is not None and found.get(W + "val") == "Table of Contents"


def blocks_below(container: _Element) -> Iterator[_Element]:
    """The w:p, w:tbl and w:altChunk of a body, cell or text box, without what was deleted."""
    for child in container.iterchildren():
        if child.tag in (W + "p", W + "tbl", W + "altChunk"):
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml"):
            if not is_contents(child):
                yield from blocks_below(child)
        elif child.tag == _MARKUP + "AlternateContent":
            chosen = child.find(_MARKUP + "Choice")
            if chosen is not None:
                yield from blocks_below(chosen)


def mark_deleted(paragraph: _Element) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one goes on with it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(W + n) is not None for n in ("del", "moveFrom"))


def mark_hidden(paragraph: _Element) -> bool:
    return switched_on(paragraph.find(f"{W}pPr/{W}rPr"), "vanish")


def told(left_out: Counter[str]) -> Iterable[str]:
    """Notes on what was not read."""
    for kind, count in sorted(left_out.items()):
        if count:
            yield f"{count} × {kind} not read"
