"""Whether gold questions still stand in the documents, and agree with each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Clause
from eval.anchors import Anchors
from eval.gold import GoldLine, GoldQuestion, read_gold
from eval.lock import changes, lock_path
from rag.normalize import matching, normalize

_MARKS = re.compile(r"\W+")
_SHOWN = 24  # characters of a quote in a message


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right in a gold file; line: 1-based, 0 where it is of the whole file."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.path}: {self.message}"
        return f"{self.path}, line {self.line}: {self.message}"


def check_gold(paths: Sequence[Path], anchors: Anchors) -> list[Finding]:
    """What is wrong in gold files, in the order of files and lines; empty when nothing is.

    Raises GoldError for a file that cannot be read at all, and for a damaged lock file.
    """
    findings: list[Finding] = []
    lines: list[GoldLine] = []
    for path in dict.fromkeys(paths):
        read, mistakes = read_gold(path)
        findings += [_of_mistake(path, str(mistake)) for mistake in mistakes]
        lines += read
    for line in lines:
        findings += [_finding(line, message) for message in _faults(line.question, anchors)]
    findings += _twice(lines)
    for path in dict.fromkeys(paths):
        if lock_path(path).is_file():
            own = [line for line in lines if line.path == path]
            findings += [_finding(line, message) for line, message in changes(own, anchors)]
    order = {path: number for number, path in enumerate(paths)}
    return sorted(findings, key=lambda finding: (order[finding.path], finding.line))


def _finding(line: GoldLine, message: str) -> Finding:
    return Finding(line.path, line.number, f"{line.question.id}: {message}")


def _of_mistake(path: Path, message: str) -> Finding:
    """A mistake of reading, whose message begins with the file and its line."""
    found = re.match(r", line (\d+): ", message.removeprefix(str(path)))
    if not found:
        return Finding(path, 0, message)
    return Finding(path, int(found.group(1)), message.removeprefix(str(path))[found.end() :])


def _faults(question: GoldQuestion, anchors: Anchors) -> Iterator[str]:
    """What is wrong with one question by itself."""
    yield from _status_faults(question)
    yield from _anchor_faults(question, anchors)
    yield from _unit_faults(question, anchors)
    for words in question.must:
        for forbidden in question.must_not:
            if matching(forbidden) in matching(words):
                yield f"must {words!r} holds must_not {forbidden!r}: no answer can be right"


def _status_faults(question: GoldQuestion) -> Iterator[str]:
    if question.status == "not_found" and question.anchors:
        yield "status not_found, but it has anchors; remove them or correct the status"
    if question.status != "not_found" and not question.anchors:
        yield f"status {question.status}, but it has no anchor; add the clause that answers"
    if question.status != "answered" and question.units:
        yield f"status {question.status}, but it names units; remove them or correct the status"


def _anchor_faults(question: GoldQuestion, anchors: Anchors) -> Iterator[str]:
    for anchor in question.anchors:
        words = f"{anchor.quote[:_SHOWN]!r}"
        if anchor.district not in anchors.districts():
            known = ", ".join(anchors.districts())
            yield f"anchor of {anchor.district!r}, which has no document; documents: {known}"
        elif not anchors.of(anchor):
            elsewhere = anchors.with_quote(anchor)
            if elsewhere:
                there = " > ".join(elsewhere[0].section)
                told = " > ".join(anchor.section)
                yield f"anchor {words} is not below section {told!r}; it stands below {there!r}"
            elif matching(anchor.quote) in anchors.text(anchor.district):
                yield f"anchor {words} runs over more than one clause; quote one clause"
            else:
                yield f"anchor {words} does not stand in the document of {anchor.district}"


def _unit_faults(question: GoldQuestion, anchors: Anchors) -> Iterator[str]:
    clauses = list(with_merged(anchors.clauses(question).values(), anchors))
    for unit in question.units:
        name = matching(unit.name)
        if unit.district not in anchors.districts():
            yield f"unit of {unit.district!r}, which has no document"
        elif name not in anchors.text(unit.district):
            yield f"unit {unit.name!r} does not stand in the document of {unit.district}"
        elif clauses and not any(
            clause.district == unit.district and name in matching(clause.text) for clause in clauses
        ):
            yield f"unit {unit.name!r} does not stand in a clause of its anchors"


def with_merged(clauses: Iterable[Clause], anchors: Anchors) -> Iterator[Clause]:
    """The clauses, and the rows whose merged unit cells hold for them."""
    for clause in clauses:
        yield clause
        above = anchors.clause(clause.merged_with) if clause.merged_with else None
        if above:
            yield above


def asked(question: GoldQuestion) -> tuple[str, ...]:
    """The form in which questions are compared: what is asked and before, without marks."""
    said = (*question.history, question.question)
    return tuple(_MARKS.sub("", normalize(text)) for text in said)


def _twice(lines: Sequence[GoldLine]) -> list[Finding]:
    """Ids and questions that stand in the files more than once."""
    findings = []
    by_id: dict[str, GoldLine] = {}
    by_words: dict[tuple[str, ...], GoldLine] = {}
    for line in lines:
        first = by_id.setdefault(line.question.id, line)
        if first is not line:
            findings.append(_finding(line, f"this id stands in {_place(first)} too; rename it"))
        same = by_words.setdefault(asked(line.question), line)
        if same is not line:
            findings.append(_finding(line, _asked_twice(same, line)))
    return findings


def _asked_twice(first: GoldLine, second: GoldLine) -> str:
    which = f"{first.question.id} in {_place(first)}"
    if _expected(first.question) == _expected(second.question):
        return f"the same question as {which}; keep one of them"
    return f"contradicts {which}: the same question, another expected answer"


def _place(line: GoldLine) -> str:
    return f"{line.path.name}, line {line.number}"


def _expected(question: GoldQuestion) -> tuple[object, ...]:
    units = frozenset((matching(u.name), u.role, u.district) for u in question.units)
    clauses = frozenset((a.district, matching(a.quote)) for a in question.anchors)
    words = frozenset(matching(words) for words in question.must)
    return question.status, units, clauses, words
