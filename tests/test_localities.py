"""Names of single places: a clause that does not speak of the place is no answer."""

from pathlib import Path

import pytest

import rag.localities
from errors import DataFileError
from rag import Assistant
from rag.lexicon import load_lexicon
from rag.localities import load_localities, take_chinese
from tests.asking import query


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ("四面山", ["四面山"]),
        ("石蟆镇", ["石蟆镇"]),  # in no dictionary
        ("梅溪河", ["梅溪河"]),  # cut up by the dictionary: 梅|溪河
        ("长冲镇", ["长冲镇"]),
        ("芙蓉江", ["芙蓉江"]),
        ("沱江", ["沱江"]),
        ("大山", []),  # a kind of place
        ("高山", []),
        ("老县城", []),
        ("这个镇", []),
        ("有个镇", []),
    ],
)
def test_chinese_names_of_places(own: str, names: list[str]) -> None:
    assert [term.text for term in take_chinese(own, load_lexicon())[1]] == names


def test_a_town_may_be_called_without_its_ending() -> None:
    assert take_chinese("草堂镇", load_lexicon())[1][0].alternatives == ("草堂镇", "草堂")


@pytest.mark.parametrize(
    ("question", "proper"),
    [
        ("who leads the Xiaozi River works in Wansheng?", {"孝子河"}),  # of concepts.toml
        ("who leads the Meixi River works in Fengjie?", {"meixi river"}),  # in no document
        ("who is in charge of Caotang Town in Fengjie?", {"草堂镇"}),  # by its sound
        ("Which bridge in Fengjie? The River? One district, Fengjie River?", set()),
    ],
)
def test_english_names_of_places(question: str, proper: set[str]) -> None:
    terms = query(question).terms
    assert {term.alternatives[0].lower() for term in terms if term.proper} == {
        name.replace(" ", "") for name in proper
    }


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("万盛孝子河流域综合治理由谁负责", "answered"),
        ("奉节孝子河流域综合治理由谁牵头", "not_found"),  # a river of another district
        ("江津四面山森林防火谁负责", "not_found"),  # what holds for the district is not asked
        ("江津森林防火谁负责", "answered"),
        ("Who leads flood control of the Meixi River in Fengjie?", "not_found"),
        ("Who leads flood control in Fengjie?", "answered"),
    ],
)
def test_only_a_clause_on_the_place_answers(
    assistant: Assistant, question: str, status: str
) -> None:
    assert assistant.ask(question).status == status


def test_a_mistake_in_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "localities.toml"
    broken.write_text('ends = "镇"\n[english]\n', encoding="utf-8")
    monkeypatch.setattr(rag.localities, "_FILE", broken)
    load_localities.cache_clear()
    try:
        with pytest.raises(DataFileError, match="ends: "):
            load_localities()
    finally:
        load_localities.cache_clear()
