"""The items below a heading: what a list of the document holds, all of it, in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.ledger import adds_up
from corpus.numbering import read_marker, without_marker
from corpus.records import Clause
from rag.draft import Draft
from rag.evidence import Evidence, task_text
from rag.items import asked_count
from rag.match import match
from rag.normalize import matching
from rag.records import Query, Term

_FEWEST, _MOST = 2, 40  # items of a list that is written out
_LEAST_COVERAGE = 0.85
_LEAST_OWN = 0.4  # share of the topic that the heading itself covers
_COUNTED_COVERAGE, _COUNTED_OWN = 0.6, 0.3  # the same where the list has as many items as asked
_NAMED = 0.8  # share of a heading's characters in the question: it is named in full
_LONGEST_ITEM = 90  # characters
_ZERO = re.compile(r"(?:是|为)(?:零|0)(?!\d)|零(?:目标|指标)|\bzero\b")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: what it says and the clause to cite for it."""

    text: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading with all that stands below it. clauses: in the order of the document."""

    path: tuple[str, ...]
    clauses: tuple[Clause, ...]

    @property
    def heading(self) -> str:
        """The last heading of the path."""
        return self.path[-1]

    def is_outer(self) -> bool:
        """True where all below it has a name of its own; rows may share the last heading."""
        return all(
            clause.kind != "table_row" or len(clause.section) > len(self.path)
            for clause in self.clauses
        )

    def items(self) -> tuple[Item, ...]:
        """What stands directly below: a heading with several clauses below it is one item."""
        groups: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            below = clause.section[len(self.path) :]
            row = clause.kind == "table_row" and len(below) <= 1
            groups.setdefault(clause.id if row or not below else below[0], []).append(clause)
        return tuple(
            Item(_said(own[0]) if len(own) == 1 else _short(name), own[0])
            for name, own in groups.items()
        )


def find_list(query: Query, district: str, draft: Draft, evidence: Evidence) -> Listed | None:
    """The heading that the query names with what stands below it, None when it names none.

    The heading that names most of the topic counts, of those that hold all of it; where the query
    says how many items there are (哪八个), a heading with so many needs to hold less.
    """
    terms = [term for term in query.terms if not term.weak]
    if not terms:
        return None
    count = asked_count(query.text)
    # where a number is asked for, it may be one that the text states: the name must be said in full
    in_full = query.asks_for("list") is None and not query.lists
    best: tuple[tuple[bool, float, int], Listed] | None = None
    for listed in _headings(query, district, draft, evidence):
        held, own = _covers(terms, listed, evidence)
        exact = count is not None and len(listed.items()) == count
        if held < (_COUNTED_COVERAGE if exact else _LEAST_COVERAGE):
            continue
        named = _names(terms, listed.heading)
        if not named and own < (_COUNTED_OWN if exact else _LEAST_OWN):
            continue
        if in_full and not (named and own >= _NAMED and listed.is_outer()):
            continue
        score = (exact, own, len(listed.path))
        if best is None or score > best[0]:
            best = score, listed
    return _selected(query, best[1]) if best else None


def _headings(query: Query, district: str, draft: Draft, evidence: Evidence) -> Iterator[Listed]:
    """Every heading of a district's documents, of the years asked, that has a list below it."""
    below: dict[tuple[str, ...], list[Clause]] = {}
    for position, clause in enumerate(draft.index.clauses):
        if clause.district != district or clause.kind == "front_matter" or adds_up(clause):
            continue
        if evidence.periods.in_period(query, clause, evidence.text(position).full):
            for depth in range(1, len(clause.section) + 1):
                below.setdefault(clause.section[:depth], []).append(clause)
    for path, own in below.items():
        listed = Listed(path, tuple(own))
        if len(own) >= _FEWEST and _FEWEST <= len(listed.items()) <= _MOST:
            yield listed


def _names(terms: Sequence[Term], heading: str) -> bool:
    """True where a question's terms say a heading in full, its number apart."""
    text = matching(without_marker(heading))
    told: set[int] = set()
    for word in (word for term in terms for word in term.alternatives):
        start = text.find(word)
        while start >= 0:
            told.update(range(start, start + len(word)))
            start = text.find(word, start + 1)
    return len(told) >= _NAMED * len(text) > 0


def _covers(terms: Sequence[Term], listed: Listed, evidence: Evidence) -> tuple[float, float]:
    """Shares of the topic that a heading with all below it, and the heading alone, cover."""
    weights = [evidence.weight(term) for term in terms]
    path, last = matching(" ".join(listed.path)), matching(listed.heading)
    # 附件5 may stand further out
    named = [w * match(t, path if t.place else last) for t, w in zip(terms, weights, strict=True)]
    if not any(named):
        return 0.0, 0.0
    whole = path + matching(" ".join(clause.text for clause in listed.clauses))
    held = (w * match(t, whole) for t, w in zip(terms, weights, strict=True))
    return sum(held) / sum(weights), sum(named) / sum(weights)


def _selected(query: Query, listed: Listed) -> Listed:
    """Only the rows with the value that the query names (“贯彻落实”, zero), where some have it."""
    heading = matching(" ".join(listed.path))
    values = {word for term in query.terms for word in term.alternatives[:1] if word not in heading}
    if _ZERO.search(query.text):
        values.add("0")
    rows = [c for c in listed.clauses if values & {matching(v) for v in c.cells.values()}]
    return Listed(listed.path, tuple(rows)) if rows else listed


def write_list(district: str, listed: Listed, draft: Draft) -> None:
    """Add a list with a citation for each item to the draft."""
    items = listed.items()
    lines = [
        draft.say(
            "list_head",
            district=draft.district(district),
            topic=listed.heading,
            count=len(items),
        )
    ]
    for number, item in enumerate(items, start=1):
        mark = draft.mark(item.clause)
        if read_marker(item.text):  # the document numbers its items itself
            lines.append(item.text + mark)
        else:
            lines.append(draft.say("list_row", number=number, text=item.text, mark=mark))
    draft.lines.append("\n".join(lines))


def _said(clause: Clause) -> str:
    """A clause as an item: the name of a row with its task, the text of any other."""
    text = task_text(clause)
    own = clause.section[-1]
    if clause.kind == "table_row" and own not in text:
        text = f"{own}：{text}"
    elif clause.kind != "table_row" and read_marker(own) and clause.text.startswith(own):
        text = clause.text
    return _short(text)


def _short(text: str) -> str:
    text = text.rstrip("。；")
    return text if len(text) <= _LONGEST_ITEM else text[: _LONGEST_ITEM - 1] + "…"
