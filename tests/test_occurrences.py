"""Looking a word up finds what reading every text finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Assistant
from rag.evidence import Evidence
from rag.lexicon import load_lexicon
from rag.match import speaks_of
from rag.occurrences import Occurrences

LETTERS = st.text(alphabet="非煤矿山燃气a1", max_size=8)


@given(texts=st.lists(LETTERS, min_size=1, max_size=20), word=LETTERS.filter(bool))
def test_as_reading_every_text(texts: list[str], word: str) -> None:
    expected = [i for i, text in enumerate(texts) if speaks_of(text, word)]
    assert Occurrences(texts).of(word).tolist() == expected


def test_of_nothing() -> None:
    assert Occurrences([]).of("燃气").tolist() == []
    assert Occurrences(["", ""]).of("燃气").tolist() == []
    assert Occurrences(["燃气"]).of("").tolist() == []


@pytest.mark.parametrize("batch", [1, 3])
def test_batches_are_put_together(monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr("rag.occurrences._BATCH", batch)
    found = Occurrences(["燃气", "消防", "", "非煤矿山", "煤矿", "非煤矿山和煤矿", "燃"])
    assert found.of("煤矿").tolist() == [4, 5]
    assert found.of("燃").tolist() == [0, 6]
    assert found.of("非煤矿山").tolist() == [3, 5]


def test_all_words_of_the_lexicon_in_the_documents(assistant: Assistant) -> None:
    evidence = Evidence(assistant.index)
    texts = [evidence.text(i).full for i in range(len(assistant.index.clauses))]
    found = Occurrences(texts)
    for word in list(load_lexicon().words)[:400]:
        expected = [i for i, text in enumerate(texts) if speaks_of(text, word)]
        assert found.of(word).tolist() == expected
