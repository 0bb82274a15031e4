"""The papers on the desk as HTML: head, then each question with its key, or its form."""

from collections.abc import Iterator

from markupsafe import Markup

from page.document import district_name
from page.pieces import join
from page.quiz.desk import entries
from page.quiz.editing import form_html
from page.quiz.records import Desk, Entry, View
from page.quiz.stale import stale_html
from page.quiz.texts import QuizTexts, quiz_texts
from quiz.exports.layout import key_text, number
from quiz.exports.words import Words, load_words
from quiz.records import LETTERS, Paper, Question
from rag.records import Language


def paper_html(view: View) -> Markup:
    """The papers of a view; where there are none, how to get some."""
    texts = quiz_texts(view.language)
    desk = view.desk
    if desk is None:
        return Markup('<p class="empty">{}</p>').format(texts.no_paper)
    words = load_words(view.language)
    items = (_item(one, view, texts, words) for one in entries(desk, view.version))
    return Markup('{}<ol class="items" aria-label="{}">{}</ol>').format(
        _head(desk, view, texts), texts.questions, join(items)
    )


def _head(desk: Desk, view: View, texts: QuizTexts) -> Markup:
    paper = desk.reviewed[view.version]
    return Markup(
        '<div class="desk"><div class="told"><h2>{}</h2><p class="facts">{}</p></div>'
        '<div class="tools">{}{}</div></div>{}{}'
    ).format(
        paper.title,
        join(Markup("<span>{}</span>").format(fact) for fact in _facts(desk, paper, texts)),
        _versions(desk, view, texts),
        join(_tools(desk, texts)),
        _coverage(desk, view.language, texts),
        stale_html(desk, texts, view.language),
    )


def _facts(desk: Desk, paper: Paper, texts: QuizTexts) -> Iterator[str]:
    yield texts.count.format(count=len(paper.questions))
    yield texts.full.format(marks=number(sum(question.marks for question in paper.questions)))
    changed = sum(not edit.dropped for edit in desk.review.edits)
    dropped = len(desk.review.edits) - changed
    if changed:
        yield texts.edited_count.format(count=changed)
    if dropped:
        yield texts.dropped_count.format(count=dropped)
    yield texts.seed_told.format(seed=paper.seed)


def _versions(desk: Desk, view: View, texts: QuizTexts) -> Markup:
    if len(desk.papers) == 1:
        return Markup("")
    buttons = (
        Markup(
            '<button type="button" data-event="version" data-value="{}" aria-pressed="{}">{}'
            "</button>"
        ).format(place, "true" if place == view.version else "false", paper.version)
        for place, paper in enumerate(desk.papers)
    )
    return Markup('<div class="versions" role="group" aria-label="{0}"><b>{0}</b>{1}</div>').format(
        texts.version, join(buttons)
    )


def _tools(desk: Desk, texts: QuizTexts) -> Iterator[Markup]:
    off = "" if desk.earlier else "disabled"
    yield _button("undo", "", texts.undo, texts.undo, off)
    yield _button("check", "", texts.check, texts.check)


def _coverage(desk: Desk, language: Language, texts: QuizTexts) -> Markup:
    """What of the documents the papers covered when they were made."""
    if not desk.coverage:
        return Markup("")
    rows = (
        Markup("<li><b>{}</b> {}</li>").format(
            district_name(one.district, language),
            texts.covered.format(
                questions=one.questions,
                chapters=one.chapters,
                all_chapters=one.all_chapters,
                clauses=one.clauses,
                all_clauses=one.all_clauses,
            ),
        )
        for one in desk.coverage
    )
    return Markup('<details class="coverage"><summary>{}</summary><ul>{}</ul></details>').format(
        texts.coverage, join(rows)
    )


def _item(one: Entry, view: View, texts: QuizTexts, words: Words) -> Markup:
    is_chosen = one.id == view.chosen
    shown = one.now or one.base
    css = " ".join(
        name
        for name, holds in (
            ("entry", True),
            ("chosen", is_chosen),
            ("dropped", one.now is None),
        )
        if holds
    )
    form = is_chosen and view.editing and one.now is not None
    body = form_html(one, texts, words) if form else _body(one, shown, view, texts, words)
    return Markup('<li class="{}" id="q-{}">{}{}</li>').format(
        css, one.id, _item_head(one, shown, view.language, texts, words), body
    )


def _item_head(
    one: Entry, shown: Question, language: Language, texts: QuizTexts, words: Words
) -> Markup:
    facts = (
        words.types[shown.type],
        district_name(shown.district, language),
        texts.difficulty_told.format(difficulty=words.difficulties[shown.difficulty]),
        texts.marks_told.format(marks=number(shown.marks)),
    )
    return Markup('<p class="facts"><b class="number">{}</b>{}{}</p>').format(
        one.number or "–",
        join(Markup("<span>{}</span>").format(fact) for fact in facts),
        _badge(one, texts),
    )


