"""What askers say of the answers they got: a thumb up or down, and what would have been right.

Kept in one SQLite file for the evaluators. An entry is on the disk before its asker is thanked; no
kill and no restart loses one. Nothing is kept of a person but what they typed.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.records import Document, Role
from errors import FeedbackError
from eval.review import CorrectedUnit, Correction
from rag.records import Answer, Language, Status

_LONGEST = 4_000  # characters of a question or a comment
_LONGEST_OUTCOME = 1_000  # characters
_MOST_PER_HOUR = 60  # entries of one session
_MOST = 100_000  # entries of one file
_WAIT = 10.0  # seconds for another writer to finish
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, session TEXT NOT NULL, handled INTEGER NOT NULL,
    entry TEXT NOT NULL, outcome TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS feedback_session ON feedback (session, at);
"""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GivenUnit(_Part):
    """A unit as an answer gave it."""

    name: str = Field(max_length=400)
    role: Role
    district: str = Field(max_length=100)


class GivenAnswer(_Part):
    """The answer that feedback speaks of, as it was given.

    citations: ids of the clauses cited, best first. within: ids of the documents that the asker
    had it look in, () for all. documents: which version of the documents it was given from, as
    documents_version tells.
    """

    status: Status
    text: str = Field(max_length=40_000)
    units: tuple[GivenUnit, ...] = Field(default=(), max_length=500)
    citations: tuple[str, ...] = Field(default=(), max_length=500)
    within: tuple[str, ...] = Field(default=(), max_length=500)
    documents: str = Field(default="", max_length=64)


class Feedback(_Part):
    """What an asker says of one answer.

    history: the earlier questions of the conversation, oldest first. right_status, right_units,
    right_clauses (ids), comment: what would have been right, as far as it was told.
    """

    question: str = Field(min_length=1, max_length=_LONGEST)
    history: tuple[str, ...] = Field(default=(), max_length=50)
    language: Language = "zh"
    given: GivenAnswer
    verdict: Literal["up", "down"]
    right_status: Status | None = None
    right_units: tuple[CorrectedUnit, ...] = Field(default=(), max_length=50)
    right_clauses: tuple[str, ...] = Field(default=(), max_length=20)
    comment: str = Field(default="", max_length=_LONGEST)


@dataclass(frozen=True, slots=True)
class StoredFeedback:
    """Feedback as it is kept.

    at: when it was given (UTC). handled: an evaluator dealt with it. outcome: how, in their words
    or as the id of a correction; "" where they did not say.
    """

    id: str
    at: datetime
    handled: bool
    feedback: Feedback
    outcome: str = ""


def given_answer(answer: Answer, documents: str, within: Sequence[str] = ()) -> GivenAnswer:
    """What is kept of an answer that feedback speaks of; documents, within: as in GivenAnswer."""
    return GivenAnswer(
        status=answer.status,
        text=answer.answer[:40_000],
        units=tuple(
            GivenUnit(name=unit.name, role=unit.role, district=unit.district)
            for unit in answer.units[:500]
        ),
        citations=tuple(citation.clause_id for citation in answer.citations[:500]),
        within=tuple(within),
        documents=documents,
    )


def documents_version(documents: Iterable[Document]) -> str:
    """Twelve hex digits that are the same for the same documents, in whatever order."""
    hashes = sorted(document.sha256 for document in documents)
    return hashlib.sha256("".join(hashes).encode()).hexdigest()[:12]


def new_feedback(**fields: object) -> Feedback:
    """Feedback from fields as a person filled them in; raises FeedbackError naming a wrong one."""
    try:
        return Feedback.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FeedbackError(f"{where}: {first['msg']}; correct it") from None


def correction_of(feedback: Feedback) -> Correction:
    """The correction that feedback proposes, for the review file; a thumb up confirms the answer.

    What the asker did not tell is taken from the answer as given. It is not checked against the
    documents here: eval.review.check_correction does that.
    """
    given = feedback.given
    status = feedback.right_status or given.status
    units = feedback.right_units or tuple(
        CorrectedUnit(name=unit.name, role=unit.role) for unit in given.units[:50]
    )
    clauses = feedback.right_clauses or given.citations[:20]
    return Correction(
        question=feedback.question,
        history=feedback.history,
        status=status,
        units=units if status == "answered" else (),
        clauses=() if status == "not_found" else clauses,
        note=feedback.comment[:1_000],
        origin="page",
    )


