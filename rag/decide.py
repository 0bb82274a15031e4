"""Which clauses answer, or that none does. One decision for each district."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.ledger import adds_up
from corpus.numbering import without_marker
from rag.beside import beside
from rag.calibration import load_calibration
from rag.evidence import Evidence, says_more
from rag.extract import can_answer
from rag.facts import DOCUMENT_NUMBER
from rag.lexicon import load_lexicon
from rag.normalize import matching
from rag.records import Ask, Candidate, Query, Status
from rag.weights import load_weights

_FIGURES = ("figure", "target", "deadline")  # that of something near is a wrong one
_FIELD = "领域"  # what the rows of a table of fields are called
_MOST_ROWS = 12  # rows of one section that are answered together


@dataclass(frozen=True, slots=True)
class Finding:
    """What was decided for a district.

    chosen: the answering clause, or the rows of one section that answer together; the clause at
    hand for unspecified; () for not_found. also: clauses that speak of the same elsewhere.
    helpers: for an ask that the chosen clause is silent on, the clause that answers it. beside:
    clauses that answer for another of several years, or are further ones of just so many rows.
    likely: the probability of the likeliest clause of the district.
    """

    district: str
    status: Status
    chosen: tuple[Candidate, ...] = ()
    also: tuple[Candidate, ...] = ()
    helpers: tuple[tuple[Ask, Candidate], ...] = ()
    beside: tuple[Candidate, ...] = ()
    likely: float = 0.0

    @property
    def best(self) -> Candidate:
        """The first chosen clause. Raises IndexError for not_found."""
        return self.chosen[0]


def decide(
    query: Query, district: str, candidates: Sequence[Candidate], evidence: Evidence
) -> Finding:
    """Answer, unspecified or not found, for one district.

    candidates: of that district, best first.
    """
    accepted = [c for c in candidates if _accepts(query, c, evidence)]
    if not accepted or not query.terms:
        return Finding(district, "not_found")
    accepted = _of_the_year(query, accepted, evidence)
    able = _Able(query, evidence)
    near = _nearest(query, accepted, candidates, able)
    if query.asks and not any(able.of(c) for c in near):
        if any(ask.noun == DOCUMENT_NUMBER for ask in query.asks):
            return Finding(district, "not_found")  # no clause refers to such a document
        return _silent(query, district, near[0], evidence)
    best = max(  # the first of these, as max keeps the order of equals
        near,
        key=lambda c: (
            len(able.of(c)),
            _is_named(query, c),
            _sums_up(query, c, near),
            c.signals.key > 0,
            query.about_text() and says_more(c.clause),
            _is_row_for_facts(query, c, near),
        ),
    )
    whole = [c for c in accepted if set(query.asks) <= set(able.of(c))]
    return Finding(
        district,
        "answered",
        _rows_together(query, best, accepted),
        _also(best, near),
        _helpers(query, best, accepted, able),
        tuple(beside(query, best, whole, evidence)),
        accepted[0].probability,
    )


class _Able:
    """Which asks of a query each candidate answers; looked up once."""

    def __init__(self, query: Query, evidence: Evidence) -> None:
        self._query, self._evidence = query, evidence
        self._known: dict[int, list[Ask]] = {}

    def of(self, candidate: Candidate) -> list[Ask]:
        """The asks that a candidate's clause answers, in the order asked."""
        if candidate.position not in self._known:
            self._known[candidate.position] = [
                ask
                for ask in self._query.asks
                if can_answer(self._query, ask, candidate.clause, self._evidence)
            ]
        return self._known[candidate.position]


def _nearest(
    query: Query, accepted: Sequence[Candidate], candidates: Sequence[Candidate], able: _Able
) -> list[Candidate]:
    """The clauses that speak of about as much as the likeliest, and rows under its name.

    Where all of these are silent on what is asked, also those on the same matter elsewhere.
    """
    limits = load_weights().decide
    most = accepted[0].signals.coverage
    near = [c for c in accepted if c.signals.coverage >= most - limits.near]
    near += [c for c in _rows_named_alike(near[0], candidates) if c not in near]
    if query.asks and not any(able.of(c) for c in near):
        near += [
            c
            for c in accepted
            if c not in near
            and c.signals.known >= limits.same
            and c.probability >= limits.in_question
        ]
    return near


def _helpers(
    query: Query, best: Candidate, accepted: Sequence[Candidate], able: _Able
) -> tuple[tuple[Ask, Candidate], ...]:
    """For each ask that the best clause is silent on, the likeliest clause that answers it."""
    found = (
        (ask, next((c for c in accepted if ask in able.of(c)), None))
        for ask in query.asks
        if ask not in able.of(best)
    )
    return tuple((ask, c) for ask, c in found if c is not None)


def _of_the_year(
    query: Query, accepted: Sequence[Candidate], evidence: Evidence
) -> list[Candidate]:
    """The clauses that name the year asked, where some that speak of the topic do.

    A plan has targets for several years; those of another year are no answer.
    """
    naming = [c for c in accepted if c.signals.year]
    least = accepted[0].signals.coverage - load_weights().decide.near
    told = any(c.signals.coverage >= least for c in naming)
    return naming if told and evidence.periods.has_several(accepted[0].clause) else list(accepted)


