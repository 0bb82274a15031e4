"""Optional: a language model phrases a composed answer. It may not add or lose a fact."""

import logging
import re

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from corpus.register import load_register
from errors import ModelError
from rag.normalize import matching
from rag.orders import without_orders
from rag.records import Answer
from rag.wording import load_wording

_LOG = logging.getLogger(__name__)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARK = re.compile(r"\[\d+\]")


def load_chat_model(name: str) -> BaseChatModel:
    """The chat model of a LangChain name (provider:model).

    Raises ModelError when its provider is not installed or refuses the name.
    """
    try:
        return init_chat_model(name, temperature=0)
    except (ImportError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(
            f"chat model {name!r} cannot be loaded ({reason}); install its LangChain provider, "
            "or unset ANWEN_CHAT_MODEL"
        ) from None


def phrase(answer: Answer, model: BaseChatModel) -> str:
    """The answer's text as the model words it, the composed text where that is not faithful.

    Only answered questions are phrased: refusals are fixed wording.
    """
    if answer.status != "answered":
        return answer.answer
    say = load_wording(answer.language)
    try:
        reply = model.invoke(
            [
                SystemMessage(say("phrase_rules")),
                HumanMessage(f"{without_orders(answer.question)}\n\n{answer.answer}"),
            ]
        )
        text = str(reply.text).strip()
    except Exception as error:
        _LOG.warning(
            "the chat model failed (%s); the composed answer is used", type(error).__name__
        )
        return answer.answer
    return text if is_faithful(text, answer.answer) else answer.answer


def is_faithful(text: str, composed: str) -> bool:
    """True when a wording has the numbers, unit names and citation marks of the composed answer.

    Both ways: nothing may be added, and no unit or mark may be lost.
    """
    return (
        bool(text)
        and set(_NUMBER.findall(text)) <= set(_NUMBER.findall(composed))
        and set(_MARK.findall(text)) == set(_MARK.findall(composed))
        and _units(text) == _units(composed)
    )


def _units(text: str) -> set[str]:
    """The registered unit names that a text holds, longest first, none inside another."""
    plain = matching(text)
    found = set()
    for name in load_register().known_names():
        word = matching(name)
        if word in plain:
            found.add(word)
            plain = plain.replace(word, " ")
    return found
