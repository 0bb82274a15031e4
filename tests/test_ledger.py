"""The responsibility ledger: rows read by hand, counts, filters, and the files read back."""

import csv
import io
import json
import tomllib
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import corpus.ledger_data
from cli import app
from corpus import ParsedDocument, ResponsibleUnit, load_corpus
from corpus.ledger import LedgerRow, build_ledger, read_filter, select
from corpus.ledger_data import load_cell_rules, load_columns, load_words
from corpus.ledger_files import as_csv, as_json, as_xlsx, write_ledger
from corpus.sectors import load_sectors
from errors import DataFileError, ExportError, UnknownNameError

ROOT = Path(__file__).parent.parent
FIXTURE = Path(__file__).parent / "fixtures" / "ledger.toml"
HAND_READ: list[dict[str, Any]] = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))["row"]
RUNNER = CliRunner()
ROLES = ("lead", "support", "responsible")

# rows of each table as counted in the documents, by a heading above them
TABLES = [
    ("万盛经开区", "一、核心绩效指标", 10),
    ("万盛经开区", "二、重要文件", 8),
    ("万盛经开区", "三、重点整治", 21),
    ("万盛经开区", "四、重点措施", 46),
    ("万盛经开区", "五、重点应用/平台", 8),
    ("万盛经开区", "六、城乡消防专项", 14),
    ("江津区", "一、核心绩效指标", 5),
    ("江津区", "二、重要文件", 3),
    ("江津区", "三、重点整治", 20),
    ("江津区", "四、重点措施", 58),
    ("江津区", "五、重点应用/平台", 11),
    ("江津区", "六、城乡消防专项", 20),
    ("奉节县", "附件1 ", 7),
    ("奉节县", "附件2 ", 63),
    ("奉节县", "附件3 ", 32),
    ("奉节县", "附件4 ", 12),
    ("武隆区", "专栏一：", 12),
    ("武隆区", "专栏 2：", 10),
    ("武隆区", "专栏3：", 10),
    ("武隆区", "专栏 4：", 40),
    ("武隆区", "附件1 ", 10),
    ("武隆区", "附件2 ", 30),
    ("璧山区", "附件 ", 82),
]


@lru_cache(maxsize=1)
def parsed() -> tuple[ParsedDocument, ...]:
    return tuple(load_corpus(ROOT / "corpus" / "documents"))


@lru_cache(maxsize=1)
def ledger() -> tuple[LedgerRow, ...]:
    return tuple(build_ledger(parsed()))


def names(row: LedgerRow, role: str) -> list[str]:
    return [unit.name for unit in row.in_role(role)]  # type: ignore[arg-type]


def from_tables() -> set[str]:
    return {c.id for p in parsed() for c in p.clauses if c.kind == "table_row"}


@pytest.mark.parametrize("expected", HAND_READ, ids=lambda row: f"{row['district']} {row['task']}")
def test_row_read_by_hand(expected: dict[str, Any]) -> None:
    tables = from_tables()
    found = [
        row
        for row in ledger()
        if row.district == expected["district"]
        and expected["locate"].strip() in row.quote
        and row.clause_id in tables
        and row.task == expected["task"]
    ]
    assert len(found) == 1
    row = found[0]
    for key in ("number", "target", "deadline"):
        assert getattr(row, key) == expected.get(key, "")
    for role in ROLES:
        assert names(row, role) == expected.get(role, [])
    assert row.inherited == expected.get("inherited", False)
    assert [load_sectors()[sector].zh for sector in row.sectors] == expected["sectors"]


@pytest.mark.parametrize(("district", "heading", "count"), TABLES)
def test_every_table_row_is_a_row(district: str, heading: str, count: int) -> None:
    tables = from_tables()
    rows = [
        row
        for row in ledger()
        if row.district == district
        and row.clause_id in tables
        and any(title.startswith(heading) for title in row.section)
    ]
    assert len(rows) == count


