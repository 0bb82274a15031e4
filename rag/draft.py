"""An answer in the making: lines, units and numbered citations."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.citation import Citation, CitedUnit, cited_unit
from corpus.districts import district_in_english
from corpus.records import Clause, ResponsibleUnit
from corpus.register import load_register
from index import Index
from rag.records import Language
from rag.wording import Wording, load_wording


def district_told(name: str, language: Language) -> str:
    """A district's name in an answer; in English with the name that the documents write."""
    return name if language == "zh" else f"{district_in_english(name)} ({name})"


@dataclass(slots=True)
class Draft:
    """Collects what an answer says and what it rests on."""

    index: Index
    language: Language
    lines: list[str] = field(default_factory=list)
    units: list[CitedUnit] = field(default_factory=list)
    cited: list[Clause] = field(default_factory=list)

    @property
    def say(self) -> Wording:
        """The wording of the answer's language."""
        return load_wording(self.language)

    def mark(self, *clauses: Clause) -> str:
        """The marks of citations, adding the clauses that are not cited yet."""
        marks = ""
        for clause in clauses:
            if clause not in self.cited:
                self.cited.append(clause)
            marks += self.say("mark", number=self.cited.index(clause) + 1)
        return marks

    def add_units(self, units: Iterable[ResponsibleUnit], district: str) -> None:
        """Add units to those that answer, once each."""
        for unit in units:
            added = cited_unit(unit, district)
            if added not in self.units:
                self.units.append(added)

    def district(self, name: str) -> str:
        """A district's name as answers of the draft's language give it."""
        return district_told(name, self.language)

    def names(self, units: Iterable[ResponsibleUnit]) -> str:
        """Unit names joined; in English each with its function's English name."""
        return self.say("separator").join(self._name(unit) for unit in units)

    def _name(self, unit: ResponsibleUnit) -> str:
        gloss = load_register().gloss(unit.canonical) if self.language == "en" else None
        return f"{unit.name} ({gloss})" if gloss else unit.name

    def topic(self, clause: Clause) -> str:
        """The heading of a clause, in the wording's quotation marks."""
        return self.say("topic", topic=clause.section[-1])

    def citations(self) -> tuple[Citation, ...]:
        """All citations, in the order of their marks."""
        return tuple(self.index.cite(clause) for clause in self.cited)
