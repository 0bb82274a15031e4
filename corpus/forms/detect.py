"""Which form a file is of: by its content first, by its name where the content leaves it open."""

import re
from pathlib import PurePath

from corpus.blocks import Table, lines_of
from corpus.doubts import without_invisible
from corpus.forms.html import read_html
from corpus.forms.legacy import check_legacy, is_legacy
from corpus.forms.markdown import is_heading, starts_pipe_table
from corpus.forms.readers import decode
from corpus.records import Form
from errors import CorpusError, PackageError
from files.packages import check_package

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PDF_WITHIN = 1_024  # bytes in which %PDF- stands (ISO 32000-1, annex H.3.4.1)
_HEAD = 4_096  # characters
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_CLOSED_TAG = re.compile(r"</(?:p|div|table|td|tr|span|body|html)\s*>", re.I)
_BEGINS_WITH_TAG = re.compile(r"\s*<(?:!--|p|div|table|h[1-6]|span|meta|title|style)\b", re.I)
_FLAT_WORD = re.compile(r"<\?mso-application\s+progid=\"Word\.Document\"|<pkg:package\b")
_MHT = re.compile(r"(?:MIME-Version:|Content-Type:\s*multipart/related)", re.I)
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_MARKDOWN_NAMES = (".md", ".markdown")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh")
# a part that tells what a zip is, and what to do with it
_PACKAGES = {
    "word/document.xml": "",
    "xl/workbook.xml": "is a workbook; save the tables as .docx or .html",
    "ppt/presentation.xml": "is a presentation; save its text as .docx",
    "content.xml": "is an OpenDocument file; save it as .docx",
    "OFD.xml": "is an OFD file; export it as .pdf or .docx",
    "META-INF/container.xml": "is an e-book; save it as .html or .docx",
}


def detect_form(name: str, data: bytes) -> Form:
    """The form of a file. name: of the file; its path does not matter.

    Raises CorpusError, without the name, for what cannot be read, and says what to do: a picture,
    an archive, a protected file, one with macros, an old .doc where LibreOffice is missing.
    """
    if not data.strip():
        raise CorpusError("the file is empty; restore it")
    if data.startswith(_ZIP):
        return _in_package(data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if is_legacy(data):
        check_legacy(data)
        return "docx"
    if data.startswith(_PICTURES):
        raise CorpusError("is a picture; read it with OCR and hand in its text, .docx or .pdf")
    if data.startswith(_ARCHIVES):
        raise CorpusError("is an archive; unpack it and hand in the documents one by one")
    text = without_invisible(_text(name, data))
    if _is_page(name, text):
        return "webpage"
    head = text[:_HEAD]
    if _FLAT_WORD.search(head):
        raise CorpusError("is Word's XML in one file; save it as .docx")
    if _MHT.match(head.lstrip()):
        raise CorpusError("is a web archive (.mht); save the page as .html, or as .docx in Word")
    return _of_text(name, text)


def _text(name: str, data: bytes) -> str:
    """The text of a file; a web page says its encoding itself, and its reader finds it."""
    try:
        return decode(data)[0]
    except CorpusError:
        markup = data.decode("latin-1")
        if _is_page(name, markup):
            return markup
        raise


def _in_package(data: bytes) -> Form:
    try:
        names = set(check_package(data))
    except PackageError as error:
        raise CorpusError(str(error)) from None
    for part, advice in _PACKAGES.items():
        if part in names:
            if advice:
                raise CorpusError(advice)
            return "docx"
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    raise CorpusError("is an archive; unpack it and hand in the documents one by one")


def _is_page(name: str, text: str) -> bool:
    head = text[:_HEAD]
    if _PAGE.match(head):
        return True
    closed = len(_CLOSED_TAG.findall(text[: 16 * _HEAD]))
    if PurePath(name).suffix.lower() in _PAGE_NAMES:
        return closed > 0
    # text from a scan has a stray <p>, too
    return bool(_BEGINS_WITH_TAG.match(head)) and closed > 2


def _of_text(name: str, text: str) -> Form:
    """Which text form: by its tables, then by its headings, then by its name."""
    lines = [line for line in lines_of(text) if not line.blank]
    if any(starts_pipe_table(lines, at) for at in range(len(lines))):
        return "markdown"
    if " |\n" in text and any(isinstance(block, Table) for block in read_html(text)):
        return "html"
    tabbed = [line.text for line in lines if "\t" in line.text]
    if tabbed:  # a row on a line, or a cell on each
        return "ocr" if sum(map(_is_row, tabbed)) > len(tabbed) / 2 else "word"
    marked = any(is_heading(line.text) for line in lines)
    return "markdown" if marked or PurePath(name).suffix.lower() in _MARKDOWN_NAMES else "word"


def _is_row(line: str) -> bool:
    return sum(bool(part.strip()) for part in line.split("\t")) > 1
