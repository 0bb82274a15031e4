"""What is checked of a PDF before it is opened: that it is whole and unpacks within bounds."""

import re
import zlib

from errors import CorpusError

MOST_PAGES = 2000
_MOST_UNPACKED = 256_000_000  # characters of all streams but pictures; a thousand pages have 20 MB
_MOST_IN_ONE = 32_000_000  # of one that is no font
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 2000  # characters before a stream in which its dictionary stands
_END = 2048  # bytes in which a PDF ends
_CHUNK = 1 << 16


def check_pdf(data: bytes) -> None:
    """Raises CorpusError for bytes that are no whole PDF, or unpack to more than any document."""
    if b"%PDF-" not in data[:1024]:
        raise CorpusError("no PDF: its first bytes are not %PDF; save it anew as a PDF")
    if b"%%EOF" not in data[-_END:]:
        raise CorpusError("the PDF is cut short: its end is missing; get the whole file again")
    _check_streams(data)


def _check_streams(data: bytes) -> None:
    total, at = 0, 0
    while match := _STREAM.search(data, at):
        at = match.end()
        dictionary = data[max(match.start() - _DICTIONARY, 0) : match.start()]
        dictionary = dictionary[dictionary.rfind(b" obj") + 1 :]
        if b"FlateDecode" not in dictionary or b"/Image" in dictionary:
            continue
        most = _MOST_UNPACKED if b"/Length1" in dictionary else _MOST_IN_ONE
        unpacked, taken = _unpacked(data, at, min(most, _MOST_UNPACKED - total) + 1)
        total, at = total + unpacked, at + taken
        if unpacked > most or total > _MOST_UNPACKED:
            raise CorpusError(
                "the PDF unpacks to more than a document has "
                f"({min(most, _MOST_UNPACKED) // 1_000_000} MB); print it to a new PDF"
            )


def _unpacked(data: bytes, start: int, most: int) -> tuple[int, int]:
    """How many characters a stream unpacks to, up to most, and how many bytes it has."""
    unpacker = zlib.decompressobj()
    size = taken = 0
    rest = b""
    while size < most and not unpacker.eof:
        chunk = rest or data[start + taken : start + taken + _CHUNK]
        if not chunk:
            break
        try:
            size += len(unpacker.decompress(chunk, min(_CHUNK * 16, most)))
        except zlib.error:
            break  # the reader says what is damaged
        taken += 0 if rest else len(chunk)
        rest = unpacker.unconsumed_tail
    return size, max(taken - len(unpacker.unused_data) - len(rest), 0)
