"""What the form of a question sends, as an edit of that question."""

import math
from collections.abc import Sequence
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from errors import PaperError
from page.quiz.records import Entry
from quiz.records import Blank, MarkingPoint, Question
from quiz.review import QuestionEdit, TextChange
from quiz.wellformed import LONGEST_TEXT, UNWRITABLE

LONGEST_NOTE = 1_000  # characters
_MOST_VALUES = 200  # of one name in the form
_FORM = TypeAdapter(dict[str, list[str]])

Sent = dict[str, list[str]]


def read_edit(sent: object, entry: Entry) -> QuestionEdit:
    """The edit that a form means: what it says other than the question before all edits.

    sent: name of a field → its values in order; it comes from a browser and may hold anything.
    Raises PaperError, one line, for what is no form of this question.
    """
    form, base = _checked(sent), entry.base
    edit = replace(
        QuestionEdit(entry.id, replacement=entry.edit.replacement),
        stem=_changed(form, "stem", base.stem),
        explanation=_changed(form, "explanation", base.explanation),
        marks=_marks(form, base),
        note=_one(form, "note").strip(),
        texts=_texts(form, base),
        blanks=_blanks(form, base),
        points=_points(form, base),
    )
    return replace(edit, right=_right(form, base, edit.texts))


def _checked(sent: object) -> Sent:
    try:
        form = _FORM.validate_python(sent, strict=True)
    except ValidationError:
        raise PaperError("this is no form of a question; open it again") from None
    for values in form.values():
        if len(values) > _MOST_VALUES or any(len(value) > LONGEST_TEXT for value in values):
            raise PaperError(f"a text of over {LONGEST_TEXT} characters; shorten it")
    note = _one(form, "note")
    if len(note) > LONGEST_NOTE or UNWRITABLE.search(note):
        raise PaperError(f"a note has at most {LONGEST_NOTE} characters, none a control character")
    return {name: [value.replace("\r\n", "\n") for value in own] for name, own in form.items()}


def _one(form: Sent, name: str) -> str:
    values = form.get(name, [])
    return values[0] if values else ""


def _all(form: Sent, name: str, count: int) -> list[str]:
    """So many values of a name. Raises PaperError where there are more or fewer."""
    values = form.get(name, [])
    if len(values) != count:
        raise PaperError(f"{len(values)} fields {name!r} of {count}; open the form again")
    return values


def _changed(form: Sent, name: str, before: str) -> str | None:
    now = _one(form, name) if name in form else before
    return None if now == before else now


def _marks(form: Sent, base: Question) -> float | None:
    if base.points:  # the marks of its points make its marks
        marks = math.fsum(point.marks for point in _points(form, base) or base.points)
    else:
        marks = _number(_one(form, "marks"))
    return None if math.isclose(marks, base.marks) else marks


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= 1_000:
        raise PaperError(f"marks of {text[:20]!r}; they are a number above 0, at most 1000")
    return number


def _texts(form: Sent, base: Question) -> tuple[TextChange, ...]:
    """New wordings of options, left sides and choices."""
    before: list[str] = []
    now: list[str] = []
    if base.options and base.type != "true_false":
        before += [option.text for option in base.options]
        now += _all(form, "option", len(base.options))
    before += [pair.left for pair in base.pairs] + list(base.choices)
    now += _all(form, "left", len(base.pairs)) + _all(form, "choice", len(base.choices))
    pairs = dict(zip(before, now, strict=True))
    return tuple(TextChange(old, new) for old, new in pairs.items() if old != new)


def _right(form: Sent, base: Question, changes: Sequence[TextChange]) -> tuple[str, ...] | None:
    """The new wordings of the options that are right, None where they are the same ones."""
    if not base.options:
        return None
    places = {str(place) for place in range(len(base.options))} & set(form.get("right", []))
    new = {change.old: change.new for change in changes}
    if places == {str(place) for place, option in enumerate(base.options) if option.right}:
        return None
    return tuple(
        new.get(option.text, option.text)
        for place, option in enumerate(base.options)
        if str(place) in places
    )


def _blanks(form: Sent, base: Question) -> tuple[Blank, ...] | None:
    """The right spellings of each blank, one in a line."""
    given = _all(form, "blank", len(base.blanks))
    blanks = tuple(Blank(_lines(text)) for text in given)
    return None if blanks == base.blanks else blanks


def _points(form: Sent, base: Question) -> tuple[MarkingPoint, ...] | None:
    """The marking points; the words that earn one, one in a line."""
    count = len(base.points)
    given = zip(
        _all(form, "point", count),
        _all(form, "point_marks", count),
        _all(form, "point_words", count),
        strict=True,
    )
    points = tuple(
        MarkingPoint(text, _number(marks), _lines(words)) for text, marks, words in given
    )
    return None if points == base.points else points


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
