"""What is stored comes back equal: documents with clauses, headings, tables, repairs, warnings."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Clause, Document, ParsedDocument, ResponsibleUnit, TableRows, load_corpus
from corpus.records import Heading
from index.store import read_store, write_store
from settings import ROOT

NO_SURROGATES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
UNITS = st.builds(
    ResponsibleUnit,
    NO_SURROGATES,
    st.sampled_from(["lead", "support", "responsible"]),
    st.booleans(),
    st.none() | NO_SURROGATES,
)
HEADINGS = st.builds(Heading, NO_SURROGATES, st.integers(0, 9), st.integers(0, 9), st.just(1))
TABLES = st.builds(TableRows, *[st.lists(NO_SURROGATES, max_size=3).map(tuple)] * 3)
LINES = st.lists(NO_SURROGATES, max_size=3).map(tuple)


@st.composite
def parsed(draw: st.DrawFn, number: int) -> ParsedDocument:
    document = Document(
        f"d{number}", *(draw(NO_SURROGATES) for _ in range(4)),
        draw(st.dates(min_value=date(1949, 10, 1))), "f.txt", "0" * 64, draw(NO_SURROGATES),
    )  # fmt: skip
    clauses = [
        Clause(
            f"d{number}:{i}", document.id, document.district, draw(LINES), "table_row",
            draw(NO_SURROGATES), i, i + 1, draw(st.dictionaries(NO_SURROGATES, NO_SURROGATES)),
            tuple(draw(st.lists(UNITS, max_size=2))), draw(st.none() | NO_SURROGATES),
            draw(st.none() | NO_SURROGATES), draw(st.none() | NO_SURROGATES), draw(st.booleans()),
        )
        for i in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    headings = tuple(draw(st.lists(HEADINGS, max_size=2)))
    tables = tuple(draw(st.lists(TABLES, max_size=2)))
    return ParsedDocument(document, tuple(clauses), headings, draw(LINES), draw(LINES), tables)


@settings(max_examples=25, deadline=None)
@given(st.tuples(parsed(1), parsed(2)))
def test_whatever_is_stored_comes_back(
    tmp_path_factory: pytest.TempPathFactory, items: tuple[ParsedDocument, ...]
) -> None:
    path = tmp_path_factory.mktemp("store") / "clauses.sqlite"
    write_store(path, items)
    assert tuple(read_store(path)) == items


def test_the_five_documents_come_back(tmp_path: Path) -> None:
    items = load_corpus(ROOT / "corpus" / "documents")
    assert any(item.repairs for item in items)
    assert all(item.tables for item in items)
    write_store(tmp_path / "clauses.sqlite", items)
    assert list(read_store(tmp_path / "clauses.sqlite")) == items


def test_records_of_another_version_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "clauses.sqlite"
    write_store(path, load_corpus(ROOT / "tests" / "fixtures" / "tiny"))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE documents SET record = '{}'")
    connection.commit()
    connection.close()
    with pytest.raises(sqlite3.DatabaseError, match="another version"):
        list(read_store(path))
