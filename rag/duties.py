"""The reverse question: what a unit leads, supports or is responsible for in a district."""

from collections.abc import Sequence

from corpus.records import Clause, ResponsibleUnit
from corpus.register import load_register
from corpus.tables import column_role
from rag.draft import Draft
from rag.evidence import Evidence, task_text
from rag.periods import in_stage
from rag.records import Ask, Query, Status, Term

_MOST_LISTED = 30  # tasks written out; the count is of all
_LONGEST_TASK = 90  # characters
_COVERAGES = (0.6, 0.3)  # of the topic beside the unit; tried in this order
_NEAR = 0.15  # a task may cover so much less than the best
_TELLING = 0.4  # weight of a term that tells what a task is about


def duties(
    query: Query, ask: Ask, districts: Sequence[str], draft: Draft, evidence: Evidence
) -> Status:
    """Add the tasks of the unit that a query names to the draft, district by district."""
    if query.unit is None:
        return "not_found"
    topic = [term for term in query.terms if not _names_unit(term, query.unit)]
    found = 0
    for district in districts:
        tasks = _tasks(query, ask, topic, district, draft, evidence)
        if tasks:
            _list(ask, district, tasks, draft)
            found += 1
        elif len(districts) > 1 and query.districts:
            draft.lines.append(draft.say("missing_district", district=draft.district(district)))
    return "answered" if found else "not_found"


def _tasks(
    query: Query, ask: Ask, topic: list[Term], district: str, draft: Draft, evidence: Evidence
) -> list[tuple[Clause, ResponsibleUnit]]:
    """The clauses that name a unit in the roles asked, those about the topic where some are."""
    tasks = [
        (position, clause, named)
        for position, clause in enumerate(draft.index.clauses)
        if clause.district == district and in_stage(query, clause)
        for named in clause.units
        if named.canonical == query.unit and (not ask.roles or named.role in ask.roles)
    ]
    topic = [term for term in topic if evidence.weight(term) >= _TELLING]
    covered = {t[0]: evidence.coverage(topic, t[0])[0] for t in tasks} if topic else {}
    near = max(covered.values(), default=0.0) - _NEAR
    for least in _COVERAGES:
        about = [t for t in tasks if covered.get(t[0], 0.0) >= max(least, near)]
        if about:
            about.sort(key=lambda task: -covered[task[0]])  # the order of equals stays
            return [(clause, named) for _, clause, named in about]
    if topic and query.every:  # the unit is asked for one task in all districts
        return []
    return [(clause, named) for _, clause, named in tasks]


def _names_unit(term: Term, unit: str) -> bool:
    register = load_register()
    return any(register.canonical(word) == unit for word in term.alternatives)


def _list(
    ask: Ask, district: str, tasks: Sequence[tuple[Clause, ResponsibleUnit]], draft: Draft
) -> None:
    names = dict.fromkeys(unit.name for _, unit in tasks)
    head = draft.say(
        ask.id,
        unit=draft.say("separator").join(names),
        district=draft.district(district),
        count=len(tasks),
    )
    lines = [head + ("：" if draft.language == "zh" else ":")]
    for number, (clause, unit) in enumerate(tasks[:_MOST_LISTED], start=1):
        draft.add_units([unit], district)
        lines.append(
            draft.say(
                "duties_row",
                number=number,
                section=clause.section[-1],
                task=_short(task_text(clause)),
                role=_role(clause, unit, draft) + _due(clause, draft),
                mark=draft.mark(clause),
            )
        )
    if len(tasks) > _MOST_LISTED:
        lines.append(draft.say("duties_more", count=len(tasks) - _MOST_LISTED))
    draft.lines.append("\n".join(lines))


def _role(clause: Clause, unit: ResponsibleUnit, draft: Draft) -> str:
    """The role of a unit in a task; beside a supporting role who leads."""
    leads = [other for other in clause.units if other.role == "lead"]
    if unit.role != "support" or not leads:
        return draft.say(f"role_{unit.role}")
    return draft.say("role_support_of", lead=draft.names(leads))


def _due(clause: Clause, draft: Draft) -> str:
    """By when a task must be done, where its table has a column for it."""
    due = next((t for c, t in clause.cells.items() if column_role(c) == "deadline"), "")
    return draft.say("role_due", deadline=due) if due else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TASK else text[: _LONGEST_TASK - 1] + "…"
