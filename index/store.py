"""Documents and clauses in SQLite, as whole records: what was read comes back equal."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.records import Clause, ParsedDocument

_SCHEMA = """
CREATE TABLE documents (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, record BLOB NOT NULL);
CREATE TABLE clauses (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id), record BLOB NOT NULL);
CREATE INDEX clauses_of_document ON clauses (document_id, position);
"""
# validated on the way in: a store of another version is refused and not misread
_DOCUMENTS = TypeAdapter(ParsedDocument)
_CLAUSES = TypeAdapter(Clause)


def write_store(path: Path, parsed: Iterable[ParsedDocument]) -> None:
    """Write documents and their clauses to a new SQLite file; position = row in the index.

    The documents are taken one by one, so that parsed may make them as it goes.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        position = 0
        for number, item in enumerate(parsed):
            head = _DOCUMENTS.dump_json(replace(item, clauses=()))
            connection.execute(
                "INSERT INTO documents VALUES (?,?,?)", (number, item.document.id, head)
            )
            connection.executemany(
                "INSERT INTO clauses VALUES (?,?,?,?)",
                (
                    (position + i, clause.id, clause.document_id, _CLAUSES.dump_json(clause))
                    for i, clause in enumerate(item.clauses)
                ),
            )
            position += len(item.clauses)


def read_store(path: Path) -> Iterator[ParsedDocument]:
    """The documents with their clauses, in index order, one by one.

    Raises sqlite3.DatabaseError when the file is damaged or of another version.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            heads = connection.execute("SELECT id, record FROM documents ORDER BY position")
            for document_id, head in heads:
                rows = connection.execute(
                    "SELECT record FROM clauses WHERE document_id = ? ORDER BY position",
                    (document_id,),
                )
                clauses = tuple(_CLAUSES.validate_json(row[0]) for row in rows)
                yield replace(_DOCUMENTS.validate_json(head), clauses=clauses)
    except ValidationError:
        raise sqlite3.DatabaseError(f"{path}: records of another version") from None
