"""Short answers with marking points: one point for each unit or item that must be named."""

import re

from corpus.register import load_register
from quiz.conflicts import bare
from quiz.facts import ListFact, UnitsFact
from quiz.making import Making, question
from quiz.phrasing import load_wording
from quiz.records import MarkingPoint, Question

_FEWEST, _MOST = 2, 8  # points
# a short form that names a body: 教委, 消防局; 公安 also stands in the names of others
_TELLS = re.compile(r"(?:局|委|办|会|队|中心|办公室|部门|部)$")
_ACT = re.compile(
    r"^(?:建立|编制修订|编制优化|编制印发|编制|出台|强化|提升|加强|深化|推动|抓好|完善|实施|启动|健全)"
)


def short_answer(making: Making) -> Question | None:
    """A question for all units of a role, or all items of a list; None for one or too many."""
    fact = making.fact
    worth = load_wording().marks["short_answer"]
    if isinstance(fact, ListFact):
        points = [MarkingPoint(title, worth, _title_words(title)) for _, title in fact.items]
    elif isinstance(fact, UnitsFact):
        if not fact.named or fact.named != fact.unseen:  # 各有关部门: nothing to know
            return None
        names = [(unit.name, unit.canonical) for unit in fact.named]
        names += [(name, None) for name in fact.collectives]
        points = [MarkingPoint(name, worth, _unit_words(name, id)) for name, id in names]
    else:
        return None
    if not _FEWEST <= len(points) <= _MOST:
        return None
    phrased = making.stem("short_answer", "list" if isinstance(fact, ListFact) else "units")
    return question(
        making, "short_answer", phrased, marks=worth * len(points), points=tuple(points)
    )


def _unit_words(name: str, canonical: str | None) -> tuple[str, ...]:
    """What names a unit in an answer; its short forms too."""
    function = load_register().functions.get(canonical or "")
    short = [alias for alias in (function.aliases if function else ()) if _TELLS.search(alias)]
    return tuple(dict.fromkeys([name, bare(name), *short]))


def _title_words(title: str) -> tuple[str, ...]:
    """What names an item: its title, and the title without the verb it starts with."""
    return tuple(dict.fromkeys([title, _ACT.sub("", title, count=1) or title]))