def _badge(one: Entry, texts: QuizTexts) -> Markup:
    """Whether the key is proven, and if not, by which edit it no longer is."""
    if one.now is None:
        return Markup('<span class="badge none">{}</span>').format(texts.dropped)
    if one.now.proven:
        mark = Markup('<span class="badge good">✓ {}</span>').format(texts.proven)
    else:
        why = texts.comma.join(changes(one, texts)) or texts.changed_before
        mark = Markup('<span class="badge doubt">! {}</span>').format(
            texts.unproven.format(why=why)
        )
    new = Markup('<span class="badge none">{}</span>').format(texts.replaced)
    return mark + (new if one.edit.replacement else Markup(""))


def changes(one: Entry, texts: QuizTexts) -> list[str]:
    """What the edits changed of what the proof of the key rests on, in words."""
    now, base = one.now, one.base
    if now is None:
        return []
    said = (
        (texts.stem, now.stem, base.stem),
        (texts.options, [o.text for o in now.options], [o.text for o in base.options]),
        (texts.right, [o.right for o in now.options], [o.right for o in base.options]),
        (texts.blanks, now.blanks, base.blanks),
        (texts.pairs, (now.pairs, now.choices), (base.pairs, base.choices)),
        (texts.points, _said(now), _said(base)),
    )
    return [name for name, after, before in said if after != before]


def _said(question: Question) -> list[tuple[str, tuple[str, ...]]]:
    return [(point.text, point.words) for point in question.points]


def _body(one: Entry, shown: Question, view: View, texts: QuizTexts, words: Words) -> Markup:
    parts = [
        Markup('<p class="stem" lang="zh">{}</p>').format(shown.stem),
        _offered(shown, texts),
        _key(shown, texts, words),
        Markup('<p class="why" lang="zh"><b>{}</b> {}</p>').format(
            texts.explanation, shown.explanation
        ),
    ]
    if one.edit.note:
        parts.append(Markup('<p class="note"><b>{}</b> {}</p>').format(texts.note, one.edit.note))
    if one.id == view.chosen:
        parts.append(_sources(one, shown, view, texts))
    return join([*parts, _actions(one, view, texts)])


def _offered(shown: Question, texts: QuizTexts) -> Markup:
    """The options, right ones marked; or the sides of a matching question."""
    if shown.pairs:
        return _pairs(shown)
    rows = (
        Markup('<li class="{}"><b>{}.</b> <span lang="zh">{}</span>{}</li>').format(
            "right" if option.right else "wrong",
            LETTERS[place],
            option.text,
            Markup(' <span class="tick">✓ {}</span>').format(texts.right_one)
            if option.right
            else "",
        )
        for place, option in enumerate(shown.options)
    )
    return Markup('<ul class="options">{}</ul>').format(join(rows)) if shown.options else Markup("")


def _pairs(shown: Question) -> Markup:
    rows = (
        Markup('<li><span lang="zh">{}</span> → <b lang="zh">{}</b></li>').format(
            pair.left, pair.right
        )
        for pair in shown.pairs
    )
    offered = " ".join(f"{LETTERS[i]}. {text}" for i, text in enumerate(shown.choices))
    return Markup('<ul class="options">{}</ul><p class="offered" lang="zh">{}</p>').format(
        join(rows), offered
    )


def _key(shown: Question, texts: QuizTexts, words: Words) -> Markup:
    return Markup('<p class="key"><b>{}</b> <span lang="zh">{}</span></p>').format(
        texts.key, key_text(shown, words)
    )


def _sources(one: Entry, shown: Question, view: View, texts: QuizTexts) -> Markup:
    """The clauses that prove the key; each is shown in its document when pressed."""
    rows = (
        Markup(
            '<li><button type="button" data-event="cite" data-value="{}" aria-pressed="{}">{}'
            "</button></li>"
        ).format(
            f"{place} {one.id}",
            "true" if place == view.cited else "false",
            " › ".join((citation.district, *citation.section)),
        )
        for place, citation in enumerate(shown.citations)
    )
    return Markup('<p class="from"><b>{}</b></p><ol class="sources">{}</ol>').format(
        texts.sources, join(rows)
    )


def _actions(one: Entry, view: View, texts: QuizTexts) -> Markup:
    name = texts.question_number.format(number=one.number)
    if one.now is None:
        told = _button("restore", one.id, texts.restore, texts.restore)
        return Markup('<div class="actions">{}</div>').format(told)
    buttons = [] if one.id == view.chosen else [("choose", texts.choose)]
    buttons += [("edit", texts.edit), ("replace", texts.replace), ("drop", texts.drop)]
    if one.edit.replacement or one.now != one.base:
        buttons.append(("restore", texts.restore))
    return Markup('<div class="actions">{}</div>').format(
        join(_button(event, one.id, label, f"{label}：{name}") for event, label in buttons)
    )


def _button(event: str, value: str, label: str, told: str, more: str = "") -> Markup:
    """told: what a screen reader says. more: disabled, or nothing."""
    return Markup(
        '<button type="button" data-event="{}" data-value="{}" aria-label="{}"{}>{}</button>'
    ).format(event, value, told, " disabled" if more else "", label)
