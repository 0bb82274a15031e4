"""What a revision changes: the clauses of a document before and after, paired one to one."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from corpus import Clause, ParsedDocument
from corpus.ledger import build_ledger
from intake.differences import differences
from intake.preview_records import Changes, ClauseChange, UnitChange

# least likeness, in percent, of two clauses that are one: of the same heading, of headings in the
# same place, anywhere in the document
_SAME_HEADING, _SAME_PLACE, _ANYWHERE = 40, 60, 75
_MOST_PAIRS = 4_000_000  # compared at once; beyond that clauses count as gone and new
_COMPARED = 1_000  # characters of a clause that are compared

_Pair = tuple[int, int]  # places in the clauses before and after


def compare(before: ParsedDocument, after: ParsedDocument) -> Changes:
    """What changed from one state of a document to another.

    Clauses with the same heading and words are the same, those with the same words have moved,
    others are paired by heading and likeness. In the order of the document after; what is gone
    stands where it stood.
    """
    pairing = _Pairing(before.clauses, after.clauses)
    pairing.equal(lambda clause: clause.id)
    moved = set(_out_of_order(pairing.pairs))
    same = len(pairing.pairs)
    pairing.equal(lambda clause: (clause.kind, clause.text))
    pairing.alike(lambda clause: clause.section, _SAME_HEADING)
    pairing.alike(_place, _SAME_PLACE)
    pairing.alike(lambda clause: (), _ANYWHERE)
    targets = _targets(before), _targets(after)
    found = [*pairing.new(), *pairing.gone()]
    for number, (old, new) in enumerate(pairing.pairs):
        elsewhere = (old, new) in moved or number >= same
        change = _change(before.clauses[old], after.clauses[new], targets, elsewhere)
        found.extend([((new, 1), change)] if change else [])
    ordered = tuple(change for _, change in sorted(found, key=lambda pair: pair[0]))
    unchanged = len(pairing.pairs) - sum(bool(c.before and c.after) for c in ordered)
    return Changes(before.document.id, unchanged, ordered)


class _Pairing:
    """Pairs the clauses of two states step by step, from the surest to the least sure."""

    def __init__(self, before: Sequence[Clause], after: Sequence[Clause]) -> None:
        self._before, self._after = before, after
        self._old = dict.fromkeys(range(len(before)))  # an ordered set of what has no partner yet
        self._new = dict.fromkeys(range(len(after)))
        self.pairs: list[_Pair] = []

    def equal(self, key: Callable[[Clause], object]) -> None:
        """Pair the clauses of the same key, in their order."""
        waiting: dict[object, deque[int]] = defaultdict(deque)
        for old in self._old:
            waiting[key(self._before[old])].append(old)
        for new in list(self._new):
            same = waiting.get(key(self._after[new]))
            if same:
                self._pair(same.popleft(), new)

    def alike(self, key: Callable[[Clause], object], least: int) -> None:
        """Pair the clauses of the same key and make that are likest, best first."""
        groups: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for old in self._old:
            groups[_make(self._before[old]), key(self._before[old])][0].append(old)
        for new in self._new:
            groups[_make(self._after[new]), key(self._after[new])][1].append(new)
        for olds, news in list(groups.values()):
            if olds and news and len(olds) * len(news) <= _MOST_PAIRS:
                self._alike(olds, news, least)

    def _alike(self, olds: Sequence[int], news: Sequence[int], least: int) -> None:
        likeness = process.cdist(
            [self._before[old].text[:_COMPARED] for old in olds],
            [self._after[new].text[:_COMPARED] for new in news],
            scorer=fuzz.ratio,
            score_cutoff=least,
        )
        rows, columns = likeness.nonzero()
        places = zip(rows.tolist(), columns.tolist(), strict=True)
        for row, column in sorted(places, key=lambda place: (-likeness[place], place)):
            if olds[row] in self._old and news[column] in self._new:
                self._pair(olds[row], news[column])

    def _pair(self, old: int, new: int) -> None:
        del self._old[old], self._new[new]
        self.pairs.append((old, new))

    def new(self) -> Iterator[tuple[_Pair, ClauseChange]]:
        """The clauses that came, each with its place."""
        for new in self._new:
            yield (new, 1), ClauseChange("new", None, self._after[new])

    def gone(self) -> Iterator[tuple[_Pair, ClauseChange]]:
        """The clauses that went; the place is that of the clause which stood above."""
        partners = dict(self.pairs)
        place = -1
        for old in range(len(self._before)):
            place = partners.get(old, place)
            if old in self._old:
                yield (place, 2), ClauseChange("gone", self._before[old], None)


def _make(clause: Clause) -> bool:
    return clause.kind == "table_row"


def _out_of_order(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """The fewest pairs without which all others are in the same order before and after."""
    ordered = sorted(pairs, key=lambda pair: pair[1])
    ends: list[int] = []  # least last place before, of a rising run of each length
    lengths = []
    for old, _ in ordered:
        length = bisect_left(ends, old)
        ends[length : length + 1] = [old]
        lengths.append(length)
    wanted = len(ends) - 1
    for pair, length in zip(reversed(ordered), reversed(lengths), strict=True):
        if length == wanted:
            wanted -= 1
        else:
            yield pair


def _targets(parsed: ParsedDocument) -> dict[str, str]:
    """The targets of the tasks, by clause."""
    targets: dict[str, list[str]] = defaultdict(list)
    for row in build_ledger([parsed]):
        if row.target:
            targets[row.clause_id].append(row.target)
    return {clause_id: "；".join(own) for clause_id, own in targets.items()}


def _change(
    old: Clause, new: Clause, targets: tuple[dict[str, str], dict[str, str]], elsewhere: bool
) -> ClauseChange | None:
    """What is different between two states of a clause, None where nothing is."""
    words = differences(old.text, new.text) if old.text != new.text else ((), ())
    units = tuple(_unit_changes(old, new))
    deadline = (old.deadline or "", new.deadline or "")
    target = (targets[0].get(old.id, ""), targets[1].get(new.id, ""))
    changed = bool(words[0] or words[1] or units or _differ(deadline) or _differ(target))
    if not changed and not elsewhere:
        return None
    return ClauseChange(
        "changed" if changed else "moved",
        old,
        new,
        *words,
        units=units,
        deadline=deadline if _differ(deadline) else None,
        target=target if _differ(target) else None,
        moved=not changed or _place(old) != _place(new),
    )


def _place(clause: Clause) -> tuple[str, ...]:
    """The headings above a clause, without the one that its own words make."""
    own = clause.kind in ("item", "table_row")
    return clause.section[:-1] if own else clause.section


def _differ(pair: tuple[str, str]) -> bool:
    return pair[0] != pair[1]


def _unit_changes(old: Clause, new: Clause) -> Iterator[UnitChange]:
    before = {unit.name: unit.role for unit in old.units}
    after = {unit.name: unit.role for unit in new.units}
    for name in _each(before, after):
        if before.get(name) != after.get(name):
            yield UnitChange(name, before.get(name), after.get(name))


def _each(*names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for own in names for name in own))
