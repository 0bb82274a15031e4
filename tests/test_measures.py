"""What a number counts: which measure a question asks for, and which a text states."""

from pathlib import Path

import pytest

import rag.measures
from errors import DataFileError
from rag.measures import _measures, asked_measure, states_measure
from tests.asking import query


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("燃气管道改造多少公里", "length"),
        ("更换多少米", "length"),
        ("老旧小区改造多少户", "households"),
        ("培训多少人次", "people"),
        ("培养几名无人机飞手", "people"),
        ("改造多少万平方米", "area"),
        ("储备多少吨", "weight"),
        ("几小时内上报", "hours"),
        ("封堵几口井", "mouths"),
        ("新建多少个", "count"),
        ("排查几家企业", "count"),
        ("改造多少座", "count"),
        ("燃气谁牵头", None),
        ("how many kilometres of pipes", "length"),
        ("how many households move", "households"),
        ("how many new firefighters", "people"),
        ("how many fire hydrants", None),
    ],
)
def test_what_is_asked_for(question: str, measure: str | None) -> None:
    assert asked_measure(question) == measure


@pytest.mark.parametrize(
    ("text", "measure", "stated"),
    [
        ("更新改造老旧燃气管道15公里", "length", True),
        ("新建管网 500米", "length", True),
        ("新开工87个、161.75万平方米", "length", False),
        ("新开工87个、161.75万平方米", "area", True),
        ("新开工87个、161.75万平方米", "households", False),
        ("惠及5000余户", "households", True),
        ("培训1.5万人次", "people", True),
        ("三名驾驶员", "people", True),
        ("完成87个", "people", False),
        ("三年行动", "people", False),
        ("2025年", "people", False),
        ("30分钟内上报", "hours", True),
        ("两小时内", "hours", True),
        ("储备100吨", "weight", True),
        ("封堵3口", "mouths", True),
        ("口径300毫米", "length", False),
    ],
)
def test_what_is_stated(text: str, measure: str, stated: bool) -> None:
    assert states_measure(text, measure) is stated


def test_an_unknown_measure_is_an_error() -> None:
    with pytest.raises(StopIteration):
        states_measure("15公里", "volume")


def test_the_ask_carries_its_measure() -> None:
    (length,) = query("奉节县更新改造老旧燃气管道多少公里").asks
    (count,) = query("奉节县燃气领域排查多少家企业").asks
    assert (length.kind, length.measure) == ("figure", "length")
    assert (count.kind, count.measure) == ("figure", "count")


def test_a_wrong_file_names_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "measures.toml"
    path.write_text('[[measure]]\nid = "length"\nzh = "公里"\nen = []\n', encoding="utf-8")
    monkeypatch.setattr(rag.measures, "_MEASURES_FILE", path)
    _measures.cache_clear()
    with pytest.raises(DataFileError, match=r"measures\.toml.*line 1.*zh") as raised:
        asked_measure("多少公里")
    _measures.cache_clear()
    assert "\n" not in str(raised.value)
