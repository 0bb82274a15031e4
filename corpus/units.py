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
_NAMED = re.compile(rf"(?:{_UNIT_END})(?:[{_OPEN}].{{0,60}}[{_CLOSE}])?$")
_CLOSING = re.compile(rf"[^{_OPEN}{_CLOSE}]{{0,60}}[{_OPEN}{_CLOSE}]")
_Span = tuple[int, int]  # of a piece of the cell


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
    """The names in a piece of a cell, each as it stands there."""
    spans: list[_Span] = []
    for start, end in _split(stretch):
        _append(stretch, spans, start, end)
    names = (stretch[start:end] for start, end in spans)
    return [name for name in names if any(map(str.isalnum, name))]


def _split(text: str) -> Iterator[_Span]:
    """The pieces between separators outside parentheses, and between 和/及 that join units."""
    depth, start = 0, 0
    for i, character in enumerate(text):
        if character in _OPEN:
            depth += bool(_CLOSING.match(text, i + 1))  # one that is never closed is a mere mark
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        if depth > 0 or i < start:
            continue
        if character in _SEPARATOR:
            yield start, i
            start = i + 1
        elif join := _JOIN.match(text, i):
            yield start, i
            start = join.end()
    yield start, len(text)


def _append(text: str, spans: list[_Span], start: int, end: int) -> None:
    """Add one piece to the names read so far, joining what is one collective phrase."""
    start, end = _trimmed(text, start, end)
    head, et_cetera, tail = text[start:end].partition("等")
    if head and et_cetera and tail and _COLLECTIVE.search(tail) and tail not in ("部门", "单位"):
        _append_series(text, spans, (start, start + len(head)), (end - len(tail), end))
        return
    for closer in _CLOSERS:
        end -= len(closer) * text[start:end].endswith(closer)
    start += text.startswith("等", start, end)
    part = text[start:end]
    if not part:
        return
    last = text[slice(*spans[-1])] if spans else ""
    if (_MEMBERS.search(part) and _COMMITTEE.search(last)) or (
        _BARE_STREETS.match(part) and last.startswith(("各镇", "有关镇")) and "街" not in last
    ):
        # 区安委会、区防减救灾委各成员单位 is one phrase, and so is 各镇、街道
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append((start, end))


def _append_series(text: str, spans: list[_Span], head: _Span, tail: _Span) -> None:
    """X、Y等Z: units X and Y and the collective Z, or one phrase where X and Y are no units."""
    if _NAMED.search(text[slice(*head)]):
        spans.extend([head, tail])
        return
    start = head[0]
    while spans and not _is_name(text[slice(*spans[-1])]):
        start = spans.pop()[0]
    spans.append((start, tail[1]))


def names_unit(text: str) -> bool:
    """Whether a text ends as the name of a unit does: 县水利局, 区公安局(区公安交巡警支队)."""
    return bool(_NAMED.search(text))


def _is_name(text: str) -> bool:
    """The name of a unit, or a phrase that is whole already; not a sector (农业, 文化市场)."""
    return bool(_NAMED.search(text)) or "等" in text


def _trimmed(text: str, start: int, end: int) -> _Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(_SEPARATOR))
    return start + lead, start + max(lead, len(piece.rstrip(_SEPARATOR)))
