"""The records of a question's way to its answer; Answer is the contract of every interface."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from corpus.citation import Citation, CitedUnit
from corpus.records import Clause, Role

Language = Literal["zh", "en"]
Status = Literal["answered", "unspecified", "not_found"]
AskKind = Literal[
    "units",
    "figure",
    "target",
    "deadline",
    "named",
    "content",
    "list",
    "document",
    "duties",
    "absent",
]
DocumentField = Literal[
    "doc_number",
    "issued",
    "issuer",
    "title",
    "period",
    "copied",
    "annexes",
    "addressees",
    "index_number",
    "label",
    "basis",
]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a question asks for.

    roles: which roles answer, () for every role. measure: what kind of figure it must be (money,
    ratio, or an id of measures.toml). noun: what kind of thing is to be named (街道, 水库).
    """

    id: str
    kind: AskKind
    roles: tuple[Role, ...] = ()
    field: DocumentField | None = None
    measure: str | None = None
    noun: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a clause must speak of to answer.

    text: the word as asked. alternatives: words that mean the same, in matching form.
    known: the word stands in a lexicon (False: the question's own word). weak: an own word that
    names no thing (a verb, an adverb). label: it is quoted, or a number that is a name. gloss: an
    everyday word, Chinese or English, with what the documents write for it. place: a part of a
    document, where the answer must stand (附件3). proper: the name of one river, road, town …,
    which a clause must speak of to be about it. unit: id of the unit function that the word
    names, None for a topic.
    """

    text: str
    alternatives: tuple[str, ...]
    known: bool = True
    weak: bool = False
    label: bool = False
    gloss: bool = False
    place: bool = False
    proper: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood.

    districts: those with documents; outside: those without; left_out: those with documents from
    which the asker wants no answer. years: named in the question.
    unit: id of the unit function that the question names, if any. every: the question asks of all
    districts at once (各区县, which districts). lists: beside a number, what is counted is to be
    listed (共几项，分别是什么). ordinal: the number of the row or item that is meant (第11项).
    """

    question: str
    text: str
    language: Language
    districts: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    terms: tuple[Term, ...] = ()
    years: tuple[int, ...] = ()
    unit: str | None = None
    every: bool = False
    lists: bool = False
    ordinal: int | None = None

    def about_text(self) -> bool:
        """True where the text of a clause is asked for, not a unit or a figure in it."""
        return all(ask.kind in ("content", "list") for ask in self.asks)

    def is_of_documents(self) -> bool:
        """True where a fact about a document is asked for (its number, date, issuer …)."""
        return self.asks_for("document") is not None

    def asks_for(self, kind: AskKind) -> Ask | None:
        """The first ask of a kind, None when the question has none."""
        return next((ask for ask in self.asks if ask.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a clause as the answer to a query; between 0 and 1 unless said otherwise.

    coverage: share of the topic's weight that headings and one sentence cover. heading: the same
    for the clause's own heading alone. margin: how much more of the topic it covers than any
    clause of its district under another heading, times coverage. known: coverage by the terms
    that a lexicon knows. missing: weight of the most telling known Chinese term that the clause
    does not speak of (an English one may have been translated by the wrong word). matched: weight
    of all that it speaks of (a sum, not a share). words, vectors: BM25 and embedding similarity
    relative to the district's clauses. overlap: share of the question's character pairs that the
    clause has. suits: the clause states what is asked. key: it speaks of the most telling term.
    numbers: share of the question's numbers (500台) that it states, 1 for a question without one.
    label: share of its labels (“四个多”, 12350) that the clause holds, 0 for a question without.
    defines: it spells out a term. year: share of the years asked that it names. row: it is a table
    row. formal: it is of the notice, the ending or the annex list. length: natural logarithm of its
    characters.
    """

    coverage: float
    heading: float
    margin: float
    known: float
    missing: float
    matched: float
    words: float
    vectors: float
    overlap: float
    suits: float
    key: float
    numbers: float
    label: float
    defines: float
    year: float
    row: float
    formal: float
    length: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause with what speaks for it.

    probability: that it answers. about: the same were it to state what is asked; a clause that is
    likely by this alone is the one in question, but silent.
    """

    clause: Clause
    position: int
    signals: Signals
    probability: float
    about: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer contract. reading: nearest clauses of a question that has no answer."""

    question: str
    language: Language
    status: Status
    answer: str
    units: tuple[CitedUnit, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    reading: tuple[Citation, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain JSON types, in the order of the contract."""
        plain = asdict(self)
        plain["timings_ms"] = dict(self.timings_ms)
        return plain
