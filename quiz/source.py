"""A document as the quiz sees it: its clauses, how tasks are called, which clauses are akin."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from corpus.numbering import read_marker
from corpus.readable import split_sentences
from corpus.records import Clause, ParsedDocument
from corpus.spelling import plain
from corpus.tables import column_role

# Sentences of two clauses that are alike to this degree (rapidfuzz ratio, percent) speak of the
# same task: 推进创建国家安全发展示范城市 and 积极申报创建国家安全发展示范城市 reach 74.
ALIKE = 65
_SHORTEST_SENTENCE = 8  # characters; shorter ones are alike by chance
_SHORTEST_NAME = 4  # characters of a name that marks its task wherever it stands
_EDGE = "。：:；;，, "


class Source:
    """One document with what its facts are checked against."""

    def __init__(self, parsed: ParsedDocument) -> None:
        self.document = parsed.document
        self.clauses = tuple(c for c in parsed.clauses if c.kind != "front_matter")
        self.by_id = {clause.id: clause for clause in self.clauses}
        self.rows = tuple(c for c in self.clauses if c.kind == "table_row")
        self.row_tables = {row: table.rows for table in parsed.tables for row in table.rows}
        self._plain_rows = [(row.id, plain(row.text)) for row in self.rows]
        self._names = Counter(plain(name_of(clause)) for clause in self.rows)
        self._named: dict[str, list[Clause]] = defaultdict(list)
        self._plain = [(clause, plain(clause.text)) for clause in self.clauses]
        self._kept: dict[str, tuple[Clause, ...]] = {}
        self._sentences: list[str] = []
        self._owners: list[Clause] = []
        for clause in self.clauses:
            self._named[plain(name_of(clause))].append(clause)
            for sentence in sentences_of(clause):
                self._sentences.append(plain(sentence))
                self._owners.append(clause)

    def is_only(self, clause: Clause) -> bool:
        """True for a row whose name no other row has, nor as a part of its name."""
        own = plain(name_of(clause))
        return self._names[own] == 1 and not any(
            other != own and (own in other or other in own) for other in self._names
        )

    def namesakes(self, clause: Clause) -> int:
        """How many other rows have the name of this one."""
        return max(self._names[plain(name_of(clause))] - bool(clause.cells), 0)

    def only_in(self, words: str, clause: Clause) -> bool:
        """True where no other row says the words."""
        wanted = plain(words)
        return not any(wanted in text for id, text in self._plain_rows if id != clause.id)

    def asked_first(self, one: Clause, other: Clause) -> bool:
        """True where, of two clauses that say the same, the first is asked: rows, then order."""
        return (not one.cells, one.start) < (not other.cells, other.start)

    def quote(self, clause: Clause) -> str:
        """The characters of the file that a clause stands for."""
        return self.document.text[clause.start : clause.end]

    def echoes(self, text: str) -> tuple[Clause, ...]:
        """The clauses with a sentence like the given text (ALIKE), the one it stands in too."""
        wanted = plain(text)
        if len(wanted) < _SHORTEST_SENTENCE:
            return tuple(
                c for s, c in zip(self._sentences, self._owners, strict=True) if s == wanted
            )
        found = process.extract(
            wanted, self._sentences, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
        )
        return self._owning([at for _, _, at in found])

    def _owning(self, places: list[int]) -> tuple[Clause, ...]:
        owners = (self._owners[at] for at in places)
        return tuple({clause.id: clause for clause in owners}.values())

    def saying(self, words: str) -> list[Clause]:
        """The clauses that have words, given in plain form, in their text."""
        return [clause for clause, text in self._plain if words in text]

    def akin(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses about the same task: of the same name, or with a sentence that is alike.

        A name also counts where another heading contains it: 燃气领域 in 开展燃气领域整治行动.
        """
        if clause.id not in self._kept:
            self._kept[clause.id] = self._find_akin(clause)
        return self._kept[clause.id]

    def _find_akin(self, clause: Clause) -> tuple[Clause, ...]:
        own = plain(name_of(clause))
        found: dict[str, Clause] = {}
        for name, clauses in self._named.items():
            short, long = sorted((own, name), key=len)
            if short == long or (len(short) >= _SHORTEST_NAME and short in long):
                found |= {other.id: other for other in clauses}
        for sentence in sentences_of(clause):
            if len(plain(sentence)) >= _SHORTEST_SENTENCE:
                found |= {other.id: other for other in self.echoes(sentence)}
        found.pop(clause.id, None)
        return tuple(found.values())


def read_sources(corpus: Sequence[ParsedDocument]) -> tuple[Source, ...]:
    """The sources of a corpus, in its order."""
    return tuple(Source(parsed) for parsed in corpus)


def name_of(clause: Clause) -> str:
    """What a clause is about: its innermost heading without number, '' for none."""
    return unnumbered(clause.section[-1]) if clause.section else ""


def unnumbered(heading: str) -> str:
    """A heading without the number it starts with and without a closing mark."""
    marker = read_marker(heading)
    rest = heading[marker.length :] if marker and marker.value else heading
    return re.sub(r"^附\s*件\s*\d*\s*|^\d{1,2}、", "", rest).strip(_EDGE) or heading.strip(_EDGE)


def task_of(clause: Clause) -> str:
    """What a clause says is to be done: the task cells of a row, else its text without title."""
    if not clause.cells:
        title = clause.section[-1] if clause.section else ""
        return clause.text.removeprefix(title).strip(_EDGE) if title else clause.text
    text = "".join(t for head, t in clause.cells.items() if column_role(head) == "target")
    opening = clause.section[-1] if clause.section else ""
    return text.removeprefix(opening).strip(_EDGE) or text


def sentences_of(clause: Clause) -> list[str]:
    """The sentences of what a clause says is to be done."""
    return [s.strip(_EDGE) for s in split_sentences(task_of(clause).replace(";", "；"))]
