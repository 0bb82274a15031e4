"""Mistakes in districts.toml, units.toml and columns.toml: each is named with file and line."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import corpus.districts
import corpus.register
import corpus.tables
from corpus import Register, load_register
from corpus.districts import district_in_english, load_districts
from corpus.register import UnitFunction
from errors import DataFileError

DISTRICT = '[[district]]\nname = "{}"\nen = "{}"\naliases = [{}]\n'
FUNCTION = '[[function]]\nid = "{}"\nzh = "{}"\nen = "{}"\nnames = [{}]\n'


@pytest.fixture
def data_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that stands in for all three data files; nothing is read from a cache."""
    path = tmp_path / "data.toml"
    monkeypatch.setattr(corpus.districts, "_DISTRICTS_FILE", path)
    monkeypatch.setattr(corpus.register, "_UNITS_FILE", path)
    monkeypatch.setattr(corpus.tables, "_COLUMNS_FILE", path)
    tables = (corpus.tables._column_patterns, corpus.tables.column_role)
    caches = (load_districts, load_register, *tables)
    for cached in caches:
        cached.cache_clear()
    yield path
    for cached in caches:
        cached.cache_clear()


def load_columns() -> str | None:
    return corpus.tables.column_role("责任单位")


def refused(path: Path, load: Callable[[], object]) -> str:
    with pytest.raises(DataFileError) as caught:
        load()
    text = str(caught.value)
    assert str(path) in text
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("name", "alias"), [("乙区", "甲县"), ("乙区", "甲区"), ("甲县", "乙"), ("乙区", "JIA")]
)
def test_district_spelling_used_twice(data_file: Path, name: str, alias: str) -> None:
    data_file.write_text(
        DISTRICT.format("甲区", "Jia", '"甲县", "jia"') + DISTRICT.format(name, "Yi", f'"{alias}"'),
        encoding="utf-8",
    )
    text = refused(data_file, load_districts)
    assert "甲区" in text
    assert name in text


def test_district_spelling_used_twice_names_the_line(data_file: Path) -> None:
    data_file.write_text(
        DISTRICT.format("甲区", "Jia", '"甲县"') + DISTRICT.format("乙区", "Yi", '"甲县"'),
        encoding="utf-8",
    )
    assert re.search(r"\bline [58]\b", refused(data_file, load_districts))


def test_district_without_english_name(data_file: Path) -> None:
    data_file.write_text('\n[[district]]\nname = "甲区"\n', encoding="utf-8")
    text = refused(data_file, load_districts)
    assert "line 2:" in text
    assert "en" in text


@pytest.mark.parametrize("second", ['"县公安局"', '"县 公安局"', '"公安(交巡警)"'])
def test_unit_name_used_twice(data_file: Path, second: str) -> None:
    """Blank space and the width of parentheses make no difference."""
    data_file.write_text(
        FUNCTION.format("police", "公安", "Police", '"县公安局", "公安（交巡警）"')
        + FUNCTION.format("traffic", "交警", "Traffic police", second),
        encoding="utf-8",
    )
    text = refused(data_file, load_register)
    assert "police" in text
    assert "traffic" in text


def test_unit_name_used_twice_names_the_line(data_file: Path) -> None:
    data_file.write_text(
        FUNCTION.format("police", "公安", "Police", '"县公安局"')
        + FUNCTION.format("traffic", "交警", "Traffic police", '"县公安局"'),
        encoding="utf-8",
    )
    assert re.search(r"\bline (6|10)\b", refused(data_file, load_register))


def test_unit_function_id_used_twice(data_file: Path) -> None:
    """Otherwise the first entry would be lost without a word."""
    data_file.write_text(
        FUNCTION.format("police", "公安", "Police", '"县公安局"')
        + FUNCTION.format("police", "交警", "Traffic police", '"县交巡警大队"'),
        encoding="utf-8",
    )
    assert "police" in refused(data_file, load_register)


def test_unit_function_with_a_bad_id(data_file: Path) -> None:
    data_file.write_text(FUNCTION.format("公安", "公安", "Police", ""), encoding="utf-8")
    text = refused(data_file, load_register)
    assert "line 1:" in text
    assert "id" in text


def test_unknown_column_role(data_file: Path) -> None:
    data_file.write_text(
        '[[column]]\nrole = "unit"\nheads = ["责任"]\n\n'
        '[[column]]\nrole = "owner"\nheads = ["主"]\n',
        encoding="utf-8",
    )
    text = refused(data_file, load_columns)
    assert "line 5:" in text
    assert "role" in text


def test_column_head_that_is_no_pattern(data_file: Path) -> None:
    data_file.write_text('[[column]]\nrole = "amount"\nheads = ["投资("]\n', encoding="utf-8")
    assert "投资(" in refused(data_file, load_columns)


def test_first_column_role_counts(data_file: Path) -> None:
    data_file.write_text(
        '[[column]]\nrole = "lead"\nheads = ["责任.位"]\n'
        '[[column]]\nrole = "unit"\nheads = ["责任单位"]\n',
        encoding="utf-8",
    )
    assert load_columns() == "lead"


# ---- the data files that ship ----


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("县经济信息委", "economy_information"),
        ("区经济信息委", "economy_information"),
        ("经济信息局", "economy_information"),
        ("区公安局（区公安交巡警支队）", "traffic_police"),
        ("区公安局(区公安交巡警支队)", "traffic_police"),
        ("区 应急局", "emergency_management"),
        ("某某委员会", None),
    ],
)
def test_shipped_register(name: str, function: str | None) -> None:
    assert load_register().canonical(name) == function


def test_known_names_are_single_units_longest_first() -> None:
    names = Register(
        [
            UnitFunction(id="a", zh="甲", en="A", names=["县甲局", "甲局"]),
            UnitFunction(id="b", zh="镇街", en="Towns", names=["各镇街"], collective=True),
        ]
    ).known_names()
    assert names == ["县甲局", "甲局"]


def test_shipped_districts_cover_the_documents() -> None:
    assert district_in_english("奉节县") == "Fengjie County"
    assert district_in_english("不详区") == "不详区"
    assert {"万盛经开区", "江津区", "奉节县", "武隆区", "璧山区"} <= {
        district.name for district in load_districts()
    }


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("序 号", "number"),
        ("名  称", "name"),
        ("2025年目标（内容）", "target"),
        ("2025年目标(内容)", "target"),
        ("投资 (亿元)", "amount"),
        ("责任单位", "unit"),
        ("牵头部门", "lead"),
        ("配合单位", "support"),
        ("完成时间", "deadline"),
        ("备注", "remark"),
        ("责任单位和责任人", None),
    ],
)
def test_shipped_columns(head: str, role: str | None) -> None:
    assert corpus.tables.column_role(head) == role
