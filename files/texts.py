"""Text files that people hand in, in any encoding that their programs write."""

from pathlib import Path

from errors import AnswersError
from files.encodings import find_encoding

LARGEST_FILE = 20_000_000  # bytes


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises AnswersError when it is missing, empty, cannot be read or is larger than LARGEST_FILE.
    """
    try:
        if not path.is_file():
            raise AnswersError(f"{path}: no such file; name the file with the answers")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise AnswersError(f"{path}: {size} bytes, at most {LARGEST_FILE}; split the file")
        data = path.read_bytes()
    except OSError as error:
        raise AnswersError(
            f"{path}: cannot be read ({error.strerror}); name another file"
        ) from None
    if not data.strip():
        raise AnswersError(f"{path}: is empty; fill in the answers")
    return data


def decoded(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """(text, notices) of a file's bytes: a notice where it is not UTF-8.

    Chinese Excel writes GB18030 or UTF-16 with a mark (see files/encodings.py).
    Raises AnswersError for anything else.
    """
    encoding = find_encoding(data)
    if encoding is None:
        raise AnswersError(f"{path}: neither UTF-8 nor GB18030; save it as UTF-8")
    text = data.decode(encoding)
    if "\0" in text:
        raise AnswersError(f"{path}: holds NUL characters and is no text; save it as UTF-8")
    told = f"{path}: not UTF-8, read as {encoding.upper()}"
    return text, () if encoding == "utf-8-sig" else (told,)
