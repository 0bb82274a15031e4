"""A preview as text for a terminal."""

import math
from collections.abc import Iterable, Iterator, Sequence

from intake.preview_records import (
    Changes,
    ClauseChange,
    Piece,
    Preview,
    Removal,
    Touched,
    TouchedPaper,
    UnitChange,
)
from intake.words import load_words
from rag.records import Language
from rag.wording import Wording

_INDENT = "    "
_BELOW = " > "
_MOST = 30  # entries of one kind that are listed
_AROUND = 16  # characters that are shown beside a difference


def preview_text(preview: Preview, language: Language) -> str:
    """What a file would bring, block by block; long lists are cut and say so."""
    return "\n".join(_preview(preview, load_words(language)))


def removal_text(removal: Removal, language: Language) -> str:
    """What taking a document out would touch."""
    say = load_words(language)
    told = {"id": removal.id, "district": removal.district, "title": removal.title}
    head = say("removal", **told, clauses=removal.clauses)
    return "\n".join([head, *_touched(removal.touched, say)])


def _preview(preview: Preview, say: Wording) -> Iterator[str]:
    check = preview.check
    yield say("outline")
    yield from _cut(
        (
            f"{_INDENT}{'  ' * node.depth}{node.title}  {node.clauses}"
            + (f" / {node.rows}" if node.rows else "")
            for node in preview.outline
        ),
        say,
    )
    tables = [
        say(
            "table",
            rows=table.rows,
            columns=len(table.columns),
            section=_BELOW.join(table.section),
            line=table.line,
        )
        for table in preview.tables
    ]
    yield from _listed("tables", tables, say)
    for count in check.tables:
        if count.expected is not None:
            told = {"heading": count.heading, "rows": count.rows, "expected": count.expected}
            yield f"{_INDENT}{say('expected', **told)}  {say('met' if count.met else 'missed')}"
    yield from _units(preview, say)
    share = math.floor(10_000 * check.coverage.covered / max(check.coverage.characters, 1)) / 100
    yield say("coverage", share=f"{share:g}", gaps=len(check.coverage.gaps))
    yield from _listed("without_unit", check.without_unit, say)
    yield from _listed("notes", preview.notes, say)
    yield from _listed("repairs", check.repairs, say)
    yield from _listed("warnings", check.warnings, say)
    if preview.changes:
        yield from _changes(preview.changes, say)
    yield from _touched(preview.touched, say)


def _units(preview: Preview, say: Wording) -> Iterator[str]:
    unknown = preview.unknown_units
    yield say("units", count=len(preview.units), unknown=len(unknown))
    lines = (
        say(
            "unknown",
            name=unit.name,
            clauses=unit.clauses,
            lines=", ".join(map(str, unit.lines)),
            near=say("near", names="、".join(unit.near)) if unit.near else "",
        )
        for unit in unknown
    )
    yield from _cut((f"{_INDENT}{line}" for line in lines), say)


def _listed(head: str, entries: Sequence[str], say: Wording) -> Iterator[str]:
    """A head with the number of entries, and the entries; nothing where there is none."""
    if entries:
        yield say(head, count=len(entries))
        yield from _cut((f"{_INDENT}{entry}" for entry in entries), say)


def _cut(lines: Iterable[str], say: Wording) -> Iterator[str]:
    shown = list(lines)
    yield from shown[:_MOST]
    if len(shown) > _MOST:
        yield f"{_INDENT}{say('more', count=len(shown) - _MOST)}"


def _changes(changes: Changes, say: Wording) -> Iterator[str]:
    numbers = {kind: len(changes.of(kind)) for kind in ("new", "gone", "moved", "changed")}
    yield say("changes", id=changes.revises, same=changes.same, **numbers)
    for change in changes.changes[:_MOST]:
        yield from (f"{_INDENT}{line}" for line in _change(change, say))
    if len(changes.changes) > _MOST:
        yield f"{_INDENT}{say('more', count=len(changes.changes) - _MOST)}"


def _change(change: ClauseChange, say: Wording) -> Iterator[str]:
    yield f"[{say(f'change_{change.kind}')}] {_BELOW.join(change.clause.section)}"
    if change.moved and change.before and change.before.section != change.clause.section:
        yield f"  ← {_BELOW.join(change.before.section)}"
    if change.before is None or change.after is None:
        sign = "+" if change.before is None else "-"
        yield f"  {sign} {_shortened(change.clause.text)}"
    if any(not piece.same for piece in (*change.old, *change.new)):
        yield f"  - {_marked(change.old)}"
        yield f"  + {_marked(change.new)}"
    yield from (f"  {_unit(unit, say)}" for unit in change.units)
    for name, pair in (("deadline", change.deadline), ("target", change.target)):
        if pair:
            before, after = (_shortened(value) or say("none") for value in pair)
            yield f"  {say(name, before=before, after=after)}"


def _marked(pieces: Sequence[Piece]) -> str:
    """A wording with what differs in brackets, and what is the same cut to what stands beside."""
    told = []
    for number, piece in enumerate(pieces):
        if not piece.same:
            told.append(f"【{_shortened(piece.text)}】")
            continue
        first = "" if number == 0 else piece.text[:_AROUND]
        last = "" if number == len(pieces) - 1 else piece.text[-_AROUND:]
        whole = len(piece.text) <= len(first) + len(last)
        told.append(piece.text if whole else f"{first}…{last}")
    return "".join(told)


def _shortened(text: str) -> str:
    most = 6 * _AROUND
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _unit(unit: UnitChange, say: Wording) -> str:
    before, after = (say.named("role", role) if role else "" for role in (unit.before, unit.after))
    key = "unit_role" if before and after else "unit_new" if after else "unit_gone"
    return say(key, name=unit.name, before=before, after=after)


def _touched(touched: Touched, say: Wording) -> Iterator[str]:
    gold = [f"{question.id}: {question.question}" for question in touched.gold]
    yield from _listed("gold", gold, say)
    papers = [_paper(paper, say) for paper in touched.papers]
    yield from _listed("papers", papers, say)
    facts = touched.facts
    if facts and (facts.gone or facts.new):
        told = {"before": facts.before, "after": facts.after, "gone": facts.gone, "new": facts.new}
        yield say("facts", **told)


def _paper(paper: TouchedPaper, say: Wording) -> str:
    told = (f"{number} ({say(f'change_{reason}')})" for number, reason in paper.questions)
    return say("paper", path=paper.path, questions=", ".join(told))
