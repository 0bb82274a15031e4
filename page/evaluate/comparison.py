"""Two runs side by side: how far each measure moved, and each question that moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eval.compare import Comparison, Difference, as_dict, compare_runs
from eval.gate import breaches, load_gate
from eval.report_view import compare_view
from eval.report_words import load_report_words
from eval.verdicts import Judged, Moved, moved
from page.evaluate.opened import Opened
from page.evaluate.records import MOVES, CompareView
from page.evaluate.run_page import question_html, verdict_html
from page.evaluate.texts import EvaluateTexts
from page.evaluate.words import button, counted, select, toggles
from page.pieces import join
from rag.records import Language
from rag.wording import Wording

DOWNLOADS = ("html", "json", "xlsx", "csv")
_SHOWN = 100  # moved questions at once
_COUNTED = ("everything", "given", "status", "citation", "district", "units", "text", "grounded")


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Two runs with their comparison. moved: the questions that one has right, the other wrong.

    broken: a line for each measure that fell by more than the gate allows.
    """

    before: Opened
    after: Opened
    comparison: Comparison
    moved: tuple[Moved, ...]
    broken: tuple[str, ...]


def compared(before: Opened, after: Opened) -> Compared:
    """The comparison of two opened runs. Raises RunError when they share no question."""
    found = compare_runs(before.run, after.run)
    rows = moved(found, before.verdicts(unblind=False), after.verdicts(unblind=False))
    return Compared(before, after, found, tuple(rows), tuple(breaches(found, load_gate())))


def comparison_json(found: Compared) -> dict[str, object]:
    """The comparison as plain JSON types, with what the gate says."""
    return {**as_dict(found.comparison), "breaches": list(found.broken)}


def comparison_html(
    view: CompareView, found: Compared, texts: EvaluateTexts, language: Language
) -> Markup:
    """The whole comparison."""
    say = load_report_words(language)
    said = compare_view(found.comparison, say)
    files = join(button("file", form, form.upper(), "plain") for form in DOWNLOADS)
    return Markup(
        '<article class="compared"><h2 tabindex="-1">{title}</h2><p class="made">{note}</p>{gate}'
        '<div class="tools"><div class="files" role="group" aria-label="{label}">'
        "<span>{label}</span>{files}</div></div>{table}{moved}</article>"
    ).format(
        title=f"{view.before} → {view.after}",
        note=said.note,
        gate=_gate(found.broken, texts),
        label=texts.download_label,
        files=files,
        table=_measures(found.comparison.differences, said.table.heads, texts, say),
        moved=_moved(view, found.moved, texts, say),
    )


def _gate(broken: Sequence[str], texts: EvaluateTexts) -> Markup:
    t = texts.compare
    if not broken:
        return Markup('<p class="gate right"><span aria-hidden="true">✓</span> {}</p>').format(
            t.gate_ok
        )
    lines = join(Markup("<li>{}</li>").format(line) for line in broken)
    return Markup(
        '<div class="gate wrong"><p><span aria-hidden="true">✕</span> {}</p><ul>{}</ul></div>'
    ).format(t.gate_broken.format(count=len(broken)), lines)


def _measures(
    found: Sequence[Difference], heads: Sequence[str], texts: EvaluateTexts, say: Wording
) -> Markup:
    widest = max((max(abs(d.low), abs(d.high)) for d in found), default=0.0) or 1.0
    measure, count, before, after, change, interval, p = heads
    shown = (measure, count, before, after, change, interval, texts.compare.plot, p)
    rows = (_measure(d, widest, shown, texts, say) for d in found)
    return Markup(
        '<div class="scrolls"><table class="grid measures cards-on-phones" aria-label="{}">'
        '<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div><p class="made">{}</p>'
    ).format(
        texts.compare.title,
        join(
            Markup('<th scope="col"{}>{}</th>').format(
                Markup(' class="number"') if place else "", head
            )
            for place, head in enumerate(shown)
        ),
        join(rows),
        texts.compare.plot_note,
    )


def _measure(
    d: Difference, widest: float, heads: Sequence[str], texts: EvaluateTexts, say: Wording
) -> Markup:
    row = compare_row(d, say)
    sides = [
        counted(value, d.questions, texts) if d.measure in _COUNTED else shown
        for value, shown in ((d.before, row[1]), (d.after, row[2]))
    ]
    cells = [row[0], *sides, row[3], row[4], _plot(d, widest), row[5]]
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        say.named("measure", d.measure),
        join(
            Markup('<td class="number" data-head="{}">{}</td>').format(head, cell)
            for head, cell in zip(heads[1:], cells, strict=True)
        ),
    )


def compare_row(difference: Difference, say: Wording) -> tuple[str, ...]:
    """The cells of a measure as the report writes them: count, before, after, change …"""
    single = Comparison("", "", 0, (), (), (), (difference,), (), ())
    return compare_view(single, say).table.rows[0].cells


def _plot(d: Difference, widest: float) -> Markup:
    """The change as a dot on its interval, zero in the middle; the numbers stand beside it."""

    def place(value: float) -> str:
        return f"{100 + 95 * value / widest:.1f}"

    kind = "won" if d.low > 0 else "lost" if d.high < 0 else "even"
    return Markup(
        '<svg class="change {}" viewBox="0 0 200 16" aria-hidden="true">'
        '<line class="zero" x1="100" x2="100" y1="0" y2="16"/>'
        '<line class="span" x1="{}" x2="{}" y1="8" y2="8"/><circle cx="{}" cy="8" r="4"/></svg>'
    ).format(kind, place(d.low), place(d.high), place(d.change))


def _moved(view: CompareView, rows: Sequence[Moved], texts: EvaluateTexts, say: Wording) -> Markup:
    t = texts.compare
    of_kind = [one for one in rows if not view.kind or one.after.row.kind == view.kind]
    sides = {
        "all": of_kind,
        "lost": [one for one in of_kind if one.move == "lost"],
        "won": [one for one in of_kind if one.move == "won"],
    }
    names = {
        "all": texts.all.format(count=len(of_kind)),
        "lost": t.lost.format(count=len(sides["lost"])),
        "won": t.won.format(count=len(sides["won"])),
    }
    kinds = [("", texts.all_kinds)]
    kinds += [(k, say.named("kind", k)) for k in dict.fromkeys(m.after.row.kind for m in rows)]
    shown = sides[view.moves][:_SHOWN]
    items = join(_one(one, texts, say) for one in shown)
    return Markup('<h3>{}</h3><div class="filters">{}{}</div>{}').format(
        t.moved,
        toggles("side", [(side, names[side]) for side in MOVES], view.moves, t.moved),
        select("kind", kinds, view.kind, texts.kind),
        Markup('<ul class="moved">{}</ul>').format(items)
        if shown
        else Markup("<p>{}</p>").format(t.nothing),
    )


def _one(one: Moved, texts: EvaluateTexts, say: Wording) -> Markup:
    sides = ((texts.compare.was, one.before), (texts.compare.now, one.after))
    return Markup(
        '<li class="{}"><p><code>{}</code> <small>{}</small></p><p class="asked">{}</p>'
        '<div class="sides">{}</div></li>'
    ).format(
        one.move,
        one.after.row.id,
        say.named("kind", one.after.row.kind),
        question_html(one.after, texts),
        join(_side(word, side, texts, say) for word, side in sides),
    )


def _side(word: str, side: Judged, texts: EvaluateTexts, say: Wording) -> Markup:
    said = side.answer.answer if side.answer else ""
    return Markup('<div><h4>{}</h4><p>{}</p><p class="said">{}</p></div>').format(
        word, verdict_html(side, texts, say), said
    )
