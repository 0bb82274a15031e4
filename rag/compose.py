"""An answer from the clause itself: units, figures, dates or text, with marks of citation."""

from collections.abc import Sequence

from corpus.records import Clause, ResponsibleUnit, Role
from corpus.tables import column_role
from rag.decide import Finding
from rag.draft import Draft
from rag.evidence import Evidence, task_text
from rag.facts import Sentence, find_dates, has_quantity, sentences, stretches
from rag.records import Ask, Query

_LONGEST_TASK = 60  # characters of a task that tells rows of one name apart
_LONGEST_TEXT = 320  # characters of a clause's text in an answer; the quote has the rest
_MOST_FACTS = 3


def compose(query: Query, finding: Finding, draft: Draft, evidence: Evidence) -> None:
    """Add a district's finding to the draft: its lines, units and citations."""
    if finding.status == "unspecified":
        _unspecified(query, finding, draft)
    elif len(finding.chosen) > 1:
        _rows(query, finding, draft)
    else:
        _one(query, finding, draft, evidence)


def _one(query: Query, finding: Finding, draft: Draft, evidence: Evidence) -> None:
    """One clause answers: what is asked of it, in the order asked."""
    clause = finding.best.clause
    subject = {"district": draft.district(clause.district), "topic": _topic(clause, draft)}
    support = _merged(clause, draft)
    said = []
    for ask in query.asks or (Ask("content", "content"),):
        text = _answer(ask, query, clause, subject if not said else None, draft, evidence)
        if text:
            said.append(text)
    text = draft.say("separator" if draft.language == "en" else "stop").join(said)
    mark = draft.mark(clause, *support, *(c.clause for c in finding.also))
    draft.lines.append(_stop(text, draft) + mark)


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
        return _units(ask, clause, subject, draft)
    if ask.kind in ("figure", "target"):
        fact = figure(query, clause, evidence, whole=ask.kind == "target")
    elif ask.kind == "deadline":
        fact = deadline(query, clause, evidence)
        if fact and subject is None:
            return draft.say("deadline", deadline=fact)
    else:
        fact = excerpt(query, clause, evidence)
    if not fact:
        return ""
    return fact if subject is None else draft.say("figure", fact=fact, **subject)


def _units(
    ask: Ask, clause: Clause, subject: dict[str, str] | None, draft: Draft
) -> str:
    """Who answers for a clause, in the roles asked; a lead's support is told beside it."""
    by_role = {
        role: [unit for unit in clause.units if unit.role == role]
        for role in ("lead", "support", "responsible")
    }
    subject = subject or {"district": "", "topic": ""}
    wanted = [unit for unit in clause.units if not ask.roles or unit.role in ask.roles]
    draft.add_units(wanted or clause.units, clause.district)
    if ask.roles == ("support",) and by_role["support"]:
        return draft.say("support", support=draft.names(by_role["support"]), **subject)
    if ask.id == "others" and wanted:
        lead = draft.names(by_role["lead"])
        return draft.say("others", lead=lead, support=draft.names(wanted), **subject)
    if not by_role["lead"]:
        note = draft.say("no_lead") if ask.roles == ("lead",) else ""
        return draft.say("responsible", responsible=draft.names(clause.units), **subject) + note
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


def figure(query: Query, clause: Clause, evidence: Evidence, whole: bool) -> str:
    """The stretches of a clause that state the figures asked for.

    whole: the target as it stands, where it is short.
    """
    amount = next((c for c in clause.cells if column_role(c) == "amount"), None)
    if amount and any("投资" in word for term in query.terms for word in term.alternatives):
        unit = amount.partition("(")[2].rstrip(")") or amount.partition("（")[2].rstrip("）")
        return f"{amount.partition('(')[0].partition('（')[0]}{clause.cells[amount]}{unit}"
    said = task_text(clause)
    if whole and len(said) <= _LONGEST_TEXT // 2:
        return said.rstrip("。；")
    stating = [s for s in stretches(said) if has_quantity(s.text)]
    return _covering(query, stating, evidence) or (said.rstrip("。；") if len(said) < 40 else "")


def _covering(query: Query, stating: Sequence[Sentence], evidence: Evidence) -> str:
    """The fewest stretches that together speak of as much of the topic as one can."""
    chosen: list[Sentence] = []
    terms = list(query.terms)
    while terms and len(chosen) < _MOST_FACTS:
        scores = evidence.best_sentences(terms, stating)
        top = max(scores, default=0.0)
        if top < (0.2 if not chosen else 0.5):
            break
        best = stating[scores.index(top)]
        if best in chosen:
            break
        chosen.append(best)
        terms = [term for term in terms if not evidence.best_sentences([term], [best])[0]]
    return "，".join(s.text for s in stating if s in chosen)


def deadline(query: Query, clause: Clause, evidence: Evidence) -> str:
    """When a clause's task must be done: its deadline column, else the date beside the topic."""
    column = next((c for c in clause.cells if column_role(c) == "deadline"), None)
    if column:
        return clause.cells[column]
    dated = [s for s in sentences(task_text(clause)) if find_dates(s.text)]
    if not dated:
        return ""
    scores = evidence.best_sentences(query.terms, dated)
    best = dated[scores.index(max(scores))]
    near = [s for s in stretches(best.text) if find_dates(s.text)]
    return _covering(query, near, evidence) or best.text.rstrip("。；")


def excerpt(query: Query, clause: Clause, evidence: Evidence) -> str:
    """What a clause says: all of it when short, else the sentences that speak of the topic."""
    said = task_text(clause)
    if len(said) <= _LONGEST_TEXT:
        return said.rstrip("。；")
    parts = sentences(said)
    scores = evidence.best_sentences(query.terms, parts)
    chosen: list[int] = []
    for i in sorted(range(len(parts)), key=lambda i: (-scores[i], i)):
        if sum(len(parts[j].text) for j in [*chosen, i]) > _LONGEST_TEXT and chosen:
            break
        chosen.append(i)
    return "".join(parts[i].text for i in sorted(chosen)).rstrip("。；")


def _rows(query: Query, finding: Finding, draft: Draft) -> None:
    """Several rows under one name, each with its own units."""
    first = finding.best.clause
    lines = [
        draft.say(
            "many",
            district=draft.district(first.district),
            topic=first.section[-1],
            count=len(finding.chosen),
        )
    ]
    ask = query.asks_for("units")
    for number, candidate in enumerate(finding.chosen, start=1):
        clause = candidate.clause
        wanted = [u for u in clause.units if not ask or not ask.roles or u.role in ask.roles]
        draft.add_units(wanted or clause.units, clause.district)
        lines.append(
            draft.say(
                "many_row",
                number=number,
                task=_short(task_text(clause)),
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
    clause = finding.best.clause
    kind = query.asks[0].kind if query.asks else "figure"
    subject = {"district": draft.district(clause.district), "topic": draft.topic(clause)}
    if kind == "units":
        roles = query.asks[0].roles
        asked = draft.say(f"asked_{roles[0]}" if len(roles) == 1 else "asked_units")
        line = draft.say("unspecified_units", asked=asked, mark=draft.mark(clause), **subject)
    else:
        key = "unspecified_deadline" if kind == "deadline" else "unspecified_figure"
        line = draft.say(key, mark=draft.mark(clause), **subject)
    draft.lines.append(line)
