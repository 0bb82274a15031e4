"""Who is responsible: facts from unit cells, and from sentences that name who acts."""

import re
from collections.abc import Iterator

from corpus.acting import acting_units
from corpus.assigned import labelled_units
from corpus.readable import split_sentences, squeeze
from corpus.records import Clause, ResponsibleUnit, Role
from corpus.register import load_register
from corpus.spelling import plain
from corpus.tables import column_role
from quiz.conflicts import is_collective, takes_in_departments
from quiz.facts import UnitsFact
from quiz.source import Source, name_of
from quiz.subjects import Subject, part_of, subject_of

_ET_CETERA = re.compile(r"等(?:[，,、。；;]|部门|单位|按|分别|负责|牵头|配合|有关|$)")
_ROLES: tuple[Role, ...] = ("lead", "support", "responsible")
_ACT = re.compile(r"(?:牵头|负责)(?P<task>[^，。；,;（(]{8,60})[，。；,;]")


def unit_facts(source: Source) -> Iterator[UnitsFact]:
    """A fact for each role in each unit cell, and for each sentence in which one unit leads."""
    for clause in source.clauses:
        if clause.cells:
            subject = subject_of(clause, source)
            if subject and not _says_its_units(subject, clause):
                yield from _of_cell(clause, subject, source)
        elif clause.units:
            yield from _of_sentences(clause, source)


def _of_cell(clause: Clause, subject: Subject, source: Source) -> Iterator[UnitsFact]:
    """The roles of a row; who is merely named beside a lead is asked as no role of its own."""
    led = any(unit.role == "lead" for unit in clause.units)
    for role in _ROLES:
        units = tuple(unit for unit in clause.units if unit.role == role)
        if units and not (role == "responsible" and led):
            yield _fact(clause, subject, source, role, units)


def _fact(
    clause: Clause,
    subject: Subject,
    source: Source,
    role: Role,
    units: tuple[ResponsibleUnit, ...],
) -> UnitsFact:
    cell = _cell_of(clause)
    open_ended = any(map(takes_in_departments, units)) or bool(_ET_CETERA.search(cell))
    return UnitsFact(
        id=f"{clause.id}#units:{role}",
        source=source,
        subject=subject,
        role=role,
        named=tuple(unit for unit in units if not is_collective(unit)),
        collectives=tuple(unit.name for unit in units if is_collective(unit)),
        open_ended=open_ended,
    )


def _cell_of(clause: Clause) -> str:
    unit_roles = ("unit", "lead", "support")
    texts = (text for head, text in clause.cells.items() if column_role(head) in unit_roles)
    return squeeze("。".join(texts))


def _of_sentences(clause: Clause, source: Source) -> Iterator[UnitsFact]:
    """A unit that a sentence names as the one that leads or does what the sentence then says."""
    for sentence in split_sentences(clause.text):
        units = acting_units(sentence, load_register())
        act = _ACT.search(sentence)
        if len(units) != 1 or act is None or is_collective(units[0]):
            continue
        if labelled_units(sentence, load_register()):
            continue  # the list behind the label is the whole of it, not this one
        name = units[0].name
        if not squeeze(sentence[: act.start()]).endswith(squeeze(name)):
            continue
        subject = Subject(clause, part_of(clause), name_of(clause), act["task"])
        if plain(name) not in plain(subject.said):
            yield _fact(clause, subject, source, units[0].role, units)


def _says_its_units(subject: Subject, clause: Clause) -> bool:
    """True where the task's words name one of its units: the stem would give the key away."""
    said = plain(subject.said)
    return any(plain(unit.name) in said for unit in clause.units)
