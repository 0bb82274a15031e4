"""Blueprints: names in any spelling, shares that add up, errors in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import QuizError, UnknownNameError
from quiz.blueprint import Wanted, read_blueprint


def test_names_are_read_in_any_spelling() -> None:
    blueprint = read_blueprint(
        10, 7, ["奉节", "Jiangjin"], ["煤气"], ["重点整治"], ["单选,判断"], ["难"]
    )
    assert blueprint.districts.names == ("奉节县", "江津区")
    assert blueprint.sectors.names == ("gas",)
    assert blueprint.types.names == ("single_choice", "true_false")
    assert blueprint.difficulties.names == ("hard",)
    assert (blueprint.count, blueprint.seed) == (10, 7)


def test_shares_are_percent() -> None:
    blueprint = read_blueprint(10, types=["single_choice=70", "true_false=30%"])
    assert blueprint.types == Wanted(("single_choice", "true_false"), (70.0, 30.0))
    assert blueprint.types.quotas(10) == {"single_choice": 7, "true_false": 3}


def test_largest_remainders_get_what_is_left() -> None:
    # 7 questions: 50 % are 3.5, 30 % 2.1, 20 % 1.4; the one left goes to .5
    assert Wanted(("a", "b", "c"), (50.0, 30.0, 20.0)).quotas(7) == {"a": 4, "b": 2, "c": 1}
    # equal remainders: the first name
    assert Wanted(("a", "b"), (50.0, 50.0)).quotas(3) == {"a": 2, "b": 1}
    assert Wanted(("a", "b")).quotas(3) == {}


@given(
    st.integers(1, 200),
    st.lists(st.integers(1, 50), min_size=1, max_size=6),
)
def test_quotas_add_up_and_stay_next_to_their_share(count: int, weights: list[int]) -> None:
    shares = tuple(100 * weight / sum(weights) for weight in weights)
    names = tuple(f"n{i}" for i in range(len(weights)))
    quotas = Wanted(names, shares).quotas(count)
    assert sum(quotas.values()) == count
    for name, share in zip(names, shares, strict=True):
        assert abs(quotas[name] - share * count / 100) < 1 + 1e-6


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"count": 0}, "1 to 1000"),
        ({"count": 1001}, "1 to 1000"),
        ({"seed": -1}, "seed -1"),
        ({"types": ["单选=60", "判断=30"]}, "add up to 90"),
        ({"types": ["单选=100", "判断"]}, "1 of 2 names"),
        ({"types": ["单选=0", "判断=100"]}, "above 0"),
        ({"types": ["单选=x"]}, "a share is a number"),
        ({"types": ["单选=nan"]}, "a share is a number"),
        ({"districts": ["奉节", "奉节县"]}, "twice"),
        ({"districts": [","]}, "names nothing"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(given: dict[str, object], told: str) -> None:
    with pytest.raises(QuizError, match=told) as error:
        read_blueprint(**{"count": 10, **given})  # type: ignore[arg-type]
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "given",
    [
        {"districts": ["北京"]},
        {"sectors": ["量子物理"]},
        {"types": ["口试"]},
        {"difficulties": ["无解"]},
    ],
)
def test_unknown_names_are_told(given: dict[str, list[str]]) -> None:
    with pytest.raises(UnknownNameError):
        read_blueprint(10, **given)  # type: ignore[arg-type]
