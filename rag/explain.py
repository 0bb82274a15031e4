"""Why a question got its answer: the query as understood, the candidates, the decision."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from index import Index
from rag.calibration import load_calibration
from rag.decide import Finding, decide
from rag.evidence import Evidence
from rag.records import Ask, Candidate, Query, Status, Term
from rag.respond import Part, refused
from rag.wording import load_wording

_MOST_CANDIDATES = 5  # of each district
_MOST_WORDS = 6  # of a term's alternatives


@dataclass(frozen=True, slots=True)
class WeighedTerm:
    """A term of the question, the words it was looked for as, and how much it tells (0 to 1)."""

    text: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate clause. signals: what speaks for it, by name (see rag.records.Signals)."""

    clause_id: str
    district: str
    section: tuple[str, ...]
    probability: float
    signals: dict[str, float]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided for a district. reason: key of the wording that says why."""

    district: str
    status: Status
    reason: str
    chosen: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """One question of what was asked: how it was read, what was considered and decided."""

    read_as: str
    language: str
    districts: tuple[str, ...]
    outside: tuple[str, ...]
    years: tuple[int, ...]
    asks: tuple[str, ...]
    terms: tuple[WeighedTerm, ...]
    refusal: str | None
    considered: tuple[Considered, ...]
    decided: tuple[Decided, ...]


def explain(part: Part, index: Index, evidence: Evidence) -> Explanation:
    """The explanation of one question, from the part of a trace that stands for it."""
    query = part.query
    looked_up = bool(part.candidates)
    districts = (query.districts or index.districts()) if looked_up else ()
    by_district = {
        name: [c for c in part.candidates if c.clause.district == name] for name in districts
    }
    return Explanation(
        read_as=query.text,
        language=query.language,
        districts=query.districts,
        outside=query.outside,
        years=query.years,
        asks=tuple(_ask_name(ask) for ask in query.asks),
        terms=tuple(_weighed(query, evidence)),
        refusal=refused(query),
        considered=tuple(
            _considered(c) for own in by_district.values() for c in own[:_MOST_CANDIDATES]
        ),
        decided=tuple(_decided(query, name, own, evidence) for name, own in by_district.items()),
    )


def _ask_name(ask: Ask) -> str:
    details = [*ask.roles, *(d for d in (ask.field, ask.measure, ask.noun) if d)]
    return f"{ask.kind} ({', '.join(details)})" if details else ask.kind


def _weighed(query: Query, evidence: Evidence) -> list[WeighedTerm]:
    weights = evidence.weights(query.terms, query.asks)

    def weighed(term: Term, weight: float) -> WeighedTerm:
        return WeighedTerm(term.text, term.alternatives[:_MOST_WORDS], round(weight, 2))

    return [weighed(term, weight) for term, weight in zip(query.terms, weights, strict=True)]


def _considered(candidate: Candidate) -> Considered:
    clause = candidate.clause
    signals = {name: round(float(value), 3) for name, value in asdict(candidate.signals).items()}
    return Considered(
        clause.id, clause.district, clause.section, round(candidate.probability, 3), signals
    )


def _decided(
    query: Query, district: str, candidates: Sequence[Candidate], evidence: Evidence
) -> Decided:
    finding = decide(query, district, candidates, evidence)
    best = candidates[0].probability if candidates else 0.0
    return Decided(
        district,
        finding.status,
        _reason(query, finding, best),
        tuple(candidate.clause.id for candidate in finding.chosen),
        round(best, 3),
    )


def _reason(query: Query, finding: Finding, best: float) -> str:
    if finding.status != "not_found":
        return f"explain_{finding.status}"
    if not query.terms:
        return "explain_no_topic"
    return "explain_unlikely" if best < load_calibration().answers else "explain_beside_it"


def explanation_lines(explanation: Explanation) -> list[str]:
    """An explanation as lines of text, in the language of the question."""
    say = load_wording("zh" if explanation.language == "zh" else "en")
    lines = [say("explain_read", text=explanation.read_as)]
    named = [*explanation.districts, *explanation.outside]
    lines.append(say("explain_districts", value=" ".join(named) or say("explain_none")))
    lines.append(say("explain_asks", value="; ".join(explanation.asks) or say("explain_none")))
    lines.append(say("explain_terms"))
    lines += [f"  {t.weight:.2f}  {t.text}: {' / '.join(t.words)}" for t in explanation.terms]
    if explanation.refusal:
        return [*lines, say("explain_refused", reason=explanation.refusal)]
    lines.append(say("explain_candidates"))
    for item in explanation.considered:
        lines.append(f"  {item.probability:.2f}  {item.district}  {' > '.join(item.section)}")
        told = ", ".join(f"{name} {value:g}" for name, value in item.signals.items() if value)
        lines.append(f"        {told}")
    lines.append(say("explain_decision", least=f"{load_calibration().answers:.2f}"))
    for item_ in explanation.decided:
        reason = say(item_.reason)
        lines.append(f"  {item_.district}: {reason} ({item_.probability:.2f})")
    return lines
