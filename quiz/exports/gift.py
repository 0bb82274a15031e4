"""Moodle GIFT: one text file with every question of a draw once.

GIFT knows neither marks nor several blanks in a question: a fill-in with several blanks becomes
one short-answer question for each blank. A short answer becomes an essay whose marking points
stand in its feedback. Format: https://docs.moodle.org/en/GIFT_format
"""

import re
from collections.abc import Iterator, Sequence

from quiz.exports.layout import feedback_lines, point_lines
from quiz.exports.words import Language, Words, load_words
from quiz.records import BLANK, Paper, Question

_CONTROL = re.compile(r"[\\~=#{}:]")
_ARROW = "->"  # parts the sides of a pair, and cannot be escaped


def as_gift(papers: Sequence[Paper], language: Language) -> bytes:
    """The questions of a draw in the order of its first paper, UTF-8."""
    words = load_words(language)
    paper = papers[0]
    category = " ".join(paper.title.split()).replace("\\", "\\\\").replace("/", "//")
    blocks = [f"$CATEGORY: $course$/top/{category}"]
    for number, question in enumerate(paper.questions, start=1):
        blocks += _blocks(number, question, words)
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(number: int, question: Question, words: Words) -> Iterator[str]:
    name, stem = f"{number:03d} {question.id}", question.stem
    feedback = feedback_lines(question, words)
    if question.type == "true_false":
        yield _block(name, stem, "T" if question.options[0].right else "F", feedback)
    elif question.options:
        yield _block(name, stem, _choices(question), feedback)
    elif question.blanks:
        yield from _blanks(name, question, words)
    elif question.pairs:
        yield _block(name, stem, _pairs(question), feedback)
    else:
        yield _block(name, stem, "", [words.points, *point_lines(question, words), *feedback])


def _block(name: str, stem: str, answers: str, feedback: Sequence[str]) -> str:
    told = _escaped("\n".join(feedback))
    return f"::{_escaped(name)}::[plain]{_escaped(stem)} {{{answers}####{told}}}"


def _choices(question: Question) -> str:
    """=right ~wrong; with weights where several may be right: wrong ones take all away."""
    if question.type == "single_choice":
        return "\n".join(f"{'=' if o.right else '~%0%'}{_text(o.text)}" for o in question.options)
    share = 100 / sum(option.right for option in question.options)
    weights = (
        f"{share:.5f}".rstrip("0").rstrip(".") if o.right else "-100" for o in question.options
    )
    return "\n".join(
        f"~%{weight}%{_text(option.text)}"
        for weight, option in zip(weights, question.options, strict=True)
    )


def _blanks(name: str, question: Question, words: Words) -> Iterator[str]:
    several = len(question.blanks) > 1
    stem = numbered_blanks(question.stem, words) if several else question.stem
    for place, blank in enumerate(question.blanks, start=1):
        asked = f"{stem}\n{words.blank_asked.format(number=place)}" if several else stem
        spelled = (text.replace("*", r"\*").replace(_ARROW, "→") for text in blank.accepted)
        answers = "\n".join(f"=%100%{_text(text)}" for text in spelled)
        label = f"{name}-{place}" if several else name
        yield _block(label, asked, answers, feedback_lines(question, words))


def numbered_blanks(stem: str, words: Words) -> str:
    """A stem whose blanks are told apart by numbers: （1）________."""
    first, *rest = stem.split(BLANK)
    return first + "".join(
        f"{words.blank_number.format(number=place)}{BLANK}{text}"
        for place, text in enumerate(rest, start=1)
    )


def _pairs(question: Question) -> str:
    """=left -> right; a choice that belongs to nothing has no left side."""
    used = {pair.right for pair in question.pairs}
    pairs = [(_text(pair.left.replace(_ARROW, "→")), pair.right) for pair in question.pairs]
    pairs += [("", choice) for choice in question.choices if choice not in used]
    return "\n".join(f"={left} {_ARROW} {_escaped(right)}" for left, right in pairs)


def _text(text: str) -> str:
    """An answer's text; one that starts like the name of a format says its own."""
    return f"[plain]{_escaped(text)}" if text.startswith("[") else _escaped(text)


def _escaped(text: str) -> str:
    return _CONTROL.sub(r"\\\g<0>", text).replace("\n", r"\n")
