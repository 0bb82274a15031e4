"""What a preview shows of a file: outline, tables, units, changes, and what rests on it."""

import json
from pathlib import Path

import pytest

from corpus import load_corpus
from errors import IntakeError
from intake.entry import entry_of
from intake.preview import preview, preview_removal, propose
from intake.preview_records import OutlineNode, Preview, TablePreview
from intake.preview_text import preview_text, removal_text
from intake.proposal_text import proposal_text
from quiz.bank import Bank
from quiz.records import Paper
from quiz.store import write_paper
from settings import Settings
from tests.intaking import notice, read_here, row


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.preview.read_apart", read_here)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "新文件.txt"
    path.write_text(notice(), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One gold question about the tiny document that is there, and one about no document."""
    path = tmp_path / "own.jsonl"
    anchor = {"district": "奉节县", "quote": "更新改造老旧燃气管道15公里"}
    question = {"language": "zh", "kind": "figure", "status": "answered"}
    lines = [
        {**question, "id": "q1", "question": "燃气管道改造多少公里？", "anchors": [anchor]},
        {**question, "id": "q2", "question": "谁管？", "status": "not_found"},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def shown(file: Path, settings: Settings, gold: Path, id: str = "", **more: object) -> Preview:
    proposal = propose(file, settings)
    tables = more.pop("tables", None)
    entry = entry_of(proposal, {"id": id}, tables)  # type: ignore[arg-type]
    return preview(file, entry, settings, gold=[gold], **more)  # type: ignore[arg-type]


def test_the_contents_of_a_new_document(file: Path, small_settings: Settings, gold: Path) -> None:
    found = shown(file, small_settings, gold)
    assert found.entry.file == "fengjie-2025-work-points.txt"
    assert found.outline == (
        OutlineNode("通知", 0, 7, 0, 1),
        OutlineNode("一、总体要求", 0, 1, 0, 15),
        OutlineNode("附件1 任务清单", 0, 1, 1, 25),
    )
    columns = ("序号", "名称", "2025年目标（内容）", "责任单位")
    assert found.tables == (TablePreview(("附件1 任务清单",), columns, 1, 25),)
    assert [(unit.name, unit.clauses) for unit in found.units] == [("县林业局", 1), ("各镇街", 1)]
    assert found.unknown_units == ()
    assert found.changes is None
    assert found.touched.gold == ()
    assert found.check.coverage.gaps == ()


def test_unknown_units_come_first_with_near_names(
    file: Path, small_settings: Settings, gold: Path
) -> None:
    rows = row(1, "巡护", "巡护。", "县林业局") + row(2, "水池", "新建。", "县林叶局")
    file.write_text(notice(rows=rows), encoding="utf-8")
    (unknown,) = shown(file, small_settings, gold).unknown_units
    assert (unknown.name, unknown.clauses, len(unknown.clause_ids)) == ("县林叶局", 1, 1)
    assert "县林业局" in unknown.near
    text = file.read_text(encoding="utf-8").split("\n")
    assert [text[line - 1].strip() for line in unknown.lines] == ["2"]


def test_expected_rows_are_checked(file: Path, small_settings: Settings, gold: Path) -> None:
    found = shown(file, small_settings, gold, tables={"附件1": 2})
    (count,) = found.check.tables
    assert (count.rows, count.expected, count.met) == (1, 2, False)
    assert "应有 2 行，读到 1 行：附件1  不符" in preview_text(found, "zh")


# ---- revisions ----


@pytest.fixture
def revised(small_settings: Settings, tmp_path: Path) -> Path:
    """A revision of the tiny document: 15 km are 18 now, and a new row."""
    text = (small_settings.documents_dir / "tiny.txt").read_text(encoding="utf-8")
    path = tmp_path / "修订.txt"
    added = "\n\t4\n\t应急演练\n\t开展演练两次。\n\t县应急管理局\n"
    path.write_text(text.replace("15公里", "18公里") + added, encoding="utf-8")
    return path


def test_a_revision_is_recognized(revised: Path, small_settings: Settings) -> None:
    (like,) = propose(revised, small_settings).revises
    assert (like.id, like.reasons) == ("tiny", ("same_number", "same_title", "same_text"))
    assert 0.5 < like.shared < 1


def test_what_a_revision_changes_and_touches(
    revised: Path, small_settings: Settings, gold: Path
) -> None:
    found = shown(revised, small_settings, gold, id="tiny")
    assert found.changes is not None
    assert [(c.kind, c.clause.number) for c in found.changes.changes] == [
        ("changed", "1"),
        ("new", "4"),
    ]
    (question,) = found.touched.gold
    assert (question.id, question.line) == ("q1", 1)
    assert "does not stand in the document" in question.reasons[0]
    assert found.touched.facts is not None
    assert found.touched.facts.gone > 0
    told = preview_text(found, "zh")
    assert "新增 1，删去 0，移动 0，改动 1" in told
    assert "【15】" in told
    assert "q1: 燃气管道改造多少公里？" in told
    assert "1 new, 0 gone, 0 moved, 1 changed" in preview_text(found, "en")


def test_papers_that_a_revision_touches(
    revised: Path, small_settings: Settings, gold: Path, tmp_path: Path
) -> None:
    corpus = load_corpus(small_settings.documents_dir)
    bank = Bank(corpus)
    made = (bank.make(candidate, 1) for candidate in bank.candidates())
    about = [q for q in made if q and "15公里" in q.citations[0].quote][:1]
    hashes = tuple((p.document.id, p.document.sha256) for p in corpus)
    path = tmp_path / "paper.json"
    write_paper([Paper("卷", "A", 1, tuple(about), hashes)], path)
    found = shown(revised, small_settings, gold, id="tiny", papers=[path])
    (touched,) = found.touched.papers
    assert (touched.path, [number for number, _ in touched.questions]) == (path, ["A1"])
    assert "A1" in preview_text(found, "zh")


def test_the_same_number_in_another_year_is_no_revision(
    file: Path, small_settings: Settings
) -> None:
    assert propose(file, small_settings).revises == ()


def test_the_same_bytes_are_recognized(small_settings: Settings) -> None:
    found = propose(small_settings.documents_dir / "tiny.txt", small_settings)
    assert found.same_as == "tiny"
    assert "完全相同" in proposal_text(found, "zh")
    assert "The very same content as tiny" in proposal_text(found, "en")


# ---- removal ----


def test_what_a_removal_touches(small_settings: Settings, gold: Path) -> None:
    corpus = load_corpus(small_settings.documents_dir)
    found = preview_removal("tiny", small_settings, gold=[gold])
    assert (found.district, found.clauses) == ("奉节县", len(corpus[0].clauses))
    assert [question.id for question in found.touched.gold] == ["q1"]
    assert found.touched.facts is not None
    assert (found.touched.facts.after, found.touched.facts.new) == (0, 0)
    assert "q1" in removal_text(found, "en")


def test_a_document_that_is_not_there(small_settings: Settings, gold: Path) -> None:
    with pytest.raises(IntakeError, match="no document 'nothing'; there are tiny"):
        preview_removal("nothing", small_settings, gold=[gold])


def test_nothing_is_written_by_looking(file: Path, small_settings: Settings, gold: Path) -> None:
    before = sorted(small_settings.documents_dir.rglob("*"))
    shown(file, small_settings, gold)
    assert sorted(small_settings.documents_dir.rglob("*")) == before
    assert not small_settings.index_dir.exists()
