"""Deadlines and intervals: from deadline cells, and from sentences that name when or how often."""

import re
from collections.abc import Iterator

from corpus.deadlines import find_deadline
from corpus.readable import squeeze
from corpus.records import Clause
from corpus.tables import column_role
from quiz.facts import ValueFact
from quiz.source import Source, name_of, sentences_of
from quiz.subjects import Subject, part_of, subject_of
from quiz.windows import Window, extended, window

_INTERVAL = re.compile(r"每(?:季度|半年|年|月|周|日|半个?月)(?!\d*月|周|星期)")
_BY = re.compile(r"(?:月|年|季度|半年|汛|冬)[底末]?[前内]$|月底$|年底$|上半年$")


def time_facts(source: Source) -> Iterator[ValueFact]:
    """A fact for each deadline cell, and for each sentence that names one end or one interval."""
    for clause in source.clauses:
        if any(column_role(head) == "deadline" for head in clause.cells):
            yield from _of_cell(clause, source)
        else:
            yield from _of_sentences(clause, source)


def _of_cell(clause: Clause, source: Source) -> Iterator[ValueFact]:
    subject = subject_of(clause, source)
    proof = _row_with_cell(clause, source)
    if subject is None or proof is None or not clause.deadline or " " in clause.deadline:
        return
    yield ValueFact(
        id=f"{clause.id}#deadline",
        source=source,
        subject=subject,
        kind="deadline",
        before="",
        answer=clause.deadline,
        after="",
        asked="",
        proofs=(clause,) if proof is clause else (clause, proof),
    )


def _row_with_cell(clause: Clause, source: Source) -> Clause | None:
    """The row whose own text has the deadline: the clause, or the one its cell is merged with."""
    rows = source.row_tables[clause.id]
    for row in (source.by_id[id] for id in reversed(rows[: rows.index(clause.id) + 1])):
        if row.deadline != clause.deadline:
            return None
        if squeeze(clause.deadline or "") in squeeze(source.quote(row)):
            return row
    return None


def _of_sentences(clause: Clause, source: Source) -> Iterator[ValueFact]:
    seen = set()
    if name_of(clause) in source.document.title:
        return  # an opening paragraph: its heading is no name of a task
    for sentence in sentences_of(clause):
        text = squeeze(sentence)
        fact = _interval(clause, source, text) or _end(clause, source, text)
        if fact and fact.id not in seen:
            seen.add(fact.id)
            yield fact


def _interval(clause: Clause, source: Source, text: str) -> ValueFact | None:
    """每季度开展1次应急演练 → 多久开展1次应急演练; one interval in a sentence, or none."""
    found = list(_INTERVAL.finditer(text))
    if len(found) != 1:
        return None
    return _asked(clause, source, text, found[0].start(), found[0].end(), "多久")


def _end(clause: Clause, source: Source, text: str) -> ValueFact | None:
    deadline = find_deadline(text, source.document.issued)
    if not deadline or not _BY.search(deadline) or text.count(deadline) != 1:
        return None
    start = text.index(deadline)
    return _asked(clause, source, text, start, start + len(deadline), "在什么时间")


def _asked(
    clause: Clause, source: Source, text: str, start: int, end: int, asked: str
) -> ValueFact | None:
    after = extended(text, end)
    around = window(text, start, end) if start else Window("", after)
    if around is None or not after or text[start:end] in around.before + after:
        return None
    if text[start:end] not in squeeze(source.quote(clause)):
        return None
    return ValueFact(
        id=f"{clause.id}#deadline:{after[:16]}",
        source=source,
        subject=Subject(clause, part_of(clause), name_of(clause)),
        kind="deadline",
        before=around.before,
        answer=text[start:end],
        after=after,
        asked=asked,
        proofs=(clause,),
    )
