"""What a clause says to one ask: the stretch of its text that states the figure or the date."""

from collections.abc import Sequence

from corpus.acting import acting_units
from corpus.assigned import assigned_units
from corpus.records import Clause, ResponsibleUnit
from corpus.register import load_register
from corpus.tables import column_role
from rag.evidence import Evidence, amount_text, states_money, task_text
from rag.facts import (
    Sentence,
    find_amounts,
    find_dates,
    has_money,
    has_quantity,
    has_ratio,
    names_one,
    sentences,
    stretches,
    without_idioms,
)
from rag.items import asked_count, asks_each, only_counts
from rag.match import match
from rag.measures import asked_counter, counts_with, states_measure
from rag.normalize import matching
from rag.records import Ask, Query, Term

_LONGEST_TEXT = 500  # characters of a clause's text in an answer; the quote has the rest
_LONGEST_TARGET = 160
_MOST_FACTS = 3
_ON_TOPIC = 0.8  # coverage of a sentence, against the clause's best
_BESIDE_TOPIC = 0.4  # the same for a sentence that names what is asked, where none on topic does
_TIED = 0.95  # coverage of a stretch, against the best
_LEAST_COVER = 0.2  # coverage of the first stretch that states a figure
_LEAST_FACT = 0.5  # coverage of the sentence in which a unit of running text leads
_TOWNS = ("镇", "乡", "街道")
_ANY_NUMBER = (None, "count", "ratio")  # measures that a number of any kind may have
_TELLING, _OUTRIGHT = 0.3, 0.75  # weight of a term that tells; match of a word or a synonym


def figure(query: Query, ask: Ask, clause: Clause, evidence: Evidence) -> str:
    """What a clause says of the figures asked for, '' where it states none.

    In whole sentences where these are short: they tell what a figure is of.
    """
    said = task_text(clause)
    if ask.kind == "target" and ask.measure is None and len(said) <= _LONGEST_TARGET:
        return said.rstrip("。；")
    found = figure_stretches(query, ask, clause, evidence)
    if clause.cells and found and not any(s.text in said for s in found):
        return found[0].text  # of a column for sums
    return _in_sentences(found, sentences(said))


def figure_stretches(
    query: Query, ask: Ask, clause: Clause, evidence: Evidence
) -> tuple[Sentence, ...]:
    """The stretches of a clause that state the figures asked for, () where none does."""
    if ask.measure == "money":
        return _money(query, clause, evidence)
    stating = [s for s in stretches(task_text(clause)) if _states(s.text, ask.measure)]
    counter = asked_counter(query.text)
    counted = [s for s in stating if counter and counts_with(s.text, counter)]
    found = _covering(query, clause, counted or stating, evidence)
    if found or not (counted or ask.measure not in _ANY_NUMBER):
        return found
    return _alone(query, clause, counted or stating, evidence)


def _alone(
    query: Query, clause: Clause, stating: Sequence[Sentence], evidence: Evidence
) -> tuple[Sentence, ...]:
    """The one stretch that states a number of the kind asked for: of the sentence on the topic, or
    of the whole clause where it says outright what the question is about.
    """
    parts = sentences(task_text(clause))
    scores = evidence.best_sentences(_open_terms(query, clause), parts)
    if scores and max(scores) >= _LEAST_FACT:
        said = parts[scores.index(max(scores))]
        found = [s for s in stating if s.plain in said.plain]
        if len(found) == 1:
            return tuple(found)
    telling = [term for term in query.terms if evidence.weight(term) >= _TELLING]
    outright = [s for s in stating if any(match(t, s.plain) >= _OUTRIGHT for t in telling)]
    return tuple(outright) if len(stating) == len(outright) == 1 else ()


def _states(text: str, measure: str | None) -> bool:
    """True where a text states a number of the kind that is asked for."""
    if measure is None:
        return has_quantity(text)
    return has_ratio(text) if measure == "ratio" else states_measure(without_idioms(text), measure)


