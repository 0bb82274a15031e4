"""How a Word file of a quiz looks: fonts, styles, page, and what python-docx has no call for."""

from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from quiz.exports.words import Words

LATIN = "Times New Roman"
SONG, HEI, KAI = "宋体", "黑体", "楷体"
_CREATED = datetime(1980, 1, 1)  # fixed: the same paper gives the same bytes
_THEME = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")

_KEPT = {"Default Paragraph Font", "Normal Table", "No List", "Footer", "Table Grid"}

# style -> (based on, East Asian font, size in points, bold, space before and after in points)
_STYLES: dict[str, tuple[str | None, str, float, bool, float, float]] = {
    "Normal": (None, SONG, 10.5, False, 0, 2),
    "Title": (None, HEI, 18, False, 0, 8),
    "Heading 1": (None, HEI, 12, False, 12, 4),
    "Quiz Note": ("Normal", KAI, 10.5, False, 0, 4),
    "Quiz Stem": ("Normal", SONG, 10.5, False, 5, 2),
    "Quiz Option": ("Normal", SONG, 10.5, False, 0, 1),
    "Quiz Key": ("Normal", SONG, 10.5, False, 1, 1),
    "Quiz Quote": ("Normal", KAI, 10, False, 0, 3),
}


def new_document(title: str, words: Words) -> Document:
    """An empty A4 document with the styles of a quiz and its page numbers at the foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2.3)
    section.left_margin = section.right_margin = Cm(2.5)
    _set_defaults(document)
    for name, told in _STYLES.items():
        _style(document, name, *told)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Quiz Stem"].paragraph_format.left_indent = Cm(0.75)
    document.styles["Quiz Stem"].paragraph_format.first_line_indent = Cm(-0.75)
    for name, indent in (("Quiz Option", 0.75), ("Quiz Key", 0.75), ("Quiz Quote", 1.5)):
        document.styles[name].paragraph_format.left_indent = Cm(indent)
    _page_numbers(section.footer.paragraphs[0], words)
    _set_properties(document, title)
    _drop_leftovers(document)
    return document


def _set_defaults(document: Document) -> None:
    """Take out what the template has and a quiz has not; Chinese is the East Asian language.

    The language makes lines break by Chinese rules. w:pBdr is the blue line of a title, w:link
    its blue twin for runs.
    """
    for style in list(document.styles):
        if style.name not in _KEPT and style.name not in _STYLES:
            style.delete()
            continue
        for tag in ("w:pBdr", "w:link"):
            for found in style.element.findall(f".//{qn(tag)}"):
                found.getparent().remove(found)
    defaults: Any = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_fonts(defaults, SONG)
    defaults.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    defaults.find(qn("w:sz")).set(qn("w:val"), str(round(2 * _STYLES["Normal"][2])))


def _style(
    document: Document,
    name: str,
    base: str | None,
    font: str,
    size: float,
    bold: bool,
    before: float,
    after: float,
) -> None:
    styles = document.styles
    known = [style.name for style in styles]
    style: Any = styles[name] if name in known else styles.add_style(name, 1)
    if base:
        style.base_style = styles[base]
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_fonts(style.element.get_or_add_rPr(), font)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.25


def _set_fonts(properties: Any, font: str) -> None:
    """The fonts of run properties; fonts of the theme would go before them and are taken out."""
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")  # marks that both scripts have (“ ” …) are full-width
    for name in _THEME:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN)
    fonts.set(qn("w:eastAsia"), font)


def write(paragraph: Paragraph, text: str, font: str = SONG, bold: bool = False) -> None:
    """Add text to a paragraph in a font for Chinese; line breaks and tabs stay what they are."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    _set_fonts(run._element.get_or_add_rPr(), font)


def keep(paragraph: Paragraph, with_next: bool) -> None:
    """Keep the lines of a paragraph on one page, and with the paragraph that follows."""
    paragraph.paragraph_format.keep_together = True
    paragraph.paragraph_format.keep_with_next = with_next


def keep_row(row: Any, height: float | None = None) -> None:
    """Keep a row of a table on one page; height: at least, in cm."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if height:
        row.height = Cm(height)


def _page_numbers(paragraph: Paragraph, words: Words) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = words.page.replace("{page}", "\0").replace("{pages}", "\0").split("\0")
    write(paragraph, before)
    _field(paragraph, "PAGE")
    write(paragraph, between)
    _field(paragraph, "NUMPAGES")
    write(paragraph, after)


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that Word works out when it lays out the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    write(paragraph, "1")
    field.append(paragraph.runs[-1]._element)
    paragraph._p.append(field)


def _drop_leftovers(document: Document) -> None:
    """Parts of the template that are of another document: its picture, styles of Word 2010."""
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del owner.rels[key]


def _set_properties(document: Document, title: str) -> None:
    told = document.core_properties
    told.title, told.author, told.comments = title, "Anwen", ""
    told.created = told.modified = _CREATED
    told.last_modified_by, told.revision, told.language = "Anwen", 1, "zh-CN"
