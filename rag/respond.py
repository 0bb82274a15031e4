"""What is said to one question: from its ranked candidates to lines, units and citations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citation import Citation
from index import Index
from rag.compare import compare
from rag.compose import compose
from rag.decide import Finding, decide
from rag.document_facts import about_documents
from rag.draft import Draft
from rag.duties import duties
from rag.evidence import Evidence
from rag.lists import find_list, write_list
from rag.records import Candidate, Query, Status
from rag.weights import load_weights

_COUNTS = (None, "count")  # measures of a question for the number of items: 共几项
_READING = 3  # nearest clauses offered with a question that has no answer
_LEAST_READING = 0.25  # coverage


@dataclass(frozen=True, slots=True)
class Part:
    """One question of what was asked, with its candidates, best first."""

    query: Query
    candidates: tuple[Candidate, ...] = ()

    @property
    def probability(self) -> float:
        """The probability that the best candidate answers, 0 without one."""
        return self.candidates[0].probability if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class Responder:
    """Writes what the documents say to a question, or that they say nothing."""

    index: Index
    evidence: Evidence
    chosen: bool = False  # the index is only what the asker wants to be looked in

    def respond(self, part: Part, draft: Draft) -> tuple[Status, float]:
        """Add the answer to one question to the draft, or the refusal.

        Returns the status and the probability that it is right.
        """
        query = part.query
        refusal = refused(query)
        before = len(draft.lines)
        status: Status = "not_found"
        sure = 1.0
        if refusal is None:
            status, sure = self._find(part, draft)
        if status == "not_found":
            del draft.lines[before:]
            key = refusal or ("not_found_chosen" if self.chosen else "not_found")
            self.refuse(draft, key, query.left_out if key == "not_chosen" else query.outside)
        elif query.outside:
            self.refuse(draft, "not_covered", query.outside)
        elif query.left_out:
            self.refuse(draft, "not_chosen", query.left_out)
        return status, sure

    def answers(self, part: Part) -> bool:
        """True where a clause states what a question asks."""
        return any(
            decide(part.query, district, own, self.evidence).status == "answered"
            for district, own in self._by_district(part.query, part.candidates)
        )

    def _by_district(
        self, query: Query, candidates: Sequence[Candidate]
    ) -> Iterator[tuple[str, list[Candidate]]]:
        for district in query.districts or self.index.districts():
            yield district, [c for c in candidates if c.clause.district == district]

    def _find(self, part: Part, draft: Draft) -> tuple[Status, float]:
        query = part.query
        districts = query.districts or self.index.districts()
        if query.asks_for("document"):
            return about_documents(query, districts, draft), 1.0
        ask = query.asks_for("duties")
        if ask and query.unit:
            return duties(query, ask, districts, draft, self.evidence), 1.0
        if self._wants_list(query) and self._lists(query, districts, draft):
            return "answered", 1.0
        return self._from_clauses(query, part.candidates, draft)

    def _wants_list(self, query: Query) -> bool:
        """True where the items below a heading may be meant: they are to be listed or counted."""
        if query.ordinal is not None:
            return False
        counted = all(ask.kind == "figure" and ask.measure in _COUNTS for ask in query.asks)
        return counted or any(ask.kind in ("list", "duties") for ask in query.asks)

    def _lists(self, query: Query, districts: Sequence[str], draft: Draft) -> bool:
        """Write the lists that a query names, district by district; False where it names none."""
        found = [(d, find_list(query, d, draft, self.evidence)) for d in districts]
        for district, listed in found:
            if listed:
                write_list(district, listed, draft)
        return any(listed for _, listed in found)

    def _from_clauses(
        self, query: Query, candidates: Sequence[Candidate], draft: Draft
    ) -> tuple[Status, float]:
        """Decide for each district, and write what was found; returns status and best score."""
        findings = [
            decide(query, district, own, self.evidence)
            for district, own in self._by_district(query, candidates)
        ]
        kept = _worth_telling(query, findings)
        for finding in kept:
            if finding.status == "not_found":
                name = draft.district(finding.district)
                draft.lines.append(draft.say("missing_district", district=name))
            else:
                compose(query, finding, draft, self.evidence)
        compare(query, kept, draft, self.evidence)
        for status in ("answered", "unspecified"):
            told = [f for f in kept if f.status == status]
            if told:
                return status, max(f.best.probability for f in told)
        return "not_found", 1.0 - max((c.probability for c in candidates), default=0.0)

    def refuse(self, draft: Draft, key: str, outside: Sequence[str]) -> None:
        """Say that there is no answer, and which districts and documents are looked in.

        outside: the districts to name that are not among them.
        """
        coverage = draft.say("separator").join(
            draft.say(
                "coverage_item",
                district=draft.district(document.district),
                title=document.title,
                doc_number=document.doc_number,
            )
            for document in self.index.documents.values()
        )
        values: dict[str, object] = {"count": len(self.index.districts()), "coverage": coverage}
        if key in ("not_covered", "not_chosen"):
            names = (draft.district(name) for name in outside)
            values["outside"] = draft.say("separator").join(names)
        draft.lines.append(draft.say(key, **values))

    def reading(self, candidates: Sequence[Candidate]) -> tuple[Citation, ...]:
        """The nearest clauses of a question that has no answer."""
        near = [c for c in candidates if c.signals.coverage >= _LEAST_READING][:_READING]
        return tuple(self.index.cite(candidate.clause) for candidate in near)


def refused(query: Query) -> str | None:
    """The wording that refuses a query before any search, None for one that is looked up."""
    if not query.districts and (query.outside or query.left_out):
        return "not_covered" if query.outside else "not_chosen"
    return "absent" if query.asks_for("absent") else None


def _worth_telling(query: Query, findings: Sequence[Finding]) -> list[Finding]:
    """All districts that the question names; without one, those that answer about as well.

    Where all districts are asked at once, those that fall short of the best have nothing.
    """
    if query.districts and not query.every:
        return list(findings)
    answering = [f for f in findings if f.status == "answered"]
    answering = answering or [f for f in findings if f.status == "unspecified"]
    limits = load_weights().decide
    likely = max((f.best.probability for f in answering), default=0.0) - limits.together
    covered = max((f.best.signals.coverage for f in answering), default=0.0) - limits.beside
    kept = [
        f for f in answering if f.best.probability >= likely and f.best.signals.coverage >= covered
    ]
    if not query.every:
        return kept
    # each is held to what it says of the most telling word, not only to the best
    kept += [
        f
        for f in answering
        if f not in kept
        and f.best.signals.key
        and f.likely >= limits.each
        and f.best.signals.coverage >= covered - limits.near
    ]
    return [f if f in kept else Finding(f.district, "not_found") for f in findings]
