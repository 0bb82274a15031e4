"""From a question to a cited answer: understanding, retrieval, decision, wording, check."""

from rag.chain import Assistant, load_assistant
from rag.draft import cite
from rag.explain import Explanation, explanation_lines
from rag.records import Answer, AnswerUnit, Citation, Query

__all__ = [
    "Answer",
    "AnswerUnit",
    "Assistant",
    "Citation",
    "Explanation",
    "Query",
    "cite",
    "explanation_lines",
    "load_assistant",
]
