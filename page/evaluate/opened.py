"""A stored run as it is opened on the page: read once as long as its files stay the same."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from eval.compare import compare_runs
from eval.failures import blind_ids, failures
from eval.report_html import report_html
from eval.report_text import report_markdown
from eval.report_view import ReportView, report_view
from eval.report_words import load_report_words
from eval.run_files import run_json, verdict_page
from eval.runs import SCORES_FILE, Details, Run, load_details, load_run
from eval.stored import run_folder_of
from eval.verdicts import Judged, judged
from files.sheets import as_csv, as_xlsx
from rag.records import Language

DOWNLOADS = ("html", "md", "json", "xlsx", "csv")


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A run with what was asked and answered in it."""

    run: Run
    details: Details

    @property
    def has_blind(self) -> bool:
        """True when questions of the blind split stand in it."""
        return any(row.id in blind_ids() for row in self.run.scores)

    def verdicts(self, unblind: bool) -> list[Judged]:
        """Every question with its verdict."""
        return judged(self.run, self.details, unblind)


def open_run(name: str, runs_dir: Path) -> Opened:
    """A finished run, from a name that may come from anywhere.

    Raises RunError where there is none of that name, or its files are damaged.
    """
    folder = run_folder_of(name, runs_dir)
    scores = folder / SCORES_FILE
    return _read(folder, scores.stat().st_mtime_ns if scores.is_file() else 0)


@lru_cache(maxsize=4)
def _read(folder: Path, changed: int) -> Opened:
    """A run, read again once its scores have changed."""
    run = load_run(folder)
    return Opened(run, load_details(folder, run.info))


def report_page(
    opened: Opened, unblind: bool, language: Language, before: Run | None = None
) -> str:
    """The report of a run as an HTML page of its own; before: a run to compare it with."""
    wrong = failures(opened.run, opened.details, unblind)
    view = view_of(opened, language, before)
    return report_html(view, opened.run.summary, opened.details, wrong, language)


def view_of(opened: Opened, language: Language, before: Run | None = None) -> ReportView:
    """What the report of a run says."""
    comparison = compare_runs(before, opened.run) if before else None
    return report_view(opened.run, load_report_words(language), comparison)


def run_file(opened: Opened, form: str, unblind: bool, language: Language) -> bytes:
    """A run in one of the forms of DOWNLOADS."""
    if form == "html":
        return report_page(opened, unblind, language).encode()
    if form == "md":
        return report_markdown(view_of(opened, language)).encode()
    verdicts = opened.verdicts(unblind)
    if form == "json":
        return run_json(opened.run, verdicts)
    page = verdict_page(verdicts, language)
    return as_xlsx([page]) if form == "xlsx" else as_csv(page)
