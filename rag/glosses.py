"""Everyday words with what the documents write for them: Chinese (data/everyday.toml) and English
(data/glossary.toml).
"""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.datafile import load_toml
from errors import DataFileError
from rag.normalize import matching

_DATA = Path(__file__).parent / "data"
EVERYDAY_FILE = _DATA / "everyday.toml"
GLOSSARY_FILE = _DATA / "glossary.toml"


class _Glosses(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[str, list[str]]


def load_glosses(path: Path) -> dict[str, tuple[str, ...]]:
    """Each word of a file of glosses, as written -> the documents' words for it, in matching form.

    Raises DataFileError naming the word at fault.
    """
    try:
        entries = _Glosses.model_validate(load_toml(path)).words
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise DataFileError(
            f'{path}: {where}: {error.errors()[0]["msg"]}; write word = ["词"]'
        ) from None
    return {word: tuple(map(matching, means)) for word, means in entries.items()}
