"""What rests on the documents and would no longer hold: gold questions, papers, quiz facts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from corpus import ParsedDocument
from eval.anchors import Anchors
from eval.check import Finding, check_gold
from eval.gold import read_gold
from intake.preview_records import FactCounts, Touched, TouchedGold, TouchedPaper
from quiz.check import stale_questions
from quiz.facts import read_facts
from quiz.source import read_sources
from quiz.store import read_papers

_MOST_CLAUSES = 4_000  # of a document whose facts are counted

_Corpus = Sequence[ParsedDocument]


def find_touched(
    before: _Corpus, after: _Corpus, id: str, gold: Sequence[Path], papers: Sequence[Path]
) -> Touched:
    """What holds for the documents before and no longer for those after.

    id: of the document that is added, revised or removed. gold: gold files; papers: quiz papers.
    Raises GoldError or PaperError for a file that cannot be read.
    """
    return Touched(
        tuple(_touched_gold(before, after, gold)),
        tuple(filter(None, (_touched_paper(before, after, path) for path in papers))),
        _facts(
            [p for p in before if p.document.id == id], [p for p in after if p.document.id == id]
        ),
    )


def _own(corpus: _Corpus, id: str) -> _Corpus:
    return [parsed for parsed in corpus if parsed.document.id == id]


def _touched_gold(before: _Corpus, after: _Corpus, gold: Sequence[Path]) -> Iterator[TouchedGold]:
    """The questions that were right and of which something is to be put right now."""
    known = {_place(finding) for finding in check_gold(gold, Anchors(before))}
    broken: dict[tuple[Path, int], list[str]] = {}
    for finding in check_gold(gold, Anchors(after)):
        if _place(finding) not in known:
            broken.setdefault(_place(finding), []).append(finding.message)
    for path in gold:
        for line in read_gold(path)[0]:
            question = line.question
            reasons = broken.get((path, line.number), [])
            if reasons:
                own = tuple(reason.removeprefix(f"{question.id}: ") for reason in reasons)
                yield TouchedGold(path, line.number, question.id, question.question, own)


def _place(finding: Finding) -> tuple[Path, int]:
    return finding.path, finding.line


def _touched_paper(before: _Corpus, after: _Corpus, path: Path) -> TouchedPaper | None:
    """The questions of a paper file that are stale now and were not before."""
    touched: list[tuple[str, Literal["changed", "gone"]]] = []
    for paper in read_papers(path):
        known = {stale.number for stale in stale_questions(paper, before)}
        stale = {s.number: s.reason for s in stale_questions(paper, after)}
        numbers = (number for number in stale if number not in known)
        touched.extend((f"{paper.version}{number}", stale[number]) for number in sorted(numbers))
    return TouchedPaper(path, tuple(touched)) if touched else None


def _facts(before: _Corpus, after: _Corpus) -> FactCounts | None:
    if sum(len(parsed.clauses) for parsed in (*before, *after)) > 2 * _MOST_CLAUSES:
        return None
    old, new = ({fact.id for fact in read_facts(read_sources(own))} for own in (before, after))
    return FactCounts(len(old), len(new), len(old - new), len(new - old))
