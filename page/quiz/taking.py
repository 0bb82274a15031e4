"""What happens with files: papers are taken away, answer sheets are handed in and graded."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from errors import QuizError
from page.library import Library
from page.quiz.desk import present
from page.quiz.outputs import (
    REPORT_ENDINGS,
    Files,
    answer_sheet,
    kept_work,
    one_file,
    paper_files,
    report_file,
)
from page.quiz.records import View
from page.quiz.showing import paper_and_clause
from page.quiz.texts import quiz_texts
from page.quiz.uploads import graded
from page.quiz.widgets import Widgets
from page.shell import Update, why_failed
from rag.records import Language


class Taking:
    """The callbacks of the pages for export and grading."""

    endings = REPORT_ENDINGS

    def __init__(self, library: Library, widgets: Widgets) -> None:
        self._library = library
        self._widgets = widgets

    def take(self, view: View, forms: object, words: object) -> Update:
        """The papers in the chosen forms: a file, or an archive of several."""
        names = [str(form) for form in forms] if isinstance(forms, list) else []
        language: Language = "en" if words == "en" else "zh"
        return self._offer(view, lambda: paper_files(present(view.desk).reviewed, names, language))

    def keep(self, view: View) -> Update:
        """The generated papers and the edits, to go on with later."""
        texts = quiz_texts(view.language).export
        return self._offer(view, lambda: kept_work(present(view.desk), (texts.papers, texts.edits)))

    def sheet(self, view: View) -> Update:
        """An empty answer sheet."""
        return self._offer(view, lambda: answer_sheet(present(view.desk).reviewed, view.language))

    def report(self, ending: str) -> Callable[[View], Update]:
        """The callback that offers the grade report as a file of an ending."""

        def offer(view: View) -> Update:
            name = quiz_texts(view.language).grade.report

            def files() -> Files:
                if view.report is None:
                    raise QuizError("nothing has been graded; upload an answer sheet first")
                return report_file(view.report, ending, name, view.language)

            return self._offer(view, files)

        return offer

    def grade(self, file: str | None, view: View) -> Update:
        """Grade an answer sheet by the papers under review."""
        w = self._widgets
        emptied: Update = {w.answers: None}
        if file is None:
            return emptied
        try:
            report = graded(present(view.desk).reviewed, file)
            shown = paper_and_clause(w, self._library, replace(view, report=report))
        except Exception as error:
            return {**emptied, **w.shell.noticed(why_failed(error, view.language))}
        finally:
            Path(file).unlink(missing_ok=True)
        return {**emptied, **shown, **w.shell.noticed("")}

    def _offer(self, view: View, files: Callable[[], Files]) -> Update:
        """The file for the browser to fetch, or none and a notice."""
        w = self._widgets
        try:
            name, data = one_file(files(), present(view.desk).papers[0].title)
            path = self._library.downloads.offer(name, lambda file: _write(file, data))
        except Exception as error:
            return {w.fetch: None, **w.shell.noticed(why_failed(error, view.language))}
        return {w.fetch: path, **w.shell.noticed("")}


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)
