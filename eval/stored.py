"""The runs in a folder of runs, as a list tells them: whole ones, and those that wait to go on."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from errors import RunError
from eval.jsonfile import read_json
from eval.run_info import RunInfo
from eval.runs import (
    ANSWERS_FILE,
    INFO_FILE,
    SUMMARY_FILE,
    TIMINGS_FILE,
    UNFINISHED,
    check_name,
    load_info,
)
from eval.summary import Figure, Refusals, Summary

_FIRST_LINE = 1_000  # bytes of it that are read at most


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures of a finished run over all its questions."""

    figures: Mapping[str, Figure]
    refusals: Refusals


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run in a list.

    made: when it was begun, None where its folder does not say. answered: how many questions have
    an answer. headline: None until it is finished. info: None where fault says why.
    """

    name: str
    made: datetime | None
    info: RunInfo | None
    answered: int
    headline: Headline | None
    fault: str = ""

    @property
    def finished(self) -> bool:
        """True when all questions are answered and scored."""
        return self.headline is not None


def stored_runs(runs_dir: Path) -> list[StoredRun]:
    """All runs of a folder, the newest first; one that cannot be read says so in `fault`."""
    folders = [path.parent for path in runs_dir.glob(f"*/{INFO_FILE}") if _named(path.parent)]
    found = [_stored(folder) for folder in folders]
    return sorted(found, key=lambda run: (-_moment(run), run.name))


def run_folder_of(name: str, runs_dir: Path) -> Path:
    """The folder of a finished run, from a name that may come from anywhere.

    Raises RunError for a name that no run can have, or that none has here.
    """
    folder = runs_dir / check_name(name)
    if not (folder / INFO_FILE).is_file():
        raise RunError(f"no run {name!r}; it may have been deleted: load the list anew")
    return folder


def delete_run(name: str, runs_dir: Path) -> None:
    """Delete a run, and what an interrupted one of that name has answered.

    Raises RunError when there is none of that name, or it cannot be deleted.
    """
    whole = runs_dir / check_name(name)
    there = [f for f in (whole, whole.with_name(f"{name}{UNFINISHED}")) if f.is_dir()]
    if not there:
        raise RunError(f"no run {name!r}; it may have been deleted: load the list anew")
    try:
        for folder in there:
            shutil.rmtree(folder)
    except OSError as error:
        raise RunError(f"run {name!r} cannot be deleted ({error.strerror})") from None


def _named(folder: Path) -> bool:
    """Whether a folder is called as a run can be called."""
    try:
        return bool(check_name(folder.name.removesuffix(UNFINISHED)))
    except RunError:
        return False


def _moment(run: StoredRun) -> float:
    return run.made.timestamp() if run.made else 0.0


def _stored(folder: Path) -> StoredRun:
    name, made = folder.name.removesuffix(UNFINISHED), _made(folder)
    try:
        info = load_info(folder)
        if folder.name.endswith(UNFINISHED):
            return StoredRun(name, made, info, _answered(folder), None)
        summary = folder / SUMMARY_FILE
        changed = summary.stat().st_mtime_ns if summary.is_file() else 0
        return StoredRun(name, made, info, info.questions, _headline(summary, changed))
    except RunError as error:
        told = str(error).replace(f"{folder.parent}/", "")
        return StoredRun(name, made, None, 0, None, fault=told)


@lru_cache(maxsize=512)
def _headline(path: Path, changed: int) -> Headline:
    """The headline of a summary file, read again once it has changed."""
    summary = read_json(path, Summary)
    return Headline(summary.figures, summary.refusals)


def _made(folder: Path) -> datetime | None:
    try:
        with (folder / TIMINGS_FILE).open("rb") as stream:
            told = json.loads(stream.readline(_FIRST_LINE))
        return datetime.fromisoformat(told["started"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _answered(folder: Path) -> int:
    path = folder / ANSWERS_FILE
    return path.read_bytes().count(b"\n") if path.is_file() else 0
