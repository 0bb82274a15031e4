"""Sectors: what clauses belong to, read by hand, and what people call them."""

from functools import lru_cache
from pathlib import Path

import pytest

import corpus.sectors
from corpus import Clause, load_corpus
from corpus.sectors import find_sector, load_sectors, sector_of
from errors import DataFileError, UnknownNameError

ROOT = Path(__file__).parent.parent


@lru_cache(maxsize=1)
def clauses() -> tuple[Clause, ...]:
    corpus_ = load_corpus(ROOT / "corpus" / "documents")
    return tuple(clause for parsed in corpus_ for clause in parsed.clauses)


def clause(
    *section: str, text: str = "", cells: dict[str, str] | None = None, kind: str = "table_row"
) -> Clause:
    """A made-up clause under headings, outermost first."""
    return Clause("x:1", "x", "奉节县", section, kind, text, 0, 1, cells or {})  # type: ignore[arg-type]


def zh(ids: tuple[str, ...]) -> list[str]:
    return [load_sectors()[sector].zh for sector in ids]


def of_rows(document: str, name: str) -> set[str]:
    """The sectors of all table rows of a document under a name, joined."""
    found = {
        " ".join(zh(sector_of(c)))
        for c in clauses()
        if c.kind == "table_row" and c.document_id == document and name in c.section[-1]
    }
    assert found
    return found


# name of a row, its sectors: the tables of the three work-point documents share these names
NAMES = [
    ("燃气领域", "燃气"),
    ("非煤矿山领域", "矿山"),
    ("工贸领域", "工贸"),
    ("特种设备领域", "特种设备"),
    ("文化旅游领域", "文化旅游"),
    ("民爆领域", "民用爆炸物品"),
    ("农业农村领域", "农业农村"),
    ("商务领域", "商务和成品油"),
    ("城市管理领域", "城市运行"),
    ("卫生健康领域", "卫生健康"),
    ("防汛抗旱领域", "防汛抗旱"),
    ("内涝治理领域", "城市内涝"),
    ("地灾防治领域", "地质灾害"),
    ("森林防火领域", "森林防火"),
    ("抗震领域", "抗震"),
    ("森林火灾受害率", "森林防火 事故控制指标"),
    ("矿山安全在线", "矿山 数字应急"),
    ("渝运安", "道路交通 数字应急"),
    ("水旱灾害防御", "防汛抗旱 数字应急"),
]


@pytest.mark.parametrize("document", ["wansheng-2025", "jiangjin-2025", "fengjie-2025"])
@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_the_name_of_a_row_decides(document: str, name: str, expected: str) -> None:
    assert of_rows(document, name) == {expected}


@pytest.mark.parametrize(
    ("document", "name", "expected"),
    [
        ("fengjie-2025", "水上交通领域", "水上交通"),
        ("fengjie-2025", "教育领域", "教育"),
        ("fengjie-2025", "民政领域", "民政和养老"),
        ("fengjie-2025", "国有企业领域", "国有企业"),
        ("fengjie-2025", "生态环境领域", "生态环境"),
        ("fengjie-2025", "气象灾害防御领域", "气象灾害"),
        ("fengjie-2025", "两三轮摩托车", "道路交通"),
        ("wansheng-2025", "新能源汽车充电", "新能源汽车充电"),
        ("wansheng-2025", "粮食储备领域", "粮食储备"),
        ("wansheng-2025", "人员密集场所动火作业管理", "危险作业 消防"),
        ("wansheng-2025", "重特大生产安全事故起数", "事故控制指标"),
        ("jiangjin-2025", "电动自行车安全隐患", "电动自行车 消防"),
        ("wulong-2021", "消防能力提升工程项目", "消防"),
        ("wulong-2021", "工业园区、凤来新城等功能区", "园区和功能区"),
        ("wulong-2021", "监测预警系统工程", "气象灾害 地质灾害 防汛抗旱 森林防火 会商研判和预警"),
        ("bishan-2024", "21.深化燃气安全专项整治", "燃气 风险隐患治理"),
    ],
)
def test_sectors_read_by_hand(document: str, name: str, expected: str) -> None:
    assert of_rows(document, name) == {expected}


