"""Units that a whole paragraph is assigned to.

Plans write them behind a task, with labels (牵头单位：X；配合单位：Y、Z) or in a sentence that
only says who acts: 由X牵头，Y配合。 Units of a label are taken as they are written, as in a cell.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from corpus.acting import acting_units
from corpus.readable import split_sentences
from corpus.records import ResponsibleUnit, Role
from corpus.register import Register
from corpus.units import names_unit, read_units

_ROLES: dict[str, Role] = {
    "牵头": "lead",
    "配合": "support",
    "协同": "support",
    "协助": "support",
    "协办": "support",
    "参与": "support",
    "参加": "support",
    "责任": "responsible",
    "主责": "responsible",
    "主体": "responsible",
    "主办": "responsible",
    "负责": "responsible",
    "落实": "responsible",
    "承办": "responsible",
}
_HEAD = re.compile(rf"(?P<role>{'|'.join(_ROLES)})(?:单位|部门)\s*[:：]\s*")
# a list of units ends with its sentence, line or bracket, or where something else is labelled
_LIST = re.compile(r"(?:[（(][^（()）\n]{0,60}[)）]|[^。；;\n）)（(:：])*")
_OTHER_LABEL = re.compile(r"[，,、\s][^，,、\s]{1,10}(?=[:：])")
_EMPTY = re.compile(r"[（(][；;，,、。\s]*[)）]|(?<=[。；;])[。；;，,、\s]+")
# what a sentence that only assigns is made of, besides the names of units
_ASSIGNING = re.compile(
    r"由|牵头|负责|配合|组织实施|组织|实施|落实|分别|共同|具体|积极|密切|协同|按照?|各自|职责|分工|等|部门|单位"
    r"|和|与|及|以及|[、，,。；;：:（）()\s]"
)


def labelled_units(text: str, register: Register) -> tuple[ResponsibleUnit, ...]:
    """The units behind labels such as 责任单位：, in order, with the role that the label says.

    Only what is a unit's name, known to the register or ending as one, counts.
    """
    found = (
        ResponsibleUnit(name, role, canonical=register.canonical(name))
        for label, start, end in _labels(text)
        for name, role in read_units(text[start:end], default=_ROLES[label["role"]])
        if register.canonical(name) or names_unit(name)
    )
    return tuple(dict.fromkeys(found))


def paragraph_units(text: str, register: Register) -> tuple[ResponsibleUnit, ...]:
    """The units that running text names, acting or behind labels, in this order."""
    named = (*acting_units(text, register), *labelled_units(text, register))
    return tuple(dict.fromkeys(named))


def _labels(text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Each label with the span [start, end) of the list behind it."""
    heads = list(_HEAD.finditer(text))
    for head, following in zip_longest(heads, heads[1:]):
        stop = following.start() if following else len(text)
        listed = _LIST.match(text, head.end(), stop)
        end = listed.end() if listed else head.end()
        other = _OTHER_LABEL.search(text, head.end(), min(end + 1, stop))
        yield head, head.end(), other.start() if other else end


def assigned_units(text: str, register: Register) -> tuple[ResponsibleUnit, ...]:
    """The units that all of a paragraph is assigned to; () where it does not say so.

    They stand behind labels, or in the one sentence that says nothing but who acts.
    """
    labelled = labelled_units(text, register)
    if labelled:
        return labelled
    alone = list(_assigning_sentences(text, register))
    return alone[0] if len(alone) == 1 else ()


def _assigning_sentences(text: str, register: Register) -> Iterator[tuple[ResponsibleUnit, ...]]:
    """The units of each sentence that is made of names and words that assign alone."""
    for sentence in split_sentences(text):
        units = acting_units(sentence, register)
        rest = sentence
        for unit in sorted(units, key=lambda unit: len(unit.name), reverse=True):
            rest = rest.replace(unit.name, "")
        if units and not _ASSIGNING.sub("", rest):
            yield units


def has_label(text: str) -> bool:
    """Whether a text labels a list of units (责任单位：)."""
    return _HEAD.search(text) is not None


def without_labels(text: str) -> str:
    """A text without its labels and the lists behind them: what is to be done."""
    kept, reached = "", 0
    for head, _, end in _labels(text):
        kept, reached = kept + text[reached : head.start()], end
    return _EMPTY.sub("", kept + text[reached:]).strip(" ；;，,、")
