"""One form for all text that is compared: simplified characters, half width, lower case."""

import re
import unicodedata
from functools import lru_cache

import opencc

from corpus.spelling import plain
from errors import QuestionError

_CONTROL = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]")
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")  # markup asks nothing
_CORNERS = str.maketrans("「」『』", "“”“”")
_CONTENT = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """A text in simplified characters, otherwise as it is."""
    return str(_simplifier().convert(text))


def normalize(text: str) -> str:
    """Simplified, half-width (NFKC), lower-case text with single spaces, without markup.

    Marks like ≤ stay.
    """
    spaced = _TAG.sub(" ", _SCRIPT.sub(" ", _CONTROL.sub(" ", text)))
    plain = unicodedata.normalize("NFKC", spaced).translate(_CORNERS)
    return re.sub(r"\s+", " ", simplified(plain)).strip().lower()


def matching(text: str) -> str:
    """The form in which words are looked for in clauses: without blank space and quote marks.

    The documents are in simplified characters, so only width and case are evened out.
    """
    return plain(text)


def check_question(question: str, longest: int) -> str:
    """The question without control characters.

    longest: in characters. Raises QuestionError when it is empty, has no word in it, or is
    longer than that.
    """
    cleaned = re.sub(r"\s+", " ", _CONTROL.sub(" ", question)).strip()
    if not cleaned:
        raise QuestionError("the question is empty; ask about a task, a unit or a document")
    if len(cleaned) > longest:
        raise QuestionError(
            f"the question has {len(cleaned)} characters, at most {longest} are allowed; shorten it"
        )
    if not _CONTENT.search(cleaned):
        raise QuestionError("the question has no word in it; ask in Chinese or English")
    return cleaned
