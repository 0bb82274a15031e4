"""An answer from the clause itself: units, figures, dates or text, with marks of citation."""

from collections import defaultdict
from collections.abc import Sequence

from corpus.records import Clause, ResponsibleUnit, Role
from rag.decide import Finding
from rag.draft import Draft
from rag.evidence import Evidence, task_text
from rag.extract import answering, fact, figure_stretches, units_for
from rag.facts import Sentence, counted, sentences
from rag.records import Ask, Query

_UNSPECIFIED = {
    "deadline": "unspecified_deadline",
    "named": "unspecified_named",
    "list": "unspecified_list",
    "content": "unspecified_list",
}
_LONGEST_TASK = 60  # characters of a task that tells rows of one name apart


def compose(query: Query, finding: Finding, draft: Draft, evidence: Evidence) -> None:
    """Add a district's finding to the draft: its lines, units and citations."""
    if finding.status == "unspecified":
        _unspecified(query, finding, draft)
    elif len(finding.chosen) > 1:
        _rows(query, finding, draft)
    else:
        _one(query, finding, draft, evidence)


def _one(query: Query, finding: Finding, draft: Draft, evidence: Evidence) -> None:
    """One clause answers: what is asked of it, in the order asked; helpers answer the rest."""
    clause = finding.best.clause
    helped = dict(finding.helpers)
    asks = query.asks or (Ask("content", "content"),)
    said, silent = _said([a for a in asks if a not in helped], query, clause, draft, evidence)
    mark = draft.mark(clause, *_merged(clause, draft), *(c.clause for c in finding.also))
    draft.lines.append(_stop(_joined(said, draft), draft) + mark)
    draft.lines.extend(_differing(query, finding, draft, evidence))
    for candidate in finding.beside:
        other = candidate.clause
        text = _joined(_said(asks, query, other, draft, evidence)[0], draft)
        draft.lines.append(_stop(text, draft) + draft.mark(other, *_merged(other, draft)))
    for ask, candidate in finding.helpers:
        other = candidate.clause
        text = _answer(ask, query, other, _subject(ask, other, draft), draft, evidence)
        draft.lines.append(_stop(text, draft) + draft.mark(other, *_merged(other, draft)))
    draft.lines.extend(_missing(ask, clause, draft) for ask in silent if said)


def _said(
    asks: Sequence[Ask], query: Query, clause: Clause, draft: Draft, evidence: Evidence
) -> tuple[list[str], list[Ask]]:
    """What a clause answers to each ask, and the asks that it is silent on.

    A figure and a target that are one and the same are told once.
    """
    said: list[str] = []
    silent: list[Ask] = []
    target = next((fact(query, a, clause, evidence) for a in asks if a.kind == "target"), "")
    for ask in asks:
        if target and ask.kind == "figure" and fact(query, ask, clause, evidence) in target:
            continue
        subject = None if said else _subject(ask, clause, draft)
        text = _answer(ask, query, clause, subject, draft, evidence)
        if not text:
            silent.append(ask)
        elif not any(text in before or _in_parts(text, before) for before in said):
            said.append(text)
    return said, silent


def _in_parts(text: str, before: str) -> bool:
    """True where the sentences of a text are told already, or it only adds to a figure told."""
    return all(part.text.rstrip("。；") in before for part in sentences(text))


def _joined(said: Sequence[str], draft: Draft) -> str:
    return (draft.say("stop") if draft.language == "zh" else "; ").join(said)


def _differing(query: Query, finding: Finding, draft: Draft, evidence: Evidence) -> list[str]:
    """Where another clause on the same matter gives another number: a line that says so."""
    lines = []
    for ask in (a for a in query.asks if a.kind in ("figure", "target")):
        stated = _by_measure(figure_stretches(query, ask, finding.best.clause, evidence))
        for candidate in finding.also:
            clause = candidate.clause
            other = _by_measure(figure_stretches(query, ask, clause, evidence))
            if any(stated[m].isdisjoint(other[m]) for m in stated.keys() & other.keys()):
                topic, text = draft.topic(clause), fact(query, ask, clause, evidence)
                lines.append(
                    _stop(draft.say("differs", topic=topic, fact=text), draft) + draft.mark(clause)
                )
    return lines


def _by_measure(stretches: Sequence[Sentence]) -> dict[str, set[float]]:
    values: dict[str, set[float]] = defaultdict(set)
    for value, measure in counted("，".join(stretch.text for stretch in stretches)):
        values[measure].add(value)
    return values


def _subject(ask: Ask, clause: Clause, draft: Draft) -> dict[str, str]:
    topic = _topic(clause, draft) if ask.kind == "units" else draft.topic(clause)
    return {"district": draft.district(clause.district), "topic": topic}


def _stop(text: str, draft: Draft) -> str:
    return text if text.endswith(("。", ".")) else text + draft.say("stop")


