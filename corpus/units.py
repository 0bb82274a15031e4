"""Reading of responsible-unit cells: who is named, and in which role.

县经济信息委牵头，县住房城乡建委、县市场监管局等配合 → one lead, two in support. A cell that writes
neither 牵头 nor 配合 names units that are responsible.
"""

import re
from collections.abc import Iterator

from corpus.records import Role

_SEPARATOR = "、，,；;。 \t\u3000"
_OPEN, _CLOSE = "(（", ")）"
_CLOSERS = ("等部门", "等单位", "等")
_ROLE_PHRASE = re.compile(
    r"(?:分别|共同|具体)?(?P<lead>牵头)(?:各自领域|负责|组织实施)?"
    r"|(?:分别|积极|密切|共同)?(?P<support>配合)"
    r"|(?:按照?(?:各自)?职责(?:分工)?|分别|共同|具体)?(?P<plain>负责)(?:落实)?"
)
# a word that ends the name of a unit, so that 和 or 及 after it joins two units
_UNIT_END = (
    "局|委|办|部|部门|单位|办公室|大队|支队|分局|中心|政府|办事处|院|处|园区"
    "|公司|协会|镇|乡|街道|会|队"
)
_JOIN = re.compile(rf"(?<=[{_CLOSE}局委办部门位室队心府处院区司会镇乡道街])(?:和|及|以及|与)(?=\S)")
_COLLECTIVE = re.compile(r"(?:部门|单位|队伍|机构|企业)$")
_COMMITTEE = re.compile(r"(?:安委会?|安全生产委员会|减灾委|救灾委|救灾委员会|消安委)$")
_MEMBERS = re.compile(r"(?:各|有关|相关)?成员单位$")
_BARE_STREETS = re.compile(r"^(?:街|街道)$")
_ROLE_IN_PARENTHESES = re.compile(r"[（(](牵头|配合|负责)[)）]")
_NAMED = re.compile(rf"(?:{_UNIT_END})(?:[{_OPEN}].*[{_CLOSE}])?$")


def read_units(cell: str, default: Role = "responsible") -> list[tuple[str, Role]]:
    """The units that a cell names, in order, with their roles.

    cell: readable text of the cell. default: the role of units for which the cell writes none
    (lead or support in a column of that name). Returns (name as written, role) pairs without
    repetition; [] for an empty cell.
    """
    named: list[tuple[str, Role]] = []
    cell = _ROLE_IN_PARENTHESES.sub(r"\1", cell)
    seen_lead = False
    for stretch, word in _stretches(cell):
        names = _names(stretch)
        role: Role = default
        if word == "lead":
            role, seen_lead = "lead", True
        elif word == "support" and (seen_lead or default != "lead"):
            role = "support"
        named.extend((name, role) for name in names)
    return list(dict.fromkeys(named))


def _stretches(cell: str) -> Iterator[tuple[str, str | None]]:
    """Pieces of a cell, each with the role word that closes it (None: no word does)."""
    at = 0
    for match in _ROLE_PHRASE.finditer(cell):
        yield cell[at : match.start()], match.lastgroup
        at = match.end()
    yield cell[at:], None


def _names(stretch: str) -> list[str]:
    parts = list(_split(stretch))
    names: list[str] = []
    for part in parts:
        _append(names, part)
    return [name for name in names if any(map(str.isalnum, name))]


def _split(text: str) -> Iterator[str]:
    """Split at separators outside parentheses, and at 和/及 between units."""
    depth, start = 0, 0
    for i, character in enumerate(text):
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth > 0 or i < start:
            continue
        if character in _SEPARATOR:
            yield text[start:i]
            start = i + 1
        elif join := _JOIN.match(text, i):
            yield text[start:i]
            start = join.end()
    yield text[start:]


def _append(names: list[str], part: str) -> None:
    """Add one part to the names read so far, joining what is one collective phrase."""
    part = part.strip(_SEPARATOR)
    head, et_cetera, tail = part.partition("等")
    if head and et_cetera and tail and _COLLECTIVE.search(tail) and tail not in ("部门", "单位"):
        _append_series(names, head, tail)
        return
    for closer in _CLOSERS:
        part = part.removesuffix(closer)
    part = part.removeprefix("等")
    if not part:
        return
    if names and _MEMBERS.search(part) and _COMMITTEE.search(names[-1]):
        names[-1] = f"{names[-1]}、{part}"  # 区安委会、区防减救灾委各成员单位 is one phrase
    elif names and _BARE_STREETS.match(part) and names[-1].startswith(("各镇", "有关镇")):
        names[-1] = f"{names[-1]}、{part}"
    else:
        names.append(part)


def _append_series(names: list[str], head: str, tail: str) -> None:
    """X、Y等Z: units X and Y and the collective Z, or one phrase where X and Y are no units."""
    series: list[str] = []
    if not _NAMED.search(head):
        while names and not _NAMED.search(names[-1]):
            series.insert(0, names.pop())
        names.append("、".join([*series, head]) + "等" + tail)
    else:
        names.extend([head, tail])
