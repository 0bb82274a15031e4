"""The citation of a clause: where it stands and its words, as every interface shows them."""

from dataclasses import dataclass

from corpus.records import Clause, Document, ResponsibleUnit, Role


@dataclass(frozen=True, slots=True)
class CitedUnit:
    """A unit that a cited clause names."""

    name: str
    role: Role
    district: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that an answer or a key rests on; quote == the document's text[start:end].

    document: its title. source: the file name below the documents folder.
    """

    clause_id: str
    district: str
    document: str
    doc_number: str
    section: tuple[str, ...]
    quote: str
    source: str
    start: int
    end: int
    units: tuple[CitedUnit, ...] = ()


def cite(clause: Clause, document: Document) -> Citation:
    """The citation of a clause of a document; its quote is the document's own characters."""
    return Citation(
        clause_id=clause.id,
        district=clause.district,
        document=document.title,
        doc_number=document.doc_number,
        section=clause.section,
        quote=document.text[clause.start : clause.end],
        source=document.source,
        start=clause.start,
        end=clause.end,
        units=tuple(cited_unit(unit, clause.district) for unit in clause.units),
    )


def cited_unit(unit: ResponsibleUnit, district: str) -> CitedUnit:
    """A clause's unit as a citation gives it."""
    return CitedUnit(unit.name, unit.role, district, unit.inherited)
