"""Matching: tasks with units within one district; districts with values for the same matter."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from corpus.readable import squeeze
from corpus.spelling import plain
from quiz.conflicts import takes_in_departments, unit_conflicts
from quiz.distractors import Distractors, draw_wrong
from quiz.facts import Fact, UnitsFact, ValueFact
from quiz.making import Making, question
from quiz.phrasing import explain, load_wording
from quiz.records import Pair, Question

PAIRS, _FEWEST, _FEWEST_DISTRICTS = 4, 3, 2
_SAME_MATTER = 78  # percent; sentences of two districts, numbers aside, that ask for the same

_SAME_NAME = 70  # percent, of the headings


def matching(making: Making) -> Question | None:
    """Pairs of left and right sides, each right side of one left side only."""
    facts = making.facts
    if isinstance(facts[0], UnitsFact):
        pairs = [Pair(f.subject.said, f.named[0].name) for f in facts if isinstance(f, UnitsFact)]
        phrased = making.stem("matching", "units")
    else:
        values = [fact for fact in facts if isinstance(fact, ValueFact)]
        pairs = [Pair(fact.source.document.district, fact.answer) for fact in values]
        phrased = making.stem("matching", "districts")
    choices = [pair.right for pair in pairs]
    if isinstance(facts[0], ValueFact):
        choices += _too_many(making, PAIRS - len(pairs))
        if len(choices) < PAIRS:
            return None
    making.rng.shuffle(choices)
    answer = "；".join(f"{pair.left}——{pair.right}" for pair in pairs)
    return question(
        making,
        "matching",
        phrased,
        explanation=explain("matching", {"answer": answer}),
        marks=load_wording().marks["matching"] * len(pairs),
        pairs=tuple(pairs),
        choices=tuple(choices),
    )


def _too_many(making: Making, count: int) -> list[str]:
    """Values that belong to no left side: wrong for every fact of the group."""
    wrong = [making.distractors.values(f) for f in making.facts if isinstance(f, ValueFact)]
    of_none = [value for value in wrong[0] if all(value in others for others in wrong[1:])]
    return draw_wrong(of_none, min(count, len(of_none)), making.rng) or []


def matching_groups(facts: Sequence[Fact], distractors: Distractors) -> Iterator[tuple[Fact, ...]]:
    """The groups of facts that can be matched; each fact stands in one group at most."""
    yield from _task_groups(facts, distractors)
    yield from _district_groups(facts)


def _task_groups(
    facts: Sequence[Fact], distractors: Distractors
) -> Iterator[tuple[UnitsFact, ...]]:
    """Tasks of one part with one unit each, which is wrong for all other tasks of the group."""
    open_groups: dict[tuple[str, str, str], list[list[UnitsFact]]] = {}
    for fact in facts:
        if not isinstance(fact, UnitsFact) or not _has_one_unit(fact):
            continue
        key = (fact.source.document.id, fact.subject.part, fact.role)
        groups = open_groups.setdefault(key, [])
        place = next((g for g in groups if _fits(fact, g, distractors)), None)
        if place is None:
            groups.append([fact])
        else:
            place.append(fact)
    for groups in open_groups.values():
        yield from (tuple(group) for group in groups if len(group) >= _FEWEST)


def _has_one_unit(fact: UnitsFact) -> bool:
    """One unit in the role, no other that may take in a department, in the whole row."""
    others = (u for u in fact.clause.units if u not in fact.named)
    return (
        len(fact.named) == len(fact.unseen) == 1
        and not fact.open_ended
        and fact.role in ("lead", "responsible")
        and not any(takes_in_departments(unit) and unit.role == fact.role for unit in others)
    )


def _fits(fact: UnitsFact, group: Sequence[UnitsFact], distractors: Distractors) -> bool:
    rules = unit_conflicts()
    own = rules.of(fact.named[0])
    return len(group) < PAIRS and all(
        not own & distractors.barred(other)
        and not rules.of(other.named[0]) & distractors.barred(fact)
        for other in group
    )


def _district_groups(facts: Sequence[Fact]) -> Iterator[tuple[ValueFact, ...]]:
    """Figures that several districts give for the same matter, all of them different."""
    alike: dict[str, list[ValueFact]] = {}
    for fact in facts:
        if isinstance(fact, ValueFact) and fact.kind == "figure" and not _tells_numbers(fact):
            alike.setdefault(fact.asked, []).append(fact)
    for figures in alike.values():
        yield from _groups_of(figures)


def _tells_numbers(fact: ValueFact) -> bool:
    """True where the words around a value have numbers: they are those of one district."""
    return any(map(str.isdigit, fact.before + fact.after))


def _groups_of(figures: Sequence[ValueFact]) -> Iterator[tuple[ValueFact, ...]]:
    words = {fact.id: plain(fact.before + fact.after) for fact in figures}
    used: set[str] = set()
    for first in figures:
        if first.id in used:
            continue
        group = [first]
        for other in figures:
            if other.id not in used and _of_another_district(other, group):
                alike = fuzz.ratio(words[first.id], words[other.id])
                same = alike >= _SAME_MATTER and _of_one_name(first, other)
                if same and _differs(other, group):
                    group.append(other)
        if len(group) >= _FEWEST_DISTRICTS:
            used |= {fact.id for fact in group}
            yield tuple(group)


def _of_one_name(one: ValueFact, other: ValueFact) -> bool:
    """True where both stand under like headings: 29项重点任务 may be those of another campaign."""
    return fuzz.ratio(plain(one.subject.name), plain(other.subject.name)) >= _SAME_NAME


def _of_another_district(other: ValueFact, group: Sequence[ValueFact]) -> bool:
    district = other.source.document.district
    return all(district != fact.source.document.district for fact in group)


def _differs(other: ValueFact, group: Sequence[ValueFact]) -> bool:
    """True where no clause of the group has the value, nor the clause a value of the group."""
    own = squeeze(other.clause.text)
    return all(
        other.answer not in squeeze(fact.clause.text) and fact.answer not in own for fact in group
    )
