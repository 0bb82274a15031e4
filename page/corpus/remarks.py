"""What the check says of a document, in the reader's language (data/remarks.toml)."""

import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, field_validator

from corpus.datafile import load_entries
from rag.records import Language

_REMARKS_FILE = Path(__file__).parent.parent / "data" / "remarks.toml"
_FIELD = re.compile(r"\\\{([a-z]+)\\\}")


class _Remark(BaseModel):
    """One [[remark]]: as the check words it, and in Chinese; both with the same fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)

    @field_validator("en")
    @classmethod
    def _is_a_pattern(cls, text: str) -> str:
        _pattern(text)
        return text


def remark_in(text: str, language: Language) -> Markup:
    """A remark in a language; one that the file does not have stays as it is, marked English."""
    if language == "en":
        return Markup("{}").format(text)
    for pattern, wording in _remarks():
        found = pattern.fullmatch(text)
        if found:
            return Markup("{}").format(wording.format(**found.groupdict()))
    named = _ascii_words(text)
    return Markup('<span lang="en">{}</span>').format(text) if named else Markup("{}").format(text)


def _ascii_words(text: str) -> bool:
    return re.search(r"[a-z]{3}", text) is not None


@lru_cache(maxsize=1)
def _remarks() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Raises DataFileError, with the line, for an entry with a mistake."""
    entries = load_entries(_REMARKS_FILE, "remark", _Remark)
    return tuple((_pattern(entry.en), entry.zh) for entry in entries)


def _pattern(text: str) -> re.Pattern[str]:
    """A wording as a pattern, each {field} of which takes any text."""
    return re.compile(_FIELD.sub(r"(?P<\1>.*?)", re.escape(text)), re.DOTALL)
