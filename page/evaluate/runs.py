"""The list of stored runs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from eval.report_words import load_report_words
from eval.stored import StoredRun
from page.evaluate.texts import EvaluateTexts
from page.evaluate.words import button, moment, share_html
from page.pieces import join
from rag.records import Language

_LISTED = 100  # the newest
_FIGURES = ("everything", "citation", "units")


def runs_html(
    runs: Sequence[StoredRun], deleting: str, texts: EvaluateTexts, language: Language
) -> Markup:
    """The runs as a table, the newest first; deleting: the one that waits for a yes."""
    t, say = texts.runs, load_report_words(language)
    if not runs:
        return Markup('<section class="stored"><h2>{}</h2><p>{}</p></section>').format(
            t.list, t.none
        )
    heads = [t.by_name, t.made, *(say.named("measure", name) for name in _FIGURES), t.actions]
    rows = (_row(run, deleting, texts, heads) for run in runs[:_LISTED])
    older = len(runs) - _LISTED
    more = Markup("<p>{}</p>").format(t.more_runs.format(count=older)) if older > 0 else ""
    return Markup(
        '<section class="stored"><h2 id="stored-title">{}</h2><div class="scrolls">'
        '<table class="grid cards-on-phones" aria-labelledby="stored-title">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}</section>"
    ).format(
        t.list,
        join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        join(rows),
        more,
    )


def _row(run: StoredRun, deleting: str, texts: EvaluateTexts, heads: Sequence[str]) -> Markup:
    cells = [Markup("{}").format(moment(run.made)), *_figures(run, texts)]
    cells.append(_actions(run, run.name == deleting, texts))
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        _name(run, texts),
        join(
            Markup('<td data-head="{}">{}</td>').format(head, cell)
            for head, cell in zip(heads[1:], cells, strict=True)
        ),
    )


def _name(run: StoredRun, texts: EvaluateTexts) -> Markup:
    t = texts.runs
    if run.info is None:
        return Markup("<b>{}</b>").format(run.name)
    answers = run.info.answers
    told = t.scored.format(file=answers.name) if answers else t.asked
    gold = ", ".join(Path(used.name).stem for used in run.info.gold)
    return Markup("<b>{}</b><small>{} · {} · {}</small>").format(
        run.name, told, gold, t.questions.format(count=run.info.questions)
    )


def _figures(run: StoredRun, texts: EvaluateTexts) -> Iterator[Markup]:
    if run.headline:
        for name in _FIGURES:
            yield share_html(run.headline.figures.get(name), texts)
        return
    t = texts.runs
    yield Markup('<span class="state">{}</span>').format(
        t.damaged.format(reason=run.fault)
        if run.info is None
        else t.unfinished.format(done=run.answered, total=run.info.questions)
    )
    yield Markup("–")
    yield Markup("–")


def _actions(run: StoredRun, is_deleting: bool, texts: EvaluateTexts) -> Markup:
    t = texts.runs
    if is_deleting:
        return Markup('<div class="sure" role="alert"><p>{}</p>{}{}</div>').format(
            t.sure.format(name=run.name),
            button("deleted", run.name, t.delete_yes, "danger"),
            button("delete", "", t.delete_no, "plain"),
        )
    first = Markup("")
    if run.finished:
        first = _of(run, "open", t.open)
    elif run.info is not None:
        first = _of(run, "resume", t.go_on)
    return Markup('<div class="actions">{}{}</div>').format(first, _of(run, "delete", t.delete))


def _of(run: StoredRun, event: str, text: str) -> Markup:
    """A button that says which run it is for to those who do not see its row."""
    return Markup(
        '<button type="button" class="plain" data-event="{}" data-value="{}" '
        'aria-label="{} {}">{}</button>'
    ).format(event, run.name, text, run.name, text)
