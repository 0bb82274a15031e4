"""One run, opened: what it says in short, its report in a frame, or each of its questions."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from eval.report_words import load_report_words
from eval.verdicts import Judged
from page.evaluate.opened import DOWNLOADS, Opened, report_page, view_of
from page.evaluate.records import VERDICTS, RunView
from page.evaluate.texts import EvaluateTexts
from page.evaluate.words import button, select, toggles
from page.pieces import join
from rag.records import Language
from rag.wording import Wording

_A_PAGE = 50  # questions
_SHOWN = 400  # characters of an answer; the files have all of it
_SIGNS = {True: "✓", False: "✕"}


def run_html(view: RunView, opened: Opened, texts: EvaluateTexts, language: Language) -> Markup:
    """The page of a run."""
    say = load_report_words(language)
    if view.shown == "report":
        body = _report(view, opened, texts, language)
    else:
        body = _verdicts(view, opened, texts, say)
    return Markup('<article class="run">{}{}{}</article>').format(
        _head(view, opened, texts, language), _tools(view, opened, texts), body
    )


def _head(view: RunView, opened: Opened, texts: EvaluateTexts, language: Language) -> Markup:
    said = view_of(opened, language)
    told = join(Markup("<li>{}</li>").format(line) for line in view.told)
    return Markup(
        '<p class="back">{}</p><h2 tabindex="-1">{}</h2><p class="made">{}</p>'
        '<p class="lead">{}</p>{}'
    ).format(
        button("back", "", f"← {texts.run.back}", "link"),
        said.title,
        said.made,
        said.lead,
        Markup('<ul class="told" role="status">{}</ul>').format(told) if view.told else "",
    )


def _tools(view: RunView, opened: Opened, texts: EvaluateTexts) -> Markup:
    t = texts.run
    shown = toggles(
        "shown", [("report", t.report), ("verdicts", t.verdicts)], view.shown, texts.parts_label
    )
    files = join(
        button("file", form, form.upper() if form != "md" else "Markdown", "plain")
        for form in DOWNLOADS
    )
    blind = Markup("")
    if opened.has_blind:
        text = t.blind_again if view.unblind else t.unblind
        blind = Markup('<span class="blind">{} <small>{}</small></span>').format(
            button("unblind", "" if view.unblind else "yes", text, "plain"), t.unblind_note
        )
    return Markup(
        '<div class="tools">{}<div class="files" role="group" aria-label="{}"><span>{}</span>{}'
        "</div>{}</div>"
    ).format(shown, texts.download_label, texts.download_label, files, blind)


def _report(view: RunView, opened: Opened, texts: EvaluateTexts, language: Language) -> Markup:
    """The report in a frame that may run nothing and reach nothing."""
    return Markup('<iframe class="report" sandbox="" title="{}" srcdoc="{}"></iframe>').format(
        texts.run.frame.format(name=view.name), report_page(opened, view.unblind, language)
    )


def _verdicts(view: RunView, opened: Opened, texts: EvaluateTexts, say: Wording) -> Markup:
    every = opened.verdicts(view.unblind)
    of_kind = [one for one in every if not view.kind or one.row.kind == view.kind]
    sides = {
        "all": of_kind,
        "wrong": [one for one in of_kind if not one.row.everything],
        "right": [one for one in of_kind if one.row.everything],
    }
    chosen = sides[view.verdicts]
    pages = max(1, -(-len(chosen) // _A_PAGE))
    page = min(view.page, pages)
    shown = chosen[(page - 1) * _A_PAGE : page * _A_PAGE]
    names = {"all": texts.all.format(count=len(of_kind))}
    names |= {side: f"{getattr(texts, side)} {len(sides[side])}" for side in ("wrong", "right")}
    kinds = [("", texts.all_kinds)]
    kinds += [(k, say.named("kind", k)) for k in dict.fromkeys(one.row.kind for one in every)]
    return Markup('<div class="filters">{}{}</div>{}{}').format(
        toggles("side", [(side, names[side]) for side in VERDICTS], view.verdicts, say("verdict")),
        select("kind", kinds, view.kind, texts.kind),
        _table(shown, texts, say),
        _pages(page, pages, len(chosen), texts),
    )


def _table(shown: Sequence[Judged], texts: EvaluateTexts, say: Wording) -> Markup:
    if not shown:
        return Markup("<p>{}</p>").format(texts.run.nobody)
    heads = [say("sheet_id"), texts.question, texts.run.verdict, texts.run.answer]
    return Markup(
        '<div class="scrolls"><table class="grid verdicts cards-on-phones" aria-label="{}">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(
        texts.run.verdicts,
        join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        join(_row(one, texts, say, heads) for one in shown),
    )


def _row(one: Judged, texts: EvaluateTexts, say: Wording, heads: Sequence[str]) -> Markup:
    cells = (question_html(one, texts), verdict_html(one, texts, say), _answer(one, texts, say))
    return Markup('<tr><th scope="row"><code>{}</code><small>{}</small></th>{}</tr>').format(
        one.row.id,
        say.named("kind", one.row.kind),
        join(
            Markup('<td data-head="{}">{}</td>').format(head, cell)
            for head, cell in zip(heads[1:], cells, strict=True)
        ),
    )


def question_html(one: Judged, texts: EvaluateTexts) -> Markup:
    """What was asked, after what had been asked before; nothing of a blind question."""
    if one.question is None:
        return Markup('<em class="blind">{}</em>').format(texts.blind)
    if not one.question.history:
        return Markup("{}").format(one.question.question)
    earlier = texts.earlier.format(questions=" / ".join(one.question.history))
    return Markup("<small>{}</small> {}").format(earlier, one.question.question)


def verdict_html(one: Judged, texts: EvaluateTexts, say: Wording) -> Markup:
    """Right or wrong, by a sign and in words, with the checks that failed and why."""
    right = one.row.everything
    failed = "、".join(say.named("failed", name) for name in one.failed)
    return Markup(
        '<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>{}{}'
    ).format(
        "right" if right else "wrong",
        _SIGNS[right],
        texts.right if right else texts.wrong,
        Markup(' <b class="failed">{}</b>').format(failed) if failed else "",
        join(Markup("<small>{}</small>").format(reason) for reason in one.reasons),
    )


def _answer(one: Judged, texts: EvaluateTexts, say: Wording) -> Markup:
    if one.answer is None:
        return Markup("–")
    return Markup('<div class="said">{}</div>{}').format(
        _cut(one.answer.answer) or "–", join(_statuses(one, texts, say))
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _statuses(one: Judged, texts: EvaluateTexts, say: Wording) -> Iterator[Markup]:
    if one.row.expected != one.row.got:
        for text, status in ((texts.run.expected, one.row.expected), (texts.run.got, one.row.got)):
            yield Markup("<small>{}</small>").format(
                text.format(status=say.named("status", status))
            )


def _pages(page: int, pages: int, count: int, texts: EvaluateTexts) -> Markup:
    if pages == 1:
        return Markup("")
    before = button("turn", str(page - 1), texts.previous, "plain") if page > 1 else ""
    after = button("turn", str(page + 1), texts.next, "plain") if page < pages else ""
    told = texts.page.format(page=page, pages=pages, count=count)
    return Markup('<p class="pages">{} <span>{}</span> {}</p>').format(before, told, after)
