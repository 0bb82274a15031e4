"""The chain: question → query → retrieval → decision → answer → check, in LangChain runnables."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from langchain_core.documents import Document as LangChainDocument
from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableLambda

from index import Index, load_index
from rag.check import faults
from rag.compose import compose
from rag.decide import Finding, decide
from rag.document_facts import about_documents
from rag.draft import Draft, cite
from rag.duties import duties
from rag.evidence import Evidence
from rag.history import with_history
from rag.lists import find_list, write_list
from rag.normalize import check_question
from rag.phrase import load_chat_model, phrase
from rag.rank import rank, search_words
from rag.records import Answer, Candidate, Citation, Query, Status
from rag.retriever import ClauseRetriever
from rag.understand import Coverage, understand
from rag.weights import load_weights
from settings import Settings, get_settings

_LOG = logging.getLogger(__name__)
_READING = 3  # nearest clauses offered with a question that has no answer
_LEAST_READING = 0.25  # coverage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its earlier questions, oldest first."""

    question: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a question on its way through the chain; candidates are best first."""

    query: Query
    found: tuple[LangChainDocument, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)


class Assistant:
    """Answers questions from one loaded index."""

    def __init__(
        self, index: Index, settings: Settings, chat_model: BaseChatModel | None = None
    ) -> None:
        self.index = index
        self._chat_model = chat_model
        self.settings = settings
        self._coverage = Coverage.of(index.documents.values())
        self._evidence = Evidence(index)
        self._retriever = ClauseRetriever(index=index, candidates=settings.candidates)
        self._ranking: Runnable[Asked, Trace] = (
            RunnableLambda(self._understand, name="understand")
            | RunnableLambda(self._retrieve, name="retrieve")
            | RunnableLambda(self._rank, name="rank")
        )
        self.chain: Runnable[Asked, Answer] = (
            self._ranking
            | RunnableLambda(self._answer, name="answer")
            | RunnableLambda(self._check, name="check")
            | RunnableLambda(self._phrase, name="phrase")
        )

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question.

        history: earlier questions of the same conversation, oldest first. Raises QuestionError
        for a question that is empty, too long or has no word in it.
        """
        started = time.perf_counter()
        answer = self.chain.invoke(self._asked(question, history))
        total = round((time.perf_counter() - started) * 1000, 1)
        return replace(answer, timings_ms={**answer.timings_ms, "total": total})

    def trace(self, question: str, history: Sequence[str] = ()) -> Trace:
        """The query of a question as understood, and the ranked candidates; raises as ask."""
        return self._ranking.invoke(self._asked(question, history))

    def _asked(self, question: str, history: Sequence[str]) -> Asked:
        longest = self.settings.max_question_chars
        earlier = [q for q in history if q.strip()][-self.settings.max_history :]
        return Asked(
            check_question(question, longest),
            tuple(check_question(q, longest) for q in earlier if self.settings.max_history),
        )

    def _understand(self, asked: Asked) -> Trace:
        earlier = [understand(question, self._coverage) for question in asked.history]
        return Trace(with_history(understand(asked.question, self._coverage), earlier))

    def _retrieve(self, step: Trace) -> Trace:
        query = step.query
        if self._without_search(query):
            return step
        started = time.perf_counter()
        found = self._retriever.invoke(
            query.text, districts=query.districts, words=search_words(query)
        )
        spent = round((time.perf_counter() - started) * 1000, 1)
        return replace(step, found=tuple(found), timings={"retrieve": spent})

    def _without_search(self, query: Query) -> bool:
        return _refusal(query) is not None or query.asks_for("document") is not None

    def _rank(self, step: Trace) -> Trace:
        candidates = rank(step.query, step.found, self.index, self._evidence)
        return replace(step, candidates=tuple(candidates))

    def _answer(self, step: Trace) -> tuple[Answer, Query]:
        query = step.query
        draft = Draft(self.index, query.language)
        refusal = _refusal(query)
        status: Status = "not_found"
        score = 1.0
        if refusal is None:
            status, score = self._find(query, step.candidates, draft)
        if status == "not_found":
            draft.lines.clear()
            self._refuse(draft, refusal or "not_found", query)
        elif query.outside:
            self._refuse(draft, "not_covered", query)
        found = status != "not_found"
        answer = Answer(
            question=query.question,
            language=query.language,
            status=status,
            answer="\n".join(draft.lines),
            units=tuple(draft.units) if status == "answered" else (),
            citations=draft.citations() if found else (),
            confidence=round(score, 3),
            reading=() if found else self._reading(step.candidates),
            timings_ms=step.timings,
        )
        return answer, query

    def _find(
        self, query: Query, candidates: Sequence[Candidate], draft: Draft
    ) -> tuple[Status, float]:
        """Write what the documents say to a query; returns status and score of the evidence."""
        districts = query.districts or self.index.districts()
        if query.asks_for("document"):
            return about_documents(query, districts, draft), 1.0
        ask = query.asks_for("duties")
        if ask and query.unit:
            return duties(query, ask, districts, draft, self._evidence), 1.0
        if query.asks_for("list") and self._lists(query, districts, draft):
            return "answered", 1.0
        return self._from_clauses(query, candidates, draft)

    def _lists(self, query: Query, districts: Sequence[str], draft: Draft) -> bool:
        """Write the lists that a query names, district by district; False where it names none."""
        found = [(d, find_list(query, d, draft, self._evidence)) for d in districts]
        for district, listed in found:
            if listed:
                write_list(district, *listed, draft)
        return any(listed for _, listed in found)

    def _from_clauses(
        self, query: Query, candidates: Sequence[Candidate], draft: Draft
    ) -> tuple[Status, float]:
        """Decide for each district, and write what was found; returns status and best score."""
        findings: list[Finding] = []
        for district in query.districts or self.index.districts():
            own = [c for c in candidates if c.clause.district == district]
            findings.append(decide(query, district, own, self._evidence))
        kept = _worth_telling(query, findings)
        for finding in kept:
            if finding.status == "not_found":
                name = draft.district(finding.district)
                draft.lines.append(draft.say("missing_district", district=name))
            else:
                compose(query, finding, draft, self._evidence)
        for status in ("answered", "unspecified"):
            told = [f for f in kept if f.status == status]
            if told:
                return status, max(f.best.probability for f in told)
        return "not_found", 1.0 - max((c.probability for c in candidates), default=0.0)

    def _refuse(self, draft: Draft, key: str, query: Query) -> None:
        """Say that there is no answer, and which districts and documents are covered."""
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
        if key == "not_covered":
            names = (draft.district(name) for name in query.outside)
            values["outside"] = draft.say("separator").join(names)
        draft.lines.append(draft.say(key, **values))

    def _reading(self, candidates: Sequence[Candidate]) -> tuple[Citation, ...]:
        near = [c for c in candidates if c.signals.coverage >= _LEAST_READING][:_READING]
        return tuple(cite(candidate.clause, self.index) for candidate in near)

    def _check(self, made: tuple[Answer, Query]) -> Answer:
        """Withdraw an answer that its citations do not bear out."""
        answer, query = made
        wrong = faults(answer, self.index)
        if not wrong:
            return answer
        _LOG.error("answer withdrawn: %s", "; ".join(wrong))
        draft = Draft(self.index, answer.language)
        self._refuse(draft, "not_found", query)
        return replace(
            answer, status="not_found", answer=draft.lines[0], units=(), citations=(), reading=()
        )

    def _phrase(self, answer: Answer) -> Answer:
        """Let the configured language model word the answer; without one it stays as composed."""
        if self._chat_model is None:
            return answer
        return replace(answer, answer=phrase(answer, self._chat_model))


def _refusal(query: Query) -> str | None:
    """The wording that refuses a query before any search, None for one that is looked up."""
    if query.outside and not query.districts:
        return "not_covered"
    return "absent" if query.asks_for("absent") else None


def _worth_telling(query: Query, findings: Sequence[Finding]) -> list[Finding]:
    """All districts that the question names; without one, those that answer about as well."""
    if query.districts:
        return list(findings)
    answering = [f for f in findings if f.status == "answered"]
    answering = answering or [f for f in findings if f.status == "unspecified"]
    best = max((f.best.probability for f in answering), default=0.0)
    together = load_weights().decide.together
    return [f for f in answering if f.best.probability >= best - together]


def load_assistant(settings: Settings | None = None) -> Assistant:
    """An assistant over the built index.

    Raises IndexMissingError or IndexDamagedError, each naming the command that mends it, and
    ModelError when a configured model cannot be loaded.
    """
    settings = settings or get_settings()
    chat_model = load_chat_model(settings.chat_model) if settings.chat_model else None
    return Assistant(load_index(settings), settings, chat_model)
