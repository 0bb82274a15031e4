"""Clauses of the five real documents, read by hand (fixtures/clauses.toml)."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from corpus import Clause, ClauseKind, Role
from tests.reading import IDS, DocumentId, documents, real, squeeze

HAND_READ = Path(__file__).parent / "fixtures" / "clauses.toml"


class Expected(BaseModel):
    """One [[clause]] entry of clauses.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: DocumentId
    text: str
    section: tuple[str, ...]
    kind: ClauseKind = "table_row"
    cells: Mapping[str, str] = {}
    without: list[str] = []
    lead: list[str] = []
    support: list[str] = []
    responsible: list[str] = []
    inherited: bool = False
    deadline: str | None = None
    number: str | None = None
    inferred_number: bool = False
    contains: list[str] = []
    excludes: list[str] = []


EXPECTED = [
    Expected.model_validate(item)
    for item in tomllib.loads(HAND_READ.read_text(encoding="utf-8"))["clause"]
]


def find(expected: Expected) -> Clause:
    holding = [
        c for c in real(expected.document).clauses if squeeze(expected.text) in squeeze(c.text)
    ]
    section = [squeeze(title) for title in expected.section]
    found = [c for c in holding if [squeeze(title) for title in c.section] == section]
    assert len(found) == 1, f"under {section}; it stands under {[c.section for c in holding]}"
    return found[0]


def names(clause: Clause, role: Role) -> list[str]:
    return [unit.name for unit in clause.units if unit.role == role]


@pytest.mark.parametrize("document", IDS)
def test_at_least_fifteen_clauses_of_each_document_are_read_by_hand(document: str) -> None:
    assert sum(expected.document == document for expected in EXPECTED) >= 15


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: f"{e.document}-{e.text[:12]}")
def test_clause_read_by_hand(expected: Expected) -> None:
    clause = find(expected)
    assert clause.kind == expected.kind
    assert clause.district == documents()[expected.document][0].district
    assert names(clause, "lead") == expected.lead
    assert names(clause, "support") == expected.support
    assert names(clause, "responsible") == expected.responsible
    assert {unit.inherited for unit in clause.units} <= {expected.inherited}
    assert squeeze(clause.deadline or "") == squeeze(expected.deadline or "")
    if expected.number:
        assert (clause.number, clause.number_inferred) == (
            expected.number,
            expected.inferred_number,
        )
    found = {squeeze(column): squeeze(text) for column, text in clause.cells.items()}
    assert {column: found.get(column) for column in expected.cells} == {
        column: squeeze(text) for column, text in expected.cells.items()
    }
    assert not set(expected.without) & set(found)
    text = squeeze("".join(clause.cells.values()) or clause.text)
    assert [piece for piece in expected.contains if squeeze(piece) not in text] == []
    assert [piece for piece in expected.excludes if squeeze(piece) in text] == []
