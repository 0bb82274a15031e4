"""What `anwen corpus check` finds: rows against expectations, coverage, units, repairs, doubts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.doubts import without_invisible
from corpus.metadata import DocumentEntry, load_metadata
from corpus.numbering import numeral
from corpus.parse import load_corpus
from corpus.readable import readable, squeeze
from corpus.records import Clause, Form, ParsedDocument, ResponsibleUnit, TableRows
from corpus.remarks import Remark, quoted, with_lines
from corpus.tables import column_role

Section = tuple[str, ...]
_BELOW = ">"  # 附件5 > 一、
_CHINESE_NUMBER = re.compile(r"^(专栏|表|附件)([一二三四五六七八九十]{1,3})")


@dataclass(frozen=True, slots=True)
class RowCount:
    """The rows found under a heading; expected: None where documents.toml says nothing of them."""

    heading: str
    rows: int
    expected: int | None

    @property
    def met(self) -> bool:
        return self.expected is None or self.rows == self.expected


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document's text stands in clauses and declared headings.

    characters: all but blank ones; covered: of these; overlap: characters that stand in two;
    gaps: what stands in none, each with its line.
    """

    characters: int
    covered: int
    overlap: int
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """Everything found in one document; faults: what keeps it from being accepted, in words.

    units: how many names. unknown: units that the register does not know. misplaced: units that
    do not stand in their cell. without_unit: rows of tables with a column for units that name
    none. inherited: rows whose units stand in a row above. These, repairs and warnings start with
    the line of the file.
    """

    id: str
    district: str
    title: str
    source: str
    kinds: Mapping[str, int]
    tables: tuple[RowCount, ...]
    coverage: Coverage
    duplicate_ids: tuple[str, ...]
    units: int
    unknown: tuple[str, ...]
    misplaced: tuple[str, ...]
    without_unit: tuple[str, ...]
    inherited: tuple[str, ...]
    repairs: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        return tuple(_faults(self))


def check_corpus(folder: Path) -> list[DocumentCheck]:
    """Check all documents of a folder, in the order of documents.toml.

    Raises CorpusError or DataFileError, naming file and line, for what cannot be read.
    """
    entries = load_metadata(folder)
    return [
        check_document(parsed, entry)
        for parsed, entry in zip(load_corpus(folder), entries, strict=True)
    ]


def as_dict(check: DocumentCheck) -> dict[str, Any]:
    """The check for --json: its fields, and the faults in words."""
    return {**asdict(check), "faults": list(check.faults)}


def check_document(parsed: ParsedDocument, entry: DocumentEntry) -> DocumentCheck:
    """Check one parsed document against its entry in documents.toml."""
    clauses = parsed.clauses
    ids = Counter(clause.id for clause in clauses)
    named = [(unit, clause) for clause in clauses for unit in clause.units]
    return DocumentCheck(
        id=parsed.document.id,
        district=parsed.document.district,
        title=parsed.document.title,
        source=parsed.document.source,
        kinds=dict(sorted(Counter(clause.kind for clause in clauses).items())),
        tables=tuple(count_rows(parsed, entry.tables)),
        coverage=coverage(parsed),
        duplicate_ids=tuple(clause_id for clause_id, times in ids.items() if times > 1),
        units=len({unit.name for unit, _ in named}),
        unknown=_listed(parsed, ((c, u.name) for u, c in named if u.canonical is None)),
        misplaced=_listed(parsed, ((c, u.name) for u, c in misplaced_units(parsed, entry.form))),
        without_unit=_listed(parsed, ((clause, "") for clause in rows_without_unit(parsed))),
        inherited=_listed(
            parsed, ((c, "") for c in clauses if any(unit.inherited for unit in c.units))
        ),
        repairs=parsed.repairs,
        warnings=parsed.warnings,
    )


def _faults(check: DocumentCheck) -> Iterator[str]:
    for table in check.tables:
        if not table.met:
            yield f"{table.heading}: {table.rows} rows, {table.expected} expected"
    if check.coverage.gaps:
        yield f"{len(check.coverage.gaps)} stretches of text stand in no clause and no heading"
    if check.coverage.overlap:
        yield f"{check.coverage.overlap} characters stand in two clauses or headings"
    if check.duplicate_ids:
        yield f"{len(check.duplicate_ids)} clause ids are used twice"
    if check.misplaced:
        yield f"{len(check.misplaced)} units do not stand in their cell"


