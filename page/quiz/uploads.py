"""Files that a trainer hands in: papers with their edits, answer sheets. Messages name no path."""

import json
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from errors import AnswersError, AnwenError, PaperError
from page.quiz.desk import open_desk, with_review
from page.quiz.records import Desk
from quiz.grade import GradeReport, grade
from quiz.records import Paper
from quiz.review import Review, read_review
from quiz.store import read_papers

LARGEST = 10_000_000  # bytes of a file that is read while a person waits
_MOST_FILES = 4

T = TypeVar("T")


def unpacked(files: Sequence[str], folder: Path) -> list[Path]:
    """The files, those of an archive (.zip) taken out into a folder under names of our own.

    Raises PaperError for one that is no archive, or holds too much.
    """
    found: list[Path] = []
    for path in map(Path, files[:_MOST_FILES]):
        if path.suffix.lower() != ".zip":
            found.append(path)
            continue
        for number, data in enumerate(_members(path), start=1):
            found.append(folder / f"{path.stem}-{number}.json")
            found[-1].write_bytes(data)
    return found


def _members(path: Path) -> list[bytes]:
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            if len(members) > _MOST_FILES or any(one.file_size > LARGEST for one in members):
                raise PaperError(
                    f"{path.name}: over {_MOST_FILES} files or {LARGEST} bytes; hand in the papers"
                )
            return [package.read(one) for one in members]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError):
        raise PaperError(f"{path.name}: not an archive; hand in the .json files") from None


def read_desk(files: Sequence[Path], before: Desk | None) -> Desk:
    """The desk that files tell of: papers, and edits to them if they are there.

    before: the desk so far; edits alone are for its papers, and can be taken back. Raises
    PaperError, one line, for files that are something else or do not belong together.
    """
    papers: tuple[Paper, ...] | None = None
    review: Review | None = None
    for path in files:
        if _is_review(path):
            review = _named(path, read_review)
        else:
            papers = _named(path, read_papers)
    if papers is not None:
        return open_desk(papers, review)
    if review is None or before is None:
        raise PaperError("there are no papers; hand in the papers, with their edits if any")
    return with_review(before, review)


def graded(papers: Sequence[Paper], file: str) -> GradeReport:
    """The report on a file of answers. Raises AnswersError or PaperError, one line."""
    path = Path(file)
    if path.stat().st_size > LARGEST:
        raise AnswersError(f"{path.name}: over {LARGEST} bytes; hand it in as several files")
    report = _named(path, lambda named: grade(papers, named))
    told = tuple(without_folder(notice, path) for notice in report.notices)
    return replace(report, notices=told)


def without_folder(text: str, path: Path) -> str:
    """A message in which a file goes by its name alone."""
    return text.replace(str(path), path.name)


def _is_review(path: Path) -> bool:
    """Whether a JSON file holds edits; what cannot be read counts as papers and is told so."""
    if path.stat().st_size > LARGEST:
        raise PaperError(f"{path.name}: over {LARGEST} bytes; use anwen quiz for such papers")
    try:
        told = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and "review" in told


def _named(path: Path, read: Callable[[Path], T]) -> T:
    try:
        return read(path)
    except AnwenError as error:
        raise type(error)(without_folder(str(error), path)) from None
