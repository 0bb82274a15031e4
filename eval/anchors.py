"""Which clauses of the documents the anchors of gold questions stand for."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Clause, ParsedDocument
from corpus.citation import Citation, cite
from eval.gold import Anchor, GoldQuestion
from rag.normalize import matching


@dataclass(frozen=True, slots=True)
class _Written:
    """A clause with its citation, and its words and section path in matching form."""

    clause: Clause
    citation: Citation
    quote: str
    path: str


class Anchors:
    """Finds the clauses that anchors stand for, as eval.score.fits judges citations."""

    def __init__(self, documents: Iterable[ParsedDocument]) -> None:
        self._districts: dict[str, list[_Written]] = {}
        self._texts: dict[str, str] = {}
        self._clauses: dict[str, _Written] = {}
        for parsed in documents:
            document = parsed.document
            known = self._texts.get(document.district, "")
            self._texts[document.district] = f"{known}\n{matching(document.text)}"
            own = self._districts.setdefault(document.district, [])
            for clause in parsed.clauses:
                citation = cite(clause, document)
                path = matching(" ".join(clause.section))
                written = _Written(clause, citation, matching(citation.quote), path)
                self._clauses[clause.id] = written
                own.append(written)

    def districts(self) -> tuple[str, ...]:
        """The districts that have a document, in the order of the documents."""
        return tuple(self._districts)

    def text(self, district: str) -> str:
        """All words of a district's documents, in matching form; "" for an unknown district."""
        return self._texts.get(district, "")

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with an id, None when there is none."""
        found = self._clauses.get(clause_id)
        return found.clause if found else None

    def citation(self, clause_id: str) -> Citation:
        """The citation of one of these clauses. Raises KeyError for another id."""
        return self._clauses[clause_id].citation

    def with_quote(self, anchor: Anchor) -> list[Clause]:
        """The clauses of the anchor's district that hold its words, in any section."""
        return [written.clause for written in self._having(anchor)]

    def of(self, anchor: Anchor) -> list[Clause]:
        """The clauses that hold the anchor's words and stand below its section."""
        words = [matching(part) for part in anchor.section]
        return [
            written.clause
            for written in self._having(anchor)
            if all(part in written.path for part in words)
        ]

    def clauses(self, question: GoldQuestion) -> dict[str, Clause]:
        """The clauses that a question's anchors stand for, by id, in the order of the anchors."""
        return {clause.id: clause for anchor in question.anchors for clause in self.of(anchor)}

    def documents(self, question: GoldQuestion) -> tuple[str, ...]:
        """The ids of the documents that a question's clauses are of, in that order."""
        found = self.clauses(question).values()
        return tuple(dict.fromkeys(clause.document_id for clause in found))

    def _having(self, anchor: Anchor) -> list[_Written]:
        quote = matching(anchor.quote)
        return [w for w in self._districts.get(anchor.district, ()) if quote in w.quote]
