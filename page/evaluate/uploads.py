"""Files that evaluators hand in: copied under a name of our own making, bounded, then read."""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from errors import AnwenError, GoldError
from eval.gold import GOLD_FOLDER, GoldQuestion, load_gold
from eval.run_info import RunInfo, UsedFile
from files.texts import LARGEST_FILE
from index.manifest import file_hash

_KEPT = ".gold"  # below the folder of runs: gold files of runs that may have to go on
_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")
_LONGEST_STEM = 40  # characters; a run's name is made of it
_HASH_SHOWN = 8  # hex digits


def file_name(uploaded: str) -> str:
    """A name that can be part of a run's name, made of that of an uploaded file."""
    path = Path(uploaded)
    stem = _NOT_IN_NAMES.sub("-", path.stem).strip("-._+")[:_LONGEST_STEM] or "file"
    return f"{stem}{_NOT_IN_NAMES.sub('', path.suffix.lower())[:10]}"


def keep_gold(uploaded: Path, runs_dir: Path) -> Path:
    """Keep a gold file beside the runs, so that a run over it can go on; returns where.

    Raises GoldError for one that is too large or holds a mistake.
    """
    _check_size(uploaded)
    with named_copy(uploaded) as path:
        load_gold(path)
    name = file_name(uploaded.name).removesuffix(".jsonl")
    kept = runs_dir / _KEPT / f"{name}-{_hash(uploaded)}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(uploaded, kept)
    return kept


def gold_of(info: RunInfo, runs_dir: Path) -> list[Path]:
    """The gold files that a run was begun with, if they are all still there and the same."""
    found = [_found(used, runs_dir) for used in info.gold]
    return [path for path in found if path] if all(found) else []


def _found(used: UsedFile, runs_dir: Path) -> Path | None:
    for folder in (GOLD_FOLDER, runs_dir / _KEPT):
        path = folder / Path(used.name).name
        if path.is_file() and file_hash(path) == used.sha256:
            return path
    return None


@contextmanager
def named_copy(uploaded: Path) -> Iterator[Path]:
    """A copy of an uploaded file in a private folder that goes afterwards.

    An AnwenError that names the copy is raised anew with the file's name alone: where it lay is
    nothing to an evaluator.
    """
    _check_size(uploaded)
    with tempfile.TemporaryDirectory(prefix="anwen-") as folder:
        path = Path(folder) / file_name(uploaded.name)
        shutil.copyfile(uploaded, path)
        try:
            yield path
        except AnwenError as error:
            raise type(error)(str(error).replace(f"{folder}/", "")) from None


def bounded_gold(path: Path, most: int, too_many: str) -> Sequence[GoldQuestion]:
    """The questions of a gold file; GoldError with the words too_many for over `most`."""
    questions = load_gold(path)
    if len(questions) > most:
        raise GoldError(too_many.format(count=len(questions), most=most))
    return questions


def _check_size(uploaded: Path) -> None:
    size = uploaded.stat().st_size
    if size > LARGEST_FILE:
        raise GoldError(f"{uploaded.name}: {size} bytes, at most {LARGEST_FILE}; split the file")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_HASH_SHOWN]
