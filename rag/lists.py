"""The items below a heading: what a list of the document holds, all of it, in order."""

from collections.abc import Sequence

from corpus.numbering import read_marker
from corpus.records import Clause
from rag.draft import Draft
from rag.evidence import Evidence, match, task_text
from rag.normalize import matching
from rag.records import Query

_FEWEST, _MOST = 2, 30  # items of a list that is written out
_LEAST_COVERAGE = 0.85
_LEAST_OWN = 0.4  # share of the topic that the heading itself covers
_LONGEST_ITEM = 90  # characters


def find_list(
    query: Query, district: str, draft: Draft, evidence: Evidence
) -> tuple[str, list[Clause]] | None:
    """The heading that the query names and the clauses below it, None when it names none.

    The innermost heading that covers the whole topic counts; its items are the clauses whose
    section path goes through it.
    """
    below: dict[tuple[str, ...], list[Clause]] = {}
    for clause in draft.index.clauses:
        if clause.district == district and clause.kind != "front_matter":
            for depth in range(1, len(clause.section) + 1):
                below.setdefault(clause.section[:depth], []).append(clause)
    scored = [
        (_covers(query, path, clauses, evidence), len(path), path)
        for path, clauses in below.items()
        if _FEWEST <= len(clauses) <= _MOST
    ]
    if not scored:
        return None
    # the heading that names most of the topic, of those that hold all of it
    (covered, own), _, path = max(
        scored, key=lambda item: (item[0][0] >= _LEAST_COVERAGE, item[0][1], item[1])
    )
    if covered < _LEAST_COVERAGE or own < _LEAST_OWN:
        return None
    return path[-1], below[path]


def _covers(
    query: Query, path: Sequence[str], clauses: Sequence[Clause], evidence: Evidence
) -> tuple[float, float]:
    """Shares of the topic that a heading with all below it, and the heading alone, cover."""
    if not query.terms:
        return 0.0, 0.0
    last = matching(path[-1])
    whole = matching(" ".join((*path, *(clause.text for clause in clauses))))
    weights = [evidence.weight(term) for term in query.terms]
    total = sum(weights)
    named = [w * match(t, last) for t, w in zip(query.terms, weights, strict=True)]
    if not any(named):
        return 0.0, 0.0
    held = (w * match(t, whole) for t, w in zip(query.terms, weights, strict=True))
    return sum(held) / total, sum(named) / total


def write_list(district: str, heading: str, clauses: Sequence[Clause], draft: Draft) -> None:
    """Add a list with a citation for each item to the draft."""
    lines = [
        draft.say("list_head", district=draft.district(district), topic=heading, count=len(clauses))
    ]
    for number, clause in enumerate(clauses, start=1):
        mark = draft.mark(clause)
        if read_marker(clause.text):  # the document numbers its items itself
            lines.append(_short(clause.text) + mark)
        else:
            lines.append(draft.say("list_row", number=number, text=_item(clause), mark=mark))
    draft.lines.append("\n".join(lines))


def _item(clause: Clause) -> str:
    text = task_text(clause)
    if clause.kind == "table_row" and clause.section[-1] not in text:
        text = f"{clause.section[-1]}：{text}"
    return _short(text)


def _short(text: str) -> str:
    text = text.rstrip("。；")
    return text if len(text) <= _LONGEST_ITEM else text[: _LONGEST_ITEM - 1] + "…"
