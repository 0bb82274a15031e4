"""The index: built, loaded, checked, refused when damaged; no pickle anywhere."""

import shutil
import subprocess
import sys

import numpy as np
import pytest

from corpus import load_corpus
from errors import CorpusError, IndexDamagedError, IndexMissingError
from index import build_index, is_current, load_index, read_manifest
from index.embedding import embed_documents, embed_queries, load_embedder
from index.layout import live_folder
from index.tokenizer import tokenize
from index.words import K1, B, build_words, score_words
from settings import Settings
from tests.conftest import HashEmbedder


def quiet(done: int, total: int) -> None:
    """A progress that shows nothing."""


def test_built_index_gives_back_the_clauses(
    small_settings: Settings, embedder: HashEmbedder
) -> None:
    build_index(small_settings, quiet, embedder)
    index = load_index(small_settings, embedder)
    parsed = load_corpus(small_settings.documents_dir)
    assert list(index.clauses) == [clause for item in parsed for clause in item.clauses]
    assert index.documents["tiny"] == parsed[0].document
    assert index.headings["tiny"] == parsed[0].headings
    assert index.districts() == ("奉节县",)


def test_nothing_loads_torch_before_its_threads_are_told_how_to_wait() -> None:
    # its OpenMP reads that from the environment once, when it is loaded
    program = (
        "import os, sys, app, cli; assert 'torch' not in sys.modules; "
        "from index.embedding import load_embedder; load_embedder('bundled'); "
        "assert 'torch' in sys.modules; print(os.environ['GOMP_SPINCOUNT'])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert int(told.stdout) < 100_000


def test_progress_counts_up_to_all(small_settings: Settings, embedder: HashEmbedder) -> None:
    seen: list[tuple[int, int]] = []
    build_index(small_settings, lambda done, total: seen.append((done, total)), embedder)
    assert seen[-1][0] == seen[-1][1] > 0


def test_manifest_says_what_was_built(small_settings: Settings, embedder: HashEmbedder) -> None:
    manifest = build_index(small_settings, quiet, embedder)
    assert manifest == read_manifest(live_folder(small_settings))
    assert (manifest.documents, manifest.dimension) == (1, 64)
    assert set(manifest.document_hashes) == {"tiny.txt"}


def test_current_until_a_document_changes(small_settings: Settings, embedder: HashEmbedder) -> None:
    assert not is_current(small_settings)
    build_index(small_settings, quiet, embedder)
    assert is_current(small_settings)
    with (small_settings.documents_dir / "tiny.txt").open("a", encoding="utf-8") as stream:
        stream.write("\n二、新增\n新增一条。\n")
    assert not is_current(small_settings)


def test_other_model_is_not_current_and_not_loaded(
    small_settings: Settings, embedder: HashEmbedder
) -> None:
    build_index(small_settings, quiet, embedder)
    other = small_settings.model_copy(update={"embedding_model": "another"})
    assert not is_current(other)
    with pytest.raises(IndexDamagedError, match="anwen build"):
        load_index(other, embedder)


def test_missing_index_names_the_command(small_settings: Settings) -> None:
    with pytest.raises(IndexMissingError, match="anwen build"):
        load_index(small_settings)


@pytest.mark.parametrize(
    "name", ["clauses.sqlite", "vectors.faiss", "words/vocab.index.json", "documents/tiny.txt"]
)
@pytest.mark.parametrize("harm", ["cut", "gone", "changed"])
def test_damaged_file_is_refused(
    small_settings: Settings, embedder: HashEmbedder, name: str, harm: str
) -> None:
    build_index(small_settings, quiet, embedder)
    path = live_folder(small_settings) / name
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if harm == "cut" else data[:-1] + b"\x00")
    with pytest.raises(IndexDamagedError, match=r"anwen build"):
        load_index(small_settings, embedder)


def test_damaged_manifest_is_refused(small_settings: Settings, embedder: HashEmbedder) -> None:
    build_index(small_settings, quiet, embedder)
    (live_folder(small_settings) / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="anwen build"):
        load_index(small_settings, embedder)
    assert not is_current(small_settings)


def test_failed_build_leaves_the_old_index(
    small_settings: Settings, embedder: HashEmbedder
) -> None:
    build_index(small_settings, quiet, embedder)
    before = load_index(small_settings, embedder).clauses
    (small_settings.documents_dir / "tiny.txt").write_bytes(b"\xff\xfe broken")
    with pytest.raises(CorpusError, match="not UTF-8"):
        build_index(small_settings, quiet, embedder)
    assert load_index(small_settings, embedder).clauses == before
    assert [p.name for p in (small_settings.index_dir / "versions").iterdir()] == ["000001"]


def test_no_file_is_a_pickle(small_settings: Settings, embedder: HashEmbedder) -> None:
    build_index(small_settings, quiet, embedder)
    folder = live_folder(small_settings)
    documents = set((folder / "documents").iterdir())
    files = [path for path in folder.rglob("*") if path.is_file() and path not in documents]
    assert files
    for path in files:
        if path.suffix == ".npy":
            np.load(path, allow_pickle=False)
        assert path.suffix in {".npy", ".json", ".sqlite", ".faiss"}, path


def test_bm25_agrees_with_the_formula() -> None:
    """Lucene's BM25 worked out by hand: idf = ln(1 + (N - df + 0.5) / (df + 0.5))."""
    texts = ["燃气管道燃气", "森林防火", "燃气"]
    model = build_words(texts)
    scores = score_words(model, ["燃气"], len(texts))
    tokens = [tokenize(text) for text in texts]
    average = sum(map(len, tokens)) / len(tokens)
    df = sum("燃气" in words for words in tokens)
    idf = np.log(1 + (len(texts) - df + 0.5) / (df + 0.5))
    for words, score in zip(tokens, scores, strict=True):
        tf = words.count("燃气")
        length = K1 * (1 - B + B * len(words) / average)
        assert score == pytest.approx(idf * tf / (tf + length), rel=1e-4)


def test_unknown_words_score_nothing() -> None:
    assert not score_words(build_words(["燃气"]), ["地铁"], 1).any()


def test_bundled_model_is_normalised_and_tells_questions_from_documents() -> None:
    embedder = load_embedder("bundled")
    question = embed_queries(embedder, ["燃气"])
    documents = embed_documents(embedder, ["燃气", "森林防火"])
    assert question.shape == (1, 384)
    assert documents.shape == (2, 384)
    assert np.linalg.norm(documents, axis=1) == pytest.approx([1, 1], abs=1e-4)
    assert (question @ documents.T)[0, 0] > (question @ documents.T)[0, 1]
    assert not np.allclose(question[0], documents[0], atol=1e-3)


def test_index_can_be_moved(small_settings: Settings, embedder: HashEmbedder) -> None:
    manifest = build_index(small_settings, quiet, embedder)
    moved = small_settings.index_dir.with_name("moved")
    shutil.move(small_settings.index_dir, moved)
    index = load_index(small_settings.model_copy(update={"index_dir": moved}), embedder)
    assert len(index.clauses) == manifest.clauses
