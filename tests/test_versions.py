"""Versions of the index: made whole or not at all, listed, rolled back, cleaned; one writer."""

import json
import os
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from corpus import load_corpus
from errors import BusyError, CorpusError, IndexDamagedError, IndexMissingError, IndexWriteError
from index import (
    build_index,
    documents_folder,
    is_current,
    layout,
    list_versions,
    live_version,
    load_documents,
    load_index,
    rollback,
    versions,
    write_version,
    writing,
)
from index.layout import live_folder, version_names
from index.passages import passages
from settings import Settings
from tests.conftest import HashEmbedder
from tests.counting import CountingEmbedder, write_document, write_folder, write_metadata
from tests.test_index import quiet


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    """Settings for two small starting documents and an index folder that is not there yet."""
    write_folder(tmp_path / "documents", "a", "b")
    return Settings(documents_dir=tmp_path / "documents", index_dir=tmp_path / "index")


def build(settings: Settings) -> str:
    """Make one more version; returns its name."""
    build_index(settings, quiet, HashEmbedder())
    return live_version(settings) or ""


def ids(settings: Settings) -> list[str]:
    """The documents that the live version answers from."""
    return list(load_index(settings, HashEmbedder()).documents)


def folders(settings: Settings) -> list[str]:
    return sorted(path.name for path in (settings.index_dir / "versions").iterdir())


def add(settings: Settings, *new: str, words: str = "") -> None:
    """What staff do: a copy of the live documents, with more of them or others."""
    staged = settings.index_dir.parent / "staged"
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(documents_folder(settings), staged)
    known = [path.stem for path in sorted(staged.glob("*.txt"))]
    for id_ in new:
        write_document(staged, id_, words)
    write_metadata(staged, *dict.fromkeys([*known, *new]))
    write_version(settings, staged, quiet, f"added {', '.join(new)}", HashEmbedder())


def test_a_version_holds_everything(place: Settings) -> None:
    assert build(place) == "000001"
    folder = place.index_dir / "versions" / "000001"
    assert live_folder(place) == folder
    assert (place.index_dir / "current").read_text() == "000001\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "clauses.sqlite", "documents", "manifest.json", "owners.npy", "passages.npy",
        "vectors.faiss", "version.json", "words",
    ]  # fmt: skip
    assert documents_folder(place) == folder / "documents"
    assert load_corpus(folder / "documents") == load_corpus(place.documents_dir)


def test_before_the_first_build_the_starting_documents_are_read(place: Settings) -> None:
    assert documents_folder(place) == place.documents_dir
    assert load_documents(place) == load_corpus(place.documents_dir)
    assert list_versions(place) == []
    with pytest.raises(IndexMissingError, match="anwen build"):
        rollback(place)


def test_the_same_documents_give_the_same_manifest(place: Settings) -> None:
    first = build_index(place, quiet, HashEmbedder())
    folder = live_folder(place)
    assert build_index(place, quiet, HashEmbedder()) == first.model_copy(
        update={"files": {**first.files, "version.json": _hash(live_folder(place))}}
    )
    assert (folder / "vectors.faiss").read_bytes() == (
        live_folder(place) / "vectors.faiss"
    ).read_bytes()


def _hash(folder: Path) -> str:
    return json.loads((folder / "manifest.json").read_text())["files"]["version.json"]


def test_unchanged_documents_are_one_file_on_the_disk(place: Settings) -> None:
    build(place)
    write_document(place.documents_dir, "b", "更多。")
    build(place)
    one, two = (place.index_dir / "versions" / n / "documents" for n in ("000001", "000002"))
    assert (one / "a.txt").samefile(two / "a.txt")
    assert not (one / "b.txt").samefile(two / "b.txt")
    assert not (one / "a.txt").samefile(place.documents_dir / "a.txt")


def test_where_links_are_not_possible_files_are_copied(
    place: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "no links here")

    monkeypatch.setattr("index.documents.os.link", refuse)
    build(place)
    build(place)
    assert ids(place) == ["a", "b"]


