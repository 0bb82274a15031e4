"""Verdicts on one answer: each check right or wrong, with the reason."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Protocol

from corpus.citation import Citation
from eval.gold import Anchor, GoldQuestion
from eval.measures import sets
from eval.measures.citations import citation_precision, citation_recall
from eval.measures.retrieval import ndcg_at, recall_at, reciprocal_rank
from eval.measures.text import character_f1, exact_match
from rag.normalize import matching
from rag.records import Answer

_CUTS = (1, 3, 5, 10)  # recall@k


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


class Placed(Protocol):
    """A clause as far as an anchor tells it: a citation, or anything with these three."""

    @property
    def district(self) -> str: ...
    @property
    def section(self) -> Sequence[str]: ...
    @property
    def quote(self) -> str: ...


def score(question: GoldQuestion, answer: Answer, ranking: Sequence[Placed] = ()) -> Verdict:
    """The verdict on an answer.

    Checks: status; citation (the first one is an anchor); district (of the first citation);
    units (names and roles exactly, where units are asked); text (required strings in the answer,
    forbidden ones absent; blank space does not count); grounded (each unit stands in a quote).
    ranking: the clauses that were found for the question, best first; () where that is not known,
    which leaves the measures of retrieval out.
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
    _check_grounded(answer, checks, reasons)
    given = {(matching(u.name), u.role, u.district) for u in answer.units}
    measures = {
        **retrieval_measures(question, ranking),
        **citation_measures(question, answer.citations),
        **(unit_measures(question, given) if question.units else {}),
        **text_measures(question, answer.answer),
    }
    return Verdict(question, answer, checks, tuple(reasons), measures)


def retrieval_measures(question: GoldQuestion, ranking: Sequence[Placed]) -> dict[str, float]:
    """recall@k, mrr and ndcg@10 of a ranking, {} for a question without anchors or a ranking.

    Each anchor is one thing to find; a second clause that fits the same one finds nothing new.
    """
    if not question.anchors or not ranking:
        return {}
    found: list[str] = []
    for rank, placed in enumerate(ranking):
        fitting = (
            f"anchor {i}" for i, anchor in enumerate(question.anchors) if fits(anchor, placed)
        )
        found.append(next((name for name in fitting if name not in found), f"clause {rank}"))
    gains = {f"anchor {i}": 1.0 for i in range(len(question.anchors))}
    return {
        **{f"recall@{k}": recall_at(k, found, gains) for k in _CUTS},
        "mrr": reciprocal_rank(found, gains),
        "ndcg@10": ndcg_at(10, found, gains),
    }


def citation_measures(question: GoldQuestion, citations: Sequence[Citation]) -> dict[str, float]:
    """citation_precision and citation_recall, {} for a question without anchors."""
    if not question.anchors:
        return {}
    gold = [any(fits(anchor, citation) for anchor in question.anchors) for citation in citations]
    borne = "".join(
        matching(c.quote) for c, is_gold in zip(citations, gold, strict=True) if is_gold
    )
    needed = [
        is_gold
        or any(
            unit.district == citation.district
            and matching(unit.name) in matching(citation.quote)
            and matching(unit.name) not in borne
            for unit in question.units
        )
        for citation, is_gold in zip(citations, gold, strict=True)
    ]
    expected = dict.fromkeys(anchor.district for anchor in question.anchors)
    cited = {c.district for c, is_gold in zip(citations, gold, strict=True) if is_gold}
    return {
        "citation_precision": citation_precision(needed),
        "citation_recall": citation_recall([district in cited for district in expected]),
    }


def unit_measures(
    question: GoldQuestion, given: AbstractSet[tuple[str, str, str]]
) -> dict[str, float]:
    """unit_precision, unit_recall, unit_f1, unit_exact. given: (name, role, district) each."""
    expected = {(matching(u.name), u.role, u.district) for u in question.units}
    got = {(matching(name), role, district) for name, role, district in given}
    return {
        "unit_precision": sets.precision(got, expected),
        "unit_recall": sets.recall(got, expected),
        "unit_f1": sets.f1(got, expected),
        "unit_exact": sets.exact(got, expected),
    }


def text_measures(question: GoldQuestion, text: str) -> dict[str, float]:
    """exact_match and char_f1 against the model answer, {} for a question without one."""
    if not question.answer:
        return {}
    return {
        "exact_match": exact_match(text, question.answer),
        "char_f1": character_f1(text, question.answer),
    }


def _check_grounded(answer: Answer, checks: dict[str, bool], reasons: list[str]) -> None:
    quotes = [matching(citation.quote) for citation in answer.citations]
    loose = [
        unit.name
        for unit in answer.units
        if not any(matching(unit.name.split("、")[-1]) in quote for quote in quotes)
    ]
    checks["grounded"] = not loose
    if loose:
        reasons.append(f"units that no cited clause names: {'、'.join(loose)}")


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


def fits(anchor: Anchor, citation: Placed) -> bool:
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