def test_the_task_decides_where_the_name_is_silent() -> None:
    found = {
        c.cells["重点任务（续）"]: " ".join(zh(sector_of(c)))
        for c in clauses()
        if c.document_id == "bishan-2024" and c.section[-1].startswith("20.")
    }
    assert list(found.values()) == [
        "房屋安全和自建房 风险隐患治理",
        "房屋安全和自建房 风险隐患治理",
        "道路交通 风险隐患治理",
        "房屋安全和自建房 风险隐患治理",
        "消防 风险隐患治理",
        "道路交通 风险隐患治理",
        "特种设备 风险隐患治理",
        "消防 风险隐患治理",
    ]


def test_a_section_on_fire_makes_all_its_rows_fire() -> None:
    rows = [c for c in clauses() if c.kind == "table_row" and "六、城乡消防专项" in c.section]
    assert len(rows) == 34
    assert all("fire" in sector_of(row) for row in rows)


def test_units_and_dates_of_a_row_are_not_read() -> None:
    row = clause(
        "强化综合统筹", cells={"2025年目标": "开会。", "责任单位": "县消防救援局、县气象局"}
    )
    assert zh(sector_of(row)) == ["统筹协调"]


def test_the_longer_word_wins_and_phrases_in_passing_do_not_count() -> None:
    assert zh(sector_of(clause("森林火灾防控"))) == ["森林防火"]
    assert sector_of(clause("优化安全生产、防灾减灾救灾和消防工作")) == ()
    assert sector_of(clause("安全知识进学校、进企业")) == ()


def test_a_list_of_everything_and_a_long_text_name_nothing() -> None:
    listed = "医院、学校、景区、矿山、铁路的职责"
    assert sector_of(clause("各单位的职责", cells={"工作任务": listed})) == ()
    assert zh(sector_of(clause("各单位的职责", cells={"工作任务": "矿山、铁路"}))) == [
        "矿山",
        "铁路和轨道",
    ]
    assert sector_of(clause("各单位的职责", cells={"工作任务": "矿山" + "、其他" * 50})) == ()


def test_what_names_nothing_stays_empty() -> None:
    assert sector_of(clause("其他事项", text="办好其他事项。", kind="paragraph")) == ()


def test_spelling_does_not_matter_to_a_clause() -> None:
    assert sector_of(clause("“燃 气”领域")) == ("gas",)


def test_nearly_every_row_has_a_sector_and_no_row_has_all() -> None:
    rows = [sector_of(c) for c in clauses() if c.kind == "table_row" and "合计" not in c.text]
    assert sum(not sectors for sectors in rows) == 0
    assert max(map(len, rows)) <= 5


def test_every_sector_is_used() -> None:
    used = {sector for c in clauses() for sector in sector_of(c)}
    assert used == set(load_sectors())


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("燃气", "gas"),
        ("煤气", "gas"),
        ("燃气领域", "gas"),
        ("燃气安全", "gas"),
        ("GAS", "gas"),
        ("gas safety", "gas"),
        (" Gas ", "gas"),
        ("gas", "gas"),
        ("消防", "fire"),
        ("fire", "fire"),
        ("forest fire", "forest_fire"),
        ("Forest fire prevention", "forest_fire"),
        ("电梯", "special_equipment"),
        ("lifts", "special_equipment"),
        ("非煤矿山", "mines"),
        ("党政责任", "party_responsibility"),
        ("数字应急", "digital"),
        ("insurance", "insurance"),
    ],
)
def test_find_sector_in_any_spelling(words: str, sector: str) -> None:
    assert find_sector(words) == sector


def test_an_unknown_sector_lists_near_names() -> None:
    with pytest.raises(UnknownNameError, match=r"sector '燃汽' is not known; near names: 燃气"):
        find_sector("燃汽")


SECTOR = '[[sector]]\nid = "{0}"\nkind = "field"\nzh = "{0}"\nen = "{0}"\nwords = ["{1}"]\n'
NEUTRAL = '[[neutral]]\nwords = ["无"]\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SECTOR.format("a", "气") + SECTOR.format("b", "气"), r"line 7: 气 stands in a and in b"),
        (SECTOR.format("a", "气") + SECTOR.format("a", "火"), r"line 7: id a is used twice"),
        (SECTOR.format("A", "气"), r"line 1: \[\[sector\]\] id"),
        (NEUTRAL, r"has no \[\[sector\]\] entry"),
    ],
)
def test_a_mistake_in_the_table_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    path = tmp_path / "sectors.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(corpus.sectors, "_SECTORS_FILE", path)
    load_sectors.cache_clear()
    try:
        with pytest.raises(DataFileError, match=words):
            load_sectors()
    finally:
        load_sectors.cache_clear()