def _money(query: Query, clause: Clause, evidence: Evidence) -> tuple[Sentence, ...]:
    """The sum in a column for it, or in the text."""
    for column, value in clause.cells.items():
        if column_role(column) == "amount":
            text = amount_text(column, value)
            return (Sentence(text, matching(text)),)
    if not states_money(clause):
        return ()
    stating = [s for s in stretches(task_text(clause)) if has_money(s.text)]
    return tuple(stating) if len(stating) == 1 else _covering(query, clause, stating, evidence)


def _open_terms(query: Query, clause: Clause) -> list[Term]:
    """The terms that the clause's own headings leave open, all of them where none is left."""
    heading = matching(" ".join(clause.section))
    return [term for term in query.terms if not match(term, heading)] or list(query.terms)


def _covering(
    query: Query, clause: Clause, stating: Sequence[Sentence], evidence: Evidence
) -> tuple[Sentence, ...]:
    """The fewest stretches that together speak of as much of the topic as the clause does.

    () where the sentences that speak of the topic are not those that state something.
    """
    said = task_text(clause)
    terms = _open_terms(query, clause)
    parts = sentences(said)
    scores = evidence.best_sentences(terms, parts)
    topical = max(scores, default=0.0)
    if not topical:  # the headings say it all: the text states the figure if it states just one
        short = len(stating) > 1 and len(said) <= _LONGEST_TARGET
        return tuple(stating) if short or len(stating) == 1 else ()
    on_topic = [s for s, score in zip(parts, scores, strict=True) if score >= _ON_TOPIC * topical]
    on_topic = _of_the_year(query, on_topic)
    first = [s for s in stating if any(s.plain in part.plain for part in on_topic)]
    terms += [Term(str(year), (str(year),)) for year in query.years if str(year) in matching(said)]
    chosen = _cover(terms, first, stating, evidence)
    if chosen:
        return tuple(s for s in stating if s in chosen)
    whole = [s for s in on_topic if has_quantity(s.text) and len(s.text) <= _LONGEST_TARGET]
    if whole and first:
        return (whole[0],)
    return tuple(first) if len(first) == 1 else ()


def _of_the_year(query: Query, told: list[Sentence]) -> list[Sentence]:
    """The sentences that name a year asked for, all of them where none does."""
    named = [s for s in told if any(str(year) in s.plain for year in query.years)]
    return named or told


def _in_sentences(chosen: Sequence[Sentence], parts: Sequence[Sentence]) -> str:
    """The sentences that hold some stretches; the stretches alone where these are long."""
    holding = [part for part in parts if any(s.plain in part.plain for s in chosen)]
    if sum(len(part.text) for part in holding) <= _LONGEST_TARGET:
        return "".join(part.text for part in holding).rstrip("。；")
    return "，".join(s.text for s in chosen)


def _cover(
    terms: Sequence[Term],
    first: Sequence[Sentence],
    further: Sequence[Sentence],
    evidence: Evidence,
) -> list[Sentence]:
    """Stretches that cover the terms: of first the one that covers most, then what it leaves.

    A further stretch must speak outright of something that the ones before left out.
    """
    scores = evidence.best_sentences(terms, first)
    if not scores or max(scores) < _LEAST_COVER:
        return []
    tied = [s for s, score in zip(first, scores, strict=True) if score >= _TIED * max(scores)]
    chosen = tied[:_MOST_FACTS]  # several figures for the same thing: none is silently chosen
    left = [term for term in terms if not any(match(term, s.plain) for s in chosen)]
    while left and len(chosen) < _MOST_FACTS:
        telling = [t for t in left if evidence.weight(t) >= _TELLING or t.text.isdigit()]
        open_ = [s for s in further if any(match(t, s.plain) >= _OUTRIGHT for t in telling)]
        if not open_:
            break
        scores = evidence.best_sentences(left, open_)
        chosen.append(open_[scores.index(max(scores))])
        left = [term for term in left if not match(term, chosen[-1].plain)]
    return chosen


