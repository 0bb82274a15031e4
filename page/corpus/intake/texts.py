"""The texts of the part where documents come in (data/intake.toml)."""

from page.texts import TextTable, load_texts
from rag.records import Language


class JobTexts(TextTable):
    """What is said of the work on the documents, by the command that does it."""

    add: str
    remove: str
    rollback: str
    build: str


class IntakeTexts(TextTable):
    """The texts of one language; fields in braces are filled in with str.format.

    Words that the command line uses, too, stand in intake/data/words.toml.
    """

    upload: str
    choose: str
    upload_note: str
    reading: str
    metadata: str
    field: str
    proposed: str
    read_from: str
    others: str
    nothing_found: str
    revises: str
    as_new: str
    preview: str
    previewing: str
    aside: str
    previewed: str
    nothing_changed_yet: str
    changed_since: str
    add: str
    revise: str
    new_district: str
    district_name: str
    district_english: str
    district_aliases: str
    district_hint: str
    add_district: str
    district_added: str
    documents: str
    remove_which: str
    remove: str
    versions: str
    version: str
    made: str
    note: str
    holds: str
    holds_count: str
    live: str
    rollback: str
    build: str
    confirm: str
    cancel: str
    stop: str
    ask_remove: str
    ask_rollback: str
    ask_build: str
    untouched: str
    known_units: str
    unknown_units: str
    and_more: str
    percent: str
    left: str
    loading: str
    goes_live: str
    failed: str
    failed_unsaid: str
    cancelled: str
    running: JobTexts
    finished: JobTexts


def intake_texts(language: Language) -> IntakeTexts:
    """The texts of the part in a language. Raises DataFileError as load_texts does."""
    return load_texts("intake.toml", IntakeTexts, language)
