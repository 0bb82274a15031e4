"""Units that running text names as acting: 由X牵头, X负责…, X牵头、Y配合. None are guessed.

Only names that the register knows count, and only where they are all that stands before the
word for the role: a list with a name that is not known is left out altogether.
"""

import re
from collections.abc import Iterator

from corpus.records import ResponsibleUnit, Role
from corpus.register import Register

_SENTENCE = re.compile(r"[^。；;！？\n]+")
_ET_CETERA = r"(?:等(?:部门|单位)?)?"
_ACTS = re.compile(
    rf"{_ET_CETERA}(?:分别|共同)?(?P<lead>牵头)(?!部门|单位|人)"
    rf"|{_ET_CETERA}(?:分别|积极|密切|共同|协同)?(?P<support>配合)"
    rf"|{_ET_CETERA}(?:按照?(?:各自)?职责(?:分工)?|分别|共同|具体)?(?P<responsible>负责)(?!人|同志|制(?!定|订|作))"
)
_JOINT = re.compile(r"(?:、|，|,|以及|和|及|与)$")
_SHORT_FORM = re.compile(
    r"[（(]以下简称[^（()）]{1,20}[）)]$"
)  # 区安全生产委员会（以下简称区安委会）
# what may stand before the first name: nothing, a mark, or a word that hands a task over
_BEFORE = re.compile(r"(?:^|[，,：:（(“]|由|发挥|明确|确定|[一二三四五六七八九十]是|\d年)$")
_LONGEST_LIST = 1000  # characters before a role word in which its names are looked for


def acting_units(text: str, register: Register) -> tuple[ResponsibleUnit, ...]:
    """The units that running text names as acting, in order, with their roles.

    A unit supports only where its sentence also says who leads; 配合市级部门… names nobody.
    """
    found: list[ResponsibleUnit] = []
    for sentence in _SENTENCE.finditer(text):
        led = False
        for names, role in _said(sentence.group(), register):
            if role == "support" and not led:
                continue
            led = led or (role == "lead" and bool(names))
            found.extend(
                ResponsibleUnit(name, role, canonical=register.canonical(name)) for name in names
            )
    return tuple(dict.fromkeys(found))


def _said(sentence: str, register: Register) -> Iterator[tuple[list[str], Role]]:
    """Each role word of a sentence with the names that stand before it."""
    at = 0
    for match in _ACTS.finditer(sentence):
        role: Role = "lead" if match["lead"] else "support" if match["support"] else "responsible"
        before = sentence[max(at, match.start() - _LONGEST_LIST) : match.start()]
        yield _names_at_end(before, register), role
        at = match.end()


def _names_at_end(text: str, register: Register) -> list[str]:
    """The known names that a text ends with, [] where something else stands before them."""
    names: list[str] = []
    rest = _SHORT_FORM.sub("", text)
    while name := register.name_ending(rest):
        names.insert(0, name)
        rest = rest[: -len(name)]
        joint = _JOINT.search(rest)
        if not joint or not register.name_ending(rest[: joint.start()]):
            break
        rest = rest[: joint.start()]
    return names if names and _BEFORE.search(rest) else []
