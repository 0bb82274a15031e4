"""Gold upkeep: the gold files stand in the documents; each kind of mistake is named in a line."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus import load_corpus
from errors import GoldError
from eval.anchors import Anchors
from eval.check import asked, check_gold
from eval.gold import GOLD_FOLDER, GoldQuestion, gold_files, read_gold
from eval.lock import LOCK_FILE, accept
from settings import Settings

TINY = Path(__file__).parent / "fixtures" / "tiny"
GAS = {"district": "奉节县", "quote": "更新改造老旧燃气管道15公里", "section": ["附件1", "燃气"]}
LEAD = {"name": "县经济信息委", "role": "lead", "district": "奉节县"}


@pytest.fixture(scope="module")
def tiny() -> Anchors:
    """The anchors of the tiny document."""
    return Anchors(load_corpus(TINY))


def entry(**changes: Any) -> dict[str, Any]:
    """A gold question about the tiny document in which nothing is wrong."""
    made = {
        "id": "g",
        "question": "燃气由谁牵头？",
        "language": "zh",
        "kind": "lead",
        "status": "answered",
        "anchors": [GAS],
        "units": [LEAD],
    }
    return {**made, **changes}


def gold(path: Path, *entries: dict[str, Any]) -> Path:
    """A gold file with the entries."""
    lines = [json.dumps(item, ensure_ascii=False) for item in entries]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_gold_questions_stand_in_the_documents_as_they_were_read() -> None:
    documents = load_corpus(Settings().documents_dir)
    found = check_gold(gold_files("all"), Anchors(documents))
    assert [str(finding) for finding in found] == []
    assert set(gold_files("all")) == set(GOLD_FOLDER.glob("*.jsonl"))
    assert (GOLD_FOLDER / LOCK_FILE).is_file()


def test_a_right_question_has_no_finding(tmp_path: Path, tiny: Anchors) -> None:
    assert check_gold([gold(tmp_path / "g.jsonl", entry())], tiny) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"anchors": []}, "status answered, but it has no anchor"),
        ({"status": "not_found", "units": []}, "status not_found, but it has anchors"),
        ({"status": "unspecified"}, "status unspecified, but it names units"),
        (
            {"anchors": [{**GAS, "district": "江津区"}]},
            "anchor of '江津区', which has no document; documents: 奉节县",
        ),
        (
            {"anchors": [{**GAS, "quote": "更新改造老旧燃气管道16公里"}]},
            "does not stand in the document of 奉节县",
        ),
        (
            {"anchors": [{**GAS, "section": ["附件2"]}]},
            "is not below section '附件2'; it stands below '附件1 任务清单 > 燃气领域'",
        ),
        (
            {"anchors": [{**GAS, "quote": "县住房城乡建委配合 2 森林防火"}]},
            "runs over more than one clause",
        ),
        ({"units": [{**LEAD, "name": "县水利局"}]}, "unit '县水利局' does not stand in the doc"),
        ({"units": [{**LEAD, "name": "县林业局"}]}, "unit '县林业局' does not stand in a clause"),
        ({"units": [{**LEAD, "district": "江津区"}]}, "unit of '江津区', which has no document"),
        ({"must": ["15公里"], "must_not": ["5公里"]}, "no answer can be right"),
    ],
)
def test_each_mistake_is_one_finding_with_its_line(
    tmp_path: Path, tiny: Anchors, changes: dict[str, Any], words: str
) -> None:
    path = gold(tmp_path / "g.jsonl", entry(id="fine", question="森林防火？"), entry(**changes))
    (finding,) = check_gold([path], tiny)
    assert str(finding).startswith(f"{path}, line 2: g: ")
    assert words in str(finding)
    assert "\n" not in str(finding)


def test_inherited_units_stand_in_the_row_above(tmp_path: Path, tiny: Anchors) -> None:
    patrol = {"district": "奉节县", "quote": "开展巡护。"}
    units = [{"name": "县林业局", "role": "responsible", "district": "奉节县"}]
    path = gold(tmp_path / "g.jsonl", entry(anchors=[patrol], units=units))
    assert check_gold([path], tiny) == []


def test_lines_that_are_no_questions_are_findings_too(tmp_path: Path, tiny: Anchors) -> None:
    path = tmp_path / "g.jsonl"
    line = json.dumps(entry(), ensure_ascii=False)
    path.write_text(f"{{\n{line}\n{line}\n" + '{"id": "x"}\n', encoding="utf-8")
    found = [str(finding) for finding in check_gold([path], tiny)]
    assert [text.removeprefix(f"{path}, ").split(": ")[0] for text in found] == [
        "line 1",
        "line 3",
        "line 4",
    ]
    assert "id 'g' is used twice" in found[1]
    with pytest.raises(GoldError, match="no such gold file"):
        check_gold([tmp_path / "none.jsonl"], tiny)


def test_contradictions_and_doubles_over_files(tmp_path: Path, tiny: Anchors) -> None:
    first = gold(tmp_path / "a.jsonl", entry())
    second = gold(
        tmp_path / "b.jsonl",
        entry(question="森林防火"),
        entry(id="other", question="燃氣由誰牽頭", units=[]),
        entry(id="same", question=" 燃气由谁牵头 ?"),
        entry(id="later", history=["奉节的任务"]),
    )
    found = [str(finding) for finding in check_gold([first, second], tiny)]
    assert [text.removeprefix(f"{second}, ") for text in found] == [
        "line 1: g: this id stands in a.jsonl, line 1 too; rename it",
        "line 2: other: contradicts g in a.jsonl, line 1: the same question, another expected"
        " answer",
        "line 3: same: the same question as g in a.jsonl, line 1; keep one of them",
    ]


def test_what_is_asked_is_compared_without_marks_and_width() -> None:
    one = GoldQuestion.model_validate(entry(question="１５ 公里，由誰？", history=["A b"]))
    assert asked(one) == ("ab", "15公里由谁")


def revised(folder: Path, old: str, new: str) -> Anchors:
    """The anchors of the tiny document with some words replaced."""
    folder.mkdir()
    (folder / "documents.toml").write_bytes((TINY / "documents.toml").read_bytes())
    text = (TINY / "tiny.txt").read_text(encoding="utf-8")
    (folder / "tiny.txt").write_text(text.replace(old, new), encoding="utf-8")
    return Anchors(load_corpus(folder))


def test_a_revised_clause_calls_for_its_questions(tmp_path: Path, tiny: Anchors) -> None:
    lights = {"district": "奉节县", "quote": "更新路灯"}
    path = gold(
        tmp_path / "g.jsonl",
        entry(),
        entry(id="lights", question="路灯多少盏？", anchors=[lights], units=[], must=["120盏"]),
        entry(id="none", question="谁？", status="not_found", anchors=[], units=[]),
    )
    assert accept(read_gold(path)[0], tiny) == [tmp_path / LOCK_FILE]
    assert check_gold([path], tiny) == []
    after = revised(tmp_path / "after", "120盏", "150盏")
    found = [str(finding) for finding in check_gold([path], after)]
    assert all(text.startswith(f"{path}, line 2: lights: ") for text in found)
    assert "its clause tiny:814a3593e9 is gone" in found[0]
    assert "its anchors now stand for clause" in found[1]
    accept(read_gold(path)[0], after)
    assert check_gold([path], after) == []


def test_a_hash_that_differs_is_a_changed_text(tmp_path: Path, tiny: Anchors) -> None:
    path = gold(tmp_path / "g.jsonl", entry())
    accept(read_gold(path)[0], tiny)
    lock = json.loads((tmp_path / LOCK_FILE).read_text(encoding="utf-8"))
    lock["clauses"]["tiny:1aed05c753"] = "0" * 64
    (tmp_path / LOCK_FILE).write_text(json.dumps(lock), encoding="utf-8")
    (finding,) = check_gold([path], tiny)
    assert "the text of its clause tiny:1aed05c753 has changed" in str(finding)


def test_accepting_one_file_leaves_the_others(tmp_path: Path, tiny: Anchors) -> None:
    first = gold(tmp_path / "a.jsonl", entry())
    second = gold(tmp_path / "b.jsonl", entry(id="h", question="燃气管道多少公里？", units=[]))
    accept([*read_gold(first)[0], *read_gold(second)[0]], tiny)
    before = (tmp_path / LOCK_FILE).read_bytes()
    accept(read_gold(first)[0], tiny)
    assert (tmp_path / LOCK_FILE).read_bytes() == before
    second.unlink()
    accept(read_gold(first)[0], tiny)
    assert json.loads((tmp_path / LOCK_FILE).read_bytes())["questions"].keys() == {"g"}


def test_a_question_that_was_never_accepted_is_named(tmp_path: Path, tiny: Anchors) -> None:
    path = gold(tmp_path / "g.jsonl", entry())
    accept(read_gold(path)[0], tiny)
    gold(path, entry(), entry(id="new", question="燃气多少公里？", units=[]))
    (finding,) = check_gold([path], tiny)
    assert "line 2: new: not in clauses.json yet" in str(finding)


def test_a_damaged_lock_is_named(tmp_path: Path, tiny: Anchors) -> None:
    path = gold(tmp_path / "g.jsonl", entry())
    (tmp_path / LOCK_FILE).write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"clauses\.json: cannot be read; restore it"):
        check_gold([path], tiny)
