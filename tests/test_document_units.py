"""The five real documents: who is named, where, and in which role."""

import pytest

from corpus.check import misplaced_units
from tests.reading import IDS, DocumentId, documents, real, source, squeeze


@pytest.mark.parametrize("document", IDS)
def test_units_stand_where_the_clause_says(document: str) -> None:
    entry, parsed = documents()[document]
    assert list(misplaced_units(parsed, entry.form)) == []


@pytest.mark.parametrize("document", IDS)
def test_inherited_units_stand_in_the_row_that_has_the_cell(document: str) -> None:
    by_id = {clause.id: clause for clause in real(document).clauses}
    for clause in by_id.values():
        for unit in (unit for unit in clause.units if unit.inherited):
            assert clause.merged_with is not None
            holder = by_id[clause.merged_with]
            assert holder.merged_with is None
            assert holder.start < clause.start
            assert unit.name not in squeeze(source(clause))


@pytest.mark.parametrize("document", IDS)
def test_the_register_knows_every_unit_of_the_tables(document: str) -> None:
    unknown = {u.name for c in real(document).clauses for u in c.units if u.canonical is None}
    assert unknown == set()


def test_running_text_names_units_only_where_it_says_who_acts() -> None:
    named = [
        (clause.document_id, clause.section[-1], unit.name, unit.role)
        for document in IDS
        for clause in real(document).clauses
        if clause.kind != "table_row"
        for unit in clause.units
    ]
    assert named == [
        ("fengjie-2025", "（三）强化行业部门监管责任", "县规划自然资源局", "lead"),
        ("fengjie-2025", "（三）强化行业部门监管责任", "相关部门", "support"),
        ("fengjie-2025", "（四）强化企业单位主体责任", "县国资管理中心", "lead"),
        ("fengjie-2025", "（十八）开展文化旅游领域安全整治行动", "县旅安办", "lead"),
        ("bishan-2024", "二、任务分工", "区安全生产委员会", "responsible"),
        ("bishan-2024", "二、任务分工", "区安委会各专项安全办公室", "responsible"),
        ("bishan-2024", "二、任务分工", "各安委会成员单位", "responsible"),
    ]


# rows whose units come from above, by number or (without one) by the start of the target
MERGED: dict[DocumentId, list[str]] = {
    "wansheng-2025": ["推进镇消防队建设"],
    "jiangjin-2025": ["6", "43"],
    "fengjie-2025": ["11"],
    "wulong-2021": [],
    "bishan-2024": ["全面起底整治", "推动燃气安全", "完善燃气经营"],
}


@pytest.mark.parametrize("document", IDS)
def test_exactly_the_merged_rows_inherit(document: DocumentId) -> None:
    inheriting = [
        clause
        for clause in real(document).clauses
        if clause.merged_with or any(unit.inherited for unit in clause.units)
    ]
    for clause, mark in zip(inheriting, MERGED[document], strict=True):
        assert clause.cells.get("序号") == mark or any(
            text.startswith(mark) for text in clause.cells.values()
        )
        assert all(unit.inherited for unit in clause.units)
