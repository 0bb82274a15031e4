"""The five real documents: rows, coverage, ids, units, and clauses read by hand."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict

from corpus import (
    Clause,
    ClauseKind,
    DocumentEntry,
    ParsedDocument,
    Role,
    load_corpus,
    load_metadata,
    load_register,
    parse_document,
)
from corpus.tables import column_role

FOLDER = Path(__file__).parent.parent / "corpus" / "documents"
HAND_READ = Path(__file__).parent / "fixtures" / "clauses.toml"

DocumentId = Literal["wansheng-2025", "jiangjin-2025", "fengjie-2025", "wulong-2021", "bishan-2024"]
IDS: list[DocumentId] = [
    "wansheng-2025",
    "jiangjin-2025",
    "fengjie-2025",
    "wulong-2021",
    "bishan-2024",
]


@lru_cache(maxsize=1)
def documents() -> dict[str, tuple[DocumentEntry, ParsedDocument]]:
    entries = load_metadata(FOLDER)
    return {
        entry.id: (entry, parsed)
        for entry, parsed in zip(entries, load_corpus(FOLDER), strict=True)
    }


def parsed(document: str) -> ParsedDocument:
    return documents()[document][1]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def source(clause: Clause) -> str:
    return parsed(clause.document_id).document.text[clause.start : clause.end]


# ---- rows ----

# document, what the section path starts with (blank space does not count), rows under it
ROWS: list[tuple[DocumentId, tuple[str, ...], int]] = [
    ("wansheng-2025", ("附件主要事项", "一、"), 10),
    ("wansheng-2025", ("附件主要事项", "二、"), 8),
    ("wansheng-2025", ("附件主要事项", "三、"), 21),
    ("wansheng-2025", ("附件主要事项", "四、"), 46),
    ("wansheng-2025", ("附件主要事项", "五、"), 8),
    ("wansheng-2025", ("附件主要事项", "六、"), 14),
    ("jiangjin-2025", ("附件核心绩效", "一、"), 5),
    ("jiangjin-2025", ("附件核心绩效", "二、"), 3),
    ("jiangjin-2025", ("附件核心绩效", "三、"), 20),
    ("jiangjin-2025", ("附件核心绩效", "四、"), 58),
    ("jiangjin-2025", ("附件核心绩效", "五、"), 11),
    ("jiangjin-2025", ("附件核心绩效", "六、"), 20),
    ("fengjie-2025", ("附件1",), 7),
    ("fengjie-2025", ("附件2",), 63),
    ("fengjie-2025", ("附件3",), 32),
    ("fengjie-2025", ("附件4",), 12),
    ("wulong-2021", ("第一部分", "一、", "专栏一"), 12),
    ("wulong-2021", ("第二部分", "三、", "专栏2"), 10),
    ("wulong-2021", ("第二部分", "三、", "专栏3"), 10),
    ("wulong-2021", ("第三部分", "二、", "专栏4"), 40),
    ("wulong-2021", ("附件1",), 11),  # ten projects and their total
    ("wulong-2021", ("附件2",), 30),
    ("bishan-2024", ("附件全区安全生产",), 82),
]


def under(document: str, path: tuple[str, ...], kind: ClauseKind) -> list[Clause]:
    return [
        clause
        for clause in parsed(document).clauses
        if clause.kind == kind
        and len(clause.section) >= len(path)
        and all(
            squeeze(title).startswith(start)
            for title, start in zip(clause.section, path, strict=False)
        )
    ]


@pytest.mark.parametrize(("document", "path", "count"), ROWS)
def test_rows_of_each_table(document: str, path: tuple[str, ...], count: int) -> None:
    assert len(under(document, path, "table_row")) == count


@pytest.mark.parametrize("document", IDS)
def test_there_are_no_other_rows(document: str) -> None:
    rows = [clause for clause in parsed(document).clauses if clause.kind == "table_row"]
    assert len(rows) == sum(count for name, _, count in ROWS if name == document)


@pytest.mark.parametrize(("document", "path", "count"), ROWS)
def test_numbered_rows_count_on(document: str, path: tuple[str, ...], count: int) -> None:
    """Numbers that are written count from 1 without a gap that lost numbers do not fill."""
    numbers = [row.cells.get("序号", "") for row in under(document, path, "table_row")]
    written = [(at, int(n)) for at, n in enumerate(numbers, start=1) if n.isdecimal()]
    for (at, number), (next_at, following) in pairwise(written):
        assert number < following <= number + next_at - at


@pytest.mark.parametrize(("list_name", "count"), [("一、", 4), ("二、", 7), ("三、", 6)])
def test_lists_of_fengjie_annex_5(list_name: str, count: int) -> None:
    items = under("fengjie-2025", ("附件5", list_name), "list_item")
    assert [re.split("．", item.text)[0] for item in items] == [
        str(number) for number in range(1, count + 1)
    ]


# ---- coverage ----


@pytest.mark.parametrize("document", IDS)
def test_clauses_stand_in_order_and_do_not_overlap(document: str) -> None:
    clauses = parsed(document).clauses
    end = 0
    for clause in clauses:
        assert end <= clause.start < clause.end, clause
        assert source(clause) == source(clause).strip()
        end = clause.end
    assert end <= len(parsed(document).document.text)


@pytest.mark.parametrize("document", IDS)
def test_clauses_and_headings_cover_every_character(document: str) -> None:
    text = parsed(document).document.text
    seen = [0] * len(text)
    spans = [(clause.start, clause.end) for clause in parsed(document).clauses]
    spans += [(heading.start, heading.end) for heading in parsed(document).headings]
    for start, end in spans:
        for at in range(start, end):
            seen[at] += 1
    assert [
        text[at - 10 : at + 10] for at, n in enumerate(seen) if not n and text[at].strip()
    ] == []


@pytest.mark.parametrize("document", IDS)
def test_headings_stand_outside_clauses(document: str) -> None:
    """But for the table head that a page break put inside row 4 of 专栏 4 of 武隆."""
    inside = [
        (heading.text, clause.cells.get("序号"))
        for heading in parsed(document).headings
        for clause in parsed(document).clauses
        if heading.start < clause.end and clause.start < heading.end
    ]
    repeated = [("序号", "4"), ("分类", "4"), ("主要工作任务", "4")]
    assert inside == (repeated if document == "wulong-2021" else [])


def plain(raw: str) -> str:
    """A source slice without the marks of its form and without blank space."""
    raw = re.sub(r"\[bookmark:[^\]]*\]|</?p>|\*\*|[#$]|^\s*-\s", "", raw)
    raw = raw.replace(r"\leq", "≤").replace(r"\%", "%")
    return squeeze(raw)


@pytest.mark.parametrize("document", IDS)
def test_headings_are_read_from_the_text(document: str) -> None:
    text = parsed(document).document.text
    for heading in parsed(document).headings:
        assert plain(text[heading.start : heading.end]).rstrip("|") == squeeze(heading.text)


@pytest.mark.parametrize("document", IDS)
def test_text_of_a_clause_stands_in_its_slice(document: str) -> None:
    """Of a table row: its task, which is never merged with the row above."""
    page_break = "序号分类主要工作任务品"  # inside row 4 of 专栏 4 of 武隆
    for clause in parsed(document).clauses:
        if clause.kind == "table_row":
            tasks = [text for head, text in clause.cells.items() if column_role(head) == "target"]
            for task in tasks:
                assert squeeze(task) in plain(source(clause)).replace(page_break, "")
        else:
            assert plain(source(clause)) == plain(clause.text)


@pytest.mark.parametrize("document", IDS)
def test_texts_hold_no_marks_of_the_form(document: str) -> None:
    for clause in parsed(document).clauses:
        assert not re.search(r"\*\*|</?p>|\$|\\leq|\[bookmark|[\t\n]|^#", clause.text), clause.text


# ---- ids ----


def test_no_two_clauses_share_an_id() -> None:
    ids = Counter(clause.id for document in IDS for clause in parsed(document).clauses)
    assert [clause_id for clause_id, n in ids.items() if n > 1] == []


@pytest.mark.parametrize("document", IDS)
def test_parsing_again_gives_the_same_clauses(document: str) -> None:
    entry, first = documents()[document]
    assert parse_document(first.document, entry, load_register()) == first


def edited(document: ParsedDocument, clause: Clause) -> str:
    """The document's text with a word added near the end of the clause's longest line.

    Lines that are a title of the clause are left alone where there are others.
    """
    text = document.document.text
    titles = {squeeze(title) for title in clause.section}
    lines = list(re.finditer(r"[^\n\t]+", text[clause.start : clause.end]))
    own = [line for line in lines if squeeze(line.group()).strip("|。") not in titles]
    line = max(own or lines, key=lambda match: len(match.group().strip()))
    at = clause.start + line.start() + len(line.group().rstrip(" |。，；</p>")) - 1
    return text[:at] + "另行" + text[at:]


@pytest.mark.parametrize("document", IDS)
def test_editing_a_clause_keeps_the_ids_of_other_sections(document: str) -> None:
    entry, before = documents()[document]
    clauses = [c for c in before.clauses if c.kind != "front_matter" and len(c.text) > 20]
    for clause in clauses[::15]:
        copy = replace(before.document, text=edited(before, clause))
        after = {c.id for c in parse_document(copy, entry, load_register()).clauses}
        assert clause.id not in after
        changed = [c for c in before.clauses if c.id not in after and c.section != clause.section]
        assert changed == [], clause.text


@pytest.mark.parametrize("document", IDS)
def test_a_paragraph_put_in_front_keeps_all_ids(document: str) -> None:
    """The place in the document does not enter an id."""
    entry, before = documents()[document]
    copy = replace(before.document, text="本页为新增说明。\n\n" + before.document.text)
    after = parse_document(copy, entry, load_register())
    assert {c.id for c in before.clauses} < {c.id for c in after.clauses}


# ---- units ----


@pytest.mark.parametrize("document", IDS)
def test_units_stand_where_the_clause_says(document: str) -> None:
    by_id = {clause.id: clause for clause in parsed(document).clauses}
    for clause in by_id.values():
        for unit in clause.units:
            holder = clause
            if unit.inherited:
                assert clause.merged_with is not None
                holder = by_id[clause.merged_with]
                assert holder.merged_with is None
                assert holder.start < clause.start
                assert unit.name not in squeeze(source(clause))
            assert unit.name in squeeze(source(holder)), (clause.section, unit)


@pytest.mark.parametrize("document", IDS)
def test_the_register_knows_every_unit_of_the_tables(document: str) -> None:
    unknown = {u.name for c in parsed(document).clauses for u in c.units if u.canonical is None}
    assert unknown == set()


def test_running_text_names_units_only_where_it_says_who_leads() -> None:
    named = [
        (clause.document_id, clause.section[-1], unit.name, unit.role)
        for document in IDS
        for clause in parsed(document).clauses
        if clause.kind != "table_row"
        for unit in clause.units
    ]
    assert named == [
        ("fengjie-2025", "（三）强化行业部门监管责任", "县规划自然资源局", "lead"),
        ("fengjie-2025", "（四）强化企业单位主体责任", "县国资管理中心", "lead"),
        ("fengjie-2025", "（十八）开展文化旅游领域安全整治行动", "县旅安办", "lead"),
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
        for clause in parsed(document).clauses
        if clause.merged_with or any(unit.inherited for unit in clause.units)
    ]
    for clause, mark in zip(inheriting, MERGED[document], strict=True):
        assert clause.cells.get("序号") == mark or any(
            text.startswith(mark) for text in clause.cells.values()
        )
        assert all(unit.inherited for unit in clause.units)


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
    for repair, mark in zip(parsed(document).repairs, repaired, strict=True):
        assert mark in repair


# ---- clauses read by hand ----


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
    contains: list[str] = []
    excludes: list[str] = []


EXPECTED = [
    Expected.model_validate(item)
    for item in tomllib.loads(HAND_READ.read_text(encoding="utf-8"))["clause"]
]


def find(expected: Expected) -> Clause:
    holding = [
        c for c in parsed(expected.document).clauses if squeeze(expected.text) in squeeze(c.text)
    ]
    section = [squeeze(title) for title in expected.section]
    found = [c for c in holding if [squeeze(title) for title in c.section] == section]
    assert len(found) == 1, f"under {section}; it stands under {[c.section for c in holding]}"
    return found[0]


def names(clause: Clause, role: Role) -> list[str]:
    return [unit.name for unit in clause.units if unit.role == role]


@pytest.mark.parametrize("document", IDS)
def test_at_least_twelve_clauses_of_each_document_are_read_by_hand(document: str) -> None:
    assert sum(expected.document == document for expected in EXPECTED) >= 12


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
    found = {squeeze(column): squeeze(text) for column, text in clause.cells.items()}
    assert {column: found.get(column) for column in expected.cells} == {
        column: squeeze(text) for column, text in expected.cells.items()
    }
    assert not set(expected.without) & set(found)
    text = squeeze("".join(clause.cells.values()) or clause.text)
    assert [piece for piece in expected.contains if squeeze(piece) not in text] == []
    assert [piece for piece in expected.excludes if squeeze(piece) in text] == []
