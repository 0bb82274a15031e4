"""Which district has the most: the figures of several districts set side by side."""

import re
from collections.abc import Sequence

from rag.decide import Finding
from rag.draft import Draft
from rag.evidence import Evidence
from rag.extract import figure_stretches
from rag.facts import counted
from rag.records import Ask, Query

_MOST = re.compile(
    r"最(?:多|高|大|长|远|重|贵)|\b(?:most|highest|largest|biggest|longest|greatest|max(?:imum)?)\b"
)
_LEAST = re.compile(
    r"最(?:少|低|小|短|近|轻|便宜)|\b(?:least|fewest|lowest|smallest|shortest|min(?:imum)?)\b"
)


def compare(query: Query, findings: Sequence[Finding], draft: Draft, evidence: Evidence) -> None:
    """Add which district has the most, or the least, where the question asks for that.

    Only figures of one measure are compared; where a district's figure has another, or a fact
    has several, nothing is added: the figures stand beside each other anyway.
    """
    wanted = max if _MOST.search(query.text) else min if _LEAST.search(query.text) else None
    answered = [f for f in findings if f.status == "answered"]
    if wanted is None or len(answered) < 2:
        return
    ask = query.asks_for("figure") or Ask("figure", "figure")
    figures = []
    for finding in answered:
        stated = figure_stretches(query, ask, finding.best.clause, evidence)
        found = counted("，".join(stretch.text for stretch in stated))
        if len(found) != 1:
            return
        figures.append((found[0], finding.district))
    if len({measure for (_, measure), _ in figures}) > 1:
        return
    (value, measure), _ = wanted(figures)
    names = [draft.district(name) for (other, _), name in figures if other == value]
    key = "most" if wanted is max else "least"
    said = draft.say(key, names=draft.say("separator").join(names), value=f"{value:g}{measure}")
    draft.lines.append(said + draft.say("stop"))
