"""A report as lines for the terminal and as Markdown."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from eval.failures import Failures
from eval.report_view import CompareView, ReportView, Table
from rag.wording import Wording

_SHOWN = 160  # characters of an answer
_MARKS = re.compile(r"([\\`*_\[\]|#~])")


def report_lines(view: ReportView) -> str:
    """A report for the terminal."""
    parts = [f"{view.title}\n{'=' * _width(view.title)}", view.made, view.lead]
    parts += [_aligned(table) for table in (view.totals, view.refusals, *view.groups)]
    if view.comparison:
        parts.append(compare_lines(view.comparison))
    return _printable_lines("\n\n".join(parts))


def compare_lines(view: CompareView) -> str:
    """A comparison for the terminal."""
    parts = [view.title, view.note, _aligned(view.table)]
    for title, moved in ((view.won_title, view.won), (view.lost_title, view.lost)):
        rows = [f"  {name}  {reasons}".rstrip() for name, reasons in moved]
        parts.append("\n".join([title, *rows]))
    return _printable_lines("\n\n".join(parts))


def failure_lines(failures: Failures, say: Wording) -> str:
    """Every question that failed a check: asked, reasons, and the answer given."""
    lines = [say("failures", count=failures.count)]
    if failures.withheld:
        lines.append(say("withheld", count=failures.withheld))
    if failures.unblinded:
        lines.append(say("unblinded"))
    for failure in failures.shown:
        asked = " / ".join((*failure.question.history, failure.question.question))
        lines += ["", f"{failure.row.id} [{say.named('kind', failure.row.kind)}] {asked}"]
        lines += [f"    {reason}" for reason in failure.row.reasons]
        lines.append(f"    {say('got')}: {' '.join(failure.answer.answer.split())[:_SHOWN]}")
    return _printable_lines("\n".join(lines))


def report_markdown(view: ReportView) -> str:
    """A report as Markdown; what comes from questions and files is escaped."""
    parts = [f"# {_escaped(view.title)}", _escaped(view.made), f"**{_escaped(view.lead)}**"]
    for table in (view.totals, view.refusals, *view.groups):
        parts += [f"## {_escaped(table.title)}", _markdown(table)]
    if view.comparison:
        parts += [f"## {_escaped(view.comparison.title)}", _escaped(view.comparison.note)]
        parts.append(_markdown(view.comparison.table))
        parts += list(_moved(view.comparison))
    rows = (f"- {_escaped(name)}: {_escaped(value)}" for name, value in view.provenance)
    return "\n\n".join([*parts, "\n".join(rows)]) + "\n"


def _moved(view: CompareView) -> Iterator[str]:
    for title, moved in ((view.won_title, view.won), (view.lost_title, view.lost)):
        yield f"### {_escaped(title)}"
        if moved:
            yield "\n".join(f"- {_escaped(f'{name} {why}'.strip())}" for name, why in moved)


def _markdown(table: Table) -> str:
    rows = [table.heads, *((row.label, *row.cells) for row in table.rows)]
    lines = [f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in rows]
    ruler = f"|{'|'.join(['---', *['---:'] * (len(table.heads) - 1)])}|"
    return "\n".join([lines[0], ruler, *lines[1:]])


def _escaped(text: str) -> str:
    """Text that Markdown and HTML show as it is, in one line."""
    one_line = " ".join(_printable(text).split())
    marked = _MARKS.sub(r"\\\1", one_line)
    return marked.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _aligned(table: Table) -> str:
    """A table in columns: the first to the left, the others to the right."""
    rows = [table.heads, *((row.label, *row.cells) for row in table.rows)]
    widths = [max(_width(row[i]) for row in rows) for i in range(len(table.heads))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    right = "  ".join(gap + cell for gap, cell in zip(others, row[1:], strict=True))
    return f"{row[0]}{first}  {right}"


def _width(text: str) -> int:
    """Columns that a text takes in a terminal: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _printable_lines(text: str) -> str:
    return "\n".join(_printable(line) for line in text.split("\n"))


def _printable(text: str) -> str:
    """Text without control characters, which could steer a terminal."""
    return "".join(c if c == "\t" or unicodedata.category(c) != "Cc" else " " for c in text)