def _listed(parsed: ParsedDocument, places: Iterable[tuple[Clause, str]]) -> tuple[str, ...]:
    """Clauses by line, section and number, each with what is to be said of it."""
    remarks = []
    for clause, said in places:
        number = f", no. {clause.number}" if clause.number else ""
        path = f" {_BELOW} ".join(clause.section)
        remarks.append(Remark(clause.start, f"{said}{': ' * bool(said)}{path}{number}"))
    return with_lines(parsed.document.text, remarks)


def coverage(parsed: ParsedDocument) -> Coverage:
    """How much of the text stands in clauses and headings, in one pass over their spans."""
    text = without_invisible(parsed.document.text)
    spans = [(clause.start, clause.end) for clause in parsed.clauses]
    spans += [(heading.start, heading.end) for heading in parsed.headings]
    end = overlap = lost = 0
    gaps: list[Remark] = []
    for start, stop in [*sorted(spans), (len(text), len(text))]:
        between = text[end:start]
        if between.strip():
            lost += len(squeeze(between))
            lead = len(between) - len(between.lstrip())
            gaps.append(Remark(end + lead, quoted(between.strip())))
        overlap += max(0, min(stop, end) - start)
        end = max(end, stop)
    characters = len(squeeze(text))
    return Coverage(characters, characters - lost, overlap, with_lines(text, gaps))


def misplaced_units(parsed: ParsedDocument, form: Form) -> Iterator[tuple[ResponsibleUnit, Clause]]:
    """Units that do not stand in their clause, or, inherited, in the clause it is merged with."""
    by_id = {clause.id: clause for clause in parsed.clauses}
    for clause in parsed.clauses:
        holders = {False: clause, True: by_id.get(clause.merged_with or "")}
        for unit in clause.units:
            holder = holders[unit.inherited]
            if holder is None or squeeze(unit.name) not in _source(parsed, holder, form):
                yield unit, clause


def _source(parsed: ParsedDocument, clause: Clause, form: Form) -> str:
    return squeeze(readable(parsed.document.text[clause.start : clause.end], form))


def rows_without_unit(parsed: ParsedDocument) -> Iterator[Clause]:
    """The rows that name no unit, of the tables that have a column for units."""
    by_id = {clause.id: clause for clause in parsed.clauses}
    for table in parsed.tables:
        if any(column_role(column) in ("unit", "lead", "support") for column in table.columns):
            yield from (by_id[row] for row in table.rows if not by_id[row].units)


def count_rows(parsed: ParsedDocument, expected: Mapping[str, int]) -> Iterator[RowCount]:
    """The rows under each expected heading, then those of the tables that none of them names.

    Under a heading without a table the items of its list are counted. Where the document has
    expectations, a table that none of them names has 0 expected rows.
    """
    named: set[TableRows] = set()
    for heading, number in expected.items():
        tables = [table for table in parsed.tables if _stands_under(table.section, heading)]
        named.update(tables)
        rows = sum(len(table.rows) for table in tables)
        if not tables:
            rows = sum(
                clause.kind == "list_item" and _stands_under(clause.section, heading)
                for clause in parsed.clauses
            )
        yield RowCount(heading, rows, number)
    for table in parsed.tables:
        if table not in named:
            yield RowCount(
                f" {_BELOW} ".join(table.section), len(table.rows), 0 if expected else None
            )


def _stands_under(section: Section, heading: str) -> bool:
    """True where a section path goes through a heading; 附件5 > 一、 names two, by beginnings."""
    titles = map(_plain, section)  # an iterator: each part is looked for below the one before
    return all(
        any(_begins(title, wanted) for title in titles)
        for wanted in map(_plain, heading.split(_BELOW))
    )


def _begins(title: str, wanted: str) -> bool:
    cut_number = wanted[-1:].isdigit() and title[len(wanted) : len(wanted) + 1].isdigit()
    return bool(wanted) and title.startswith(wanted) and not cut_number


def _plain(title: str) -> str:
    """A heading without blanks, its number in figures: 专栏 一： -> 专栏1："""
    return _CHINESE_NUMBER.sub(lambda m: f"{m[1]}{numeral(m[2])}", squeeze(title))
