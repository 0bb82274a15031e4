"""How a task is said in a stem, so that it is understood alone; None where that cannot be."""

import re
from dataclasses import dataclass

from corpus.records import Clause
from quiz.source import Source, name_of, sentences_of, unnumbered

_LONGEST, _SHORTEST = 90, 6  # characters of a task's words in a stem
_LONGEST_NAME = 45
_CLAUSE_END = re.compile(r"[，,]")
_RUN = re.compile(r"^[一二三四五六七八九十]{1,2}是")
# words that point to something before them: a stem that starts so is not understood alone
_POINTING = re.compile(
    r"^(?:并|同时|其中|其|该|此|同步|进一步完善系统|对未|对于未|做到|确保|实现“)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A task of a document as a stem names it.

    part: the annex, table or chapter it stands in. name: its name there. detail: its words, where
    the name alone does not tell it from other tasks of the document; '' else.
    """

    clause: Clause
    part: str
    name: str
    detail: str = ""

    @property
    def said(self) -> str:
        """“name”, or “name”中的“detail”, with quotation marks inside turned into single ones."""
        if not self.detail:
            return quoted(self.name)
        if not self.name:
            return quoted(self.detail)
        return f"{quoted(self.name)}中的{quoted(self.detail)}"


def subject_of(clause: Clause, source: Source) -> Subject | None:
    """How a clause's task is said; None where nothing tells it from another task.

    The name is enough where no other row of the document has it. Else the first sentence of the
    task that no other row says is added, whole or up to a comma.
    """
    name = name_of(clause)
    if not 2 <= len(name) <= _LONGEST_NAME:
        return None
    part = part_of(clause)
    if clause.cells and source.is_only(clause):
        return Subject(clause, part, name)
    detail = _telling(clause, source)
    return Subject(clause, part, name, detail) if detail else None


def part_of(clause: Clause) -> str:
    """The heading of the table or chapter that a clause stands in, without its number."""
    outer = _chapter(clause)
    return unnumbered(outer)


def chapter_of(clause: Clause) -> str:
    """The chapter as the document writes it: the annex or chapter, with its number."""
    return _chapter(clause)


def _chapter(clause: Clause) -> str:
    """The second heading where the first is an annex or part over others, else the first."""
    section = clause.section
    if len(section) > 2 and re.match(r"附\s*件(?!\d)|第.{1,3}部分", section[0]):
        return section[1]
    return section[0] if section else ""


def _telling(clause: Clause, source: Source) -> str:
    """The words that tell a task from all others of its document; '' where there are none."""
    for sentence in sentences_of(clause):
        words = _cut(_RUN.sub("", sentence))
        if words and not _POINTING.match(words) and source.only_in(words, clause):
            return words
    return ""


def _cut(sentence: str) -> str:
    """A sentence, or of a long one its first parts between commas; '' if these say too little."""
    if len(sentence) <= _LONGEST:
        return sentence if len(sentence) >= _SHORTEST else ""
    kept = ""
    for comma in _CLAUSE_END.finditer(sentence):
        if comma.start() > _LONGEST:
            break
        kept = sentence[: comma.start()]
    closed = kept.count("（") == kept.count("）") and kept.count("“") == kept.count("”")
    return kept if closed and len(kept) >= 2 * _SHORTEST else ""


def quoted(text: str) -> str:
    """A text in Chinese quotation marks; those inside it become single ones (GB/T 15834)."""
    if re.fullmatch(r"《[^《》]*》|“[^“”]*”", text):
        return text
    return f"“{text.translate(_INNER)}”"


_INNER = str.maketrans("“”", "‘’")
