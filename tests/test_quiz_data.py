"""The data files of the quiz: complete, and a mistake is told with its line."""

from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from errors import DataFileError
from quiz import conflicts, phrasing
from quiz.bank import MAKERS
from quiz.records import QuestionType


def test_each_kind_has_four_phrasings_of_its_own() -> None:
    for (type, about), texts in phrasing.load_phrasings().items():
        assert len(set(texts)) == len(texts) >= 4, (type, about)
        assert type in get_args(QuestionType)


def test_every_type_has_phrasings_and_words() -> None:
    wording = phrasing.load_wording()
    assert set(MAKERS) == {type for type, _ in phrasing.load_phrasings()}
    assert set(wording.types) == set(wording.marks) == set(MAKERS)


def test_each_phrasing_names_its_document() -> None:
    for (_, about), texts in phrasing.load_phrasings().items():
        for text in texts:
            fields = {field for _, field, _, _ in Formatter().parse(text) if field}
            assert about == "districts" or {"source", "title"} & fields, text
            assert about == "districts" or {"source", "district"} & fields, text


def written(folder: Path, old: Path, wrong: str, right: str) -> Path:
    path = folder / old.name
    path.write_text(old.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    return path


def test_an_unknown_field_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, phrasing._PHRASINGS_FILE, "{sauce}", "{source}")
    monkeypatch.setattr(phrasing, "_PHRASINGS_FILE", path)
    phrasing.load_phrasings.cache_clear()
    with pytest.raises(DataFileError, match=r"phrasings.toml, line \d+: .*\{sauce\}"):
        phrasing.load_phrasings()
    monkeypatch.undo()
    phrasing.load_phrasings.cache_clear()


def test_an_unknown_function_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, conflicts._FAMILIES_FILE, "public_safety", "public_security")
    monkeypatch.setattr(conflicts, "_FAMILIES_FILE", path)
    conflicts.unit_conflicts.cache_clear()
    with pytest.raises(DataFileError, match=r"line \d+: function public_safety is not in"):
        conflicts.unit_conflicts()
    monkeypatch.undo()
    conflicts.unit_conflicts.cache_clear()


@pytest.mark.parametrize(
    ("written_", "typeset"),
    [
        ("深化体系,提升能力", "深化体系，提升能力"),
        ("专项规划(2021-2035年)编制", "专项规划（2021-2035年）编制"),
        ("10,000家", "10,000家"),
        ("比例为1:5", "比例为1:5"),
    ],
)
def test_stems_have_chinese_marks(written_: str, typeset: str) -> None:
    assert phrasing.typeset(written_) == typeset