def deadline(query: Query, clause: Clause, evidence: Evidence) -> str:
    """When a clause's task must be done: its deadline column, else the date beside the topic."""
    column = next((c for c in clause.cells if column_role(c) == "deadline"), None)
    if column:
        return clause.cells[column]
    parts = sentences(task_text(clause))
    scores = evidence.best_sentences(_open_terms(query, clause), parts)
    if not scores:
        return ""
    topical = [s for s, score in zip(parts, scores, strict=True) if score >= 0.9 * max(scores)]
    dated = [s for s in topical if find_dates(s.text)]
    asked = set(find_amounts(query.text))
    dated = [s for s in dated if asked & set(find_amounts(s.text))] or dated
    if not dated:
        return ""
    if sum(len(s.text) for s in dated[:_MOST_FACTS]) <= _LONGEST_TARGET:
        return "".join(s.text for s in dated[:_MOST_FACTS]).rstrip("。；")
    near = [s for s in stretches(dated[0].text) if find_dates(s.text)]
    if len(dated[0].text) <= _LONGEST_TARGET:
        return dated[0].text.rstrip("。；")
    return "，".join(s.text for s in _covering(query, clause, near, evidence))


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


def fact(query: Query, ask: Ask, clause: Clause, evidence: Evidence) -> str:
    """What a clause says to an ask other than for units; '' where it is silent on it."""
    if ask.kind in ("figure", "target"):
        return figure(query, ask, clause, evidence)
    if ask.kind == "deadline":
        return deadline(query, clause, evidence)
    if _only_counts(query, ask, clause):
        return ""
    if ask.kind == "named":
        return named(query, ask, clause, evidence)
    return excerpt(query, clause, evidence)


def _only_counts(query: Query, ask: Ask, clause: Clause) -> bool:
    """True where the items are asked for and the clause only says how many they are."""
    count = asked_count(query.text)
    if count is None or not (ask.kind in ("list", "named") or asks_each(query.text)):
        return False
    said = task_text(clause)
    return only_counts(said, sentences(said), count)


def named(query: Query, ask: Ask, clause: Clause, evidence: Evidence) -> str:
    """The sentences on the topic that name a thing of the kind asked for, '' where none does."""
    parts = sentences(task_text(clause))
    scores = evidence.best_sentences(_open_terms(query, clause), parts)
    best = max(scores, default=0.0)
    for least in (_ON_TOPIC, _BESIDE_TOPIC):
        near = [s.text for s, score in zip(parts, scores, strict=True) if score >= least * best]
        named_in = "".join(text for text in near if names_one(text, ask.noun)).rstrip("。；")
        if named_in or not ask.noun:
            return named_in
    return ""


def units_for(query: Query, clause: Clause, evidence: Evidence) -> tuple[ResponsibleUnit, ...]:
    """The units of a clause that answer for what the question is about.

    A row's units answer for the whole row. In running text a unit that acts (X牵头…) answers only
    for its own sentence, and only where that sentence is what the question is about; units to
    which the whole paragraph is assigned (责任单位：…) answer for all else in it.
    """
    if clause.kind == "table_row" or not clause.units:
        return clause.units
    parts = sentences(clause.text)
    heading = matching(" ".join(clause.section))
    terms = [term for term in query.terms if not match(term, heading)]
    scores = evidence.best_sentences(terms, parts) if terms else [0.0]
    best = max(scores)
    said = [s.text for s, score in zip(parts, scores, strict=False) if score >= best >= _LEAST_FACT]
    acting = {unit for text in said for unit in acting_units(text, load_register())}
    acting = acting or set(assigned_units(clause.text, load_register()))
    return tuple(unit for unit in clause.units if unit in acting)


def answering(ask: Ask, units: Sequence[ResponsibleUnit]) -> list[ResponsibleUnit]:
    """Those of a clause's units that have a role asked for, [] where none has.

    Where no lead is named, the responsible units answer for it.
    """
    wanted = [unit for unit in units if not ask.roles or unit.role in ask.roles]
    if not wanted and "lead" in ask.roles:
        wanted = [unit for unit in units if unit.role == "responsible"]
    if ask.noun:  # 哪几个镇要参与
        return [unit for unit in wanted if unit.name.endswith(_TOWNS)]
    return wanted


def can_answer(query: Query, ask: Ask, clause: Clause, evidence: Evidence) -> bool:
    """True where a clause states what is asked.

    A question for the lead is answered by the responsible units where a document names no lead.
    """
    if ask.kind != "units":
        return bool(fact(query, ask, clause, evidence))
    return bool(answering(ask, units_for(query, clause, evidence)))
