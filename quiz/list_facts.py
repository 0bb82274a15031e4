"""Lists: a heading with items below it, such as 附件5 > 机制清单, or 一是 to 六是 under （一）."""

from collections.abc import Iterator
from itertools import groupby

from corpus.records import Clause
from corpus.spelling import plain
from quiz.facts import ListFact
from quiz.source import Source, name_of, unnumbered

_FEWEST, _MOST = 3, 8  # items that a person can be asked to name
_LONGEST_TITLE = 45  # characters


def list_facts(source: Source) -> Iterator[ListFact]:
    """The lists of a document: neighbouring clauses under one heading, each with a title.

    A list counts where every item has a title of its own that the heading does not say; where
    two headings of a document are the same, or a title stands in two lists, nothing is asked.
    """
    lists = list(_lists(source))
    for found in lists:
        twins = [other for other in lists if plain(other.heading) == plain(found.heading)]
        if len(twins) == 1:
            yield found


def _lists(source: Source) -> Iterator[ListFact]:
    deeper = {clause.section[:-2] for clause in source.clauses}
    for path, group in groupby(source.clauses, key=lambda clause: clause.section[:-1]):
        if not path or path in deeper:
            continue  # an item with items of its own below it
        clauses = list(group)
        items = tuple(_titled(clauses))
        titles = [plain(title) for _, title in items]
        heading = unnumbered(path[-1])
        if (
            _FEWEST <= len(items) <= _MOST
            and all(clause.kind != "paragraph" for clause in clauses)
            and len(set(titles)) == len(titles)
            and all(_is_title(clause, title) for clause, title in items)
            and not any(title in plain(heading) for title in titles)
            and all(2 < len(title) <= _LONGEST_TITLE for title in titles)
        ):
            yield ListFact(f"{items[0][0].id}#list", source, heading, path, items)


def _is_title(clause: Clause, title: str) -> bool:
    """True where a title stands there as one, not as the first words of a sentence."""
    rest = clause.text.partition(title)[2]
    return bool(clause.cells) or not rest or rest[0] in "。：:"


def _titled(group: list[Clause]) -> Iterator[tuple[Clause, str]]:
    """The items of one heading; several clauses of one title (rows of one name) count once."""
    seen = set()
    for clause in group:
        title = name_of(clause)
        if plain(title) not in seen:
            seen.add(plain(title))
            yield clause, title
