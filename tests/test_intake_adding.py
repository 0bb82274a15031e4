"""Documents are added, revised and removed: one new version each time, or nothing at all."""

from pathlib import Path

import pytest

from corpus import load_metadata
from errors import BusyError, CorpusError, IntakeError, UnknownNameError
from index import build_index, documents_folder, list_versions, load_documents, rollback, writing
from intake.adding import add, add_all, remove
from intake.entry import entry_of
from intake.preview import propose
from settings import Settings
from tests.conftest import HashEmbedder
from tests.intaking import notice, read_here, row

NAMES = [
    "../../outside.txt",
    "-rf.txt",
    "CON.txt",
    "abc\u202etxt.exe",
    "空 格 & $(touch x);.txt",
    "长" * 80 + ".txt",
    ".hidden",
]


def quiet(done: int, total: int) -> None:
    pass


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.preview.read_apart", read_here)
    monkeypatch.setattr("intake.adding.read_apart", read_here)


@pytest.fixture
def here(small_settings: Settings, embedder: HashEmbedder) -> Settings:
    """Settings with a first version: the tiny document."""
    build_index(small_settings, quiet, embedder)
    return small_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "new.txt"
    path.write_text(notice(), encoding="utf-8")
    return path


def ids(settings: Settings) -> list[str]:
    return [parsed.document.id for parsed in load_documents(settings)]


def put(path: Path, settings: Settings, **given: str) -> None:
    entry = entry_of(propose(path, settings), given)  # type: ignore[arg-type]
    add(path, entry, settings, quiet, HashEmbedder())


def test_a_document_is_added_to_a_new_version(file: Path, here: Settings) -> None:
    put(file, here)
    assert ids(here) == ["tiny", "fengjie-2025-work-points"]
    folder = documents_folder(here)
    stored = load_metadata(folder)[1]
    assert stored.file == "fengjie-2025-work-points.txt"
    assert (folder / stored.file).read_bytes() == file.read_bytes()
    assert list_versions(here)[-1].note == "added fengjie-2025-work-points"
    assert [path.name for path in here.index_dir.iterdir() if "staged" in path.name] == []


def test_a_document_is_added_where_there_is_no_index_yet(
    file: Path, small_settings: Settings
) -> None:
    put(file, small_settings)
    assert ids(small_settings) == ["tiny", "fengjie-2025-work-points"]
    there = {path.name for path in small_settings.documents_dir.iterdir()}
    assert there == {"documents.toml", "tiny.txt"}  # what the product starts with stays


def test_a_revision_takes_the_place_of_the_old_state(file: Path, here: Settings) -> None:
    put(file, here)
    file.write_text(notice(rows=row(1, "演练", "演练两次。", "县应急管理局")), encoding="utf-8")
    put(file, here, id="fengjie-2025-work-points")
    assert ids(here) == ["tiny", "fengjie-2025-work-points"]
    folder = documents_folder(here)
    assert sorted(path.name for path in folder.iterdir()) == [
        "documents.toml",
        "fengjie-2025-work-points.txt",
        "tiny.txt",
    ]
    assert "演练两次" in (folder / "fengjie-2025-work-points.txt").read_text(encoding="utf-8")
    assert list_versions(here)[-1].note == "revised fengjie-2025-work-points"


def test_several_documents_make_one_version(tmp_path: Path, here: Settings) -> None:
    wanted = []
    for number, district in ((8, "巫山县"), (9, "云阳县")):
        path = tmp_path / f"{number}.txt"
        told = f"{district[:2]}府发〔2025〕{number}号"
        path.write_text(notice(number=told, district=district), encoding="utf-8")
        wanted.append((path, entry_of(propose(path, here), {})))
    before = len(list_versions(here))
    add_all(wanted, here, quiet, HashEmbedder())
    assert ids(here) == ["tiny", "wushan-2025-work-points", "yunyang-2025-work-points"]
    assert len(list_versions(here)) == before + 1


def test_the_same_bytes_are_refused(file: Path, here: Settings) -> None:
    put(file, here)
    versions = len(list_versions(here))
    with pytest.raises(IntakeError, match="already there as fengjie-2025-work-points"):
        put(file, here, id="another-id")
    with pytest.raises(IntakeError, match="nothing to do"):
        put(file, here, id="fengjie-2025-work-points")
    assert len(list_versions(here)) == versions


def test_metadata_alone_can_be_put_right(file: Path, here: Settings) -> None:
    put(file, here)
    put(file, here, id="fengjie-2025-work-points", issuer="奉节县政府")
    assert load_metadata(documents_folder(here))[1].issuer == "奉节县政府"


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_file_reaches_the_disk(name: str, tmp_path: Path, here: Settings) -> None:
    path = tmp_path / Path(name).name
    path.write_text(notice(), encoding="utf-8")
    put(path, here)
    names = sorted(path.name for path in documents_folder(here).iterdir())
    assert names == ["documents.toml", "fengjie-2025-work-points.txt", "tiny.txt"]


def test_a_district_must_be_known(file: Path, here: Settings) -> None:
    entry = entry_of(propose(file, here), {}).model_copy(update={"district": "某某区"})
    with pytest.raises(UnknownNameError, match="某某区"):
        add(file, entry, here, quiet, HashEmbedder())


def test_a_file_that_cannot_be_read_changes_nothing(file: Path, here: Settings) -> None:
    entry = entry_of(propose(file, here), {})
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    with pytest.raises((IntakeError, CorpusError)):
        add(file, entry, here, quiet, HashEmbedder())
    assert ids(here) == ["tiny"]


def test_while_another_writes_nobody_adds(
    file: Path, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = entry_of(propose(file, here), {})

    def busy(*_: object, **__: object) -> None:
        raise BusyError("process 1 has been building the index")

    monkeypatch.setattr("intake.adding.writing", busy)
    with pytest.raises(BusyError):
        add(file, entry, here, quiet, HashEmbedder())
    assert ids(here) == ["tiny"]


def test_what_was_left_by_a_killed_process_is_cleared(file: Path, here: Settings) -> None:
    left = here.index_dir / "staged-old"
    left.mkdir()
    (left / "handed-in-0").write_text("half")
    put(file, here)
    assert not left.exists()


def test_a_document_is_removed_and_comes_back(file: Path, here: Settings) -> None:
    put(file, here)
    remove("tiny", here, quiet, HashEmbedder())
    assert ids(here) == ["fengjie-2025-work-points"]
    assert not (documents_folder(here) / "tiny.txt").exists()
    rollback(here)
    assert ids(here) == ["tiny", "fengjie-2025-work-points"]


def test_the_last_document_stays(here: Settings) -> None:
    with pytest.raises(IntakeError, match="tiny is the last document"):
        remove("tiny", here, quiet, HashEmbedder())
    with pytest.raises(IntakeError, match="no document 'nothing'; there are tiny"):
        remove("nothing", here, quiet, HashEmbedder())
    assert ids(here) == ["tiny"]


def test_the_lock_is_held_from_the_first_look_on(file: Path, here: Settings) -> None:
    """Within the lock of the same thread an addition works: staging and writing are one step."""
    with writing(here, what="a test"):
        put(file, here)
    assert ids(here) == ["tiny", "fengjie-2025-work-points"]
