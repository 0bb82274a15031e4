"""Figures: numbers with what they count, each with the words that say what it is the number of."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from corpus.ledger import adds_up
from corpus.quantities import NUMBER, Quantity, find_quantities
from corpus.readable import squeeze
from corpus.records import Clause
from corpus.spelling import plain
from quiz.facts import ValueFact
from quiz.source import Source, name_of, sentences_of
from quiz.subjects import Subject, part_of
from quiz.windows import window

_NOT_ASKED = (NUMBER, "proportion")  # 0.1 of what, 1∶10000
_DIGITS = re.compile(r"\d[\d,.]*")
# a cell that is a mere value: 同比下降5%, 0.3‰以内, 在“十三五”基础上下降10%以上
_VALUE = re.compile(
    r"(?:同比|相?较.{1,12}?|在“[^”]*”基础上再?)?(?:下降|上升|控制在|不.于|[≤≥])?\s*"
    r"\d[\d.]*\s*\S{0,3}?\s?(?:以[内上下])?"
)
_SAME = 85  # sentences that are alike to this degree, numbers aside, ask for the same number
_RATE = re.compile(r"(?:率|数|值|比重|面|度|量)(?:（[^（）]*）)?$")
_SCOPE = re.compile(r"(?:到|至)?20\d\d年[末底]?[，,]")
_BESIDE = 8  # characters beside a value that tell what it is the value of
_REACH = re.compile(r"(?:实现|确保|力争|保持)[^，,]*$")  # 应 is said already
_LISTED = re.compile(r"^.*\d[^，,]*?(?:、|和|，|,)(?=[^、，,]{7,}$)")


def figure_facts(source: Source) -> Iterator[ValueFact]:
    """The figures of a document that a sentence tells alone.

    Left out: zeros, ranges, rounded numbers, numbers in words or in brackets, and those for which
    another sentence of the document, alike but for its numbers, gives another value.
    """
    for clause in source.clauses:
        if adds_up(clause) or name_of(clause) in source.document.title:
            continue  # of an opening paragraph the heading is no name of a task
        seen = set()
        for sentence in _stated(clause):
            for quantity in find_quantities(sentence):
                fact = _fact(clause, source, sentence, quantity)
                if fact and fact.id not in seen and not _elsewhere(fact, sentence, source):
                    seen.add(fact.id)
                    yield fact


def _stated(clause: Clause) -> Iterator[str]:
    """The sentences of a clause; a cell that is a mere value is told behind the row's name."""
    for sentence in sentences_of(clause):
        is_value = clause.cells and _VALUE.fullmatch(sentence)
        if _DIGITS.search(sentence):
            yield name_of(clause) + sentence if is_value else sentence


def _fact(clause: Clause, source: Source, sentence: str, quantity: Quantity) -> ValueFact | None:
    digits = _DIGITS.search(quantity.text)
    if (
        digits is None
        or quantity.measure in _NOT_ASKED
        or not quantity.value
        or quantity.upper is not None
        or quantity.approximate
        or squeeze(quantity.text) not in squeeze(source.quote(clause))
    ):
        return None
    around = window(sentence, quantity.start, quantity.end)
    if around is None:
        return None
    answer = squeeze(quantity.text)
    before, after = _LISTED.sub("", squeeze(around.before)), squeeze(around.after)
    if _stated_elsewhere(clause, source, before, answer, after):
        return None
    before = _scoped(before, squeeze(sentence))
    if "分别" in before or _shows(answer, before + after):
        return None
    asked = _asked(answer, quantity)
    return ValueFact(
        id=f"{clause.id}#figure:{plain(before)[-24:]}|{plain(after)[:12]}",
        source=source,
        subject=Subject(clause, part_of(clause), name_of(clause)),
        kind="figure",
        before=_joined(before, answer) if quantity.measure == "ratio" else before,
        answer=answer,
        after=after,
        asked=asked,
        proofs=(clause,),
        quantity=quantity,
    )


def _stated_elsewhere(clause: Clause, source: Source, before: str, answer: str, after: str) -> bool:
    """True where another clause has the same words beside another value, or told it already."""
    words = plain(before)[-_BESIDE:] if len(before) >= len(after) else plain(after)[:_BESIDE]
    if len(words) < _BESIDE:
        return False
    ahead = len(before) >= len(after)
    for other in source.saying(words):
        if other.id == clause.id:
            continue
        text = plain(other.text)
        at = text.index(words)
        beside = text[at + len(words) :][:12] if ahead else text[max(at - 12, 0) : at]
        if not _DIGITS.search(beside):
            continue
        same = plain(answer) in beside
        if not same or source.asked_first(other, clause):
            return True
    return False


def _scoped(before: str, sentence: str) -> str:
    """The words before a value with the year that opens their sentence: 到2035年，…"""
    scope = _SCOPE.match(sentence)
    if scope is None or before.startswith(scope.group()):
        return before
    return scope.group() + before


def _asked(answer: str, quantity: Quantity) -> str:
    """The value with 多少 for its number: 3.4公里 → 多少公里, 90%以上 → 多少以上."""
    number = r"\d[\d,.]*[%‰％]?" if quantity.measure == "ratio" else r"\d[\d,.]*"
    return re.sub(number, "多少", answer, count=1)


def _joined(before: str, answer: str) -> str:
    """The words before a value, with the verb that a table or a brief text leaves out."""
    if not _RATE.search(before) or not re.match(r"\d", answer):
        return before
    should = "" if _REACH.search(before) else "应"
    return before + should + ("在" if re.search(r"以[上内下]$|之内$", answer) else "达到")


def _shows(answer: str, words: str) -> bool:
    """True where the words beside a value state the same number."""
    number = _DIGITS.search(answer)
    found = number and re.search(rf"(?<![\d.]){re.escape(number.group())}(?![\d.]*\d)", words)
    return bool(found)


def _elsewhere(fact: ValueFact, sentence: str, source: Source) -> bool:
    """True where a sentence alike but for its numbers gives another value, or told it already.

    What a table and the text before it both say is asked once, from the table.
    """
    wanted = _masked(fact.before + fact.after)
    for clause in source.echoes(sentence):
        for other in sentences_of(clause):
            if fuzz.partial_ratio(wanted, _masked(other)) < _SAME:
                continue
            if fact.answer not in squeeze(other):
                if _has_measure(fact, other):
                    return True
            elif clause.id != fact.clause.id and source.asked_first(clause, fact.clause):
                return True
    return False


def _masked(text: str) -> str:
    return re.sub(r"\d[\d,.]*", "", plain(text))


def _has_measure(fact: ValueFact, text: str) -> bool:
    return fact.quantity is not None and any(
        quantity.measure == fact.quantity.measure for quantity in find_quantities(text)
    )
