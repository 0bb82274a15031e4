"""anwen add and remove: what they show and ask, and when they change nothing."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import commands.intake
from cli import app
from index import build_index, load_documents
from settings import Settings, get_settings
from tests.conftest import HashEmbedder
from tests.intaking import notice, read_here


@pytest.fixture
def here(
    small_settings: Settings, monkeypatch: pytest.MonkeyPatch, embedder: HashEmbedder
) -> Settings:
    """A first version with the tiny document, which the command uses."""
    build_index(small_settings, lambda done, total: None, embedder)
    monkeypatch.setenv("ANWEN_INDEX_DIR", str(small_settings.index_dir))
    monkeypatch.setenv("ANWEN_DOCUMENTS_DIR", str(small_settings.documents_dir))
    monkeypatch.setattr("index.build.load_embedder", lambda name: embedder)
    monkeypatch.setattr("intake.preview.read_apart", read_here)
    monkeypatch.setattr("intake.adding.read_apart", read_here)
    monkeypatch.setattr("intake.preview.gold_files", lambda split: [])
    get_settings.cache_clear()
    yield small_settings  # type: ignore[misc]
    get_settings.cache_clear()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "new.txt"
    path.write_text(notice(), encoding="utf-8")
    return path


def run(*arguments: object, input: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=input)


def ids(settings: Settings) -> list[str]:
    return [parsed.document.id for parsed in load_documents(settings)]


def test_without_yes_and_a_terminal_nothing_changes(file: Path, here: Settings) -> None:
    result = run("add", file)
    assert result.exit_code == 0
    assert "文号: 奉节府发〔2025〕7号  (第 1 行：奉节府发〔2025〕7号)" in result.output
    assert "附件1 任务清单" in result.output
    assert "没有改动任何内容" in result.output
    assert ids(here) == ["tiny"]


def test_a_preview_in_english(file: Path, here: Settings) -> None:
    result = run("add", "--preview", file, "--language", "en")
    assert result.exit_code == 0
    assert "1 rows, 4 columns: 附件1 任务清单" in result.output
    assert "Nothing was changed" not in result.output
    assert ids(here) == ["tiny"]


def test_a_preview_needs_no_metadata(here: Settings, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("没有题目，也没有日期。\n", encoding="utf-8")
    assert run("add", "--preview", path).exit_code == 0
    result = run("add", "--yes", path)
    assert result.exit_code == 2
    assert "not found in the document: district, title" in result.output


def test_yes_adds_and_remove_takes_out(file: Path, here: Settings) -> None:
    result = run("add", "--yes", "--rows", "附件1=1", file)
    assert result.exit_code == 0, result.output
    assert "已加入：fengjie-2025-work-points；现有 2 份文件" in result.output
    assert "相符" in result.output
    assert ids(here) == ["tiny", "fengjie-2025-work-points"]
    assert run("remove", "tiny").exit_code == 0  # only tells
    assert ids(here) == ["tiny", "fengjie-2025-work-points"]
    result = run("remove", "tiny", "--yes", "--language", "en")
    assert "Taken out: tiny; 1 documents" in result.output
    assert ids(here) == ["fengjie-2025-work-points"]


def test_what_looks_like_a_revision_is_not_added_beside_it(here: Settings, tmp_path: Path) -> None:
    path = tmp_path / "tiny 2.txt"
    text = (here.documents_dir / "tiny.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("15公里", "18公里"), encoding="utf-8")
    result = run("add", "--yes", path)
    assert result.exit_code == 2
    assert "looks like a revision of tiny; give --replaces tiny, or --id" in result.output
    result = run("add", "--yes", "--replaces", "tiny", path)
    assert result.exit_code == 0, result.output
    assert "改动 1" in result.output
    assert ids(here) == ["tiny"]


def test_options_that_contradict(file: Path, here: Settings) -> None:
    for arguments, told in (
        (("--title", "甲乙", file, file), "of one document"),
        (("--id", "a", "--replaces", "tiny", file), "leave --id out"),
        (("--replaces", "nothing", file), "no document 'nothing'; there are tiny"),
        (("--rows", "附件1", file), "附件1=63"),
        (("--form", "odt", file), "form 'odt': use one of word"),
        (("--yes", here.documents_dir / "tiny.txt"), "already there as tiny"),
    ):
        result = run("add", *arguments)
        assert result.exit_code == 2, told
        assert told in result.output
        assert "Traceback" not in result.output


def test_one_bad_file_of_several_does_not_keep_the_others_out(
    file: Path, here: Settings, tmp_path: Path
) -> None:
    result = run("add", "--yes", tmp_path / "missing.txt", file)
    assert result.exit_code == 2
    assert "missing.txt: no such file" in result.output
    assert ids(here) == ["tiny", "fengjie-2025-work-points"]


# ---- asked in a terminal ----


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands.intake, "_interactive", lambda: True)


def test_confirmed_in_a_terminal(file: Path, here: Settings, terminal: None) -> None:
    result = run("add", file, input="y\ny\n")
    assert result.exit_code == 0, result.output
    assert ids(here) == ["tiny", "fengjie-2025-work-points"]


def test_corrected_in_a_terminal(file: Path, here: Settings, terminal: None) -> None:
    """n, then each field: an unknown district first, which is asked again."""
    kept = "\n" * 5
    result = run("add", file, input=f"n\n锦江区\n{kept}奉节\n{kept[1:]}my-id\ny\ny\n")
    assert "锦江区" in result.output
    assert result.exit_code == 0, result.output
    assert ids(here) == ["tiny", "my-id"]


@pytest.mark.parametrize("answers", ["q\n", "y\nn\n"])
def test_left_in_a_terminal(answers: str, file: Path, here: Settings, terminal: None) -> None:
    assert run("add", file, input=answers).exit_code == 0
    assert ids(here) == ["tiny"]


def test_a_revision_is_asked_about(here: Settings, terminal: None, tmp_path: Path) -> None:
    path = tmp_path / "tiny 2.txt"
    text = (here.documents_dir / "tiny.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("15公里", "18公里"), encoding="utf-8")
    result = run("add", path, input="y\ny\ny\n")
    assert result.exit_code == 0, result.output
    assert ids(here) == ["tiny"]
    assert "18公里" in load_documents(here)[0].document.text


def test_a_removal_is_asked_about(file: Path, here: Settings, terminal: None) -> None:
    run("add", file, input="y\ny\n")
    assert run("remove", "tiny", input="n\n").exit_code == 0
    assert len(ids(here)) == 2
    assert run("remove", "tiny", input="y\n").exit_code == 0
    assert ids(here) == ["fengjie-2025-work-points"]