def _topic(clause: Clause, draft: Draft) -> str:
    """The heading; where rows share it, also what this row is about."""
    topic = draft.topic(clause)
    shared = sum(
        other.section == clause.section and other.document_id == clause.document_id
        for other in draft.index.clauses
    )
    if clause.kind == "table_row" and shared > 1:
        topic += draft.say("task", task=_short(task_text(clause)))
    return topic


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TASK else text[: _LONGEST_TASK - 1] + "…"


def _merged(clause: Clause, draft: Draft) -> list[Clause]:
    """The row whose merged cell names this row's units."""
    source = draft.index.clause(clause.merged_with) if clause.merged_with else None
    return [source] if source else []


def _answer(
    ask: Ask,
    query: Query,
    clause: Clause,
    subject: dict[str, str] | None,
    draft: Draft,
    evidence: Evidence,
) -> str:
    """What a clause answers to one ask, '' where it is silent on it."""
    if ask.kind == "units":
        units = units_for(query, clause, evidence)
        return _units(ask, clause, units, subject, draft) if answering(ask, units) else ""
    stated = fact(query, ask, clause, evidence)
    if not stated:
        return ""
    if subject is not None:
        return draft.say("figure", fact=stated, **subject)
    return draft.say("deadline", deadline=stated) if ask.kind == "deadline" else stated


def _units(
    ask: Ask,
    clause: Clause,
    units: Sequence[ResponsibleUnit],
    subject: dict[str, str] | None,
    draft: Draft,
) -> str:
    """Who answers for a clause, in the roles asked; a lead's support is told beside it."""
    by_role = {
        role: [unit for unit in units if unit.role == role]
        for role in ("lead", "support", "responsible")
    }
    subject = subject or {"district": "", "topic": ""}
    wanted = answering(ask, units)
    draft.add_units(wanted, clause.district)
    if ask.roles == ("support",):
        return draft.say("support", support=draft.names(by_role["support"]), **subject)
    if ask.id == "others":
        lead = draft.names(by_role["lead"])
        return draft.say("others", lead=lead, support=draft.names(wanted), **subject)
    if not by_role["lead"]:
        note = draft.say("no_lead") if "lead" in ask.roles else ""
        return draft.say("responsible", responsible=draft.names(wanted), **subject) + note
    key = "lead" if len(by_role["lead"]) == 1 else "lead_many"
    text = draft.say(key, lead=draft.names(by_role["lead"]), **subject)
    return text + _beside(by_role, draft)


def _beside(by_role: dict[str, list[ResponsibleUnit]], draft: Draft) -> str:
    text = ""
    if by_role["support"]:
        text += draft.say("support_after", support=draft.names(by_role["support"]))
    if by_role["responsible"]:
        text += draft.say("responsible_after", responsible=draft.names(by_role["responsible"]))
    return text


def _rows(query: Query, finding: Finding, draft: Draft) -> None:
    """Several rows under one name, each with its own units."""
    first = finding.best.clause
    named = {frozenset((u.name, u.role) for u in c.clause.units) for c in finding.chosen}
    lines = [
        draft.say(
            "many" if len(named) > 1 else "many_same",  # a merged cell names the same units
            district=draft.district(first.district),
            topic=first.section[-1],
            count=len(finding.chosen),
        )
    ]
    ask = query.asks_for("units")
    for number, candidate in enumerate(finding.chosen, start=1):
        clause = candidate.clause
        draft.add_units(answering(ask, clause.units) if ask else (), clause.district)
        lines.append(
            draft.say(
                "many_row",
                number=number,
                task=_short(task_text(clause).rstrip("。；")),
                units=short_units(clause.units, draft),
                mark=draft.mark(clause, *_merged(clause, draft)),
            )
        )
    draft.lines.append("\n".join(lines))


def short_units(units: Sequence[ResponsibleUnit], draft: Draft) -> str:
    """Units in few words: X牵头，Y配合."""
    roles: tuple[Role, ...] = ("lead", "support", "responsible")
    parts = []
    for role in roles:
        named = [unit for unit in units if unit.role == role]
        if named:
            parts.append(draft.say(f"{role}_short", **{role: draft.names(named)}))
    return ("，" if draft.language == "zh" else ", ").join(parts)


def _unspecified(query: Query, finding: Finding, draft: Draft) -> None:
    ask = query.asks[0] if query.asks else Ask("figure", "figure")
    draft.lines.append(_missing(ask, finding.best.clause, draft))


def _missing(ask: Ask, clause: Clause, draft: Draft) -> str:
    """The sentence that a clause is there but silent on what is asked."""
    subject = {"district": draft.district(clause.district), "topic": draft.topic(clause)}
    mark = draft.mark(clause)
    if ask.kind == "units":
        asked = draft.say(f"asked_{ask.roles[0]}" if len(ask.roles) == 1 else "asked_units")
        return draft.say("unspecified_units", asked=asked, mark=mark, **subject)
    return draft.say(_UNSPECIFIED.get(ask.kind, "unspecified_figure"), mark=mark, **subject)