def test_all_else_is_running_text_that_names_a_unit() -> None:
    tables = from_tables()
    assert sum(row.clause_id in tables for row in ledger()) == sum(n for _, _, n in TABLES)
    said = [row for row in ledger() if row.clause_id not in tables]
    assert all(row.units for row in said)
    naming = {c.id: set(c.units) for p in parsed() for c in p.clauses if c.units}
    for row in said:
        naming[row.clause_id] -= set(row.units)
    assert not any(left for clause, left in naming.items() if clause not in tables)


def test_a_total_is_no_task() -> None:
    assert not [row for row in ledger() if "合计" in row.quote]


def test_running_text_binds_a_unit_to_its_sentence_only() -> None:
    row = next(row for row in ledger() if names(row, "lead") == ["县国资管理中心"])
    assert row.task == (
        "（四）强化企业单位主体责任：县国资管理中心牵头出台国有企业主要负责人、安全管理人员安全生产"
        "履职考核办法，强化县属国有企业负责人、安全管理人员安全生产履职考核。"
    )
    assert row.quote.startswith("（四）强化企业单位主体责任。严格落实企业主要负责人")


def test_quotes_are_the_source_and_each_unit_has_one_role() -> None:
    texts = {p.document.doc_number: p.document.text for p in parsed()}
    for row in ledger():
        assert row.quote == texts[row.doc_number][row.start : row.end]
        by_role = [unit for role in ROLES for unit in row.in_role(role)]  # type: ignore[arg-type]
        assert sorted(by_role, key=str) == sorted(row.units, key=str)


def test_every_row_says_what_is_to_be_done() -> None:
    assert all(row.task and row.section and row.clause_id for row in ledger())


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({"districts": ["奉节"], "sectors": ["燃气"]}, 2),
        ({"districts": ["奉节县"], "sectors": ["煤气"]}, 2),
        ({"districts": ["Fengjie"], "sectors": ["gas"]}, 2),
        ({"districts": ["feng jie", "江津"], "sectors": ["gas"]}, 4),
        ({"districts": ["bishan"], "sectors": ["燃气领域"]}, 4),
    ],
)
def test_filters_take_any_spelling(options: dict[str, list[str]], count: int) -> None:
    assert len(select(ledger(), read_filter(**options))) == count


def test_a_unit_filter_finds_its_function_in_every_role() -> None:
    spellings = ("经信委", "县经济信息委", "奉节县经济信息委", "Economic and Information")
    found = [select(ledger(), read_filter(units=[spelling])) for spelling in spellings]
    assert all(rows == found[0] for rows in found)
    written = {"县经济信息委", "区经济信息委", "经济信息局"}
    assert found[0] == [r for r in ledger() if written & {unit.name for unit in r.units}]
    roles = {u.role for r in found[0] for u in r.units if u.canonical == "economy_information"}
    assert roles == set(ROLES)


def test_filters_narrow_each_other() -> None:
    gas = select(ledger(), read_filter(sectors=["燃气"]))
    both = select(ledger(), read_filter(sectors=["燃气"], units=["市场监管局"]))
    assert [row.task for row in both if row.district == "璧山区"] == []
    assert [row.district for row in both if row.section[-1] == "燃气领域"] == [
        "万盛经开区",
        "江津区",
        "奉节县",
    ]
    assert all(row in gas for row in both)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            {"units": ["经信居"]},
            r"unit '经信居' is not known; near names: .*经信局.*; use one of them",
        ),
        ({"units": ["fire"]}, r"unit 'fire' may mean .*消防救援 \(Fire and Rescue Service\)"),
        ({"districts": ["Paris"]}, r"district 'Paris' is not known; use a name from"),
        ({"districts": ["奉街"]}, r"near names: 奉节"),
        ({"sectors": ["燃汽"]}, r"sector '燃汽' is not known; near names: 燃气"),
        ({"sectors": [" "]}, r"sector '' is not known"),
    ],
)
def test_unknown_names_list_near_ones(options: dict[str, list[str]], words: str) -> None:
    with pytest.raises(UnknownNameError, match=words):
        read_filter(**options)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"districts": ["渝北"]}, "no document is of 渝北区; there are documents of 万盛经开区"),
        (
            {"districts": ["璧山"], "sectors": ["森林防火"]},
            "no task fits district 璧山区 and sector 森林防火; nothing was written",
        ),
    ],
)
def test_a_filter_that_leaves_nothing_says_so(options: dict[str, list[str]], words: str) -> None:
    with pytest.raises(ExportError, match=words):
        select(ledger(), read_filter(**options))