class FeedbackStore:
    """The feedback in one SQLite file, which is made with its first entry. Safe between threads."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self._now = now

    def add(self, feedback: Feedback, session: str) -> str:
        """Keep feedback; returns its id once it is on the disk.

        session: a word that only this asker's browser has; just its hash is kept. A second word
        of a session on the same answer takes the place of the first, until that is handled.
        Raises FeedbackError where the session gave too many within the hour, the file is full,
        or it cannot be written.
        """
        now = self._now()
        asker = hashlib.sha256(session.encode()).hexdigest()
        told = (asker, feedback.question, *feedback.history, feedback.given.text)
        entry_id = hashlib.sha256("\x00".join(told).encode()).hexdigest()[:16]
        with self._open() as db:
            self._check_room(db, asker, now)
            db.execute(
                "INSERT INTO feedback VALUES (?,?,?,0,?,'') ON CONFLICT (id) DO UPDATE "
                "SET at = excluded.at, entry = excluded.entry WHERE handled = 0",
                (entry_id, now.isoformat(), asker, feedback.model_dump_json()),
            )
        return entry_id

    def _check_room(self, db: sqlite3.Connection, asker: str, now: datetime) -> None:
        since = (now - timedelta(hours=1)).isoformat()
        (recent,) = db.execute(
            "SELECT count(*) FROM feedback WHERE session = ? AND at > ?", (asker, since)
        ).fetchone()
        if recent >= _MOST_PER_HOUR:
            raise FeedbackError(
                f"{recent} entries within an hour, at most {_MOST_PER_HOUR}; go on in an hour"
            )
        (kept,) = db.execute("SELECT count(*) FROM feedback").fetchone()
        if kept >= _MOST:
            raise FeedbackError(f"{self.path} holds {kept} entries, at most {_MOST}; move it away")

    def entries(self, *, handled: bool | None = None) -> tuple[StoredFeedback, ...]:
        """The feedback kept, newest first; handled: only what is, or is not yet (None: all).

        Raises FeedbackError for a file that cannot be read as one of feedback.
        """
        if not self.path.is_file():
            return ()
        with self._open() as db:
            rows = db.execute(
                "SELECT id, at, handled, entry, outcome FROM feedback "
                "WHERE ? IS NULL OR handled = ? ORDER BY at DESC, id",
                (handled, handled),
            ).fetchall()
        return tuple(_stored(self.path, *row) for row in rows)

    def entry(self, entry_id: str) -> StoredFeedback:
        """The feedback of an id. Raises FeedbackError where there is none."""
        found = next((kept for kept in self.entries() if kept.id == entry_id), None)
        if found is None:
            raise FeedbackError(f"no feedback {entry_id!r} in {self.path}; load the list anew")
        return found

    def mark_handled(self, entry_id: str, *, handled: bool = True, outcome: str = "") -> None:
        """Say that an evaluator is done with an entry, and how; or is not. Raises as entry does."""
        with self._open() as db:
            changed = db.execute(
                "UPDATE feedback SET handled = ?, outcome = ? WHERE id = ?",
                (handled, outcome[:_LONGEST_OUTCOME], entry_id),
            ).rowcount
        if not changed:
            raise FeedbackError(f"no feedback {entry_id!r} in {self.path}; load the list anew")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are on the disk when it is left without an error."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_WAIT)) as db, db:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
                db.executescript(_SCHEMA)
                db.execute("BEGIN IMMEDIATE")  # counted and written as one
                yield db
        except (sqlite3.Error, OSError) as error:
            raise FeedbackError(
                f"{self.path}: {error}; set ANWEN_FEEDBACK_FILE to a file that can be written"
            ) from None


def _stored(
    path: Path, entry_id: str, at: str, handled: int, entry: str, outcome: str
) -> StoredFeedback:
    try:
        feedback = Feedback.model_validate_json(entry)
        moment = datetime.fromisoformat(at)
        return StoredFeedback(entry_id, moment, bool(handled), feedback, outcome)
    except ValueError:  # pydantic's ValidationError is one
        raise FeedbackError(f"{path}: entry {entry_id!r} cannot be read; delete it") from None
