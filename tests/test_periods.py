"""Which years clauses and documents are of."""

import pytest

from corpus import Clause
from rag.normalize import matching
from rag.periods import Periods, in_stage, named_share
from tests.asking import clause, query
from tests.reading import real

WULONG, BISHAN, FENGJIE = "wulong-2021", "bishan-2024", "fengjie-2025"


def periods() -> Periods:
    return Periods(real(document_id).document for document_id in (WULONG, BISHAN, FENGJIE))


def of(document_id: str, said: str = "完成改造", *section: str) -> Clause:
    path = section or ("附件 任务清单", "改造")
    return clause("武隆区", "改造", said, document_id=document_id, section=path)


@pytest.mark.parametrize(
    ("question", "document_id", "section", "within"),
    [
        ("2025年改造多少", FENGJIE, (), True),
        ("2026年改造多少", FENGJIE, (), False),
        ("2026年改造多少", BISHAN, (), True),  # 2024—2026
        ("2027年改造多少", BISHAN, (), False),
        ("2035年改造多少", WULONG, (), True),
        ("2028年改造多少", WULONG, (), False),
        ("2025年改造多少", WULONG, ("专栏3：2035年远景目标",), False),
        ("“十四五”改造多少", WULONG, ("专栏一：“十三五”期间取得的成效",), False),
    ],
)
def test_a_clause_is_of_the_years_asked(
    question: str, document_id: str, section: tuple[str, ...], within: bool
) -> None:
    made = of(document_id, "完成改造", *section)
    text = matching(" ".join((*made.section, made.text)))
    assert periods().in_period(query(question), made, text) is within


def test_the_year_of_a_document() -> None:
    assert not periods().is_of_other_year(query("2025年改造多少"), of(FENGJIE))
    assert not periods().is_of_other_year(query("2026年改造多少"), of(BISHAN))
    assert periods().is_of_other_year(query("2022年改造多少"), of(WULONG))
    assert not periods().is_of_other_year(query("改造多少"), of(WULONG))
    assert periods().has_several(of(WULONG))
    assert periods().has_several(of(BISHAN))
    assert not periods().has_several(of(FENGJIE))


def test_the_share_of_years_that_a_text_names() -> None:
    assert named_share(query("2025年和2026年改造多少"), "2025年改造6座") == 0.5
    assert named_share(query("2025年改造多少"), "较2025年下降") == 0.0
    assert named_share(query("改造多少"), "2025年改造6座") == 0.0


def test_a_row_of_another_stage_is_left_out() -> None:
    staged = clause("璧山区", "改造", "完成改造", deadline="2024年")
    assert in_stage(query("2024年璧山改造多少"), staged)
    assert not in_stage(query("2025年璧山改造多少"), staged)
    assert in_stage(query("璧山改造多少"), staged)
