"""What tests of the understanding share: the five real documents, questions read with them."""

from dataclasses import fields
from functools import lru_cache

from corpus import Clause
from rag.lexicon import load_lexicon
from rag.normalize import normalize
from rag.parts import split_question
from rag.records import Query, Signals
from rag.understand import Coverage, understand
from tests.reading import IDS, real


@lru_cache(maxsize=1)
def coverage() -> Coverage:
    """The coverage of the five documents."""
    return Coverage.of(real(document_id).document for document_id in IDS)


def query(question: str) -> Query:
    """A question as understood against the five documents."""
    return understand(question, coverage())


def split(question: str) -> list[Query]:
    """The questions that a question is made of."""
    return split_question(question, coverage())


def corrected(question: str) -> str:
    """A question as it is read: normalized, pinyin in characters, slips put right."""
    return coverage().speller.correct(normalize(question), load_lexicon())


def ask_ids(understood: Query) -> list[str]:
    """The ids of what a question asks for."""
    return [ask.id for ask in understood.asks]


def topics(understood: Query) -> list[str]:
    """The terms of a question, as asked."""
    return [term.text for term in understood.terms]


def signals(**named: float) -> Signals:
    """Signals that say nothing but what is named."""
    return Signals(**{**dict.fromkeys((f.name for f in fields(Signals)), 0.0), **named})


def clause(district: str, name: str, said: str, **changes: object) -> Clause:
    """A made-up row of a table: its name, and what it says."""
    made: dict[str, object] = {
        "id": f"{district}-{name}",
        "document_id": district,
        "district": district,
        "section": ("附件1 任务清单", name),
        "kind": "table_row",
        "text": f"{name} {said}",
        "start": 0,
        "end": 1,
        "cells": {"名称": name, "2025年目标": said},
    }
    return Clause(**{**made, **changes})  # type: ignore[arg-type]
