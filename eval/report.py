"""Scores of a run as a table: totals, by kind, language and district."""

from collections.abc import Callable, Iterable, Sequence

from eval.score import Verdict

CHECKS = ("status", "citation", "district", "units", "text", "grounded")


def share(verdicts: Iterable[Verdict], check: str) -> tuple[int, int]:
    """(passed, judged) of one check; 'everything' is all checks of a question together."""
    judged = [
        verdict.everything if check == "everything" else verdict.checks[check]
        for verdict in verdicts
        if check == "everything" or check in verdict.checks
    ]
    return sum(judged), len(judged)


def refusals(verdicts: Sequence[Verdict]) -> tuple[tuple[int, int], tuple[int, int]]:
    """(right refusals, questions to refuse), (false refusals, questions to answer).

    A refusal is a status other than answered; a right one has the expected status.
    """
    to_refuse = [v for v in verdicts if v.question.status != "answered"]
    to_answer = [v for v in verdicts if v.question.status == "answered"]
    right = sum(v.checks["status"] for v in to_refuse)
    false = sum(v.answer.status != "answered" for v in to_answer)
    return (right, len(to_refuse)), (false, len(to_answer))


def percent(part: tuple[int, int]) -> str:
    """A share as text, '-' when nothing was judged."""
    passed, judged = part
    return f"{100 * passed / judged:5.1f}% ({passed}/{judged})" if judged else "-"


def render(verdicts: Sequence[Verdict], title: str) -> str:
    """The report of one run as plain text."""
    lines = [title, "=" * len(title)]
    for check in ("everything", *CHECKS):
        lines.append(f"{check:12} {percent(share(verdicts, check))}")
    right, false = refusals(verdicts)
    lines.append(f"{'refusals':12} {percent(right)}   false refusals {percent(false)}")
    groups: tuple[tuple[str, Callable[[Verdict], str]], ...] = (
        ("kind", lambda v: v.question.kind),
        ("language", lambda v: v.question.language),
        ("district", _district),
    )
    for name, key in groups:
        lines += ["", f"by {name:13} {'everything':>18} {'citation':>18} {'units':>18}"]
        for value in sorted({key(v) for v in verdicts}):
            own = [v for v in verdicts if key(v) == value]
            cells = (percent(share(own, c)) for c in ("everything", "citation", "units"))
            lines.append(f"  {value:14} " + " ".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


def render_failures(verdicts: Sequence[Verdict]) -> str:
    """Every question that failed a check: asked, reasons, and the answer given."""
    lines = []
    for verdict in verdicts:
        if verdict.everything:
            continue
        asked = " / ".join((*verdict.question.history, verdict.question.question))
        lines.append(f"{verdict.question.id} [{verdict.question.kind}] {asked}")
        lines += [f"    {reason}" for reason in verdict.reasons]
        lines.append(f"    got: {verdict.answer.answer[:160]!r}")
    return "\n".join(lines)


def _district(verdict: Verdict) -> str:
    districts = {anchor.district for anchor in verdict.question.anchors}
    return districts.pop() if len(districts) == 1 else ("several" if districts else "none")
