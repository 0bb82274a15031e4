"""The corrections that wait for who keeps the gold set, each with what is left to do."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from errors import ReviewError
from eval.anchors import Anchors
from eval.gold import GOLD_FOLDER, GoldLine
from eval.report_words import load_report_words
from eval.review import Correction, gold_line, load_review, to_do, to_gold
from page.evaluate.feedback import place_html
from page.evaluate.texts import EvaluateTexts
from page.evaluate.words import button
from page.pieces import join
from page.texts import document_texts
from rag.records import Language

_LISTED = 100  # corrections at once, the newest


def corrections_of(path: Path) -> list[Correction]:
    """The corrections of a review file, the newest first; none where there is no file yet.

    Raises ReviewError for a file that cannot be read as one.
    """
    return list(reversed(load_review(path))) if path.is_file() else []


def line_of(correction: Correction, anchors: Anchors) -> str:
    """The gold line of a correction, for a person to give it an id and a kind.

    Raises ReviewError for one whose clauses are not in the documents any more.
    """
    return gold_line(to_gold(correction, anchors, correction.id, ""))


def corrections_html(
    corrections: Sequence[Correction],
    taken: str,
    anchors: Anchors,
    gold: Sequence[GoldLine],
    texts: EvaluateTexts,
    language: Language,
) -> Markup:
    """The list of corrections; taken: the id of the one to show unfolded, "" for none."""
    t = texts.feedback
    items = join(
        _item(correction, correction.id == taken, anchors, gold, texts, language)
        for correction in corrections[:_LISTED]
    )
    return Markup("<h2>{}</h2>{}").format(
        t.corrections,
        Markup('<ul class="corrections">{}</ul>').format(items)
        if corrections
        else Markup('<p class="none">{}</p>').format(t.corrections_none),
    )


def _item(
    correction: Correction,
    is_open: bool,
    anchors: Anchors,
    gold: Sequence[GoldLine],
    texts: EvaluateTexts,
    language: Language,
) -> Markup:
    say, roles = load_report_words(language), document_texts(language).roles
    told = [say.named("status", correction.status)]
    told += [f"{unit.name} ({getattr(roles, unit.role)})" for unit in correction.units]
    clauses = (place_html(key, anchors) for key in correction.clauses)
    return Markup(
        "<li><details{}><summary><b>{}</b> <small>{} · {}</small></summary><p>{}</p>{}{}</details>"
        "</li>"
    ).format(
        Markup(" open") if is_open else "",
        correction.question,
        correction.id,
        "；".join(told) if language == "zh" else "; ".join(told),
        Markup("<br>").join(clauses),
        Markup("<p>{}</p>").format(correction.note) if correction.note else "",
        _left(correction, anchors, gold, texts, language),
    )


def _left(
    correction: Correction,
    anchors: Anchors,
    gold: Sequence[GoldLine],
    texts: EvaluateTexts,
    language: Language,
) -> Markup:
    """What is left to do, and the gold line; or why there is none."""
    t = texts.feedback
    try:
        line = line_of(correction, anchors)
        tasks = [
            told.replace(f"{GOLD_FOLDER}/", "")
            for told in to_do(correction, anchors, gold, language)
        ]
    except ReviewError as error:
        return Markup('<p class="gate wrong">{}</p>').format(error)
    return Markup(
        '<h3>{}</h3><ul class="tasks">{}</ul><h3>{}</h3><pre class="line" tabindex="0">{}</pre>'
        '<p class="actions"><button type="button" class="plain" data-copy="{}" '
        'data-done="{}">{}</button>{}</p>'
    ).format(
        t.to_do,
        join(Markup("<li>{}</li>").format(task) for task in tasks),
        t.gold_line,
        line,
        line,
        t.copied,
        t.copy_line,
        button("line", correction.id, t.save, "plain"),
    )
