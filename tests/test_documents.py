"""The five real documents: rows, coverage, repairs."""

import re
from itertools import pairwise

import pytest

from corpus import Clause, TableRows
from corpus.check import count_rows, coverage
from corpus.tables import column_role
from tests.reading import IDS, documents, real, source, squeeze

# ---- rows ----


@pytest.mark.parametrize("document", IDS)
def test_rows_of_each_table(document: str) -> None:
    """Every table has the rows that documents.toml expects, and there is no other table."""
    entry, parsed = documents()[document]
    counted = list(count_rows(parsed, entry.tables))
    assert [(table.heading, table.rows) for table in counted] == list(entry.tables.items())


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ("wansheng-2025", 107),
        ("jiangjin-2025", 117),
        ("fengjie-2025", 114),
        ("wulong-2021", 113),  # with the total of annex 1
        ("bishan-2024", 82),
    ],
)
def test_rows_in_all(document: str, number: int) -> None:
    assert sum(clause.kind == "table_row" for clause in real(document).clauses) == number


def rows_of(document: str, table: TableRows) -> list[Clause]:
    by_id = {clause.id: clause for clause in real(document).clauses}
    return [by_id[row] for row in table.rows]


@pytest.mark.parametrize("document", IDS)
def test_numbers_count_on(document: str) -> None:
    """In a table with numbers each row has the number of the row above or the next one."""
    for table in real(document).tables:
        rows = rows_of(document, table)
        numbers = [int(row.number.rstrip(".")) for row in rows if row.number]
        assert all(b - a in (0, 1) for a, b in pairwise(numbers))
        assert numbers[:1] in ([1], [])
        if "序号" in table.columns:
            without = [row.cells["序号"] for row in rows if not row.number]
            assert without in ([], ["合计"])


@pytest.mark.parametrize(("list_name", "count"), [("一、", 4), ("二、", 7), ("三、", 6)])
def test_lists_of_fengjie_annex_5(list_name: str, count: int) -> None:
    items = [
        clause
        for clause in real("fengjie-2025").clauses
        if clause.kind == "list_item"
        and clause.section[0].startswith("附件5")
        and clause.section[1].startswith(list_name)
    ]
    assert [item.number for item in items] == [f"{number}．" for number in range(1, count + 1)]


# ---- coverage ----


@pytest.mark.parametrize("document", IDS)
def test_clauses_stand_in_order_and_do_not_overlap(document: str) -> None:
    clauses = real(document).clauses
    end = 0
    for clause in clauses:
        assert end <= clause.start < clause.end, clause
        assert source(clause) == source(clause).strip()
        end = clause.end
    assert end <= len(real(document).document.text)


@pytest.mark.parametrize("document", IDS)
def test_clauses_and_headings_cover_every_character_once(document: str) -> None:
    found = coverage(real(document))
    assert found.gaps == ()
    assert found.covered == found.characters > 10_000
    assert found.overlap == 0


def plain(raw: str) -> str:
    """A source slice without the marks of its form and without blank space."""
    raw = re.sub(r"\[bookmark:[^\]]*\]|</?p>|\*\*|[#$]|^\s*-\s", "", raw)
    raw = raw.replace(r"\leq", "≤").replace(r"\%", "%")
    return squeeze(raw)


@pytest.mark.parametrize("document", IDS)
def test_headings_are_read_from_the_text(document: str) -> None:
    text = real(document).document.text
    for heading in real(document).headings:
        assert plain(text[heading.start : heading.end]).rstrip("|") == squeeze(heading.text)


@pytest.mark.parametrize("document", IDS)
def test_text_of_a_clause_stands_in_its_slice(document: str) -> None:
    """Of a table row: its task, which is never merged with the row above."""
    page_break = "序号分类主要工作任务品"  # inside row 4 of 专栏 4 of 武隆
    for clause in real(document).clauses:
        if clause.kind == "table_row":
            tasks = [text for head, text in clause.cells.items() if column_role(head) == "target"]
            for task in tasks:
                assert squeeze(task) in plain(source(clause)).replace(page_break, "")
        else:
            assert plain(source(clause)) == plain(clause.text)


@pytest.mark.parametrize("document", IDS)
def test_texts_hold_no_marks_of_the_form(document: str) -> None:
    for clause in real(document).clauses:
        assert not re.search(r"\*\*|</?p>|\$|\\leq|\[bookmark|[\t\n]|^#", clause.text), clause.text


# ---- repairs ----


@pytest.mark.parametrize(
    ("document", "repaired"),
    [
        ("wansheng-2025", []),
        ("jiangjin-2025", []),
        ("fengjie-2025", ["6、"]),
        ("wulong-2021", ["4", "16", "17", "道路交通", "建设施工", "旅游", "工贸企业"]),
        ("bishan-2024", ["19.加强安全生产风险监测预警管控能力建设"]),
    ],
)
def test_repairs_are_listed(document: str, repaired: list[str]) -> None:
    for repair, mark in zip(real(document).repairs, repaired, strict=True):
        assert mark in repair
