"""What a report says, in words and numbers as they are shown; its forms are made of this.

report_text.py makes lines and Markdown of it, report_html.py a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eval.compare import Comparison
from eval.report_words import p_text, percent, signed_points
from eval.run_info import RunInfo
from eval.runs import Run
from eval.summary import EVERYTHING, Figure, Group, Summary
from rag.wording import Wording

GROUP_FIGURES = (EVERYTHING, "citation", "units")
_HASH_SHOWN = 12  # hex digits


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is of, and its cells. share: of a bar beside it, 0 to 1."""

    label: str
    cells: tuple[str, ...]
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title, the heads of its columns (the label's first) and its rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """A comparison: a note, the table of measures, and (id, reasons) of questions that moved."""

    title: str
    note: str
    table: Table
    won_title: str
    won: tuple[tuple[str, str], ...]
    lost_title: str
    lost: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report without its failures and plots. lead: the first sentence, for those in a hurry."""

    title: str
    made: str
    lead: str
    totals: Table
    refusals: Table
    groups: tuple[Table, ...]
    comparison: CompareView | None
    provenance: tuple[tuple[str, str], ...]


def report_view(run: Run, say: Wording, comparison: Comparison | None = None) -> ReportView:
    """The report of a run in the words of a language, compared with another run if given."""
    summary = run.summary
    whole = summary.figures[EVERYTHING]
    return ReportView(
        title=say("title", name=run.name),
        made=_made(run.info, say),
        lead=say(
            "lead",
            right=round(whole.mean * whole.count),
            questions=whole.count,
            share=percent(whole.mean),
            low=percent(whole.low),
            high=percent(whole.high),
        ),
        totals=_totals(summary, say),
        refusals=_refusals(summary, say),
        groups=tuple(_groups(summary.groups, say)),
        comparison=compare_view(comparison, say) if comparison else None,
        provenance=tuple(_provenance(run.info, say)),
    )


def _made(info: RunInfo, say: Wording) -> str:
    gold = ", ".join(used.name for used in info.gold)
    if info.answers:
        return say("made_scored", answers=info.answers.name, questions=info.questions, gold=gold)
    return say("made_asked", questions=info.questions, gold=gold)


def _totals(summary: Summary, say: Wording) -> Table:
    rows = tuple(
        Row(
            say.named("measure", name),
            (percent(figure.mean), _between(figure, say), str(figure.count)),
            figure.mean,
        )
        for name, figure in summary.figures.items()
    )
    heads = (say("measure"), say("value"), say("interval"), say("count"))
    return Table(say("totals"), heads, rows)


def _between(figure: Figure, say: Wording) -> str:
    return say("between", low=f"{100 * figure.low:.1f}", high=f"{100 * figure.high:.1f}")


def _refusals(summary: Summary, say: Wording) -> Table:
    found = summary.refusals
    asked = say("to_refuse", count=found.to_refuse), say("to_answer", count=found.to_answer)
    told = (
        ("refusal_precision", found.precision),
        ("refusal_recall", found.recall),
        ("false_answers", found.false_answers),
        ("false_refusals", found.false_refusals),
    )
    rows = tuple(Row(say(key), (percent(value),), value) for key, value in told)
    return Table(say("refusals"), ("; ".join(asked), say("value")), rows)


def _groups(groups: Sequence[Group], say: Wording) -> Iterator[Table]:
    for by in dict.fromkeys(group.by for group in groups):
        heads = [say.named("by", by), say("questions")]
        heads += [say.named("measure", name) for name in GROUP_FIGURES]
        own = [group for group in groups if group.by == by]
        yield Table(say.named("by", by), tuple(heads), tuple(_group_row(g, say) for g in own))


def _group_row(group: Group, say: Wording) -> Row:
    found = [group.figures.get(name) for name in GROUP_FIGURES]
    shares = tuple(percent(figure.mean if figure else None) for figure in found)
    whole = found[0].mean if found[0] else None
    return Row(say.named(group.by, group.value), (str(group.questions), *shares), whole)


def compare_view(comparison: Comparison, say: Wording) -> CompareView:
    """A comparison in the words of a language."""
    note = say(
        "compared_note",
        shared=comparison.shared,
        before=len(comparison.only_before),
        after=len(comparison.only_after),
    )
    if comparison.regraded:
        note = f"{note} {say('regraded', count=len(comparison.regraded))}"
    heads = ("measure", "count", "before", "after", "change", "interval", "p")
    rows = tuple(
        Row(
            say.named("measure", found.measure),
            (
                str(found.questions),
                percent(found.before),
                percent(found.after),
                signed_points(found.change),
                say("between_signed", low=signed_points(found.low), high=signed_points(found.high)),
                p_text(found.p),
            ),
        )
        for found in comparison.differences
    )
    title = say("compared", before=comparison.before)
    return CompareView(
        title=title,
        note=note,
        table=Table(title, tuple(say(head) for head in heads), rows),
        won_title=say("won", count=len(comparison.won)),
        won=tuple((row.id, "") for row in comparison.won),
        lost_title=say("lost", count=len(comparison.lost)),
        lost=tuple((row.id, "; ".join(row.reasons)) for row in comparison.lost),
    )


def _provenance(info: RunInfo, say: Wording) -> Iterator[tuple[str, str]]:
    yield say("made_gold"), _files((used.name, used.sha256) for used in info.gold)
    if info.answers:
        yield say("made_answers"), _files([(info.answers.name, info.answers.sha256)])
    yield say("made_documents"), _files(info.documents.items())
    if info.index:
        yield say("made_index"), info.index[:_HASH_SHOWN]
    yield say("made_program"), info.program[:_HASH_SHOWN]
    for key, values in (("made_settings", info.settings), ("made_versions", info.versions)):
        if values:
            yield say(key), ", ".join(f"{name} {value or '–'}" for name, value in values.items())


def _files(named: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {sha256[:_HASH_SHOWN]}" for name, sha256 in named)
