"""The files that a trainer takes away: papers in any form, answer sheets, reviews, reports."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from errors import QuizError
from page.downloads import safe_name
from page.quiz.records import Desk
from quiz.exports import FORMS, write
from quiz.exports.archive import archive
from quiz.exports.excel import as_answer_sheet
from quiz.exports.words import Language, load_words
from quiz.grade import GradeReport
from quiz.grade_report import write_report
from quiz.records import Paper
from quiz.review import write_review
from quiz.store import as_json

REPORT_ENDINGS = (".xlsx", ".md", ".json")

Files = dict[str, bytes]  # name → contents


def paper_files(papers: Sequence[Paper], forms: Sequence[str], language: Language) -> Files:
    """The papers in some forms; the names begin with their title.

    Raises QuizError where no known form is named, PaperError and ExportError as write does.
    """
    known = [form for form in FORMS if form in forms]
    if not known:
        raise QuizError(f"no form is chosen; choose one or more of {', '.join(FORMS)}")
    title = papers[0].title
    files: Files = {}
    with TemporaryDirectory() as folder:
        for form in known:
            path = Path(folder) / f"paper{FORMS[form].endings[0]}"
            for file in write(papers, path, form, language):
                files[title + file.name.removeprefix("paper")] = file.read_bytes()
    return files


def answer_sheet(papers: Sequence[Paper], language: Language) -> Files:
    """The empty answer sheet of the papers."""
    name = f"{papers[0].title}-{load_words(language).answers}.xlsx"
    return {name: as_answer_sheet(papers, language)}


def kept_work(desk: Desk, names: tuple[str, str]) -> Files:
    """The generated papers and the edits, to go on with later. names: what each is called."""
    title = desk.papers[0].title
    with TemporaryDirectory() as folder:
        path = Path(folder) / "review.json"
        write_review(desk.review, path)
        edits = path.read_bytes()
    return {f"{title}-{names[0]}.json": as_json(desk.papers), f"{title}-{names[1]}.json": edits}


def report_file(report: GradeReport, ending: str, name: str, language: Language) -> Files:
    """A grade report. ending: one of REPORT_ENDINGS. name: what it is called.

    Raises ExportError for another ending.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report{ending if ending in REPORT_ENDINGS else '.unknown'}"
        write_report(report, path, language)
        return {f"{report.title}-{name}{ending}": path.read_bytes()}


def one_file(files: Files, name: str) -> tuple[str, bytes]:
    """(name, contents) of the only file, or of an archive of that name with all of them."""
    if len(files) == 1:
        return next(iter(files.items()))
    return f"{name}.zip", archive({safe_name(name): data for name, data in files.items()})
