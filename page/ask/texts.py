"""The texts of the room where questions are asked (data/ask.toml)."""

from pydantic import Field

from page.texts import TextTable, load_texts
from rag.records import Language


class StatusTexts(TextTable):
    """The words for an answer's status."""

    answered: str
    unspecified: str
    not_found: str


class AskTexts(TextTable):
    """The texts of one language; fields in braces are filled in with str.format."""

    conversation: str
    welcome: str
    welcome_text: str
    covered: str
    examples_title: str
    examples: tuple[str, ...] = Field(min_length=1)
    placeholder: str
    question: str
    send: str
    clear: str
    pending: str
    citations: str
    more: str
    reading: str
    reading_note: str
    refused: str
    status: StatusTexts


def ask_texts(language: Language) -> AskTexts:
    """The texts of the room in a language. Raises DataFileError as load_texts does."""
    return load_texts("ask.toml", AskTexts, language)
