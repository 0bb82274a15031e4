"""Verdicts on answers in free text: a trainee's sheet, another system.

The text is read by rules, so a verdict says what was found. Its units are judged by function and
district, its numbers by value; what counts as the same stands in mentions.py and phrases.py.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.citation import CitedUnit
from corpus.quantities import NUMBER
from corpus.records import Role
from corpus.register import load_register
from corpus.units import read_units
from eval.gold import GoldQuestion, GoldUnit
from eval.measures.text import bare
from eval.mentions import Mention, find_mentions
from eval.names import districts, function_of
from eval.phrases import Said, as_quantity, lacking, mistaken, read_said, states
from eval.score import Verdict, text_measures, unit_measures
from eval.wording import even, load_wording, refusal
from rag.records import Answer, Language, Status

_SHORTEST_LINE = 20  # characters of a line that answers for a district
# roles that a text may give a unit without contradicting the expected one: who is in charge (负责)
# may lead; no role said contradicts none
_AGREES: dict[Role | None, tuple[Role, ...]] = {
    "lead": ("lead",),
    "support": ("support",),
    "responsible": ("lead", "responsible"),
    None: ("lead", "support", "responsible"),
}


@dataclass(frozen=True, slots=True)
class _Units:
    """given: what a text names, each (name, role, district). reasons: what is wrong with it."""

    given: frozenset[tuple[str, str, str]]
    reasons: tuple[str, ...]


def score_text(question: GoldQuestion, text: str) -> Verdict:
    """The verdict on a free text.

    Checks: given (there is an answer); status (it refuses where the
    documents have no answer, and only there; a person's "not in there" does not tell unspecified
    from not found); units (those expected, no other, in no other role than expected); text (the
    numbers, dates and phrases that are required, none of those that are forbidden). A check that
    has nothing to judge is absent.
    """
    if not text.strip():
        return unanswered(question)
    status = guess_status(question, text)
    answer = Answer(
        question.question, _language(question), status, text.strip(), _cited(question, text)
    )
    refuses, to_refuse = status != "answered", question.status != "answered"
    checks, reasons = {"given": True, "status": refuses == to_refuse}, list[str]()
    if refuses != to_refuse:
        reasons.append(f"{'refuses' if refuses else 'answers'}, expected {question.status}")
    measures = text_measures(question, text)
    if question.units:
        units = _judge_units(question, text)
        checks["units"] = not units.reasons
        reasons += units.reasons
        measures |= unit_measures(question, units.given)
    phrases = _phrases(question)
    if not to_refuse and (phrases or question.must_not):
        wrong = list(_wrong_text(question, phrases, text, refuses))
        checks["text"] = not wrong
        reasons += wrong
    return Verdict(question, answer, checks, tuple(reasons), measures)


def unanswered(question: GoldQuestion, error: str = "") -> Verdict:
    """The verdict on a question that has no answer: wrong in all that is asked.

    error: why there is none, where that is known.
    """
    checks = {"given": False, "status": False}
    checks |= {"units": False} if question.units else {}
    checks |= {"text": False} if _phrases(question) else {}
    answer = Answer(question.question, _language(question), "not_found", "")
    reason = f"no answer given: {error}" if error else "no answer given"
    return Verdict(question, answer, checks, (reason,))


def guess_status(question: GoldQuestion, text: str) -> Status:
    """What a text does: it answers, or which refusal its wording is.

    Words of refusal refuse, unless an answer stands before them (X牵头，完成时间未写明), follows a
    但 or however, or stands in another line.
    """
    own = even(text)
    found = refusal(own)
    if found is None:
        return "answered"
    status, at = found
    begin = 1 + max(own.rfind(mark, 0, at) for mark in ",;:。(\n")
    turn = load_wording().turn.search(own, at)
    told = [own[:begin], own[turn.end() :] if turn else ""]
    others = [line for line in own.split("\n") if not refusal(line)]
    answers = any(_tells(question, part) for part in (*told, *others))
    return "answered" if answers or any(map(_speaks_of_district, others)) else status


def _tells(question: GoldQuestion, text: str) -> bool:
    """True where a text gives a unit a role, or a number of something that is not asked about."""
    asked = even(question.question)
    if any(m.role and not m.denied and m.name not in asked for m in find_mentions(text)):
        return True
    numbers = (q for q in read_said(text).quantities if q.measure != NUMBER)
    return any(number.text not in asked for number in numbers)


def _speaks_of_district(line: str) -> bool:
    """True for a line that answers for one district, beside others that are refused."""
    return districts().at(line, 0) is not None and len(line) >= _SHORTEST_LINE


def _language(question: GoldQuestion) -> Language:
    return "en" if question.language == "en" else "zh"


def _cited(question: GoldQuestion, text: str) -> tuple[CitedUnit, ...]:
    """The units that a text names, as the answer contract has them."""
    alone = _district(question)
    return tuple(
        CitedUnit(mention.name, mention.role or "responsible", mention.district or alone)
        for mention in find_mentions(even(text), _names(question))
        if not mention.denied and not mention.source
    )


def _district(question: GoldQuestion) -> str:
    expected = {a.district for a in question.anchors} | {u.district for u in question.units}
    return expected.pop() if len(expected) == 1 else ""


def _names(question: GoldQuestion) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.name for unit in question.units))


def _judge_units(question: GoldQuestion, text: str) -> _Units:
    said = [m for m in find_mentions(even(text), _names(question)) if not (m.denied or m.source)]
    given: set[tuple[str, str, str]] = set()
    reasons = []
    used: set[Mention] = set()
    for unit in question.units:
        same = [m for m in said if _is(m, unit)]
        used.update(same)
        right = [m for m in same if unit.role in _AGREES[m.role]]
        if right:
            given.add((unit.name, unit.role, unit.district))
        elif same:
            given.add((unit.name, str(same[0].role), unit.district))
            reasons.append(f"unit {unit.name} is given as {same[0].role}, expected {unit.role}")
        else:
            reasons.append(_missing(unit, said))
    for extra in _extra(question, [m for m in said if m not in used], said):
        given.add((extra.name, extra.role or "responsible", extra.district or ""))
        reasons.append(f"unit extra: {_shown(extra)}")
    return _Units(frozenset(given), tuple(reasons))


def _is(mention: Mention, unit: GoldUnit) -> bool:
    """True where a mention is the unit, and of no other district as far as it says."""
    return mention.function == function_of(unit.name) and _of_district(mention, unit)


def _of_district(mention: Mention, unit: GoldUnit) -> bool:
    if mention.district and mention.district != unit.district:
        return False
    if not mention.level or mention.level == even(unit.name)[0]:
        return True
    return mention.level == unit.district[-1]


def _missing(unit: GoldUnit, said: Iterable[Mention]) -> str:
    elsewhere = next((m for m in said if m.function == function_of(unit.name)), None)
    if elsewhere:
        return f"unit {_shown(elsewhere)} is not of {unit.district}, expected {unit.name}"
    return f"unit missing: {unit.name} ({unit.role})"


def _shown(mention: Mention) -> str:
    district = mention.district or ""
    return f"{'' if mention.name.startswith(district) else district}{mention.name}"


def _extra(
    question: GoldQuestion, others: Sequence[Mention], said: Sequence[Mention]
) -> Iterable[Mention]:
    """Units that are named but not expected: each a mistake, told once.

    No mistake is a unit of the question, or any where only its tasks are asked; one of another
    role than is asked, which the gold clause gives it or is silent on; one without a role beside
    others that have one.
    """
    asked = {m.function for m in find_mentions(even(question.question)) if m.function}
    wrong_district = {function_of(unit.name) for unit in question.units}
    if wrong_district <= asked:
        return  # what the unit does is asked for, which may name others
    roles = {mention.role for mention in said}
    seen: set[str] = set()
    for mention in others:
        about = mention.function or mention.name
        if about in seen or (mention.function in asked and about not in wrong_district):
            continue
        if about in wrong_district or (not mention.role and (roles != {None} or _many(mention))):
            continue  # the one is told as of another district, the other is only spoken of
        if _may_be_told(question, mention, roles):
            continue
        seen.add(about)
        yield mention


def _many(mention: Mention) -> bool:
    """True for words that stand for many units (各有关部门)."""
    function = load_register().functions.get(mention.function or "")
    return function is not None and function.collective


def _may_be_told(question: GoldQuestion, mention: Mention, roles: AbstractSet[Role | None]) -> bool:
    """True for a unit in a role that is not asked, unless the gold clause gives it to others.

    负责 is another role only where the text also uses the word for the one that is asked.
    """
    asked = {unit.role for unit in question.units}
    if mention.role is None or mention.role in asked:
        return False
    if mention.role == "responsible" and not asked & roles:
        return False
    told = [
        function_of(name)
        for anchor in question.anchors
        for name, role in read_units(anchor.quote)
        if role == mention.role
    ]
    return not told or mention.function in told


def _wrong_text(
    question: GoldQuestion, phrases: Iterable[str], text: str, refuses: bool
) -> Iterable[str]:
    said = read_said(text)
    for phrase in phrases:
        lacks = lacking(said, phrase)
        if lacks and not _names_unit(question, text, phrase):
            instead = mistaken(said, phrase)
            yield f"lacks {'、'.join(lacks)}" + (f", has {instead}" if instead else "")
    for phrase in question.must_not:
        if not refuses and _forbidden(said, phrase):
            yield f"has {phrase}, which is wrong"


def _phrases(question: GoldQuestion) -> list[str]:
    """What is required of a text, but the units that are judged as such."""
    units = {function_of(unit.name) for unit in question.units}
    return [phrase for phrase in question.must if function_of(phrase) not in units]


def _names_unit(question: GoldQuestion, text: str, phrase: str) -> bool:
    """True where a phrase is a unit, and a text names it in any spelling."""
    own = _district(question)
    wanted = GoldUnit(name=phrase, role="responsible", district=own or "?")
    return not function_of(phrase).startswith("=") and any(
        mention.function == function_of(phrase) and (not own or _of_district(mention, wanted))
        for mention in find_mentions(even(text))
        if not mention.denied
    )


def _forbidden(said: Said, phrase: str) -> bool:
    """True where a text has what it must not; a unit only under its very name."""
    if function_of(phrase).startswith("=") or as_quantity(phrase):
        return states(said, phrase)
    return bare(phrase) in said.bare
