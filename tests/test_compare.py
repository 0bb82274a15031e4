"""Which district has the most: only figures of one measure are set side by side."""

from types import SimpleNamespace
from typing import Any

import pytest

from corpus import Clause
from rag.compare import compare
from rag.decide import Finding
from rag.draft import Draft
from rag.evidence import Evidence
from rag.records import Candidate
from tests.asking import clause, query, signals
from tests.reading import IDS, real

FENGJIE = clause("奉节县", "燃气领域", "更新改造老旧燃气管道15公里。")
JIANGJIN = clause("江津区", "燃气领域", "更新改造老旧燃气管道3.4公里。")
WANSHENG = clause("万盛经开区", "燃气领域", "更新改造老旧燃气管道9公里。")
HOUSES = clause("武隆区", "燃气领域", "更新改造老旧燃气管道200户。")
MOST, LEAST = "燃气管道改造哪个区县最多", "燃气管道改造哪个区县最少"


def said(question: str, *clauses: Clause, answered: bool = True) -> list[str]:
    """The lines that comparing the findings of some clauses adds."""
    # only what Evidence and Draft read of an index
    index: Any = SimpleNamespace(
        clauses=clauses,
        documents={name: real(name).document for name in IDS},
    )
    for made in clauses:
        index.documents[made.document_id] = real("fengjie-2025").document
    understood = query(question)
    status = "answered" if answered else "unspecified"
    findings = [
        Finding(
            made.district,
            status,  # type: ignore[arg-type]
            (Candidate(made, position, signals(coverage=1.0), 0.9, 0.9),),
        )
        for position, made in enumerate(clauses)
    ]
    draft = Draft(index, understood.language)
    compare(understood, findings, draft, Evidence(index))
    return draft.lines


def test_the_most_and_the_least_are_named() -> None:
    assert said(MOST, FENGJIE, JIANGJIN, WANSHENG) == ["其中最多（最高）的是奉节县：15公里。"]
    assert said(LEAST, FENGJIE, JIANGJIN, WANSHENG) == ["其中最少（最低）的是江津区：3.4公里。"]


def test_equals_are_all_named() -> None:
    twin = clause("璧山区", "燃气领域", "更新改造老旧燃气管道15公里。")
    assert said(MOST, FENGJIE, JIANGJIN, twin) == ["其中最多（最高）的是奉节县、璧山区：15公里。"]


@pytest.mark.parametrize(
    "question", ["which district renews the most gas pipes", "highest length of gas pipes"]
)
def test_in_english(question: str) -> None:
    (line,) = said(question, FENGJIE, JIANGJIN)
    assert line == "The most (highest): Fengjie County (奉节县), 15公里."


def test_figures_of_two_measures_are_not_compared() -> None:
    assert said(MOST, FENGJIE, HOUSES) == []


def test_a_fact_of_several_figures_is_not_compared() -> None:
    several = clause("璧山区", "燃气领域", "更新改造老旧燃气管道20公里、阀门300个。")
    assert said(MOST, FENGJIE, several) == []


def test_the_figure_beside_the_topic_counts() -> None:
    beside = clause("璧山区", "燃气领域", "更新改造老旧燃气管道20公里，走访300户。")
    assert said(MOST, FENGJIE, beside) == ["其中最多（最高）的是璧山区：20公里。"]


def test_nothing_is_compared_where_nothing_is_asked() -> None:
    assert said("各区县燃气管道改造多少公里", FENGJIE, JIANGJIN) == []


def test_one_figure_is_no_comparison() -> None:
    assert said(MOST, FENGJIE) == []
    assert said(MOST, FENGJIE, JIANGJIN, answered=False) == []
