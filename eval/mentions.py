"""Units that a free text names, in any spelling, with the role and the district it gives them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.records import Role
from eval.names import LEVELS, Spelled, abbreviated, districts, is_name, units_with
from eval.wording import load_wording

_BETWEEN = r"[ ,、;:。\n()由和及与归是为■]"
_HANDED = re.compile(r"^.*(?:由|归|是|为|请|交|和|及|与)(?=..)")
_REACH = 60  # characters around a list of units in which its role is looked for


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a text.

    name: as the text has it, without its district. function: id in the register; None where it is
    not known. district: the one that is named with it or else before it, None without one. level:
    县, 区 or 市 where the name starts so, else "". role: None where the text gives none. denied:
    the text says that it is not this one. source: it only issued what is quoted. start, end:
    half-open offsets into the evened text.
    """

    name: str
    function: str | None
    start: int
    end: int
    district: str | None = None
    level: str = ""
    role: Role | None = None
    denied: bool = False
    source: bool = False


def find_mentions(text: str, names: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """The units that a text names, in order.

    text: evened (wording.even). names: of units that are expected beside those of the register.
    A word for a field of work (消防) counts only where it has a role or stands alone.
    """
    known = list(_known(text, units_with(names)))
    found = sorted([*known, *_unknown(text, known, names)], key=lambda mention: mention.start)
    denied = [match.span() for match in load_wording().denial.finditer(text)]
    told = []
    for run in _lists(text, found):
        role, refuted, source = _said(text, run[0].start, run[-1].end)
        for mention in run:
            within = any(start <= mention.start < end for start, end in denied)
            told.append(replace(mention, role=role, denied=refuted or within, source=source))
    return tuple(m for m in told if m.role or is_name(m.name) or _alone(text, m))


def _known(text: str, units: Spelled) -> Iterator[Mention]:
    at, context = 0, None
    while at < len(text):
        mention = _mention_at(text, at, units)
        district = districts().at(text, at)
        if mention:
            context = mention.district or context
            yield replace(mention, district=context)
            at = mention.end
        elif district:
            at, context = district
        else:
            at += 1


def _mention_at(text: str, at: int, units: Spelled) -> Mention | None:
    """The unit at a place, with a district and a level before it or without."""
    district = districts().at(text, at)
    starts: list[tuple[int, str | None]] = [(at, None)]
    if district:
        behind = district[0] + text.startswith(" ", district[0])
        # 奉节县经济信息委 may be 奉节县 and 经济信息委, or 奉节 and 县经济信息委
        starts = [(behind, district[1]), (behind - 1, district[1]), (at, None)]
    for start, name in starts:
        for level in ("", *LEVELS):
            if not text.startswith(level, start) or start < at:
                continue
            if unit := units.at(text, start + len(level)):
                own = text[start] if text[start] in "县区" else level
                return Mention(text[start : unit[0]], unit[1], at, unit[0], name, own)
    return None


def _unknown(text: str, known: Sequence[Mention], names: tuple[str, ...]) -> Iterator[Mention]:
    """Words between the known units that end like a unit and stand by themselves."""
    pattern = re.compile(
        rf"(?:^|(?<={_BETWEEN}))[\u4e00-\u9fff]{{2,14}}?{load_wording().unknown_unit}"
        rf"(?=$|{_BETWEEN}|[等牵配负分共不作担])"
    )
    covered = [" "] * len(text)
    for mention in known:
        covered[mention.start : mention.end] = "■" * (mention.end - mention.start)
    hidden = "".join(c if c == "■" else text[i] for i, c in enumerate(covered))
    for match in pattern.finditer(hidden):
        words = _HANDED.sub("", match.group())
        start = match.end() - len(words)
        district = districts().at(words, 0)
        name = words[district[0] :] if district and district[0] < len(words) else words
        function = abbreviated(name, names)
        level = name[0] if name[0] in LEVELS else ""
        yield Mention(name, function, start, match.end(), district and district[1], level)


def _lists(text: str, found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The mentions in lists: A、B和C is one."""
    run: list[Mention] = []
    for mention in found:
        if run and not load_wording().joint.fullmatch(text, run[-1].end, mention.start):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _said(text: str, start: int, end: int) -> tuple[Role | None, bool, bool]:
    """(role, denied, source) of the list of units between two places."""
    wording, before = load_wording(), text[max(0, start - _REACH) : start]
    denied = bool(wording.denied_after.match(text, end))
    source = bool(wording.source.search(before))
    after = (role for role, words in wording.roles_after.items() if words.match(text, end))
    ahead = (role for role, words in wording.roles_before.items() if words.search(before))
    return next(after, None) or next(ahead, None), denied, source


def _alone(text: str, mention: Mention) -> bool:
    """True where nothing but marks stands around a word."""
    around = text[: mention.start][-1:] + text[mention.end :][:1]
    return all(re.match(_BETWEEN, character) for character in around)
