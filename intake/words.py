"""The fixed words of proposals and previews (data/words.toml)."""

from functools import lru_cache
from pathlib import Path

from rag.records import Language
from rag.wording import Wording, read_wording

_WORDS_FILE = Path(__file__).parent / "data" / "words.toml"


@lru_cache(maxsize=2)
def load_words(language: Language) -> Wording:
    """The words in a language. Raises DataFileError naming a mistake."""
    return read_wording(_WORDS_FILE, language)
