"""Starting documents that change, and documents that were changed here, brought together."""

from pathlib import Path

import pytest

from corpus import load_corpus
from index import (
    build_index,
    documents_folder,
    is_current,
    load_documents,
    starting_changed,
    write_version,
)
from index.documents import document_files, document_hash, write_entries
from index.starting import Merged, merge
from settings import ROOT, Settings
from tests.conftest import HashEmbedder
from tests.counting import write_document, write_folder, write_metadata
from tests.test_index import quiet

# of one document: how it was when it was taken in, how it is among the starting ones, how it is
# here ("" where it is not), and what the next version has
CASES = [
    ("1", "1", "1", "1", ""),  # nothing changed
    ("1", "1", "2", "2", ""),  # changed here
    ("1", "1", "", "", ""),  # removed here
    ("", "", "1", "1", ""),  # added here
    ("1", "2", "1", "2", "taken"),  # a maintainer changed it
    ("1", "", "1", "", "taken"),  # a maintainer removed it
    ("", "1", "", "1", "taken"),  # a maintainer added it
    ("1", "2", "3", "3", "kept"),  # both changed it
    ("1", "2", "", "", "kept"),  # changed there, removed here
    ("1", "", "2", "2", "kept"),  # removed there, changed here
    ("", "1", "2", "2", "kept"),  # both added one of that id
    ("1", "2", "2", "2", ""),  # both changed it alike
    ("1", "", "", "", ""),  # both removed it
]


def folder_of(place: Path, state: str) -> Path:
    """A folder with the document x in a state, beside one that never changes."""
    names = ["always", "x"] if state else ["always"]
    return write_folder(place, *names, words=state)


@pytest.mark.parametrize(("was", "now", "here", "result", "told"), CASES)
def test_each_case(tmp_path: Path, was: str, now: str, here: str, result: str, told: str) -> None:
    def files(name: str, state: str):  # type: ignore[no-untyped-def]
        folder = folder_of(tmp_path / name, state)
        write_document(folder, "always")
        return document_files(folder)

    before = {file.entry.id: document_hash(file) for file in files("was", was)}
    merged = merge(before, files("now", now), files("here", here))
    found = {file.entry.id: file for file in merged.files}
    assert set(found) == ({"always", "x"} if result else {"always"})
    if result:
        assert result in found["x"].path.read_text(encoding="utf-8")
    assert merged.taken == (("x",) if told == "taken" else ())
    assert merged.kept == (("x",) if told == "kept" else ())


def test_what_was_done_is_one_line() -> None:
    assert Merged((), (), ()).told() == ""
    assert Merged((), ("a", "b"), ("c",)).told() == (
        "taken from the starting documents: a, b; kept as here: c"
    )


def test_metadata_counts_as_the_document(tmp_path: Path) -> None:
    one = write_folder(tmp_path / "one", "a")
    two = write_folder(tmp_path / "two", "a")
    assert document_hash(*document_files(one)) == document_hash(*document_files(two))
    path = two / "documents.toml"
    path.write_text(path.read_text().replace("2025-03-07", "2025-03-08"))
    assert document_hash(*document_files(one)) != document_hash(*document_files(two))


def test_two_documents_never_share_a_file(tmp_path: Path) -> None:
    starting = write_folder(tmp_path / "starting", "new")
    own = write_folder(tmp_path / "own", "old")
    (own / "old.txt").rename(own / "new.txt")
    path = own / "documents.toml"
    path.write_text(path.read_text().replace("old.txt", "new.txt"))
    merged = merge({}, document_files(starting), document_files(own))
    assert [file.entry.file for file in merged.files] == ["new.txt", "new-new.txt"]
    settings = Settings(documents_dir=own, index_dir=tmp_path / "index")
    build_index(settings, quiet, HashEmbedder())
    later = settings.model_copy(update={"documents_dir": starting})
    write_metadata(starting, "old", "new")
    path = starting / "documents.toml"
    path.write_text(path.read_text().replace("old.txt", "other.txt"))
    (own / "new.txt").rename(starting / "other.txt")
    build_index(later, quiet, HashEmbedder())
    files = document_files(documents_folder(later))
    assert [(f.entry.id, f.path.name) for f in files] == [
        ("old", "new.txt"),
        ("new", "new-new.txt"),
    ]
    assert [d.document.source for d in load_documents(later)] == ["new.txt", "new-new.txt"]
    assert load_corpus(documents_folder(later)) == load_documents(later)


def test_entries_come_back_equal(tmp_path: Path) -> None:
    entries = [file.entry for file in document_files(ROOT / "corpus" / "documents")]
    write_entries(tmp_path, entries)
    assert [file.entry for file in document_files(tmp_path)] == entries


def test_the_way_of_an_edited_document(tmp_path: Path) -> None:
    settings = Settings(
        documents_dir=write_folder(tmp_path / "documents", "a", "b"),
        index_dir=tmp_path / "index",
    )
    build_index(settings, quiet, HashEmbedder())
    staged = write_folder(tmp_path / "staged", "a", "b", "c")
    write_document(staged, "b", "在此修改。")
    write_version(settings, staged, quiet, "revised b, added c", HashEmbedder())
    assert is_current(settings)
    assert not starting_changed(settings)
    for id_ in ("a", "b"):
        write_document(settings.documents_dir, id_, "起始修改。")
    write_document(settings.documents_dir, "d")
    write_metadata(settings.documents_dir, "a", "b", "d")
    assert not is_current(settings)
    assert starting_changed(settings)
    build_index(settings, quiet, HashEmbedder())
    texts = {
        file.entry.id: file.path.read_text(encoding="utf-8")
        for file in document_files(documents_folder(settings))
    }
    assert list(texts) == ["a", "b", "c", "d"]
    assert "起始修改" in texts["a"]
    assert "在此修改" in texts["b"]
    assert is_current(settings)
