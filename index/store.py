"""Documents and clauses in SQLite."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from corpus.records import Clause, Document, Heading, ParsedDocument, ResponsibleUnit

_SCHEMA = """
CREATE TABLE documents (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, district TEXT NOT NULL,
    title TEXT NOT NULL, doc_number TEXT NOT NULL, issuer TEXT NOT NULL, issued TEXT NOT NULL,
    source TEXT NOT NULL, sha256 TEXT NOT NULL, text TEXT NOT NULL, headings TEXT NOT NULL);
CREATE TABLE clauses (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id), district TEXT NOT NULL,
    section TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, cells TEXT NOT NULL, units TEXT NOT NULL,
    deadline TEXT, merged_with TEXT, number TEXT, number_inferred INTEGER NOT NULL);
"""
# named, so that a store of an older version is refused and not misread
_CLAUSE_COLUMNS = (
    'position, id, document_id, district, section, kind, text, start, "end", cells, units, '
    "deadline, merged_with, number, number_inferred"
)


def write_store(path: Path, parsed: Iterable[ParsedDocument]) -> None:
    """Write all documents and their clauses to a new SQLite file; position = row in the index."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        position = 0
        for number, item in enumerate(parsed):
            connection.execute(
                "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?)", _document_row(number, item)
            )
            for clause in item.clauses:
                connection.execute(
                    "INSERT INTO clauses VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    _clause_row(position, clause),
                )
                position += 1


def _document_row(number: int, item: ParsedDocument) -> tuple[Any, ...]:
    d = item.document
    headings = _json([asdict(heading) for heading in item.headings])
    issued = d.issued.isoformat()
    return (number, d.id, d.district, d.title, d.doc_number, d.issuer, issued, d.source,
            d.sha256, d.text, headings)  # fmt: skip


def _clause_row(position: int, c: Clause) -> tuple[Any, ...]:
    units = _json([asdict(unit) for unit in c.units])
    return (position, c.id, c.document_id, c.district, _json(list(c.section)), c.kind, c.text,
            c.start, c.end, _json(dict(c.cells)), units, c.deadline, c.merged_with,
            c.number, int(c.number_inferred))  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_store(path: Path) -> tuple[list[Document], dict[str, tuple[Heading, ...]], list[Clause]]:
    """Documents, headings by document id, and clauses in index order.

    Raises sqlite3.DatabaseError when the file is damaged or of another version.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        document_rows = connection.execute("SELECT * FROM documents ORDER BY position").fetchall()
        clause_rows = connection.execute(
            f"SELECT {_CLAUSE_COLUMNS} FROM clauses ORDER BY position"  # noqa: S608 - a constant
        ).fetchall()
    documents = [_document(row) for row in document_rows]
    headings = {row[1]: tuple(Heading(**h) for h in json.loads(row[10])) for row in document_rows}
    return documents, headings, [_clause(row) for row in clause_rows]


def _document(row: tuple[Any, ...]) -> Document:
    return Document(
        id=row[1],
        district=row[2],
        title=row[3],
        doc_number=row[4],
        issuer=row[5],
        issued=date.fromisoformat(row[6]),
        source=row[7],
        sha256=row[8],
        text=row[9],
    )


def _clause(row: tuple[Any, ...]) -> Clause:
    return Clause(
        id=row[1],
        document_id=row[2],
        district=row[3],
        section=tuple(json.loads(row[4])),
        kind=row[5],
        text=row[6],
        start=row[7],
        end=row[8],
        cells=json.loads(row[9]),
        units=tuple(ResponsibleUnit(**unit) for unit in json.loads(row[10])),
        deadline=row[11],
        merged_with=row[12],
        number=row[13],
        number_inferred=bool(row[14]),
    )
