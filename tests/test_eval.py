"""Scoring: hand-worked verdicts, the gold files' own mistakes, the baseline."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.citation import Citation, CitedUnit
from errors import GoldError
from eval.baseline import Baseline, Chunk
from eval.gold import Anchor, GoldQuestion, GoldUnit, load_gold
from eval.score import fits, score
from eval.summary import percent, refusals, share
from rag import Answer

CITATION = Citation(
    clause_id="x",
    district="奉节县",
    document="要点",
    doc_number="奉节府发〔2025〕2号",
    section=("附件3 重点整治任务清单", "燃气领域"),
    quote="燃气领域\n\t更新改造老旧燃气管道15公里\n\t县经济信息委牵头",
    source="f.txt",
    start=0,
    end=10,
)
UNIT = CitedUnit("县经济信息委", "lead", "奉节县")
RIGHT = Answer(
    question="?",
    language="zh",
    status="answered",
    answer="由县经济信息委牵头，15 公里",
    units=(UNIT,),
    citations=(CITATION,),
)
GOLD = GoldQuestion(
    id="g",
    question="?",
    language="zh",
    kind="lead",
    status="answered",
    anchors=(Anchor(district="奉节县", quote="老旧燃气管道15公里", section=("附件3", "燃气")),),
    units=(GoldUnit(name="县经济信息委", role="lead", district="奉节县"),),
    must=("15公里",),
    must_not=("3.4公里",),
)


def test_a_right_answer_passes_every_check() -> None:
    verdict = score(GOLD, RIGHT)
    assert verdict.everything
    assert set(verdict.checks) == {"status", "citation", "district", "units", "text", "grounded"}


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        (replace(RIGHT, status="unspecified"), {"status"}),
        (replace(RIGHT, units=()), {"units"}),
        (replace(RIGHT, units=(replace(UNIT, role="support"),)), {"units"}),
        (replace(RIGHT, units=(UNIT, replace(UNIT, name="县水利局"))), {"units", "grounded"}),
        (replace(RIGHT, answer="由县经济信息委牵头"), {"text"}),
        (replace(RIGHT, answer="15公里，3.4公里"), {"text"}),
        (replace(RIGHT, citations=(replace(CITATION, section=("一、总体",)),)), {"citation"}),
        (
            replace(RIGHT, citations=(replace(CITATION, district="江津区"),)),
            {"citation", "district"},
        ),
        (replace(RIGHT, citations=()), {"citation", "district", "grounded"}),
    ],
)
def test_each_mistake_fails_its_own_check(answer: Answer, failed: set[str]) -> None:
    verdict = score(GOLD, answer)
    assert {name for name, passed in verdict.checks.items() if not passed} == failed


def test_shares_and_refusals_by_hand() -> None:
    refuse = GOLD.model_copy(update={"status": "not_found", "anchors": (), "units": (), "must": ()})
    refused = Answer(question="?", language="zh", status="not_found", answer="没有")
    verdicts = [score(GOLD, RIGHT), score(GOLD, refused), score(refuse, refused)]
    assert share(verdicts, "everything") == (2, 3)
    assert share(verdicts, "citation") == (1, 2)
    assert refusals(verdicts) == ((1, 1), (1, 2))
    assert percent((1, 2)).strip() == "50.0% (1/2)"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no question"),
        ("{", "line 1: not JSON"),
        ('{"id": "a"}', "line 1: question"),
        ("\n" + json.dumps({"id": "a", "question": "b", "language": "fr"}), "line 2"),
    ],
)
def test_bad_gold_is_named_with_its_line(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=words):
        load_gold(path)


def test_bad_gold_files(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no such gold file"):
        load_gold(tmp_path / "none.jsonl")
    (tmp_path / "gb.jsonl").write_bytes("燃气".encode("gb18030"))
    with pytest.raises(GoldError, match="not UTF-8"):
        load_gold(tmp_path / "gb.jsonl")
    line = GOLD.model_dump_json()
    (tmp_path / "twice.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"line 2: id 'g' is used twice"):
        load_gold(tmp_path / "twice.jsonl")


def test_anchor_needs_words_section_and_district() -> None:
    anchor = GOLD.anchors[0]
    assert fits(anchor, CITATION)
    assert not fits(anchor, replace(CITATION, quote="别的"))
    assert not fits(anchor, replace(CITATION, district="江津区"))


class _Nearest:
    """Vectors that name fixed rows as nearest."""

    def search(self, _: object, top: int) -> tuple[None, list[list[int]]]:
        return None, [[1, 0][:top]]


def test_baseline_is_judged_on_its_first_chunk() -> None:
    chunks = [Chunk("奉节县", "更新改造老旧燃气管道15公里，推进"), Chunk("江津区", "3.4公里")]

    class _Embedder:
        def encode_query(self, sentences: list[str], **_: object) -> list[list[float]]:
            return [[1.0]]

        def encode_document(self, sentences: list[str], **_: object) -> list[list[float]]:
            return [[1.0]]

    baseline = Baseline(chunks, _Nearest(), _Embedder())
    assert not baseline.first_is_right(GOLD)
    assert baseline.any_is_right(GOLD)