def _silent(query: Query, district: str, nearest: Candidate, evidence: Evidence) -> Finding:
    """Unspecified, with the clause that is silent on what is asked; not found where that clause is
    not about the matter: of a year that it does not name, or near by words of any clause only.
    """
    spoken = (t for t in query.terms if evidence.speaks_of(t, nearest.position))
    telling = max((evidence.weight(term) for term in spoken), default=0.0)
    another = evidence.periods.is_of_other_year(query, nearest.clause) and not nearest.signals.year
    if another or telling < load_weights().decide.telling:
        return Finding(district, "not_found")
    return Finding(district, "unspecified", (nearest,))


def _is_named(query: Query, candidate: Candidate) -> bool:
    """True for a row whose name is a word of the question, no more and no less.

    The row 火灾起数 answers for that, not 重特大火灾起数, which says it as well. Asked for units,
    the field of a word does, too: 燃气领域, not the application 管道燃气安全在线.
    """
    name = matching(without_marker(candidate.clause.section[-1]))
    is_field = name.endswith(_FIELD) and query.asks_for("units") is not None
    field = name.removesuffix(_FIELD) if is_field else ""
    return candidate.clause.kind == "table_row" and any(
        term.known and (term.alternatives[0] == name or field in term.alternatives)
        for term in query.terms
    )


def _sums_up(query: Query, candidate: Candidate, near: Sequence[Candidate]) -> bool:
    """True for the clause that a total is asked of: a row of sums, or one above others as near."""
    if query.asks_for("figure") is None or not load_lexicon().total.search(query.text):
        return False
    path = candidate.clause.section
    below = (c.clause.section for c in near if len(c.clause.section) > len(path))
    return adds_up(candidate.clause) or any(s[: len(path)] == path for s in below)


def _is_row_for_facts(query: Query, candidate: Candidate, near: Sequence[Candidate]) -> bool:
    """True for a row that covers as much as any clause, where units or figures are asked for.

    The table assigns tasks and sets targets; running text only mentions them. But a row's sum of
    money is for all that is in it: it must be named no less than another clause is.
    """
    tied = load_weights().decide.tied
    named = max(c.signals.heading for c in near)
    if (
        any(ask.measure == "money" for ask in query.asks)
        and candidate.signals.heading < named - tied
    ):
        return False
    return (
        any(ask.kind in ("units", "figure", "target") for ask in query.asks)
        and candidate.clause.kind == "table_row"
        and candidate.signals.coverage >= near[0].signals.coverage - tied
    )


def _rows_named_alike(top: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Rows of the same document under the name that a body clause carries as its heading.

    The annex spells out who does what the body says under the same heading.
    """
    if top.clause.kind == "table_row":
        return []
    name = without_marker(top.clause.section[-1])
    return [
        c
        for c in candidates
        if c.clause.kind == "table_row"
        and c.clause.document_id == top.clause.document_id
        and without_marker(c.clause.section[-1]) == name
        and c.signals.coverage >= load_weights().decide.alike
        and c.signals.numbers >= top.signals.numbers
    ]


def _accepts(query: Query, candidate: Candidate, evidence: Evidence) -> bool:
    """A clause that probably answers, or would if it stated what is asked.

    One that states none of the numbers that the question takes for granted does not; one that
    does not speak of the most telling word must be likelier than others.
    """
    limits = load_weights().decide
    if query.ordinal is not None and candidate.signals.known < limits.same:
        return False  # a row of that number, but of another table
    bound = (term for term in query.terms if term.place or term.proper)
    if not all(evidence.speaks_of(term, candidate.position) for term in bound):
        return False
    if (
        query.asks_for("units")
        and candidate.signals.coverage < limits.thin
        and candidate.probability < limits.sure
        and evidence.is_foreign(query.terms, candidate.position)
    ):
        return False  # a unit that answers for something near is a wrong one
    quoted = any(term.label for term in query.terms) and not candidate.signals.label
    figures = any(ask.kind in _FIGURES for ask in query.asks)
    keyless = limits.keyless_figure if figures else limits.keyless
    extra = 0.0 if candidate.signals.key and not quoted else keyless
    likely = candidate.probability >= load_calibration().answers + extra
    in_question = candidate.about >= limits.in_question + extra
    return (likely or in_question) and candidate.signals.numbers > 0


def _rows_together(
    query: Query, best: Candidate, accepted: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """All rows of a document under one name, where the question names no more than that name.

    The name may stand in several tables: none is silently chosen. Rows that name the same units
    count as one; the order is the document's.
    """
    if best.clause.kind != "table_row" or query.asks_for("units") is None:
        return (best,)
    tied = load_weights().decide.tied
    rows = [
        c
        for c in accepted
        if c.clause.section[-1] == best.clause.section[-1]
        and c.clause.kind == "table_row"
        and c.clause.document_id == best.clause.document_id
        and c.signals.coverage >= best.signals.coverage - tied
        and c.signals.heading >= 0.8 * best.signals.coverage
    ]
    if len({c.clause.units for c in rows}) < 2 or len(rows) > _MOST_ROWS:
        return (best,)
    return tuple(sorted(rows, key=lambda c: c.position))


def _also(best: Candidate, near: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best clause of the other kind: the body's beside a row's, a row beside the body's."""
    is_row = best.clause.kind == "table_row"
    others = (
        c
        for c in near
        if (c.clause.kind == "table_row") != is_row
        and c.clause.kind != "front_matter"
        and c.signals.coverage >= best.signals.coverage - load_weights().decide.tied
    )
    return tuple(c for c, _ in zip(others, range(1), strict=False))
