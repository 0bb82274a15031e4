"""Which document that is there already a new file may be another state of."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from corpus import Clause, ParsedDocument
from corpus.readable import squeeze
from intake.records import Likeness

_SHORTEST = 12  # characters of a clause whose words are telling
_FEWEST = 2  # clauses in common
_SAME_TEXT = 0.5  # least share of clauses in common
_SAME_TITLE = 92  # percent


def likely_revised(parsed: ParsedDocument, there: Sequence[ParsedDocument]) -> tuple[Likeness, ...]:
    """The documents with the same number, the same title in the same district, or half the words.

    parsed: the new file, with the metadata proposed for it. Likeliest first.
    """
    words = _words(parsed.clauses)
    found = [like for other in there if (like := _likeness(parsed, words, other)).reasons]
    return tuple(sorted(found, key=lambda like: (-len(like.reasons), -like.shared)))


def _likeness(parsed: ParsedDocument, words: frozenset[str], other: ParsedDocument) -> Likeness:
    theirs = _words(other.clauses)
    common = len(words & theirs)
    shared = common / max(1, min(len(words), len(theirs))) if common >= _FEWEST else 0.0
    document = other.document
    reasons = tuple(_reasons(parsed, other, shared))
    return Likeness(
        document.id, document.district, document.title, document.doc_number, reasons, shared
    )


def _reasons(parsed: ParsedDocument, other: ParsedDocument, shared: float) -> Iterator[str]:
    new, old = parsed.document, other.document
    if new.doc_number == old.doc_number and any(map(str.isdecimal, new.doc_number)):
        yield "same_number"
    alike = fuzz.ratio(squeeze(new.title), squeeze(old.title)) >= _SAME_TITLE
    if alike and new.district == old.district and _years(new.title) == _years(old.title):
        yield "same_title"
    if shared >= _SAME_TEXT:
        yield "same_text"


def _years(title: str) -> str:
    """The figures of a title: the work points of two years are not the same document."""
    return "".join(filter(str.isdecimal, title))


def _words(clauses: Sequence[Clause]) -> frozenset[str]:
    texts = (squeeze(clause.text) for clause in clauses if clause.kind != "front_matter")
    return frozenset(text for text in texts if len(text) >= _SHORTEST)
