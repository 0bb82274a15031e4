"""From a question to a cited answer: understanding, retrieval, decision, wording, check."""

from rag.chain import Assistant, load_assistant
from rag.explain import Explanation, explanation_lines
from rag.live import LiveAssistant
from rag.records import Answer, Query

__all__ = [
    "Answer",
    "Assistant",
    "Explanation",
    "LiveAssistant",
    "Query",
    "explanation_lines",
    "load_assistant",
]
