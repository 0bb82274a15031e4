"""The chain: question → queries → retrieval → answer → check, in LangChain runnables."""

import logging
import time
from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableLambda

from index import Embedder, Index, load_index
from rag.check import faults
from rag.draft import Draft
from rag.evidence import Evidence
from rag.explain import Explanation, explain
from rag.history import with_history
from rag.normalize import check_question
from rag.parts import split_question
from rag.phrase import load_chat_model, phrase
from rag.rank import rank, search_words, topic_words
from rag.records import Answer, Query, Status
from rag.respond import Part, Responder, refused
from rag.retriever import ClauseRetriever
from rag.search import Found, search_clauses
from rag.things import cover_together, split_things
from rag.understand import Coverage, understand
from rag.weights import load_weights
from rag.within import kept_within, view_within
from settings import Settings, get_settings

_LOG = logging.getLogger(__name__)
_OWN_FIRST = 0.1  # how much likelier the reading with an earlier topic must be


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its earlier questions, oldest first."""

    question: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a question on its way through the chain.

    readings: for each question that it is made of, the ways to read it. parts: the same with
    the reading that was taken, and its candidates.
    """

    question: str
    readings: tuple[tuple[Query, ...], ...]
    parts: tuple[Part, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)


class Assistant:
    """Answers questions from one loaded index."""

    def __init__(
        self, index: Index, settings: Settings, chat_model: BaseChatModel | None = None
    ) -> None:
        self._chat_model = chat_model
        self.settings = settings
        self._coverage = Coverage.of(index.documents.values(), index.word_counts)
        self._chosen: tuple[str, ...] | None = None  # districts, where not all are looked in
        self._look_in(index, Evidence(index))

    def _look_in(self, index: Index, evidence: Evidence) -> None:
        """Tie the steps of the chain to what they look in."""
        self.index = index
        self._evidence = evidence
        self._responder = Responder(index, evidence, chosen=self._chosen is not None)
        self._retriever = ClauseRetriever(index=index, candidates=self.settings.candidates)
        self._ranking: Runnable[Asked, Trace] = RunnableLambda(
            self._understand, name="understand"
        ) | RunnableLambda(self._retrieve, name="retrieve")
        self._answering: Runnable[Trace, Answer] = (
            RunnableLambda(self._answer, name="answer")
            | RunnableLambda(self._check, name="check")
            | RunnableLambda(self._phrase, name="phrase")
        )
        self.chain: Runnable[Asked, Answer] = self._ranking | self._answering

    def within(self, documents: Collection[str]) -> "Assistant":
        """An assistant that answers from some documents alone, named by their ids.

        Words tell as much, and questions are read with the same words, as among all documents; a
        question that names a district beyond these is told so. Raises UnknownNameError for an id
        that there is not, and for none at all.
        """
        view = view_within(self.index, documents)
        part = copy(self)
        part._chosen = view.districts()
        part._look_in(view, self._evidence.of_rows(view.kept.tolist()))
        return part

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question.

        history: earlier questions of the same conversation, oldest first. Raises QuestionError
        for a question that is empty, too long or has no word in it.
        """
        started = time.perf_counter()
        return _timed(self.chain.invoke(self._asked(question, history)), started)

    def ask_traced(self, question: str, history: Sequence[str] = ()) -> tuple[Answer, Trace]:
        """The answer to a question with the ranked candidates it rests on; raises as ask does."""
        started = time.perf_counter()
        trace = self.trace(question, history)
        return _timed(self._answering.invoke(trace), started), trace

    def trace(self, question: str, history: Sequence[str] = ()) -> Trace:
        """How a question is understood, with the ranked candidates; raises as ask does."""
        return self._ranking.invoke(self._asked(question, history))

    def explain(self, question: str, history: Sequence[str] = ()) -> tuple[Explanation, ...]:
        """Why a question gets its answer, for each question that it is made of; raises as ask."""
        trace = self.trace(question, history)
        return tuple(explain(part, self.index, self._evidence) for part in trace.parts)

    def search(self, words: str, districts: Sequence[str] = (), limit: int = 20) -> list[Found]:
        """Clauses to read, best first (search.py); raises QuestionError as ask does."""
        checked = check_question(words, self.settings.max_question_chars)
        return search_clauses(understand(checked, self._coverage), self.index, districts, limit)

    def _asked(self, question: str, history: Sequence[str]) -> Asked:
        longest = self.settings.max_question_chars
        earlier = [q for q in history if q.strip()][-self.settings.max_history :]
        return Asked(
            check_question(question, longest),
            tuple(check_question(q, longest) for q in earlier if self.settings.max_history),
        )

    def _understand(self, asked: Asked) -> Trace:
        earlier: list[Query] = []
        for question in asked.history:
            for query in split_question(question, self._coverage):
                earlier.append(with_history(query, earlier)[0])
        readings = []
        for query in split_question(asked.question, self._coverage):
            readings.append(with_history(query, earlier))
            earlier.append(readings[-1][0])
        return Trace(asked.question, tuple(map(self._chosen_only, readings)))

    def _chosen_only(self, readings: Sequence[Query]) -> tuple[Query, ...]:
        """The readings of a question, kept within the districts that were chosen, if any were."""
        chosen = self._chosen
        if chosen is None:
            return tuple(readings)
        return tuple(kept_within(query, chosen) for query in readings)

    def _retrieve(self, trace: Trace) -> Trace:
        started = time.perf_counter()
        parts = tuple(
            part
            for readings in trace.readings
            for part in self._each_thing(self._likelier(readings))
        )
        spent = round((time.perf_counter() - started) * 1000, 1)
        return replace(trace, parts=parts, timings={"retrieve": spent})

    def _likelier(self, readings: Sequence[Query]) -> Part:
        """The first reading with its candidates, or another for which the documents have more.

        That is one that is clearly likelier, or about as likely and answered where the first
        finds a clause that is silent on what is asked.
        """
        own, *others = (self._ranked(query) for query in readings)
        best = max(others, key=lambda part: part.probability, default=own)
        ahead = best.probability - own.probability
        if ahead > _OWN_FIRST and not _same_clause(own, best):
            return best
        silent = others and ahead > -_OWN_FIRST and not self._responder.answers(own)
        return best if silent and self._responder.answers(best) else own

    def _each_thing(self, part: Part) -> list[Part]:
        """A question about several things as one for each, where no clause speaks of them all and
        each alone is likely answered.
        """
        things = split_things(part.query, self._evidence)
        if not things or cover_together(things, part.candidates, self._evidence):
            return [part]
        parts = [self._ranked(thing) for thing in things]
        least = load_weights().decide.in_question
        sure = all(p.probability >= least and self._responder.answers(p) for p in parts)
        return parts if sure else [part]

    def _ranked(self, query: Query) -> Part:
        if refused(query) or query.is_of_documents():
            return Part(query)
        found = self._retriever.invoke(
            query.text,
            districts=query.districts,
            words=search_words(query),
            topic=topic_words(query),
            ordinal=query.ordinal,
        )
        return Part(query, tuple(rank(query, found, self.index, self._evidence)))

    def _answer(self, trace: Trace) -> Answer:
        draft = Draft(self.index, trace.parts[0].query.language)
        said = [self._responder.respond(part, draft) for part in trace.parts]
        status = _together([status for status, _ in said])
        found = status != "not_found"
        if not found:
            del draft.lines[1:]  # one refusal is enough
        candidates = [candidate for part in trace.parts for candidate in part.candidates]
        return Answer(
            question=trace.question,
            language=draft.language,
            status=status,
            answer="\n".join(draft.lines),
            units=tuple(draft.units) if status == "answered" else (),
            citations=draft.citations() if found else (),
            confidence=round(min(sure for own, sure in said if own == status), 3),
            reading=() if found else self._responder.reading(candidates),
            timings_ms=trace.timings,
        )

    def _check(self, answer: Answer) -> Answer:
        """Withdraw an answer that its citations do not bear out."""
        wrong = faults(answer, self.index)
        if not wrong:
            return answer
        _LOG.error("answer withdrawn: %s", "; ".join(wrong))
        draft = Draft(self.index, answer.language)
        self._responder.refuse(draft, "not_found", ())
        return replace(
            answer, status="not_found", answer=draft.lines[0], units=(), citations=(), reading=()
        )

    def _phrase(self, answer: Answer) -> Answer:
        """Let the configured language model word the answer; without one it stays as composed."""
        if self._chat_model is None:
            return answer
        return replace(answer, answer=phrase(answer, self._chat_model))


def _same_clause(own: Part, other: Part) -> bool:
    """True where two readings find the same clause: the own words tell best what it says."""
    firsts = [part.candidates[0].position for part in (own, other) if part.candidates]
    return len(firsts) == 2 and firsts[0] == firsts[1]


def _timed(answer: Answer, started: float) -> Answer:
    """The answer with the milliseconds since a time of perf_counter as its total."""
    total = round((time.perf_counter() - started) * 1000, 1)
    return replace(answer, timings_ms={**answer.timings_ms, "total": total})


def _together(statuses: Sequence[Status]) -> Status:
    """The status of several questions in one: what the best of them has."""
    order: tuple[Status, ...] = ("answered", "unspecified", "not_found")
    return min(statuses, key=order.index)


def load_assistant(settings: Settings | None = None, embedder: Embedder | None = None) -> Assistant:
    """An assistant over the live version of the index.

    embedder: the configured model unless given. Raises IndexMissingError or IndexDamagedError,
    each naming the command that mends it, and ModelError when a configured model cannot be
    loaded.
    """
    settings = settings or get_settings()
    chat_model = load_chat_model(settings.chat_model) if settings.chat_model else None
    return Assistant(load_index(settings, embedder), settings, chat_model)
