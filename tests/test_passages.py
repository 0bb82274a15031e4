"""What is embedded for a clause: the whole first, then each of its sentences."""

import pytest

from corpus.readable import split_sentences
from index.passages import passages
from tests.asking import clause
from tests.reading import IDS, real

SECTION = "奉节县 附件1 任务清单 燃气领域"


def test_one_sentence_is_one_passage() -> None:
    row = clause("奉节县", "燃气领域", "改造管道15公里。")
    assert passages(row) == [f"{SECTION}\n燃气领域；改造管道15公里。"]


def test_each_sentence_is_a_passage_under_its_heading() -> None:
    row = clause("奉节县", "燃气领域", "改造管道15公里。排查餐饮企业；")
    assert passages(row) == [
        f"{SECTION}\n燃气领域；改造管道15公里。排查餐饮企业；",
        "燃气领域：改造管道15公里。",
        "燃气领域：排查餐饮企业；",
    ]


def test_units_and_numbers_stand_in_the_whole_only() -> None:
    cells = {
        "序号": "1",
        "名称": "燃气领域",
        "2025年目标": "改造管道。排查企业。",
        "责任单位": "县经济信息委牵头",
    }
    whole, *sentences = passages(clause("奉节县", "燃气领域", "", cells=cells))
    assert "县经济信息委牵头" in whole
    assert sentences == ["燃气领域：改造管道。", "燃气领域：排查企业。"]


def test_running_text_is_its_text() -> None:
    paragraph = clause(
        "奉节县",
        "",
        "",
        kind="paragraph",
        section=("一、总体要求",),
        text="坚持安全第一。更新路灯120盏。",
        cells={},
    )
    assert passages(paragraph) == [
        "奉节县 一、总体要求\n坚持安全第一。更新路灯120盏。",
        "一、总体要求：坚持安全第一。",
        "一、总体要求：更新路灯120盏。",
    ]


def test_long_text_is_cut_to_the_window() -> None:
    whole, first, second = passages(clause("奉节县", "燃气领域", "管" * 400 + "。" + "道" * 400))
    assert (len(whole), len(first), len(second)) == (300, 160, 160)


@pytest.mark.parametrize("document_id", IDS)
def test_every_clause_of_the_documents_has_passages(document_id: str) -> None:
    for row in real(document_id).clauses:
        whole, *sentences = passages(row)
        assert whole.startswith(f"{row.district} {row.section[0]}"[:300])
        assert len(sentences) != 1
        assert all(sentence.strip() for sentence in sentences)
        if not row.cells and len(split_sentences(row.text)) > 1:
            assert len(sentences) == len(split_sentences(row.text))