def sheet_of(data: bytes) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]


def table_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_spreadsheet_and_the_table_hold_the_same(language: Any) -> None:
    sheet = sheet_of(as_xlsx(ledger(), language))
    table = table_of(as_csv(ledger(), language))
    assert len(sheet) == len(table) == len(ledger()) + 1
    written = [[str("" if value is None else value) for value in line] for line in sheet]
    assert [[v.removeprefix("'") for v in line] for line in table] == written
    quote = [column.key for column in load_columns()].index("quote")
    assert [line[quote] for line in sheet[1:]] == [row.quote for row in ledger()]


def test_headings_and_words_of_both_languages() -> None:
    rows = [row for row in ledger() if row.district == "奉节县" and row.number == "11"][:1]
    zh, en = (
        dict(zip(*sheet_of(as_xlsx(rows, language)), strict=True)) for language in ("zh", "en")
    )
    assert zh["区县"] == "奉节县"
    assert zh["牵头单位"].startswith("县教委；县经济信息委；县民政局；")
    assert zh["责任单位与上一行合并"] == "是"
    assert en["District"] == "奉节县 (Fengjie County)"
    assert en["Lead units"].startswith(
        "县教委 (Education Commission); 县经济信息委 (Economic and Information Commission); "
    )
    assert en["Sector"] == "Responsibility of regulators"
    assert en["Units merged with the row above"] == "yes"
    assert en["Task"] == zh["任务"]
    assert (zh["原文起点"], zh["原文终点"]) == (rows[0].start, rows[0].end)


def test_the_spreadsheet_is_set_for_work_and_for_print() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(ledger(), "zh"))).active
    assert sheet is not None
    last = len(ledger()) + 1
    assert sheet.title == "责任台账"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:Q{last}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # one page wide is what a spreadsheet assumes; as many pages high as it takes
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["G2"].alignment.wrap_text
    assert sheet.column_dimensions["G"].width > 40


def test_json_has_stable_keys_and_both_names() -> None:
    objects = json.loads(as_json(ledger(), "zh"))
    keys = [column.key for column in load_columns()]
    assert len(objects) == len(ledger())
    assert {key for item in objects for key in item} == {*keys, "district_english"}
    row = next(item for item in objects if item["quote"].startswith("22\n\t实施“打非治违”"))
    assert row["lead"] == [
        {
            "name": "县规划自然资源局",
            "function": "planning_natural_resources",
            "english": "Planning and Natural Resources Bureau",
        }
    ]
    assert row["sectors"][0] == {"id": "mines", "name": "矿山", "english": "Mines"}
    assert (row["number"], row["target"], row["deadline"]) == ("22", None, None)
    assert row["inherited"] is False
    assert "县规划自然资源局" in as_json(ledger(), "zh").decode()
    assert as_json(ledger(), "zh") == as_json(ledger(), "en")


def test_the_same_ledger_gives_the_same_bytes() -> None:
    for write in (as_csv, as_json, as_xlsx):
        assert write(ledger()[:40], "zh") == write(ledger()[:40], "zh")


SIGNS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", SIGNS)
def test_a_text_never_becomes_a_formula(text: str) -> None:
    unit = ResponsibleUnit(text, "lead")
    row = replace(ledger()[0], task=text, target=text, quote=text, section=(text,), units=(unit,))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([row], "zh"))).active
    assert sheet is not None
    hit = [cell for cell in sheet[2] if cell.value == text]
    assert len(hit) == 5
    assert {cell.data_type for cell in hit} == {"s"}
    table = table_of(as_csv([row], "zh"))
    assert [value for value in table[1] if value.lstrip("'") == text] == [f"'{text}"] * 5
    assert json.loads(as_json([row], "zh"))[0]["task"] == text