def test_rollback_goes_back_step_by_step(place: Settings) -> None:
    build(place)
    add(place, "c")
    add(place, "d")
    assert ids(place) == ["a", "b", "c", "d"]
    assert rollback(place).name == "000002"
    assert ids(place) == ["a", "b", "c"]
    assert [document.document.id for document in load_documents(place)] == ["a", "b", "c"]
    assert rollback(place).name == "000001"
    with pytest.raises(IndexWriteError, match="no version before 000001"):
        rollback(place)
    assert ids(place) == ["a", "b"]


def test_numbers_only_grow_and_rollback_follows_what_was_live(place: Settings) -> None:
    build(place)
    add(place, "c")
    add(place, "wrong")
    rollback(place)
    add(place, "d")
    assert live_version(place) == "000004"
    assert ids(place) == ["a", "b", "c", "d"]
    assert rollback(place).name == "000002"  # not to what was rolled back before


def test_versions_are_listed(place: Settings) -> None:
    build(place)
    add(place, "c")
    rollback(place)
    told = [(v.name, v.note, v.documents, v.live) for v in list_versions(place)]
    assert told == [("000001", "first build", 2, True), ("000002", "added c", 3, False)]
    assert all(v.clauses > 0 and v.made.tzinfo for v in list_versions(place))


def test_old_versions_are_removed(place: Settings) -> None:
    kept = place.model_copy(update={"keep_versions": 2})
    for _ in range(4):
        build(kept)
    assert folders(kept) == ["000003", "000004"]


def test_the_live_version_and_the_one_before_are_never_removed(place: Settings) -> None:
    kept = place.model_copy(update={"keep_versions": 2})
    build(place)
    for _ in range(4):
        build(place)
    for _ in range(4):
        rollback(place)
    assert live_version(place) == "000001"
    build(kept)
    assert folders(kept) == ["000001", "000005", "000006"]
    assert rollback(kept).name == "000001"


def test_a_removed_version_goes_on_answering(place: Settings) -> None:
    kept = place.model_copy(update={"keep_versions": 2})
    name = build(kept)
    index = load_index(kept, HashEmbedder())
    for _ in range(3):
        build(kept)
    assert name not in version_names(kept)
    assert len(index.vector_scores("燃气")) == len(index.word_scores("燃气")) == len(index.clauses)
    assert index.cite(index.clauses[0]).quote


