"""Documents and clauses in SQLite: what is written comes back as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.store import read_store, write_store
from tests.reading import OCR_HEAD, WORD_HEAD, parse


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    rows = (
        "\t1\n\t甲\n\t整治。\n\t县水利局\n \t乙\n\t整治。\n\t县教委\n\n"
        "\t3\n\t丙\n\t每年整治。\n\t\n"
    )
    word = parse("word", f"{WORD_HEAD}{rows}\n二、总则\n\n（一）要求。落实。\n")
    path = tmp_path / "clauses.sqlite"
    write_store(path, [word])
    documents, headings, clauses = read_store(path)
    assert documents == [word.document]
    assert headings == {"test": word.headings}
    assert tuple(clauses) == word.clauses
    assert [(c.number, c.number_inferred) for c in clauses] == [
        ("1", False),
        ("2", True),
        ("3", False),
        ("（一）", False),
    ]


def test_a_store_of_an_older_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clauses.sqlite"
    write_store(path, [parse("ocr", f"{OCR_HEAD}1\t旅游\t管好景区。\n")])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE clauses DROP COLUMN number_inferred")
    with pytest.raises(sqlite3.DatabaseError):
        read_store(path)
