"""Verdicts on one answer: each check right or wrong, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.citation import Citation
from eval.gold import Anchor, GoldQuestion
from rag.normalize import matching
from rag.records import Answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """The checks of one answer; a check that does not apply to the question is absent.

    checks: name -> passed. reasons: what was wrong, in words. everything: all checks passed.
    measures: name -> value of this answer (eval/measures/), absent where it does not apply.
    """

    question: GoldQuestion
    answer: Answer
    checks: Mapping[str, bool]
    reasons: tuple[str, ...]
    measures: Mapping[str, float] = field(default_factory=dict)

    @property
    def everything(self) -> bool:
        return all(self.checks.values())


def score(question: GoldQuestion, answer: Answer) -> Verdict:
    """The verdict on an answer.

    Checks: status; citation (the first one is an anchor); district (of the first citation);
    units (names and roles exactly, where units are asked); text (required strings in the answer,
    forbidden ones absent; blank space does not count); grounded (each unit stands in a quote).
    """
    checks: dict[str, bool] = {"status": answer.status == question.status}
    reasons: list[str] = []
    if not checks["status"]:
        reasons.append(f"status {answer.status}, expected {question.status}")
    if question.anchors:
        _check_citation(question, answer, checks, reasons)
    if question.units or question.status != "answered":
        _check_units(question, answer, checks, reasons)
    _check_text(question, answer, checks, reasons)
    quotes = [matching(citation.quote) for citation in answer.citations]
    checks["grounded"] = all(
        any(matching(unit.name.split("、")[-1]) in quote for quote in quotes)
        for unit in answer.units
    )
    return Verdict(question, answer, checks, tuple(reasons))


def _check_citation(
    question: GoldQuestion, answer: Answer, checks: dict[str, bool], reasons: list[str]
) -> None:
    first = answer.citations[0] if answer.citations else None
    checks["citation"] = first is not None and any(
        fits(anchor, first) for anchor in question.anchors
    )
    checks["district"] = first is not None and any(
        anchor.district == first.district for anchor in question.anchors
    )
    if not checks["citation"]:
        cited = " > ".join(first.section) if first else "nothing"
        reasons.append(f"cited {cited}, expected {question.anchors[0].section}")


def fits(anchor: Anchor, citation: Citation) -> bool:
    """True when a citation is the clause that an anchor describes."""
    path = matching(" ".join(citation.section))
    return (
        citation.district == anchor.district
        and matching(anchor.quote) in matching(citation.quote)
        and all(matching(words) in path for words in anchor.section)
    )


def _check_units(
    question: GoldQuestion, answer: Answer, checks: dict[str, bool], reasons: list[str]
) -> None:
    expected = {(matching(u.name), u.role, u.district) for u in question.units}
    got = {(matching(u.name), u.role, u.district) for u in answer.units}
    checks["units"] = got == expected
    if got != expected:
        missing = "、".join(sorted(f"{n}/{r}" for n, r, _ in expected - got))
        extra = "、".join(sorted(f"{n}/{r}" for n, r, _ in got - expected))
        reasons.append(f"units missing: {missing or '-'}; extra: {extra or '-'}")


def _check_text(
    question: GoldQuestion, answer: Answer, checks: dict[str, bool], reasons: list[str]
) -> None:
    text = matching(answer.answer)
    missing = [words for words in question.must if matching(words) not in text]
    forbidden = [words for words in question.must_not if matching(words) in text]
    if answer.status == "not_found":
        forbidden = []
    checks["text"] = not missing and not forbidden
    if missing:
        reasons.append(f"answer lacks {'、'.join(missing)}")
    if forbidden:
        reasons.append(f"answer has {'、'.join(forbidden)}")
