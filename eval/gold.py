"""Gold questions: what is asked, and what a right answer must be (gold/*.jsonl)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.records import Role
from errors import GoldError
from rag.records import Status

GOLD_FOLDER = Path(__file__).parent / "gold"
SPLITS = ("dev", "tune", "test")
MAX_GOLD_BYTES = 50_000_000


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Anchor(_Part):
    """A clause that may be cited first: words of its own, and words of its section path."""

    district: str
    quote: str = Field(min_length=4)
    section: tuple[str, ...] = ()


class GoldUnit(_Part):
    """A unit that answers, with its role."""

    name: str
    role: Role
    district: str


class GoldQuestion(_Part):
    """One question with its right answer.

    anchors: any of them may be the first citation. must, must_not: what the answer says and does
    not say. answer: a model answer, "" without one; only text measures look at it.
    """

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    language: Literal["zh", "en", "mixed"]
    kind: str
    status: Status
    anchors: tuple[Anchor, ...] = ()
    units: tuple[GoldUnit, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A question as it stands in a gold file; number: of its line, from 1."""

    path: Path
    number: int
    question: GoldQuestion

    def __str__(self) -> str:
        return f"{self.path}, line {self.number}: {self.question.id}"


def load_gold(path: Path) -> list[GoldQuestion]:
    """The questions of a gold file, in file order.

    Raises GoldError naming file and line for a line that is not a question, an id used twice,
    or a file that is missing, empty, too large or not UTF-8.
    """
    lines, mistakes = read_gold(path)
    if mistakes:
        raise mistakes[0]
    return [line.question for line in lines]


def read_gold(path: Path) -> tuple[list[GoldLine], list[GoldError]]:
    """The questions of a gold file with their lines, and the mistakes in the others.

    Raises GoldError for a file that is missing, empty, too large or not UTF-8.
    """
    questions: dict[str, GoldLine] = {}
    mistakes: list[GoldError] = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            read = GoldLine(path, number, _parse(path, number, line))
            if read.question.id in questions:
                raise GoldError(
                    f"{path}, line {number}: id {read.question.id!r} is used twice; rename it"
                )
            questions[read.question.id] = read
        except GoldError as error:
            mistakes.append(error)
    if not questions and not mistakes:
        raise GoldError(f"{path}: holds no question; add at least one")
    return list(questions.values()), mistakes


def gold_files(split: str) -> list[Path]:
    """The gold files of a split of SPLITS, or of "all". Raises GoldError for another name."""
    if split not in (*SPLITS, "all"):
        raise GoldError(f"split {split!r}: use {', '.join(SPLITS)} or all; or name a file: --gold")
    return [GOLD_FOLDER / f"{name}.jsonl" for name in (SPLITS if split == "all" else (split,))]


def _text(path: Path) -> str:
    if not path.is_file():
        raise GoldError(f"{path}: no such gold file; name an existing one")
    if path.stat().st_size > MAX_GOLD_BYTES:
        raise GoldError(f"{path}: larger than {MAX_GOLD_BYTES} bytes; split the file")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise GoldError(f"{path}: not UTF-8; save the file as UTF-8") from None


def _parse(path: Path, number: int, line: str) -> GoldQuestion:
    try:
        return GoldQuestion.model_validate(json.loads(line))
    except (json.JSONDecodeError, RecursionError) as error:
        told = getattr(error, "msg", "nested too deeply")
        raise GoldError(f"{path}, line {number}: not JSON ({told}); correct it") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GoldError(f"{path}, line {number}: {where}: {first['msg']}; correct it") from None
