"""Papers into files: which format is meant, which files it makes, all of them or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from errors import ExportError
from files.output import check_folder, write_files
from quiz.exports.words import Language
from quiz.records import Paper
from quiz.store import as_json
from quiz.wellformed import check_papers

Writer = Callable[[Sequence[Paper], Language], bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """A format: its endings (the usual one first), its writer, a file for each version or one."""

    endings: tuple[str, ...]
    writer: Writer
    apart: bool = False


def _writer(module: str, name: str) -> Writer:
    """A writer whose module, and the library it uses, is loaded when it is first needed."""

    def write_with(papers: Sequence[Paper], language: Language) -> bytes:
        writer: Writer = getattr(import_module(f"quiz.exports.{module}"), name)
        return writer(papers, language)

    return write_with


FORMS: dict[str, Form] = {
    "docx": Form((".docx",), _writer("word", "as_docx"), apart=True),
    "xlsx": Form((".xlsx",), _writer("excel", "as_xlsx")),
    "html": Form((".html", ".htm"), _writer("webpage", "as_html"), apart=True),
    "gift": Form((".gift", ".txt"), _writer("gift", "as_gift")),
    "moodle": Form((".xml",), _writer("moodle", "as_moodle_xml")),
    "qti": Form((".zip",), _writer("qti", "as_qti")),
    "anki": Form((".apkg",), _writer("anki", "as_apkg")),
    "json": Form((".json",), lambda papers, _: as_json(papers)),
}


def write(papers: Sequence[Paper], path: Path, form: str, language: Language) -> list[Path]:
    """Write papers, versions of one draw, in a form; '' for what the file's ending says.

    What is printed (docx, html) gets a file for each version: quiz-A.docx, quiz-B.docx where
    there are several. All other forms hold all versions in one file. Returns the files written.
    Raises PaperError for papers that are not well formed, ExportError for another form or ending
    and for a place that cannot be written to; then no file has changed.
    """
    chosen = FORMS[check_output(path, form)]
    check_papers(papers)
    if chosen.apart and len(papers) > 1:
        sheaves = {_named(path, paper.version): [paper] for paper in papers}
    else:
        sheaves = {path: list(papers)}
    files = {file: chosen.writer(sheaf, language) for file, sheaf in sheaves.items()}
    write_files(files)
    return list(files)


def _named(path: Path, version: str) -> Path:
    return path.with_name(f"{path.stem}-{version}{path.suffix}")


def check_output(path: Path, form: str = "") -> str:
    """The form in which a file will be written, checked before any work is done.

    Raises ExportError for a form or an ending that is not known, and for a missing folder.
    """
    if form and form not in FORMS:
        raise ExportError(f"form {form!r} is not known; use one of {', '.join(FORMS)}")
    if not form:
        ending = path.suffix.lower()
        form = next((name for name, known in FORMS.items() if ending in known.endings), "")
        if not form:
            known = ", ".join(known.endings[0] for known in FORMS.values())
            raise ExportError(f"{path.name}: a quiz is a file ending in {known}; name one of these")
    check_folder(path)
    return form
