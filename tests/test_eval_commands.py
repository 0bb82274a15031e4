"""anwen eval: what each command prints, its exit codes, and one line for each mistake."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from eval.gate import GATE_FILE
from eval.runs import SCORES_FILE, load_run
from index import build_index
from rag import Assistant
from settings import Settings, get_settings
from tests.scored import tiny_gold

TINY = Path(__file__).parent / "fixtures" / "tiny"


@pytest.fixture(scope="module")
def index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the tiny document."""
    folder = tmp_path_factory.mktemp("tiny") / "index"
    build_index(Settings(documents_dir=TINY, index_dir=folder), lambda done, total: None)
    return folder


@pytest.fixture
def folder(tmp_path: Path, index_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the gold file of the tiny document; runs are stored below it."""
    monkeypatch.setenv("ANWEN_DOCUMENTS_DIR", str(TINY))
    monkeypatch.setenv("ANWEN_INDEX_DIR", str(index_dir))
    monkeypatch.setenv("ANWEN_RUNS_DIR", str(tmp_path / "runs"))
    monkeypatch.setenv("ANWEN_REVIEW_FILE", str(tmp_path / "review.jsonl"))
    get_settings.cache_clear()
    tiny_gold(tmp_path / "gold.jsonl")
    yield tmp_path
    get_settings.cache_clear()


def anwen(*arguments: object) -> Result:
    """The result of a command."""
    return CliRunner().invoke(app, ["eval", *map(str, arguments)])


def refused(*arguments: object) -> str:
    """What a command says on stderr when it refuses; it must be one line."""
    result = anwen(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stderr.count("\n") == 1
    return result.stderr


def ask(folder: Path, *arguments: object) -> Result:
    """Run the tiny gold file."""
    result = anwen("run", "--gold", folder / "gold.jsonl", *arguments)
    assert result.exit_code == 0, result.output
    return result


def test_a_run_is_printed_and_stored_once(folder: Path) -> None:
    first = ask(folder, "--name", "one", "--failures")
    assert "Everything right for 3 of 3 questions: 100.0 %" in first.stdout
    assert "Questions with something wrong (0)" in first.stdout
    stored = (folder / "runs" / "one" / SCORES_FILE).stat().st_mtime_ns
    again = ask(folder, "--name", "one")
    assert "this very run is stored already" in again.stderr
    assert "3 of 3 questions" in again.stdout
    assert (folder / "runs" / "one" / SCORES_FILE).stat().st_mtime_ns == stored
    ask(folder, "--name", "one", "--force")
    assert (folder / "runs" / "one" / SCORES_FILE).stat().st_mtime_ns != stored
    tiny_gold(folder / "gold.jsonl").open("a", encoding="utf-8").write("\n")
    said = refused("run", "--gold", folder / "gold.jsonl", "--name", "one")
    assert "was made with another gold" in said


def test_ctrl_c_keeps_what_is_answered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Assistant, question: str, history: object = ()) -> object:
        if "消防水池" in question:
            raise KeyboardInterrupt
        return asked(self, question)

    asked = Assistant.ask_traced
    monkeypatch.setattr(Assistant, "ask_traced", interrupted)
    result = anwen("run", "--gold", folder / "gold.jsonl", "--name", "cut")
    assert result.exit_code == 130
    assert "1 of 3 answers are kept" in result.stderr
    assert "Traceback" not in result.output
    assert "not finished" in refused("report", "cut", "-o", folder / "r.html")
    monkeypatch.setattr(Assistant, "ask_traced", asked)
    assert "3 of 3 questions" in ask(folder, "--name", "cut").stdout
    assert not (folder / "runs" / "cut.unfinished").exists()


def test_answers_of_others_are_scored_compared_and_reported(folder: Path) -> None:
    ask(folder, "--name", "ours")
    sheet = folder / "答卷.csv"
    sheet.write_text("题号,答案\ngas,县林业局牵头\npools,３座\n", encoding="utf-8")
    result = anwen("score", sheet, "--gold", folder / "gold.jsonl", "-o", "theirs", "--failures")
    assert result.exit_code == 0, result.output
    assert "县林业局" in result.stdout
    assert "1 questions have no answer: fine" in result.stderr
    run = load_run(folder / "runs" / "theirs")
    assert [row.everything for row in run.scores] == [False, True, False]
    assert run.info.answers is not None
    assert run.info.answers.name == "答卷.csv"

    compared = anwen("compare", "ours", "theirs", "--gate", GATE_FILE)
    assert compared.exit_code == 1
    assert "gate: everything: 100.0 % before, 33.3 % after: fell by 66.7 points" in compared.stderr
    told = anwen("compare", "ours", "theirs", "--json")
    assert told.exit_code == 0
    assert [lost["id"] for lost in json.loads(told.stdout)["lost"]] == ["gas", "fine"]
    assert anwen("compare", "ours", "ours", "--gate", GATE_FILE).exit_code == 0

    html, text = folder / "r.html", folder / "r.md"
    written = anwen(
        "report", "theirs", "--compare", "ours", "-o", html, "--markdown", text, "--language", "en"
    )
    assert written.exit_code == 0, written.output
    assert "3 questions, 2 failed" in written.stderr
    assert "Compared with ours" in html.read_text(encoding="utf-8")
    assert "# Evaluation: theirs" in text.read_text(encoding="utf-8")


def test_check_lists_findings_and_fails(folder: Path) -> None:
    gold = folder / "gold.jsonl"
    fine = anwen("check", gold)
    assert (fine.exit_code, fine.stdout) == (0, "")
    gold.write_text(gold.read_text(encoding="utf-8").replace("15公里", "16公里"), encoding="utf-8")
    wrong = anwen("check", gold)
    assert wrong.exit_code == 1
    assert wrong.stdout.startswith(f"{gold}, line 1: gas: anchor ")
    assert "1 gold files, 1 findings" in wrong.stderr
    tiny_gold(gold)
    assert anwen("check", gold, "--accept").exit_code == 0
    assert (folder / "clauses.json").is_file()


def test_corrections_wait_for_a_reviewer(folder: Path) -> None:
    before = (folder / "gold.jsonl").read_bytes()
    arguments = ["add", "--question", "谁管燃气", "--clause", "tiny:1aed05c753"]
    result = anwen(*arguments, "--unit", "县经济信息委=牵头", "--answer", "县经济信息委牵头")
    assert result.exit_code == 0, result.output
    name = result.stdout.split(":")[0]
    assert "choose an id, a kind and a split" in result.stdout
    listed = anwen("add", "--list")
    assert f"{name} [answered] 谁管燃气" in listed.stdout
    line = json.loads(anwen("add", "--gold-line", name).stdout)
    assert line["units"] == [{"name": "县经济信息委", "role": "lead", "district": "奉节县"}]
    assert (folder / "gold.jsonl").read_bytes() == before
    assert "already; nothing was added" in refused(
        *arguments, "--unit", "县经济信息委=牵头", "--answer", "县经济信息委牵头"
    )


def test_mistakes_are_one_line(folder: Path) -> None:
    gold = folder / "gold.jsonl"
    (folder / "empty.jsonl").write_text("", encoding="utf-8")
    assert "split 'deb': use dev, tune, test or all" in refused("run", "--split", "deb")
    assert "use letters" in refused("run", "--gold", gold, "--name", "a b")
    assert "no such gold file" in refused("run", "--gold", folder / "none.jsonl")
    assert "no run 'x'" in refused("compare", "x", "y")
    assert "no run 'x'" in refused("report", "x", "-o", folder / "r.html")
    assert "is empty" in refused("score", folder / "empty.jsonl", "--gold", gold)
    assert "missing" in refused("compare", "x", "y", "--gate", folder / "none.toml")
    assert "nothing to add" in refused("add")
    assert "no clause" in refused("add", "--question", "谁", "--clause", "tiny:0")
    assert "no such review file" in refused("add", "--list")
