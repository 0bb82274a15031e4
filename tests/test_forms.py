"""Which form a file is of: found out by its content, with advice for what cannot be read."""

import io
import zipfile

import pytest

import corpus.forms.legacy
from corpus.forms import detect_form
from corpus.records import Form
from errors import CorpusError
from tests.docxfile import p, packed, parts, word
from tests.reading import HTML_HEAD, IDS, OCR_HEAD, WORD_HEAD, documents
from tests.test_docx import ENCRYPTED, OLE

DOCX = word(p("一、总则"))
PAGE = "<!DOCTYPE html><html><body><p>一、总则</p></body></html>"
PIPES = "# 一、总则\n\n| 序号 | 名称 | 责任单位 |\n| --- | :-: | ---: |\n| 1 | 消防 | 区教委 |\n"


@pytest.mark.parametrize("document", IDS)
def test_the_five_documents(document: str) -> None:
    entry, parsed = documents()[document]
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert detect_form(entry.file, parsed.document.text.encode(encoding)) == entry.form


FOUND: list[tuple[str, bytes | str, Form]] = [
    ("a.docx", DOCX, "docx"),
    ("a.txt", DOCX, "docx"),  # the content counts
    ("a.doc", DOCX, "docx"),
    ("a.pdf", b"%PDF-1.7\n...", "pdf"),
    ("a.docx", b"\n\n%PDF-1.4\n...", "pdf"),
    ("a.html", PAGE, "webpage"),
    ("a.doc", PAGE, "webpage"),  # as many sites name their pages
    ("a.txt", "\ufeff" + PAGE, "webpage"),
    ("a", "<?xml version='1.0'?>\n<!-- x -->\n<html><body>甲</body></html>", "webpage"),
    ("a.htm", "<p>甲</p>", "webpage"),
    ("a.txt", "<div><p>甲</p><p>乙</p></div>", "webpage"),
    ("a.html", b'<html><meta charset="windows-1252"><p>caf\xe9</p></html>', "webpage"),
    ("a.txt", "一、总则\n<p>坚持安全。\n", "word"),  # a remnant, no page
    ("a.html", "一、总则\n坚持安全。\n", "word"),
    ("a.txt", "一、总则\n坚持安全。\n", "word"),
    ("a.txt", WORD_HEAD + "\t1\n\t甲\n\t整治。\n\t县水利局\n", "word"),
    ("a.txt", HTML_HEAD + "1 |\n甲 |\n整治。 |\n县水利局 |\n|\n", "html"),
    ("a.txt", OCR_HEAD + "1\t旅游\t管好景区。\n", "ocr"),
    ("a.md", OCR_HEAD + "1\t旅游\t管好景区。\n", "ocr"),
    ("a.txt", PIPES, "markdown"),
    ("a.md", "一、总则\n坚持安全。\n", "markdown"),
    ("a.txt", "# 一、总则\n坚持安全。\n", "markdown"),
    ("a.txt", "甲 | 乙\n丙 | 丁\n", "word"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "form"), FOUND)
def test_forms(name: str, data: bytes | str, form: Form) -> None:
    assert detect_form(name, data if isinstance(data, bytes) else data.encode()) == form


def flagged() -> bytes:
    """A zip whose parts say that they are encrypted."""
    data = bytearray(DOCX)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(magic, place + 1)
    return bytes(data)


def bzipped() -> bytes:
    return packed(parts(p("甲")), zipfile.ZIP_BZIP2)


REFUSED: list[tuple[str, bytes, str]] = [
    ("a.txt", b"", "the file is empty"),
    ("a.txt", b" \n", "the file is empty"),
    ("a.doc", ENCRYPTED, "protected by a password"),
    ("a.docx", ENCRYPTED, "protected by a password"),
    ("a.docx", flagged(), "protected by a password"),
    ("a.docx", bzipped(), "packed in a way that no Office program uses"),
    ("a.doc", OLE, "save it as .docx"),
    ("a.wps", OLE, "save it as .docx"),
    ("a.rtf", b"{\\rtf1 x}", "save it as .docx"),
    ("a.docm", packed(parts(p("甲")) | {"word/vbaProject.bin": "x"}), "carries macros; save it"),
    ("a.docx", DOCX[:200], "is damaged"),
    ("a.xlsx", packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "is a workbook"),
    ("a.pptx", packed({"ppt/presentation.xml": ""}), "is a presentation"),
    ("a.odt", packed({"mimetype": "", "content.xml": ""}), "is an OpenDocument file"),
    ("a.ofd", packed({"OFD.xml": ""}), "is an OFD file"),
    ("a.zip", packed({"a.docx": "x"}), "is an archive"),
    ("a.rar", b"Rar!\x1a\x07", "is an archive"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "read it with OCR"),
    ("a.jpg", b"\xff\xd8\xff\xe0", "read it with OCR"),
    ("a.xml", b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><a/>", "save it"),
    ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "web archive"),
    ("a.txt", "安全".encode() + b"\xff\xfe", "line 1: not UTF-8"),
    ("a.txt", b"a\nb\x00", "line 2: a NUL"),
    ("a.bin", bytes(range(256)), "not UTF-8"),
]


@pytest.mark.parametrize(("name", "data", "words"), REFUSED)
def test_what_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, words: str
) -> None:
    monkeypatch.setattr(corpus.forms.legacy, "PROGRAMS", ("no-such-program",))
    with pytest.raises(CorpusError) as caught:
        detect_form(name, data)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["<" * 200_000, "<p>" * 100_000, "|" * 100_000, "|-" * 50_000 + "\n" + "|-" * 50_000,
             "a\t" * 100_000, " |\n" * 60_000, "# \n" * 60_000, "<!--" * 50_000, "<?xml " * 50_000]
)  # fmt: skip
def test_a_form_is_found_in_linear_time(text: str) -> None:
    assert detect_form("a.html", text.encode()) in ("word", "html", "markdown", "ocr", "webpage")


def test_a_zip_within_a_zip_is_not_opened() -> None:
    inner = io.BytesIO(packed({"a": "x" * 1_000_000}))
    with pytest.raises(CorpusError, match="is an archive"):
        detect_form("a.zip", packed({"a.zip": inner.getvalue()}))
