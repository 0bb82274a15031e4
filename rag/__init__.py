"""From a question to a cited answer: understanding, retrieval, decision, wording, check."""

from rag.chain import Assistant, load_assistant
from rag.draft import cite
from rag.records import Answer, AnswerUnit, Citation, Query

__all__ = ["Answer", "AnswerUnit", "Assistant", "Citation", "Query", "cite", "load_assistant"]
