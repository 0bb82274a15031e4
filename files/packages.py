"""Zip packages of XML (.docx, .xlsx), checked before anything in them is unpacked or parsed."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from errors import PackageError

LARGEST_UNPACKED = 100_000_000  # bytes of all parts together
MOST_PARTS = 2_000
MOST_XML = 40_000_000  # bytes of one XML part, which takes several times as much when parsed
_MOST_RATIO = 250  # unpacked to packed size of one part; Office XML stays below 100
_SMALL = 1_000_000  # bytes; a part below this may be as repetitive as it likes
_HEAD = 4_096  # bytes in which a document type would be declared
_ENCRYPTED = 0x1  # general purpose bit flag of a zip entry, APPNOTE 4.4.4
# what reading a damaged zip may raise
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
)
_XML = (".xml", ".rels", ".vml")
_PICTURES = (".svg",)  # may declare a document type; nothing opens them
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS = ("vbaproject.bin", "vbadata.xml")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def is_ole(data: bytes) -> bool:
    """Whether the bytes are an OLE container: an old .doc, .xls or .wps, or an encrypted file."""
    return data.startswith(_OLE_MAGIC)


def is_encrypted(data: bytes) -> bool:
    """Whether an OLE container holds an Office file that is protected by a password."""
    return is_ole(data) and _ENCRYPTED_STREAM in data


def check_package(data: bytes, most_xml: int = MOST_XML) -> tuple[str, ...]:
    """The names of the parts of a zip package that may be opened.

    most_xml: bytes of one XML part that may be unpacked.

    Raises PackageError for what is no zip, is protected by a password, unpacks to too much, has
    parts outside of itself or twice, declares entities, or carries macros.
    """
    if is_encrypted(data):
        raise PackageError("is protected by a password; save it without one")
    if is_ole(data):
        raise PackageError("is an old .doc or .xls file, or protected; save it as .docx or .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_sizes(parts)
            _check_names([part.filename for part in parts])
            for part in parts:
                _check_part(package, part, most_xml)
    except UNREADABLE as error:
        told = str(error)[:60] or "it ends too soon"
        raise PackageError(f"is damaged ({told}); save it anew") from None
    return tuple(part.filename for part in parts)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise PackageError(
            f"unpacks to {unpacked} bytes in {len(parts)} parts; at most {LARGEST_UNPACKED} in "
            f"{MOST_PARTS} are read: split the file, or take pictures out"
        )
    for part in parts:
        if part.file_size > _SMALL and part.file_size > _MOST_RATIO * part.compress_size:
            raise PackageError(
                f"{_told(part)} unpacks to {part.file_size} bytes from {part.compress_size}, which "
                "no document does; save it anew"
            )


def _check_names(names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        path = PurePosixPath(name)
        outside = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
        if outside or name.casefold() in seen:
            raise PackageError(f"has a part named {name[:60]!r}, outside of it or twice")
        seen.add(name.casefold())
        if path.name.casefold() in _MACROS:
            raise PackageError("carries macros; save it as a file without macros (.docx, .xlsx)")


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, most_xml: int) -> None:
    if part.flag_bits & _ENCRYPTED:
        raise PackageError("is protected by a password; save it without one")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackageError(f"{_told(part)} is packed in a way that no Office program uses")
    name = part.filename.casefold()
    if name.endswith(_XML) and part.file_size > most_xml:
        raise PackageError(
            f"{_told(part)} unpacks to {part.file_size} bytes; at most {most_xml} are read: "
            "split the file"
        )
    with package.open(part) as stream:
        head = stream.read(_HEAD)
    # XML may be UTF-16, too
    if _DECLARES.search(head.replace(b"\0", b"")):
        raise PackageError(
            f"{_told(part)} declares entities, which no document needs; save it anew"
        )


def _told(part: zipfile.ZipInfo) -> str:
    return f"its part {part.filename[:60]!r}"
