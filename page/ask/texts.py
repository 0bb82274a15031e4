"""The texts of the room where questions are asked (data/ask.toml)."""

from pydantic import Field

from page.texts import TextTable, load_texts
from rag.records import Language


class StatusTexts(TextTable):
    """The words for an answer's status."""

    answered: str
    unspecified: str
    not_found: str


class ComparisonTexts(TextTable):
    """The table of an answer about several districts."""

    title: str
    district: str
    units: str
    said: str
    marks: str
    missing: str


class QuotationTexts(TextTable):
    """An answer as text to paste elsewhere."""

    source: str
    sources: str
    numbered: str
    citation: str
    within: str
    item: str


class ScopeTexts(TextTable):
    """The choice of documents to answer from."""

    label: str
    all: str
    some: str
    reset: str
    hint: str
    asked: str


class FeedbackTexts(TextTable):
    """What an asker may say of an answer."""

    label: str
    up: str
    down: str
    thanks_up: str
    thanks_down: str
    title: str
    note: str
    status: str
    unsure: str
    units: str
    unit: str
    role: str
    add: str
    clauses: str
    link: str
    comment: str
    send: str
    cancel: str
    empty: str
    no_clause: str
    half_unit: str
    too_many: str


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
    copy_answer: str
    copied: str
    not_copied: str
    status: StatusTexts
    comparison: ComparisonTexts
    quotation: QuotationTexts
    scope: ScopeTexts
    feedback: FeedbackTexts


def ask_texts(language: Language) -> AskTexts:
    """The texts of the room in a language. Raises DataFileError as load_texts does."""
    return load_texts("ask.toml", AskTexts, language)
