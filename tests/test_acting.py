"""Units that running text names as acting (corpus.acting): worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Register, Role
from corpus.acting import acting_units
from corpus.register import UnitFunction

REGISTER = Register(
    [
        UnitFunction(id="water", zh="水利", en="Water", names=["县水利局", "水利局"]),
        UnitFunction(id="police", zh="公安", en="Police", names=["县公安局"]),
        UnitFunction(id="school", zh="教育", en="Education", names=["县教委"]),
        UnitFunction(id="board", zh="安委会", en="Board", names=["县安委会"]),
        UnitFunction(id="towns", zh="镇街", en="Towns", names=["各镇街"], collective=True),
        UnitFunction(id="units", zh="部门", en="Units", names=["相关部门"], collective=True),
    ]
)
Named = list[tuple[str, Role]]

CASES: list[tuple[str, Named]] = [
    ("县水利局牵头出台考核办法。", [("县水利局", "lead")]),
    ("由县水利局牵头，县公安局、县教委配合。", [
        ("县水利局", "lead"), ("县公安局", "support"), ("县教委", "support"),
    ]),
    ("县水利局、县公安局分别牵头。", [("县水利局", "lead"), ("县公安局", "lead")]),
    ("县水利局牵头，相关部门密切配合进一步厘清责任。", [
        ("县水利局", "lead"), ("相关部门", "support"),
    ]),
    ("县水利局负责制定方案，县公安局和县教委具体负责落实。", [
        ("县水利局", "responsible"), ("县公安局", "responsible"), ("县教委", "responsible"),
    ]),
    ("县水利局、各镇街等按职责分工负责。", [
        ("县水利局", "responsible"), ("各镇街", "responsible"),
    ]),
    ("要充分发挥县水利局牵头作用。", [("县水利局", "lead")]),
    ("县安委会（以下简称安委会）负责制定方案。", [("县安委会", "responsible")]),
    ("加强统筹，县水利局负责督促。", [("县水利局", "responsible")]),
    ("一是县水利局牵头推进。", [("县水利局", "lead")]),
    # a list with a name that is not known, or a name that is only the end of another
    ("某某局、县水利局牵头。", []),
    ("邻县水利局牵头。", []),
    ("流域县水利局负责。", []),
    # who supports without a lead in the sentence is not said
    ("县水利局牵头。县公安局配合市级部门开展演练。", [("县水利局", "lead")]),
    ("县公安局配合市级部门开展演练。", []),
    ("配合市级部门搭建平台。", []),
    # other words
    ("压实相关部门牵头部门责任。", []),
    ("坚持“谁主管谁负责、谁发包谁负责”原则。", []),
    ("县水利局负责人带队检查。", []),
    ("落实相关部门负责制。", []),
    ("县水利局、县公安局开展联合执法。", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_acting(text: str, expected: Named) -> None:
    found = acting_units(text, REGISTER)
    assert [(unit.name, unit.role) for unit in found] == expected
    assert all(unit.canonical and not unit.inherited for unit in found)


_PIECES = [
    "县水利局",
    "县公安局",
    "各镇街",
    "牵头",
    "配合",
    "负责",
    "等",
    "、",
    "，",
    "。",
    "由",
    "甲",
]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(_PIECES), max_size=15).map("".join))
def test_no_unit_is_guessed(text: str) -> None:
    """Every unit stands in the text, in a sentence with the word for its role."""
    words = {"lead": "牵头", "support": "配合", "responsible": "负责"}
    for unit in acting_units(text, REGISTER):
        said = [part for part in text.split("。") if unit.name in part and words[unit.role] in part]
        assert said
        assert unit.role != "support" or any("牵头" in part for part in said)
