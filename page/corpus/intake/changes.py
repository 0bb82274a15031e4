"""What a revision changes, clause by clause, as HTML: what comes in and what goes is marked."""

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from intake.preview_records import Changes, ClauseChange, Piece, UnitChange
from intake.words import load_words
from page.corpus.intake.pieces import items
from page.corpus.intake.texts import intake_texts
from page.pieces import join
from rag.records import Language
from rag.wording import Wording

_BELOW = " › "
_AROUND = 24  # characters that are shown beside a difference
_LONGEST = 400  # characters of one stretch that is new or gone


def changes_html(changes: Changes, language: Language) -> Markup:
    """How many clauses are the same, new, gone, moved, changed; and each that is not the same."""
    say = load_words(language)
    numbers = {kind: len(changes.of(kind)) for kind in ("new", "gone", "moved", "changed")}
    told = (_change(change, say) for change in changes.changes)
    return Markup('<h3>{}</h3><ul class="changes">{}</ul>').format(
        say("changes", id=changes.revises, same=changes.same, **numbers),
        join(items(told, intake_texts(language))),
    )


def _change(change: ClauseChange, say: Wording) -> Markup:
    return Markup(
        '<p><b class="change {}">{}</b> <span class="section" lang="zh">{}</span></p>{}'
    ).format(
        change.kind,
        say(f"change_{change.kind}"),
        _BELOW.join(change.clause.section),
        join(_details(change, say)),
    )


def _details(change: ClauseChange, say: Wording) -> Iterator[Markup]:
    line = Markup("<p>{}</p>")
    if change.moved and change.before and change.before.section != change.clause.section:
        yield line.format("← " + _BELOW.join(change.before.section))
    if change.before is None:
        yield line.format(_ins(change.clause.text))
    elif change.after is None:
        yield line.format(_del(change.clause.text))
    if any(not piece.same for piece in change.old):
        yield line.format(_pieces(change.old, _del))
    if any(not piece.same for piece in change.new):
        yield line.format(_pieces(change.new, _ins))
    for unit in change.units:
        yield line.format(_unit(unit, say))
    for name, pair in (("deadline", change.deadline), ("target", change.target)):
        if pair:
            before, after = (value or say("none") for value in pair)
            yield line.format(say(name, before=before, after=after))


def _ins(text: str) -> Markup:
    return Markup('<ins lang="zh">{}</ins>').format(_cut(text))


def _del(text: str) -> Markup:
    return Markup('<del lang="zh">{}</del>').format(_cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _pieces(pieces: Sequence[Piece], marked: Callable[[str], Markup]) -> Markup:
    """A wording with its differences marked; what is the same is cut to what stands beside."""
    return join(_piece(pieces, number, marked) for number in range(len(pieces)))


def _piece(pieces: Sequence[Piece], number: int, marked: Callable[[str], Markup]) -> Markup:
    piece = pieces[number]
    if not piece.same:
        return marked(piece.text)
    first = "" if number == 0 else piece.text[:_AROUND]
    last = "" if number == len(pieces) - 1 else piece.text[-_AROUND:]
    whole = len(piece.text) <= len(first) + len(last)
    return Markup('<span lang="zh">{}</span>').format(piece.text if whole else f"{first}…{last}")


def _unit(unit: UnitChange, say: Wording) -> str:
    before, after = (say.named("role", role) if role else "" for role in (unit.before, unit.after))
    key = "unit_role" if before and after else "unit_new" if after else "unit_gone"
    return say(key, name=unit.name, before=before, after=after)
