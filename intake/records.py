"""The records of taking in a document: what is proposed. Frozen, typed.

What a preview holds stands in preview_records.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.records import Form

FieldName = Literal["district", "title", "doc_number", "issuer", "issued", "id"]
FIELDS: tuple[FieldName, ...] = ("district", "title", "doc_number", "issuer", "issued", "id")


@dataclass(frozen=True, slots=True)
class Found:
    """A value for a field of the metadata, and where it was read.

    value: as documents.toml has it; a date as 2025-03-21. line: of the text, from 1; 0 where it
    comes from the file's name or from other fields. words: the words there, on one line.
    """

    value: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for one field: candidates best first, each value once.

    value: the first candidate that is likely enough to be taken as it is, None where none is; then
    a person must say what it is, and candidates are only where to look.
    """

    field: FieldName
    value: Found | None
    candidates: tuple[Found, ...] = ()


def each_once(found: Iterable[Found]) -> tuple[Found, ...]:
    """The values in their order, each where it is first found."""
    first: dict[str, Found] = {}
    for one in found:
        first.setdefault(one.value, one)
    return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Likeness:
    """A document that is there already and may be another state of the same one.

    reasons: same_number, same_title, same_text. shared: share of the clauses of the shorter one
    that stand in the other in the same words, from 0 to 1.
    """

    id: str
    district: str
    title: str
    doc_number: str
    reasons: tuple[str, ...]
    shared: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was found in a file.

    name: the file's name, harmless to show. size: bytes. form, notes: how it was read. fields: one
    for each of FIELDS. same_as: id of the document that has the very same bytes, '' without one.
    revises: documents that the file may be a revision of, likeliest first.
    """

    name: str
    size: int
    sha256: str
    form: Form
    notes: tuple[str, ...]
    fields: Mapping[FieldName, Proposed]
    same_as: str = ""
    revises: tuple[Likeness, ...] = ()

    def value(self, field: FieldName) -> str:
        """The value proposed for a field, '' where none is."""
        found = self.fields[field].value
        return found.value if found else ""
