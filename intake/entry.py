"""From what is proposed, and what a person says, to an entry of documents.toml."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from pydantic import ValidationError

from corpus import DocumentEntry
from corpus.districts import find_district
from corpus.records import Form
from errors import IntakeError
from intake.document_numbers import plain_number
from intake.issue_dates import read_day
from intake.records import FIELDS, FieldName, Proposal, Proposed

NO_NUMBER = "无文号"  # stands for the number of a document that has none
_DRAFT = {
    "id": "draft",
    "district": "未知",
    "title": "未知",
    "doc_number": NO_NUMBER,
    "issuer": "未知",
    "issued": "2000-01-01",
}
# names that Windows keeps for devices, with any ending
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
_ENDINGS: dict[Form, str] = {
    "word": "txt",
    "html": "txt",
    "ocr": "md",
    "markdown": "md",
    "docx": "docx",
    "webpage": "html",
    "pdf": "pdf",
}
_LEGACY = ((b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0", "doc"))


def draft_entry(fields: Mapping[FieldName, Proposed], form: Form) -> DocumentEntry:
    """An entry to read a document with before a person has confirmed it; gaps are filled."""
    proposed = {field: found.value.value for field, found in fields.items() if found.value}
    values = {field: value for field, value in proposed.items() if len(value) > 1}
    return DocumentEntry.model_validate({**_DRAFT, **values, "file": "draft", "form": form})


def missing_fields(proposal: Proposal, given: Mapping[FieldName, str]) -> list[FieldName]:
    """The fields that nobody has given and nothing proposes; a number may be missing."""
    return [
        field
        for field in FIELDS
        if field != "doc_number" and not (given.get(field, "").strip() or proposal.value(field))
    ]


def entry_of(
    proposal: Proposal,
    given: Mapping[FieldName, str],
    tables: Mapping[str, int] | None = None,
) -> DocumentEntry:
    """The entry of a document: what a person gives, else what is proposed.

    given: in any spelling that a person may use; "" counts as not given. tables: rows expected
    under headings, as in documents.toml. A document without a number gets NO_NUMBER. The name of
    the stored file is settled when the document is added. Raises IntakeError naming the fields
    that are missing or cannot be so, UnknownNameError for a district that is not known.
    """
    missing = missing_fields(proposal, given)
    if missing:
        options = " ".join(f"--{field} …" for field in missing)
        raise IntakeError(
            f"{proposal.name}: not found in the document: {', '.join(missing)}; give {options}"
        )
    values = _values(proposal, given)
    values["district"] = find_district(values["district"])
    values["issued"] = read_issued(values["issued"]).isoformat()
    return _validated(values, proposal.form, tables or {})


def draft_of(
    proposal: Proposal, given: Mapping[FieldName, str], tables: Mapping[str, int] | None = None
) -> DocumentEntry:
    """An entry to preview a document with while fields are missing; never to add it with."""
    values = {field: value for field, value in _values(proposal, given).items() if value}
    return _validated({**_DRAFT, **values}, proposal.form, tables or {})


def _values(proposal: Proposal, given: Mapping[FieldName, str]) -> dict[str, str]:
    values = {str(field): given.get(field, "").strip() or proposal.value(field) for field in FIELDS}
    return {**values, "doc_number": plain_number(values["doc_number"]) or NO_NUMBER}


def _validated(values: Mapping[str, str], form: Form, tables: Mapping[str, int]) -> DocumentEntry:
    told = {**values, "file": "draft", "form": form, "tables": dict(tables)}
    try:
        return DocumentEntry.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise IntakeError(f"{where} {str(first['input'])!r}: {first['msg']}; correct it") from None


def read_issued(words: str) -> date:
    """The date of issue that a person gives. Raises IntakeError for what is no whole day."""
    day = read_day(words)
    if day is None:
        raise IntakeError(f"issued {words!r}: not a date; write it as 2025-03-21 or 2025年3月21日")
    return day


def stored_name(id: str, form: Form, data: bytes, taken: Collection[str]) -> str:
    """The name that a file gets among the documents: from its id and its form, nothing else.

    taken: names that other documents have.
    """
    ending = next((own for start, own in _LEGACY if data.startswith(start)), _ENDINGS[form])
    stem = f"document-{id}" if _DEVICES.fullmatch(id) else id
    numbers = (f"{stem}{'' if number == 1 else f'-{number}'}" for number in range(1, 10**6))
    return next(name for one in numbers if (name := f"{one}.{ending}") not in taken)
