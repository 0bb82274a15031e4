"""Corrected questions that wait for a reviewer; none goes into the gold set by itself.

A correction (a question with the units and the clause that rightly answer it) is checked against
the documents and appended to a review file, one JSON object a line. A person reads it, and copies
the gold line that to_gold makes of it into the gold file of their choice.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus import Clause, Role
from corpus.readable import split_sentences
from errors import ReviewError
from eval.anchors import Anchors
from eval.check import asked, with_merged
from eval.gold import Anchor, GoldLine, GoldQuestion, GoldUnit
from eval.jsonfile import json_line
from rag.normalize import check_question, matching
from rag.records import Language, Status
from rag.wording import Wording, read_wording

ROLES: dict[str, Role] = {
    "lead": "lead",
    "support": "support",
    "responsible": "responsible",
    "牵头": "lead",
    "配合": "support",
    "负责": "responsible",
}
_WORDS = Path(__file__).parent / "data" / "review.toml"
_LONGEST = 4_000  # characters of a question
MAX_REVIEW_BYTES = 20_000_000
_QUOTED = (8, 60)  # shortest and longest quote that is proposed, in characters
_EDGES = " \t\u3000|#*"  # marks of tables and headings beside a sentence


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CorrectedUnit(_Part):
    """A unit that rightly answers; name: as the document writes it."""

    name: str = Field(min_length=2, max_length=200)
    role: Role


class Correction(_Part):
    """A question with its right answer, as an asker or an evaluator tells it.

    clauses: ids of clauses that answer. answer: in free words. origin: where it was entered.
    """

    question: str = Field(min_length=1, max_length=_LONGEST)
    history: tuple[str, ...] = Field(default=(), max_length=50)
    status: Status = "answered"
    answer: str = Field(default="", max_length=4_000)
    units: tuple[CorrectedUnit, ...] = Field(default=(), max_length=50)
    clauses: tuple[str, ...] = Field(default=(), max_length=20)
    note: str = Field(default="", max_length=1_000)
    origin: Literal["command", "page"] = "command"

    @property
    def id(self) -> str:
        """review- and ten hex digits that are the same for the same contents."""
        return f"review-{hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:10]}"


def read_unit(text: str) -> CorrectedUnit:
    """A unit given as name=role (县林业局=lead, 县林业局=牵头). Raises ReviewError otherwise."""
    name, sign, role = text.rpartition("=")
    if not sign or role.strip() not in ROLES or len(name.strip()) < 2:
        raise ReviewError(f"unit {text!r}: write name=role, with a role of {', '.join(ROLES)}")
    return CorrectedUnit(name=name.strip(), role=ROLES[role.strip()])


def new_correction(
    question: str,
    history: Sequence[str] = (),
    status: Status = "answered",
    answer: str = "",
    units: Sequence[str] = (),
    clauses: Sequence[str] = (),
    note: str = "",
) -> Correction:
    """A correction from what a person typed; units as read_unit takes them.

    Raises ReviewError for a unit that is not name=role, a question without words, or a text that
    is too long.
    """
    try:
        return Correction(
            question=check_question(question, _LONGEST),
            history=tuple(check_question(earlier, _LONGEST) for earlier in history),
            status=status,
            answer=answer,
            units=tuple(read_unit(unit) for unit in units),
            clauses=tuple(clauses),
            note=note,
        )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ReviewError(f"{where}: {first['msg']}; correct it") from None


def check_correction(correction: Correction, anchors: Anchors) -> None:
    """Raise ReviewError where a correction does not agree with the documents or with itself."""
    clauses = [_clause(clause_id, anchors) for clause_id in correction.clauses]
    refuses = correction.status == "not_found"
    if refuses == bool(clauses):
        told = "takes no --clause" if refuses else "needs the clause that answers: add --clause"
        raise ReviewError(f"status {correction.status} {told}")
    if correction.units and correction.status != "answered":
        raise ReviewError(f"status {correction.status} takes no units; leave them out")
    for unit in correction.units:
        if not _standing_in(unit, clauses, anchors):
            named = "、".join(u.name for c in with_merged(clauses, anchors) for u in c.units)
            raise ReviewError(
                f"unit {unit.name!r} does not stand in clause {', '.join(correction.clauses)}; "
                f"units there: {named or 'none'}"
            )


def _clause(clause_id: str, anchors: Anchors) -> Clause:
    found = anchors.clause(clause_id)
    if found is None:
        raise ReviewError(
            f"no clause {clause_id!r} in the documents; take the clause_id of a citation "
            "(anwen ask … --json)"
        )
    return found


def _standing_in(unit: CorrectedUnit, clauses: Sequence[Clause], anchors: Anchors) -> list[Clause]:
    """The clauses in which a unit stands, or whose merged unit cell it stands in."""
    name = matching(unit.name)
    return [
        clause
        for clause in clauses
        if any(name in matching(own.text) for own in with_merged([clause], anchors))
    ]


def add_correction(path: Path, correction: Correction) -> None:
    """Append a correction to a review file.

    Raises ReviewError when it stands there already, or the file cannot be read.
    """
    if path.is_file() and any(known.id == correction.id for known in load_review(path)):
        raise ReviewError(f"{correction.id} stands in {path} already; nothing was added")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(json_line(correction.model_dump(mode="json")))


def load_review(path: Path) -> list[Correction]:
    """The corrections of a review file, in file order.

    Raises ReviewError naming file and line for what is missing, too large or damaged.
    """
    if not path.is_file():
        raise ReviewError(f"{path}: no such review file; anwen eval add makes it")
    if path.stat().st_size > MAX_REVIEW_BYTES:
        raise ReviewError(f"{path}: larger than {MAX_REVIEW_BYTES} bytes; move some lines away")
    corrections = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if line.strip():
            try:
                corrections.append(Correction.model_validate_json(line))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                where = ".".join(str(part) for part in first["loc"]) or "line"
                raise ReviewError(
                    f"{path}, line {number}: {where}: {first['msg']}; correct or delete the line"
                ) from None
    return corrections


def to_do(
    correction: Correction,
    anchors: Anchors,
    gold: Sequence[GoldLine],
    language: Language = "en",
) -> Iterator[str]:
    """What a reviewer must still do before a correction can become a gold question, in words."""
    say = read_wording(_WORDS, language)
    question = to_gold(correction, anchors, correction.id, "")
    for line in gold:
        if asked(line.question) == asked(question):
            yield say("asked_already", line=line)
    yield from _units_to_check(correction, anchors, say)
    if correction.status == "answered" and not correction.units:
        yield say("choose_words")
    yield say("read_clause")
    yield say("choose_place")


def _units_to_check(correction: Correction, anchors: Anchors, say: Wording) -> Iterator[str]:
    clauses = [c for i in correction.clauses if (c := anchors.clause(i))]
    read = {matching(u.name): u for c in with_merged(clauses, anchors) for u in c.units}
    for unit in correction.units:
        known = read.get(matching(unit.name))
        if known is None:
            yield say("not_a_unit", name=unit.name)
        elif known.role != unit.role:
            given, role = say.named("role", unit.role), say.named("role", known.role)
            yield say("other_role", name=unit.name, given=given, role=role)
    told = {matching(unit.name) for unit in correction.units}
    left_out = "、".join(
        f"{unit.name} ({say.named('role', unit.role)})"
        for name, unit in read.items()
        if name not in told
    )
    if correction.units and left_out:
        yield say("left_out", names=left_out)


def to_gold(correction: Correction, anchors: Anchors, gold_id: str, kind: str) -> GoldQuestion:
    """The gold question that a reviewed correction becomes, for a person to copy.

    Its clauses become anchors with words that no other clause of the district has, where there are
    such. Raises ReviewError for a clause that is not in the documents.
    """
    clauses = [_clause(clause_id, anchors) for clause_id in correction.clauses]
    units = [
        GoldUnit(name=unit.name, role=unit.role, district=found[0].district)
        for unit in correction.units
        if (found := _standing_in(unit, clauses, anchors))
    ]
    return GoldQuestion(
        id=gold_id,
        question=correction.question,
        history=correction.history,
        language=_language(correction.question),
        kind=kind,
        status=correction.status,
        anchors=tuple(_anchor(clause, anchors) for clause in clauses),
        units=tuple(units),
        answer=correction.answer,
    )


def gold_line(question: GoldQuestion) -> str:
    """A gold question as a line of a gold file."""
    return json.dumps(question.model_dump(mode="json"), ensure_ascii=False)


def _anchor(clause: Clause, anchors: Anchors) -> Anchor:
    """Words of a clause that stand for it alone; with its heading where none do."""
    shortest, longest = _QUOTED
    sentences = [
        text.strip(_EDGES)[:longest] for text in split_sentences(anchors.citation(clause.id).quote)
    ]
    quotes = [text for text in sentences if len(text) >= shortest] or [
        max(sentences, key=len, default=clause.text)
    ]
    for section in ((), clause.section[-1:], clause.section):
        for quote in quotes:
            anchor = Anchor(district=clause.district, quote=quote, section=section)
            if [found.id for found in anchors.of(anchor)] == [clause.id]:
                return anchor
    return Anchor(district=clause.district, quote=quotes[0], section=clause.section)


def _language(question: str) -> Literal["zh", "en", "mixed"]:
    chinese = bool(re.search(r"[\u3400-\u9fff]", question))
    words = bool(re.search(r"[A-Za-z]{3}", question))
    if chinese and words:
        return "mixed"
    return "zh" if chinese else "en"
