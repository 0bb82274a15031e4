"""What a file would bring: its metadata proposed, its contents shown, nothing changed."""

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

from corpus import DocumentEntry, ParsedDocument
from corpus.check import check_document
from corpus.records import Form
from errors import IntakeError
from eval.gold import gold_files
from index import load_documents
from intake.apart import read_apart, take_file
from intake.changes import compare
from intake.contents import outline_of, tables_of, units_of
from intake.entry import stored_name
from intake.preview_records import Preview, Removal
from intake.records import Proposal
from intake.revision import likely_revised
from intake.touched import find_touched
from settings import Settings


def propose(
    path: Path, settings: Settings, form: Form | None = None, taken: Collection[str] = ()
) -> Proposal:
    """What is proposed for the metadata of a file; nothing is changed.

    form: how to read it; found out by its content unless given. taken: ids in use beside those of
    the documents that are there. Raises IntakeError in one line
    for a file that is refused, and what load_documents raises.
    """
    given = take_file(path)
    there = load_documents(settings)
    read = read_apart(given, form, taken=[*(p.document.id for p in there), *taken])
    sha256 = hashlib.sha256(given.data).hexdigest()
    return Proposal(
        name=given.name,
        size=len(given.data),
        sha256=sha256,
        form=read.form,
        notes=read.notes,
        fields=read.fields,
        same_as=next((p.document.id for p in there if p.document.sha256 == sha256), ""),
        revises=likely_revised(read.parsed, there),
    )


def preview(
    path: Path,
    entry: DocumentEntry,
    settings: Settings,
    papers: Sequence[Path] = (),
    gold: Sequence[Path] | None = None,
) -> Preview:
    """What adding a file with an entry would bring, or, where its id is there, revising it.

    entry: as intake.entry_of makes it; its file name does not matter. papers: quiz papers in JSON
    that may rest on the document. gold: gold files; those of the project unless given. Nothing is
    changed. Raises IntakeError for a file that is refused, GoldError or PaperError for files that
    cannot be read.
    """
    given = take_file(path)
    there = load_documents(settings)
    others = [parsed.document.source for parsed in there if parsed.document.id != entry.id]
    name = stored_name(entry.id, entry.form, given.data, others)
    entry = entry.model_copy(update={"file": name})
    read = read_apart(given, entry.form, entry)
    old = next((parsed for parsed in there if parsed.document.id == entry.id), None)
    after = [read.parsed if parsed is old else parsed for parsed in there]
    after += [] if old else [read.parsed]
    return Preview(
        name=given.name,
        entry=entry,
        notes=read.notes,
        parsed=read.parsed,
        check=check_document(read.parsed, entry),
        outline=outline_of(read.parsed),
        tables=tables_of(read.parsed),
        units=units_of(read.parsed),
        touched=find_touched(there, after, entry.id, _gold(gold), papers),
        changes=compare(old, read.parsed) if old else None,
    )


def preview_removal(
    id: str, settings: Settings, papers: Sequence[Path] = (), gold: Sequence[Path] | None = None
) -> Removal:
    """What taking a document out would touch; papers and gold as in preview. Nothing is changed.

    Raises IntakeError for an id that is not there.
    """
    there = load_documents(settings)
    parsed = document_of(id, there)
    after = [other for other in there if other is not parsed]
    touched = find_touched(there, after, id, _gold(gold), papers)
    document = parsed.document
    return Removal(id, document.district, document.title, len(parsed.clauses), touched)


def document_of(id: str, there: Sequence[ParsedDocument]) -> ParsedDocument:
    """The document with an id. Raises IntakeError, naming those that are there, without one."""
    found = next((parsed for parsed in there if parsed.document.id == id), None)
    if found is None:
        known = ", ".join(parsed.document.id for parsed in there)
        raise IntakeError(f"no document {id!r}; there are {known}; name one of these")
    return found


def _gold(gold: Sequence[Path] | None) -> Sequence[Path]:
    return gold_files("all") if gold is None else gold
