"""A configured language model may word an answer, never change what it says."""

import pytest
from langchain_core.language_models import FakeListChatModel

from errors import ModelError
from rag import Assistant
from rag.phrase import is_faithful, load_chat_model

COMPOSED = "奉节县“燃气领域”由县经济信息委牵头，县住房城乡建委、县市场监管局配合。[1]"


@pytest.mark.parametrize(
    ("text", "faithful"),
    [
        ("在奉节县，燃气领域由县经济信息委牵头，县住房城乡建委和县市场监管局配合[1]。", True),
        ("由县经济信息委牵头，县住房城乡建委和县市场监管局配合。", False),
        ("由县经济信息委牵头[1]", False),
        ("由县经济信息委、县水利局牵头，县住房城乡建委和县市场监管局配合[1]", False),
        ("由县经济信息委牵头，县住房城乡建委和县市场监管局配合，2026年完成[1]", False),
        ("", False),
    ],
)
def test_only_the_same_facts_are_faithful(text: str, faithful: bool) -> None:
    assert is_faithful(text, COMPOSED) is faithful


@pytest.mark.parametrize("reply", ["由县水利局牵头。[1]", "好的，没问题！", ""])
def test_unfaithful_wording_is_not_used(assistant: Assistant, reply: str) -> None:
    with_model = Assistant(
        assistant.index, assistant.settings, FakeListChatModel(responses=[reply])
    )
    question = "奉节县燃气领域由谁牵头"
    assert with_model.ask(question).answer == assistant.ask(question).answer


def test_faithful_wording_is_used(assistant: Assistant) -> None:
    question = "万盛“矿山安全在线”由哪个部门管"
    reply = "万盛经开区的矿山安全在线归应急管理局管。[1]"
    model = FakeListChatModel(responses=[reply])
    assert Assistant(assistant.index, assistant.settings, model).ask(question).answer == reply


def test_refusals_are_never_phrased(assistant: Assistant) -> None:
    model = FakeListChatModel(responses=["渝北区由区经济信息委牵头。"])
    answer = Assistant(assistant.index, assistant.settings, model).ask("渝北区燃气由谁牵头")
    assert answer.status == "not_found"
    assert "区经济信息委" not in answer.answer


def test_unknown_model_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="ANWEN_CHAT_MODEL"):
        load_chat_model("nobody:nothing")
