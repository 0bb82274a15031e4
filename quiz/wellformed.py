"""What a paper must be like, whoever made it: the rules between the fields of its records."""

import math
import re
from collections.abc import Callable, Iterator, Sequence

from corpus.spelling import plain
from errors import PaperError
from quiz.grading_data import load_truth
from quiz.records import BLANK, LETTERS, Paper, Question

MOST_QUESTIONS = 1_000  # of a paper
MOST_PAPERS = 26  # versions of one draw, A to Z
LONGEST_TEXT = 20_000  # characters of any text of a question
LONGEST_TITLE = 200  # characters
MOST_PARTS = 50  # blanks, pairs, choices, marking points of a question

_VERSION = re.compile(r"[A-Z]")
_TOLERANCE = 1e-6  # of sums of marks
# what the formats of the exports cannot hold or would change: control characters, surrogates
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def check_papers(papers: Sequence[Paper]) -> None:
    """Raise PaperError, one line, for papers that are not well formed."""
    fault = next(paper_faults(papers), None)
    if fault:
        raise PaperError(f"{fault}; correct it, or make the quiz anew")


def paper_faults(papers: Sequence[Paper]) -> Iterator[str]:
    """What is wrong with the papers of one draw, one line each; nothing when all is right."""
    if not papers:
        yield "there is no paper in it"
    if len(papers) > MOST_PAPERS:
        yield f"{len(papers)} papers, at most {MOST_PAPERS} are allowed"
    versions = [paper.version for paper in papers]
    if len(set(versions)) != len(versions):
        yield f"versions {', '.join(versions)}: each version stands there once"
    for paper in papers:
        yield from (f"paper {paper.version}: {fault}" for fault in _faults(paper))
    ids = [sorted(question.id for question in paper.questions) for paper in papers]
    if any(other != ids[0] for other in ids[1:]):
        yield "the versions of a draw have the same questions; these have not"


def _faults(paper: Paper) -> Iterator[str]:
    if UNWRITABLE.search(paper.title) or not 1 <= len(paper.title.strip()) <= LONGEST_TITLE:
        yield f"the title is empty, over {LONGEST_TITLE} characters, or holds a control character"
    if not _VERSION.fullmatch(paper.version):
        yield f"version {paper.version!r} is no letter from A to Z"
    if not 1 <= len(paper.questions) <= MOST_QUESTIONS:
        yield f"{len(paper.questions)} questions; a paper has 1 to {MOST_QUESTIONS}"
    ids = [question.id for question in paper.questions]
    if _repeats(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        yield f"question {twice!r} stands there twice"
    for number, question in enumerate(paper.questions, start=1):
        yield from (f"question {number}: {fault}" for fault in question_faults(question))


def _repeats(texts: Sequence[str]) -> bool:
    return len(set(texts)) != len(texts)


def question_faults(question: Question) -> Iterator[str]:
    """What is wrong with one question, one line each."""
    if not (math.isfinite(question.marks) and question.marks > 0):
        yield f"marks of {question.marks}; they are above 0"
    if not question.id or not question.stem.strip():
        yield "it has no id or no stem"
    if not question.citations:
        yield "it cites no clause"
    for text in _texts(question):
        if len(text) > LONGEST_TEXT:
            yield f"a text of {len(text)} characters; at most {LONGEST_TEXT} are allowed"
        elif found := UNWRITABLE.search(text):
            yield f"the character U+{ord(found[0]):04X} in {text[:20]!r}; take it out"
    yield from _KINDS[question.type](question)


def _texts(question: Question) -> Iterator[str]:
    yield from (question.stem, question.explanation, *question.choices)
    yield from (option.text for option in question.options)
    yield from (spelling for blank in question.blanks for spelling in blank.accepted)
    yield from (text for pair in question.pairs for text in (pair.left, pair.right))
    for point in question.points:
        yield from (point.text, *point.words)


def _single(question: Question) -> Iterator[str]:
    yield from _options(question)
    if sum(option.right for option in question.options) != 1:
        yield "exactly one option must be right"


def _multiple(question: Question) -> Iterator[str]:
    yield from _options(question)
    if not any(option.right for option in question.options):
        yield "at least one option must be right"


def _options(question: Question) -> Iterator[str]:
    texts = [option.text.strip() for option in question.options]
    if not 2 <= len(texts) <= len(LETTERS):
        yield f"{len(texts)} options; it has 2 to {len(LETTERS)}"
    if len(set(texts)) != len(texts) or not all(texts):
        yield "its options are empty or equal"


def _true_false(question: Question) -> Iterator[str]:
    """The first option says true, the second false: the formats that know both rely on it."""
    said, truth = [plain(option.text) for option in question.options], load_truth()
    if len(said) != 2 or said[0] not in truth.yes or said[1] not in truth.no:
        yield "a true/false question has 2 options, 正确 and 错误 in this order"
    yield from _single(question)


def _fill_in(question: Question) -> Iterator[str]:
    stated, shown = len(question.blanks), question.stem.count(BLANK)
    if not 1 <= stated <= MOST_PARTS or stated != shown:
        yield f"{stated} blanks with a key and {shown} in the stem; as many of each"
    if not all(b.accepted and all(s.strip() for s in b.accepted) for b in question.blanks):
        yield "a blank has no right spelling, or an empty one"


def _matching(question: Question) -> Iterator[str]:
    lefts = [pair.left.strip() for pair in question.pairs]
    if not 2 <= len(lefts) <= MOST_PARTS or len(set(lefts)) != len(lefts) or not all(lefts):
        yield "it has 2 or more pairs, their left sides filled in and different"
    if not 2 <= len(question.choices) <= len(LETTERS) or _repeats(question.choices):
        yield f"{len(question.choices)} choices; it has 2 to {len(LETTERS)} different ones"
    missing = [pair.right for pair in question.pairs if pair.right not in question.choices]
    yield from (f"{right[:20]!r} is a right side and no choice" for right in missing)


def _short_answer(question: Question) -> Iterator[str]:
    total = sum(point.marks for point in question.points)
    if not 1 <= len(question.points) <= MOST_PARTS or any(p.marks <= 0 for p in question.points):
        yield "it has marking points, each above 0 marks"
    elif abs(total - question.marks) > _TOLERANCE:
        yield f"its marking points make {total:g} of {question.marks:g} marks"
    if not all(
        point.text.strip() and any(map(str.strip, point.words)) for point in question.points
    ):
        yield "a marking point has no text or no words that earn it"


_KINDS: dict[str, Callable[[Question], Iterator[str]]] = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "fill_in": _fill_in,
    "matching": _matching,
    "short_answer": _short_answer,
}