def test_a_version_that_is_removed_while_it_is_loaded(
    place: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import search

    kept = place.model_copy(update={"keep_versions": 2})
    build(kept)
    read, moved = search.read_store, []

    def meanwhile(path: Path):  # type: ignore[no-untyped-def]
        if not moved:
            moved.append(path)
            for _ in range(3):
                build(kept)
        return read(path)

    monkeypatch.setattr(search, "read_store", meanwhile)
    assert load_index(kept, HashEmbedder()).version == "000004"


def test_leftovers_are_cleared_by_the_next_writer(place: Settings) -> None:
    build(place)
    versions_folder = place.index_dir / "versions"
    (versions_folder / "000002.new" / "words").mkdir(parents=True)
    (versions_folder / "000000.gone").mkdir()
    (place.index_dir / "current.new").write_text("0000")
    assert ids(place) == ["a", "b"]
    assert [v.name for v in list_versions(place)] == ["000001"]
    assert build(place) == "000002"
    assert folders(place) == ["000001", "000002"]
    assert not (place.index_dir / "current.new").exists()


def test_an_index_of_the_former_layout_is_no_version(place: Settings) -> None:
    place.index_dir.mkdir()
    (place.index_dir / "manifest.json").write_text('{"format": 2}')
    (place.index_dir / "clauses.sqlite").write_bytes(b"old")
    assert not is_current(place)
    with pytest.raises(IndexMissingError, match="anwen build"):
        load_index(place, HashEmbedder())
    assert build(place) == "000001"


@pytest.mark.parametrize("content", [b"", b"000009\n", b"../../etc\n", b"\xff\xfe\x00", None])
def test_a_damaged_current_is_told_and_mended(place: Settings, content: bytes | None) -> None:
    build(place)
    add(place, "c")
    path = place.index_dir / "current"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises((IndexDamagedError, IndexMissingError), match="anwen build"):
        load_index(place, HashEmbedder())
    assert not is_current(place)
    assert build(place) == "000003"
    assert ids(place) == ["a", "b", "c"]  # nothing that was added is lost


def test_rollback_mends_a_damaged_current(place: Settings) -> None:
    build(place)
    (place.index_dir / "current").write_text("nothing")
    assert rollback(place).name == "000001"
    assert ids(place) == ["a", "b"]


def test_a_damaged_version_is_not_rolled_back_to(place: Settings) -> None:
    build(place)
    add(place, "c")
    (place.index_dir / "versions" / "000001" / "vectors.faiss").write_bytes(b"")
    with pytest.raises(IndexDamagedError, match=r"vectors\.faiss"):
        rollback(place)
    assert ids(place) == ["a", "b", "c"]


def test_a_version_of_an_old_format_gives_its_documents(place: Settings) -> None:
    build(place)
    add(place, "c")
    path = live_folder(place) / "manifest.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "format": 2, "more": 1}))
    write_document(place.documents_dir, "a", "新的要求。")
    build(place)
    assert ids(place) == ["a", "b", "c"]
    assert "新的要求" in load_index(place, HashEmbedder()).documents["a"].text


# what stops a build: the step of it, and what happens there
STEPS = [
    "index.build.write_store",
    "index.documents.shutil.copyfile",
    "index.vectors.np.save",
    "index.build.save_words",
    "index.build.write_manifest",
    "index.layout._sync",
    "index.versions.put_in_place",
    "index.versions.make_live",
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("what", ["full", "interrupted"])
def test_a_failing_step_leaves_the_old_version(
    place: Settings, monkeypatch: pytest.MonkeyPatch, step: str, what: str
) -> None:
    build(place)
    before = load_index(place, HashEmbedder())
    error = OSError(28, "No space left on device") if what == "full" else KeyboardInterrupt()

    def fail(*_: object, **__: object) -> None:
        raise error

    write_document(place.documents_dir, "b", "更多。")
    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises((IndexWriteError, KeyboardInterrupt)) as told:
            build(place)
    if what == "full":
        assert "No space left on device" in str(told.value)
        assert "\n" not in str(told.value)
    assert load_index(place, HashEmbedder()).clauses == before.clauses
    assert not [name for name in folders(place) if name.endswith(".new")]
    assert build(place) > "000001"
    assert "更多" in load_index(place, HashEmbedder()).documents["b"].text


def test_an_embedder_that_fails_leaves_the_old_version(place: Settings) -> None:
    class Failing(HashEmbedder):
        def encode_document(self, sentences: list[str], **_: object) -> np.ndarray:
            raise MemoryError

    build(place)
    write_document(place.documents_dir, "b", "更多。")
    with pytest.raises(MemoryError):
        build_index(place, quiet, Failing())
    assert ids(place) == ["a", "b"]
    assert folders(place) == ["000001"]


def test_a_document_that_changes_while_it_is_read(
    place: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import build as build_module

    put = build_module.put_documents

    def meanwhile(*arguments: object) -> None:
        write_document(place.documents_dir, "a", "改了。")
        put(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(build_module, "put_documents", meanwhile)
    with pytest.raises(CorpusError, match=r"a\.txt: was changed"):
        build(place)
    assert live_version(place) is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(place: Settings) -> None:
    place.index_dir.mkdir(mode=0o500)
    with pytest.raises(IndexWriteError, match="ANWEN_INDEX_DIR"):
        build(place)


def test_a_file_in_the_place_of_the_index_folder(place: Settings) -> None:
    place.index_dir.write_text("a file")
    with pytest.raises(IndexWriteError, match="ANWEN_INDEX_DIR"):
        build(place)


def test_a_second_writer_is_told_who_writes(place: Settings) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(place, what="adding a document"):
            held.set()
            done.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert held.wait(20)
        with (
            pytest.raises(BusyError, match=rf"process {os.getpid()} .*adding a document since 20"),
            writing(place, wait_s=0),
        ):
            pass
    finally:
        done.set()
        thread.join(20)
    assert build(place) == "000001"
    assert not (place.index_dir / "writer.json").exists()


def test_one_thread_may_take_the_lock_twice(place: Settings) -> None:
    with writing(place), writing(place, wait_s=0):
        build(place)
        assert (place.index_dir / "writer.json").exists()
    assert not (place.index_dir / "writer.json").exists()


def test_two_writers_come_one_after_the_other(place: Settings) -> None:
    threads = [threading.Thread(target=build, args=(place,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [v.name for v in list_versions(place)] == ["000001", "000002"]
    assert ids(place) == ["a", "b"]


def test_only_the_passages_of_an_added_document_are_embedded(place: Settings) -> None:
    write_folder(place.documents_dir, "a", "b", "c", "d", "e")
    first = CountingEmbedder()
    build_index(place, quiet, first)
    staged = write_folder(place.index_dir.parent / "staged", "a", "b", "c", "d", "e", "f")
    second = CountingEmbedder()
    write_version(place, staged, quiet, "added f", second)
    *_, added = load_corpus(staged)
    wanted = {text for clause in added.clauses for text in passages(clause)}
    assert sorted(second.texts) == sorted(wanted - set(first.texts))
    assert len(second.texts) < len(first.texts) / 4
    third = CountingEmbedder()
    write_version(place, place.documents_dir, quiet, "removed f", third)
    assert third.texts == []


def test_vectors_that_are_used_again_are_the_same(place: Settings) -> None:
    build(place)
    add(place, "c")
    again = load_index(place, HashEmbedder())
    anew = place.model_copy(update={"index_dir": place.index_dir.with_name("anew")})
    write_version(anew, documents_folder(place), quiet, "", HashEmbedder())
    index = load_index(anew, HashEmbedder())
    assert index.clauses == again.clauses
    rows = index.vectors.ntotal
    assert np.array_equal(
        index.vectors.reconstruct_n(0, rows), again.vectors.reconstruct_n(0, rows)
    )


@pytest.mark.parametrize("harm", ["model", "damaged"])
def test_vectors_of_another_model_or_damaged_are_not_used(place: Settings, harm: str) -> None:
    first = CountingEmbedder()
    build_index(place, quiet, first)
    if harm == "damaged":
        path = live_folder(place) / "vectors.faiss"
        path.write_bytes(path.read_bytes()[:-1] + b"\x7f")
        other = place
    else:
        other = place.model_copy(update={"embedding_model": "another"})
    second = CountingEmbedder()
    build_index(other, quiet, second)
    assert sorted(second.texts) == sorted(first.texts)


def test_documents_come_back_equal_without_parsing(
    place: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(place)
    parsed = load_corpus(place.documents_dir)

    def refuse(folder: Path) -> None:
        raise AssertionError(folder)

    monkeypatch.setattr(versions, "load_corpus", refuse)
    assert load_documents(place) == parsed


def test_other_readers_parse_the_files_of_the_version(
    place: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(place)
    add(place, "c")
    monkeypatch.setattr(versions, "reader_hash", lambda: "other")
    (live_folder(place) / "clauses.sqlite").unlink()
    assert [item.document.id for item in load_documents(place)] == ["a", "b", "c"]


def test_names_of_versions_are_sorted_as_numbers(place: Settings) -> None:
    build(place)
    source = place.index_dir / "versions" / "000001"
    shutil.copytree(source, source.with_name("1000000"))
    shutil.copytree(source, source.with_name("999999"))
    assert version_names(place) == ["000001", "999999", "1000000"]
    assert layout.new_folder(place).name == "1000001.new"
