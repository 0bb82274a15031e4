"""Which clauses the gold questions were read against, to tell when one of them changes.

clauses.json lies beside the gold files: `questions` has the ids of the clauses that each
question's anchors stand for, `clauses` the SHA-256 of their text. It is written by
`anwen eval check --accept`, after a person has read the questions concerned; never by hand.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus import Clause
from errors import GoldError
from eval.anchors import Anchors
from eval.gold import GoldLine, read_gold
from eval.jsonfile import write_json

LOCK_FILE = "clauses.json"
_ACCEPT = "read the question again, then: anwen eval check --accept"


class Lock(BaseModel):
    """The contents of clauses.json."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    clauses: dict[str, str]
    questions: dict[str, tuple[str, ...]]


def lock_path(gold: Path) -> Path:
    """Where the lock of a gold file lies: one for all gold files of a folder."""
    return gold.parent / LOCK_FILE


def load_lock(path: Path) -> Lock:
    """The lock, empty where there is none. Raises GoldError for one that cannot be read."""
    if not path.is_file():
        return Lock(clauses={}, questions={})
    try:
        return Lock.model_validate_json(path.read_bytes())
    except ValidationError:
        raise GoldError(
            f"{path}: cannot be read; restore it, or delete it and run: anwen eval check --accept"
        ) from None


def text_hash(clause: Clause) -> str:
    """SHA-256 of a clause's readable text, in hex."""
    return hashlib.sha256(clause.text.encode()).hexdigest()


def changes(lines: Sequence[GoldLine], anchors: Anchors) -> Iterator[tuple[GoldLine, str]]:
    """The questions whose clauses are not as they were accepted, each with what has changed.

    lines: questions of gold files in one folder. Raises GoldError for a damaged lock.
    """
    for folder in dict.fromkeys(line.path.parent for line in lines):
        lock = load_lock(folder / LOCK_FILE)
        for line in lines:
            if line.path.parent == folder:
                for message in _changes(line, lock, anchors):
                    yield line, message


def _changes(line: GoldLine, lock: Lock, anchors: Anchors) -> Iterator[str]:
    accepted = lock.questions.get(line.question.id)
    if accepted is None:
        if line.question.anchors:
            yield f"not in {LOCK_FILE} yet; run: anwen eval check --accept"
        return
    now = anchors.clauses(line.question)
    for clause_id in accepted:
        clause = anchors.clause(clause_id)
        if clause is None:
            yield f"its clause {clause_id} is gone from the documents; {_ACCEPT}"
        elif text_hash(clause) != lock.clauses.get(clause_id):
            yield f"the text of its clause {clause_id} has changed; {_ACCEPT}"
    for clause_id in now:
        if clause_id not in accepted:
            yield f"its anchors now stand for clause {clause_id}, too; {_ACCEPT}"


def accept(lines: Iterable[GoldLine], anchors: Anchors) -> list[Path]:
    """Take the clauses of the questions as they are now; returns the lock files written.

    Questions of other gold files in the same folder stay as they are in the lock.
    """
    by_folder: dict[Path, list[GoldLine]] = {}
    for line in lines:
        by_folder.setdefault(line.path.parent, []).append(line)
    for folder, own in by_folder.items():
        _accept(folder, own, anchors)
    return [folder / LOCK_FILE for folder in by_folder]


def _accept(folder: Path, lines: Sequence[GoldLine], anchors: Anchors) -> None:
    path = folder / LOCK_FILE
    old = load_lock(path)
    questions = {i: old.questions[i] for i in _others(folder, lines) if i in old.questions}
    clauses = {i: old.clauses[i] for own in questions.values() for i in own if i in old.clauses}
    for line in lines:
        found = anchors.clauses(line.question)
        if found:
            questions[line.question.id] = tuple(found)
            clauses |= {clause.id: text_hash(clause) for clause in found.values()}
    lock = Lock(clauses=dict(sorted(clauses.items())), questions=dict(sorted(questions.items())))
    write_json(path, lock.model_dump(mode="json"))


def _others(folder: Path, lines: Sequence[GoldLine]) -> list[str]:
    """The ids of the questions in the folder's gold files that are not among the lines' files."""
    named = {line.path for line in lines}
    return [
        line.question.id
        for path in sorted(folder.glob("*.jsonl"))
        if path not in named
        for line in read_gold(path)[0]
    ]
