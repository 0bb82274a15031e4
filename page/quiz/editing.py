"""The form of a question as HTML; quiz.js sends its fields, edits.py reads them."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from page.pieces import join
from page.quiz.edits import LONGEST_NOTE
from page.quiz.records import Entry
from page.quiz.texts import QuizTexts
from quiz.exports.words import Words
from quiz.records import LETTERS, Question


def form_html(one: Entry, texts: QuizTexts, words: Words) -> Markup:
    """The form of a question that has not been dropped, filled in with it as it stands now."""
    now = one.now or one.base
    parts = [
        _area("stem", texts.stem, now.stem, 3),
        *_options(now, texts),
        *_sides(now, texts),
        *_blanks(now, texts),
        *_points(now, texts, words),
        _area("explanation", texts.explanation, now.explanation, 3),
        *_marks(now, texts),
        _area("note", texts.note_hint, one.edit.note, 1, f' maxlength="{LONGEST_NOTE}"'),
    ]
    return Markup(
        '<form class="edit" data-form="{}" aria-label="{}">{}<p class="hint">{}</p>'
        '<div class="actions"><button type="submit" class="first">{}</button>'
        '<button type="button" data-event="cancel" data-value="{}">{}</button></div></form>'
    ).format(
        one.id,
        texts.question_number.format(number=one.number),
        join(parts),
        texts.edit_hint,
        texts.save,
        one.id,
        texts.cancel,
    )


def _area(name: str, label: str, text: str, rows: int, more: str = "") -> Markup:
    """A labelled text; a break at its start is written twice: a browser swallows the first."""
    return Markup(
        '<label class="field"><span>{}</span>'
        '<textarea name="{}" rows="{}" lang="zh"{}>\n{}</textarea></label>'
    ).format(label, name, rows, Markup(more), text)  # noqa: S704 more is our own


def _group(label: str, rows: Iterable[Markup]) -> Markup:
    return Markup('<fieldset class="field"><legend>{}</legend>{}</fieldset>').format(
        label, join(rows)
    )


def _options(now: Question, texts: QuizTexts) -> Iterator[Markup]:
    if not now.options:
        return
    kind = "checkbox" if now.type == "multiple_choice" else "radio"
    fixed = " readonly" if now.type == "true_false" else ""
    yield _group(
        texts.options_hint,
        (
            Markup(
                '<div class="row"><input type="{}" name="right" value="{}" aria-label="{}"{}>'
                '<b>{}.</b><input type="text" name="option" value="{}" aria-label="{}" lang="zh"{}>'
                "</div>"
            ).format(
                kind,
                place,
                texts.is_right.format(letter=LETTERS[place]),
                Markup(" checked") if option.right else "",
                LETTERS[place],
                option.text,
                texts.option_text.format(letter=LETTERS[place]),
                fixed,
            )
            for place, option in enumerate(now.options)
        ),
    )


def _sides(now: Question, texts: QuizTexts) -> Iterator[Markup]:
    if now.pairs:
        yield _group(texts.lefts, (_line("left", texts.lefts, pair.left) for pair in now.pairs))
        yield _group(texts.choices, (_line("choice", texts.choices, c) for c in now.choices))


def _line(name: str, label: str, text: str) -> Markup:
    return Markup(
        '<div class="row"><input type="text" name="{}" value="{}" aria-label="{}" lang="zh"></div>'
    ).format(name, text, label)


def _blanks(now: Question, texts: QuizTexts) -> Iterator[Markup]:
    for number, blank in enumerate(now.blanks, start=1):
        rows = min(max(2, len(blank.accepted)), 6)
        label = texts.blank_hint.format(number=number)
        yield _area("blank", label, "\n".join(blank.accepted), rows)


def _points(now: Question, texts: QuizTexts, words: Words) -> Iterator[Markup]:
    for number, point in enumerate(now.points, start=1):
        yield _group(
            f"{words.points} {number}",
            (
                _area("point", texts.point_text, point.text, 1),
                _number("point_marks", texts.marks, point.marks),
                _area("point_words", texts.point_words, "\n".join(point.words), 2),
            ),
        )


def _marks(now: Question, texts: QuizTexts) -> Iterator[Markup]:
    if not now.points:  # its points say how many marks they give
        yield _number("marks", texts.marks, now.marks)


def _number(name: str, label: str, value: float) -> Markup:
    return Markup(
        '<label class="field short"><span>{}</span>'
        '<input type="number" name="{}" value="{:g}" min="0.01" max="1000" step="any"></label>'
    ).format(label, name, value)
