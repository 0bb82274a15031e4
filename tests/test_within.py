"""Answers from some documents alone: nothing from the others, and the asker is told."""

import pytest

from errors import UnknownNameError
from rag import Assistant

FENGJIE, JIANGJIN, WANSHENG = "fengjie-2025", "jiangjin-2025", "wansheng-2025"
GAS = "燃气领域整治由谁牵头？"


def test_answers_come_from_the_documents_chosen_alone(assistant: Assistant) -> None:
    everywhere = assistant.ask("各区县燃气领域由谁负责")
    assert len({citation.district for citation in everywhere.citations}) > 2
    within = assistant.within([FENGJIE, JIANGJIN])
    answer = within.ask("各区县燃气领域由谁负责")
    assert {citation.district for citation in answer.citations} == {"奉节县", "江津区"}
    assert "璧山" not in answer.answer
    assert within.ask("燃气").to_dict().keys() == answer.to_dict().keys()


def test_a_question_gets_the_answer_that_naming_the_district_gives(assistant: Assistant) -> None:
    named = assistant.ask("奉节县" + GAS)
    chosen = assistant.within([FENGJIE]).ask(GAS)
    assert (chosen.answer, chosen.units, chosen.citations) == (
        named.answer,
        named.units,
        named.citations,
    )


def test_a_district_beyond_the_choice_is_told(assistant: Assistant) -> None:
    within = assistant.within([FENGJIE])
    refused = within.ask("江津区非煤矿山谁负责")
    assert (refused.status, refused.citations, refused.units) == ("not_found", (), ())
    assert refused.answer.startswith("江津区不在所选范围内")
    assert "奉节府发〔2025〕2号" in refused.answer
    both = within.ask("奉节县和江津区燃气由谁牵头")
    assert {citation.district for citation in both.citations} == {"奉节县"}
    assert "江津区不在所选范围内" in both.answer
    english = within.ask("Who is responsible for non-coal mines in Jiangjin?").answer
    assert english.startswith("Jiangjin District (江津区): not among the documents chosen")
    assert within.ask("渝北区燃气安全由谁牵头").answer.startswith("没有渝北区的文件")


def test_what_the_chosen_documents_do_not_hold_is_not_found(assistant: Assistant) -> None:
    answer = assistant.within([WANSHENG]).ask("农村公路危桥改造什么时候完成")
    assert (answer.status, answer.citations) == ("not_found", ())
    assert answer.answer.startswith("所选文件里没有找到答案。所选范围是1个区县：万盛经开区")
    assert {citation.district for citation in answer.reading} <= {"万盛经开区"}


def test_an_earlier_district_beyond_the_choice_is_told(assistant: Assistant) -> None:
    answer = assistant.within([FENGJIE]).ask("那配合单位呢", ["江津区燃气领域由谁牵头"])
    assert answer.answer.startswith("江津区不在所选范围内")


def test_tasks_lists_and_facts_of_documents_stay_within(assistant: Assistant) -> None:
    within = assistant.within([FENGJIE])
    for question in ("应急管理局牵头哪些工作", "文件的文号", "有哪些附件"):
        answer = within.ask(question)
        assert answer.status == "answered", question
        assert {citation.district for citation in answer.citations} == {"奉节县"}


@pytest.mark.parametrize("documents", [[], ["nothing"], [FENGJIE, "<b>"]])
def test_documents_that_there_are_not_are_named(assistant: Assistant, documents: list[str]) -> None:
    with pytest.raises(UnknownNameError, match=r"^no document .*; there are: wansheng-2025"):
        assistant.within(documents)
