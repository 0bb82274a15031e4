"""A report as one HTML file that needs no network: data/report.html.jinja, filled in.

Everything that comes from questions, answers and files is escaped by the template engine; the file
has no script, and a content security policy that would forbid one.
"""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.failures import Failures
from eval.plots import Plot, latency_plot, recall_plot, reliability_plot, risk_coverage_plot
from eval.report_view import ReportView
from eval.report_words import load_report_words, percent
from eval.runs import Details
from eval.summary import Summary, latencies
from files.output import check_folder, write_files
from rag.records import Language
from rag.wording import Wording

_RECALL = "recall@"  # k follows
_TEMPLATES = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def report_html(
    view: ReportView, summary: Summary, details: Details, failures: Failures, language: Language
) -> str:
    """The page of a report. The same report gives the same text."""
    say = load_report_words(language)
    kinds = dict.fromkeys(failure.row.kind for failure in failures.shown)
    checks = dict.fromkeys(name for failure in failures.shown for name in failure.failed)
    times = latencies(list(details.milliseconds.values()))
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            view=view,
            say=say,
            language="zh-CN" if language == "zh" else "en",
            plots=_plots(summary, details, say),
            notes=_notes(summary, times, say),
            failures=failures,
            kinds={name: f"kind-{number}" for number, name in enumerate(kinds)},
            checks={name: f"check-{number}" for number, name in enumerate(checks)},
        )
    )


def _plots(summary: Summary, details: Details, say: Wording) -> list[Plot]:
    """The plots that there are figures for."""
    plots = []
    if summary.bins:
        plots.append(reliability_plot(summary.bins, say))
    if summary.risk_coverage:
        plots.append(risk_coverage_plot(summary.risk_coverage, say))
    recall = {
        int(name.removeprefix(_RECALL)): figure.mean
        for name, figure in summary.figures.items()
        if name.startswith(_RECALL)
    }
    if recall:
        plots.append(recall_plot(recall, say))
    if details.milliseconds:
        plots.append(latency_plot(list(details.milliseconds.values()), say))
    return plots


def _notes(summary: Summary, times: dict[str, float], say: Wording) -> dict[str, str]:
    """What stands below each plot."""
    shown = {name: f"{times[name]:.0f}" if times else "–" for name in ("p50", "p95", "max")}
    area = summary.risk_area
    return {
        "reliability": say("note_reliability", error=percent(summary.calibration_error)),
        "risk_coverage": say("note_risk_coverage", area="–" if area is None else f"{area:.3f}"),
        "recall": say("note_recall"),
        "latency": say("note_latency", **shown),
    }


def write_report(path: Path, text: str) -> None:
    """Write a report. Raises ExportError when its folder is missing or cannot be written to."""
    check_folder(path)
    write_files({path: text.encode()})
