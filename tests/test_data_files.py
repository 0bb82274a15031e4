"""The data files that people edit: complete, and a mistake is named with its place."""

from pathlib import Path

import pytest

import rag.lexicon
import rag.weights
import rag.wording
from corpus import load_corpus, load_register
from corpus.datafile import load_toml
from errors import DataFileError
from index import load_concepts
from rag.calibration import load_calibration
from rag.lexicon import load_lexicon
from rag.normalize import matching
from rag.weights import load_weights
from rag.wording import load_wording
from settings import Settings

DATA = Path(rag.wording.__file__).parent / "data"


@pytest.fixture(autouse=True)
def fresh_caches():  # type: ignore[no-untyped-def]
    """Load each file anew in a test, and the real ones again after it."""
    caches = (load_lexicon, load_weights, load_calibration, load_wording, rag.lexicon._macros)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def test_the_register_knows_every_unit_of_the_documents() -> None:
    register = load_register()
    named = {
        unit.name
        for parsed in load_corpus(Settings().documents_dir)
        for clause in parsed.clauses
        for unit in clause.units
    }
    assert {name for name in named if register.canonical(name) is None} == set()


def test_the_same_function_has_one_id_in_every_district() -> None:
    register = load_register()
    names = ("县经济信息委", "区经济信息委", "经济信息局")
    assert {register.canonical(name) for name in names} == {"economy_information"}
    assert register.canonical("区公安局") != register.canonical("县公安交巡警大队")


def test_a_chinese_topic_word_stands_in_one_concept() -> None:
    words = [word for concept in load_concepts() for word in concept.zh]
    assert len(words) == len(set(words))


def test_what_everyday_words_mean_stands_in_the_documents() -> None:
    """A meaning that no document has would only make its word look known."""
    documents = load_corpus(Settings().documents_dir)
    text = matching("".join(parsed.document.text for parsed in documents))
    words = load_toml(DATA / "everyday.toml")["words"]
    assert {word for word in words if not 2 <= len(word) <= 8} == set()
    assert {word for word, means in words.items() if not 1 <= len(means) <= 6} == set()
    meant = {matching(mean) for means in words.values() for mean in means}
    assert {mean for mean in meant if mean not in text} == set()


def test_an_everyday_word_of_another_list_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "everyday.toml"
    path.write_text('[words]\n"救火" = ["灭火"]\n"煤气" = ["燃气"]\n', encoding="utf-8")
    monkeypatch.setattr(rag.lexicon, "EVERYDAY_FILE", path)
    with pytest.raises(DataFileError, match="煤气: stands in concepts, fillers or units"):
        load_lexicon()


def test_real_files_load() -> None:
    assert load_lexicon().asks
    assert load_calibration().answers < load_weights().decide.in_question
    assert load_wording("zh")("stop") == "。"


def test_wording_must_match_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wording.toml"
    monkeypatch.setattr(rag.wording, "_WORDING_FILE", path)
    path.write_text('[zh]\nstop = "。"\n[en]\n', encoding="utf-8")
    with pytest.raises(DataFileError, match="'stop' stands in one language only"):
        load_wording("zh")
    path.write_text('[zh]\nstop = "{a}"\n[en]\nstop = "{b}"\n', encoding="utf-8")
    with pytest.raises(DataFileError, match="'stop' has other fields"):
        load_wording("zh")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("(", "not a pattern"), ("<nobody>", "not a pattern")],
)
def test_a_bad_pattern_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, words: str
) -> None:
    path = tmp_path / "asks.toml"
    path.write_text(
        f'# ways of asking\n\n[[ask]]\nid = "lead"\nkind = "units"\nzh = [\'{pattern}\']\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(rag.lexicon, "_ASKS_FILE", path)
    with pytest.raises(DataFileError, match=rf"line 3: .*{words}"):
        load_lexicon()


def test_a_weight_out_of_range_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "weights.toml"
    text = (DATA / "weights.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("near = 0.13", "near = 13"), encoding="utf-8")
    monkeypatch.setattr(rag.weights, "_WEIGHTS_FILE", path)
    with pytest.raises(DataFileError, match=r"decide\.near"):
        load_weights()
