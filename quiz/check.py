"""Which questions of a paper rest on clauses that have changed since it was made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.citation import Citation
from corpus.records import Clause, ParsedDocument
from quiz.records import Paper


@dataclass(frozen=True, slots=True)
class Stale:
    """A question whose citation no longer holds.

    number: of the question in the paper, from 1. reason: changed (another text stands under the
    heading) or gone. now: the text that stands there, '' for none.
    """

    version: str
    number: int
    question_id: str
    reason: Literal["changed", "gone"]
    citation: Citation
    now: str


def stale_questions(paper: Paper, corpus: Sequence[ParsedDocument]) -> Iterator[Stale]:
    """The questions of a paper that the documents no longer bear out, one entry for each citation.

    A clause that has only moved, its words unchanged, still bears its question out.
    """
    clauses = {clause.id: (parsed, clause) for parsed in corpus for clause in parsed.clauses}
    for number, question in enumerate(paper.questions, start=1):
        for citation in question.citations:
            found = clauses.get(citation.clause_id)
            if found and _quote(*found) == citation.quote:
                continue
            now = _quote(*found) if found else _under_heading(citation, corpus)
            reason: Literal["changed", "gone"] = "changed" if now else "gone"
            yield Stale(paper.version, number, question.id, reason, citation, now)


def _quote(parsed: ParsedDocument, clause: Clause) -> str:
    return parsed.document.text[clause.start : clause.end]


def _under_heading(citation: Citation, corpus: Sequence[ParsedDocument]) -> str:
    """The text of the one clause that now stands under a citation's heading, '' without one."""
    found = [
        _quote(parsed, clause)
        for parsed in corpus
        if parsed.document.district == citation.district
        for clause in parsed.clauses
        if clause.section == citation.section
    ]
    return found[0] if len(found) == 1 else ""
