"""anwen build, versions, rollback and corpus check, as a maintainer uses them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from index import build_index
from settings import Settings, get_settings
from tests.conftest import HashEmbedder
from tests.counting import write_document, write_folder
from tests.test_index import quiet

RUNNER = CliRunner()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings that the command uses, too: one small document, an index that is not there yet."""
    settings = Settings(
        documents_dir=write_folder(tmp_path / "documents", "a"), index_dir=tmp_path / "index"
    )
    monkeypatch.setenv("ANWEN_INDEX_DIR", str(settings.index_dir))
    monkeypatch.setenv("ANWEN_DOCUMENTS_DIR", str(settings.documents_dir))
    monkeypatch.setattr("index.build.load_embedder", lambda name: HashEmbedder())
    get_settings.cache_clear()
    yield settings
    get_settings.cache_clear()


def test_without_a_version(place: Settings) -> None:
    listed = RUNNER.invoke(app, ["versions"])
    assert listed.exit_code == 0
    assert "run: anwen build" in listed.output
    refused = RUNNER.invoke(app, ["rollback"])
    assert refused.exit_code == 2
    assert "anwen build" in refused.output
    assert refused.output.count("\n") == 1


def test_build_list_and_go_back(place: Settings) -> None:
    assert RUNNER.invoke(app, ["build"]).exit_code == 0
    assert "up to date" in RUNNER.invoke(app, ["build"]).output
    write_document(place.documents_dir, "a", "更多。")
    built = RUNNER.invoke(app, ["build"])
    assert "taken from the starting documents: a" in built.output
    first, second = RUNNER.invoke(app, ["versions"]).output.splitlines()
    assert first.startswith("000001")
    assert "live" not in first
    assert second.startswith("000002")
    assert "live  1 documents" in second
    back = RUNNER.invoke(app, ["rollback"])
    assert back.exit_code == 0
    assert back.output.startswith("000001")
    again = RUNNER.invoke(app, ["rollback"])
    assert again.exit_code == 2
    assert again.output.count("\n") == 1
    assert "no version before 000001" in again.output


def test_the_check_follows_who_is_editing(place: Settings) -> None:
    build_index(place, quiet, HashEmbedder())
    assert "changed since" not in RUNNER.invoke(app, ["corpus", "check"]).output
    (place.documents_dir / "a.txt").write_bytes(b"\xff\xff\xff")
    checked = RUNNER.invoke(app, ["corpus", "check"])
    assert "changed since the last anwen build" in checked.output
    assert f"{place.documents_dir / 'a.txt'}" in checked.output
    assert checked.exit_code == 2
    listed = RUNNER.invoke(app, ["corpus", "list"])  # what answers is as it was
    assert listed.exit_code == 0


def test_the_check_of_a_folder(place: Settings, tmp_path: Path) -> None:
    other = write_folder(tmp_path / "other", "z")
    checked = RUNNER.invoke(app, ["corpus", "check", str(other)])
    assert checked.exit_code == 0
    assert "z区" in checked.output
