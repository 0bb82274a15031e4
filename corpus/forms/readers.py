"""Each form's reader: from the bytes of a file to its text and the blocks in it."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from corpus.blocks import Block
from corpus.doubts import without_invisible
from corpus.forms.html import read_html
from corpus.forms.markdown import read_markdown
from corpus.forms.ocr import read_ocr
from corpus.forms.word import read_word
from corpus.reading import Reading
from corpus.records import Form
from errors import CorpusError
from files.encodings import find_encoding

# texts saved from a program; their readers see one blank for each invisible character
TEXT_READERS: dict[Form, Callable[[str], list[Block]]] = {
    "word": read_word,
    "html": read_html,
    "ocr": read_ocr,
    "markdown": read_markdown,
}
# files of their own: module and function, loaded with their libraries when one is first read
_FILE_READERS: dict[Form, tuple[str, str]] = {
    "docx": ("corpus.forms.docx", "read_docx"),
    "webpage": ("corpus.forms.webpage", "read_webpage"),
    "pdf": ("corpus.forms.pdf", "read_pdf"),
}


def read_file(data: bytes, form: Form) -> Reading:
    """The text of a file, its blocks, and notes on how it was read.

    Raises CorpusError, without the file's path, for what cannot be read as that form; for a text
    the message starts with the line.
    """
    if form in TEXT_READERS:
        text, notes = decode(data)
        return Reading(text, tuple(TEXT_READERS[form](without_invisible(text))), notes)
    module, name = _FILE_READERS[form]
    return cast("Callable[[bytes], Reading]", getattr(import_module(module), name))(data)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """(text, notes): text with line feeds only, without its byte-order mark.

    A note says which encoding it was, unless UTF-8. Raises CorpusError naming the line of the
    first byte that is not UTF-8, where the text is not GB18030 or UTF-16 as a whole either, or of
    the first NUL.
    """
    encoding = find_encoding(data)
    if encoding is None:
        line = data[: _first_damaged(data)].count(b"\n") + 1
        raise CorpusError(
            f"line {line}: not UTF-8, and not GB18030 either; save the document as UTF-8"
        )
    text = data.decode(encoding)
    if (nul := text.find("\0")) >= 0:
        line = text.count("\n", 0, nul) + 1
        raise CorpusError(
            f"line {line}: a NUL character: this is no text file, or one in UTF-16 without its "
            "mark; save the document as UTF-8"
        )
    notes = () if encoding == "utf-8-sig" else (f"not UTF-8, read as {encoding.upper()}",)
    return re.sub(r"\r\n?", "\n", text), notes


def _first_damaged(data: bytes) -> int:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.start
    return 0