@given(st.text(max_size=60))
def test_any_text_survives_csv_and_json(text: str) -> None:
    row = replace(ledger()[0], quote=text)
    assert json.loads(as_json([row], "zh"))[0]["quote"] == text
    quote = [column.key for column in load_columns()].index("quote")
    read = table_of(as_csv([row], "zh"))[1][quote]
    assert read in (text, f"'{text}")


def test_a_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    row = replace(ledger()[0], quote="字" * 40_000)
    quote = [column.key for column in load_columns()].index("quote")
    cell = sheet_of(as_xlsx([row], "zh"))[1][quote]
    assert (len(cell), cell[-1]) == (32_767, "…")


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.CSV", "ledger.json"])
def test_a_file_is_replaced_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("old")
    write_ledger(ledger()[:3], path, "zh")
    assert path.stat().st_size > 500
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ExportError, match=r"a\.csv: cannot be written \(No space left"):
        write_ledger(ledger()[:3], path, "zh")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "old")]


@pytest.mark.parametrize("name", ["/proc/ledger.csv", "{}/taken.csv", "{}/" + "a" * 300 + ".csv"])
def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "taken.csv").mkdir()
    result = RUNNER.invoke(app, ["ledger", "--output", name.format(tmp_path)])
    assert result.exit_code == 2
    assert "cannot be written" in result.output
    assert result.output.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["taken.csv"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--output", "{}/a.pdf"], "a.pdf: a ledger is a file ending in .xlsx, .csv, .json"),
        (["--output", "{}/台账"], "台账: a ledger is a file ending in"),
        (["--output", "{}/no/a.csv"], "no such folder"),
        (["--output", "{}/a.csv", "--unit", "经信居"], "near names: 经信"),
        (["--output", "{}/a.csv", "--district", "渝北"], "no document is of 渝北区"),
    ],
)
def test_mistakes_of_the_command_are_one_line(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    given_ = [argument.format(tmp_path) for argument in arguments]
    result = RUNNER.invoke(app, ["ledger", *given_])
    assert result.exit_code == 2
    assert result.output.startswith("anwen: ")
    assert words in result.output
    assert result.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_what_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "gas.json"
    result = RUNNER.invoke(
        app,
        [
            "ledger",
            "-o",
            str(path),
            "--district",
            "Fengjie",
            "--district",
            "江津",
            "--sector",
            "gas",
        ],
    )
    assert result.exit_code == 0
    assert result.output == f"4 tasks: {path}\n"
    districts = Counter(row["district"] for row in json.loads(path.read_text(encoding="utf-8")))
    assert districts == {"奉节县": 2, "江津区": 2}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('key = "quote"', 'key = "quota"', r"line \d+: \[\[column\]\] key"),
        ('key = "quote"', 'key = "task"', r"\[\[column\]\] task stands there 2 times"),
        ('named = "{name} ({en})"', 'named = "{nme}"', r"en\.named: "),
        ('sheet = "责任台账"', 'sheet = "责任/台账"', r"zh\.sheet: "),
        ("either = ['", "either = ['(", r"cells\.either: .*not a pattern"),
    ],
)
def test_a_mistake_in_the_data_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, words: str
) -> None:
    text = corpus.ledger_data._LEDGER_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "ledger.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(corpus.ledger_data, "_LEDGER_FILE", path)
    loaders = (load_columns, load_words, load_cell_rules)
    for loader in loaders:
        loader.cache_clear()
    try:
        with pytest.raises(DataFileError, match=words):
            load_columns(), load_words("zh"), load_words("en"), load_cell_rules()
    finally:
        for loader in loaders:
            loader.cache_clear()
