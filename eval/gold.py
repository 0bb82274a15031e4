"""Gold questions: what is asked, and what a right answer must be (gold/*.jsonl)."""

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.records import Role
from errors import GoldError
from rag.records import Status

GOLD_FOLDER = Path(__file__).parent / "gold"
SPLITS = ("dev", "tune", "test")


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
    """One question with its right answer. anchors: any of them may be the first citation."""

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


def load_gold(path: Path) -> list[GoldQuestion]:
    """The questions of a gold file, in file order.

    Raises GoldError naming file and line for a line that is not a question, an id used twice,
    or a file that is missing, empty or not UTF-8.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise GoldError(f"{path}: no such gold file; name an existing one") from None
    except UnicodeDecodeError:
        raise GoldError(f"{path}: not UTF-8; save the file as UTF-8") from None
    questions: list[GoldQuestion] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question = _parse(path, number, line)
        if question.id in seen:
            raise GoldError(f"{path}, line {number}: id {question.id!r} is used twice; rename it")
        seen.add(question.id)
        questions.append(question)
    if not questions:
        raise GoldError(f"{path}: holds no question; add at least one")
    return questions


def _parse(path: Path, number: int, line: str) -> GoldQuestion:
    try:
        return GoldQuestion.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}, line {number}: not JSON ({error.msg}); correct it") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GoldError(f"{path}, line {number}: {where}: {first['msg']}; correct it") from None
