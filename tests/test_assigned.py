"""Units that a whole paragraph is assigned to, worked out by hand."""

from pathlib import Path

import pytest

from corpus import load_corpus, load_register
from corpus.assigned import assigned_units, labelled_units, without_labels
from corpus.ledger import build_ledger
from index import build_index, load_index
from rag import Assistant
from settings import Settings
from tests.conftest import HashEmbedder

GAS = "开展燃气领域整治，更新改造老旧管道15公里。"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            f"{GAS}（牵头单位：区经济信息委；配合单位：区住房城乡建委、区市场监管局，各镇街）",
            [
                ("区经济信息委", "lead"),
                ("区住房城乡建委", "support"),
                ("区市场监管局", "support"),
                ("各镇街", "support"),
            ],
        ),
        (
            "加强排查。责任单位：区应急管理局、区公安局（交巡警支队）。",
            [("区应急管理局", "responsible"), ("区公安局（交巡警支队）", "responsible")],
        ),
        (
            "牵头单位：区应急局，配合部门: 区交通局",
            [("区应急局", "lead"), ("区交通局", "support")],
        ),
        (
            "（责任单位：区应急局牵头，区交通局、区水利局配合）",
            [("区应急局", "lead"), ("区交通局", "support"), ("区水利局", "support")],
        ),
        ("责任单位：区应急局，完成时限：2026年6月", [("区应急局", "responsible")]),
        (
            "（一）开展燃气领域整治。由区经济信息委牵头，区住房城乡建委配合。",
            [("区经济信息委", "lead"), ("区住房城乡建委", "support")],
        ),
        # a sentence that says what for is about that alone, and two of them leave it open
        ("开展整治。由区经济信息委牵头整治燃气。", []),
        ("由区交通局牵头。由区水利局负责。", []),
        ("压实责任部门：严格落实各项措施。", []),
        ("牵头单位：", []),
        ("", []),
    ],
)
def test_a_paragraph_is_assigned_to(text: str, units: list[tuple[str, str]]) -> None:
    found = assigned_units(text, load_register())
    assert [(unit.name, unit.role) for unit in found] == units


@pytest.mark.parametrize(
    ("text", "task"),
    [
        (f"{GAS}（牵头单位：区经济信息委；配合单位：各镇街）", GAS),
        ("加强排查。责任单位：区应急管理局。", "加强排查。"),
        ("没有标签的一段。", "没有标签的一段。"),
    ],
)
def test_what_is_to_be_done_is_without_its_labels(text: str, task: str) -> None:
    assert without_labels(text) == task


def test_a_label_takes_linear_time() -> None:
    text = "责任单位：" * 20_000
    assert labelled_units(text, load_register()) == ()


DOCUMENT = """黔江区人民政府文件
黔江府发[2026]第7号
2026年全区安全生产工作要点

各乡镇（街道）：
一、总体要求
坚持人民至上。
二、重点任务
（一）开展燃气领域整治。由区经济信息委牵头，区住房城乡建委配合。
（二）开展电梯排查。更换老旧电梯20台。（责任单位：区市场监管局、区住房城乡建委）
黔江区人民政府
二〇二六年三月二日
"""
METADATA = """[[document]]
id = "qianjiang-2026"
file = "a.txt"
form = "word"
district = "黔江区"
title = "2026年全区安全生产工作要点"
doc_number = "黔江府发〔2026〕7号"
issuer = "黔江区人民政府"
issued = 2026-03-02
"""


@pytest.fixture
def settings_of_one(tmp_path: Path) -> Settings:
    """A document without tables: units in labels and sentences, its date in Chinese numerals."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    (documents / "documents.toml").write_text(METADATA, encoding="utf-8")
    return Settings(documents_dir=documents, index_dir=tmp_path / "index")


@pytest.mark.parametrize(
    ("question", "told", "units"),
    [
        ("黔江燃气谁牵头", "区经济信息委牵头", ["区经济信息委"]),
        ("黔江电梯谁负责", "负责", ["区市场监管局", "区住房城乡建委"]),
        ("黔江区文件的文号是多少", "黔江府发〔2026〕7号", []),
        ("黔江的文件什么时候印发的", "2026年3月2日", []),
    ],
)
def test_a_document_without_tables_answers(
    settings_of_one: Settings, embedder: HashEmbedder, question: str, told: str, units: list[str]
) -> None:
    build_index(settings_of_one, lambda done, total: None, embedder)
    answer = Assistant(load_index(settings_of_one, embedder), settings_of_one).ask(question)
    assert answer.status == "answered"
    assert told in answer.answer
    assert [unit.name for unit in answer.units] == units


def test_a_labelled_paragraph_is_one_task_of_the_ledger(settings_of_one: Settings) -> None:
    rows = build_ledger(load_corpus(settings_of_one.documents_dir))
    (lifts,) = [row for row in rows if "电梯" in row.task]
    assert lifts.task == "（二）开展电梯排查。更换老旧电梯20台。"
    assert [unit.name for unit in lifts.in_role("responsible")] == [
        "区市场监管局",
        "区住房城乡建委",
    ]
