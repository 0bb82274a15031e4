"""Steps that wait for a yes: what each would do, and how it is done."""

from markupsafe import Markup

from errors import IndexWriteError
from index import Version, list_versions
from index.layout import read_origin, version_folder
from intake.preview import preview_removal
from page.corpus.intake.preview import touched_html
from page.corpus.intake.records import Step
from page.corpus.intake.texts import intake_texts
from page.corpus.intake.work import start_build, start_removing, start_rollback
from page.library import Library
from rag.records import Language


def step_html(step: Step | None, library: Library, language: Language) -> Markup:
    """The question that a step asks, with what it touches; nothing for no step.

    Raises IntakeError for a document that is not there, IndexWriteError where there is no version
    to go back to.
    """
    texts = intake_texts(language)
    if step is None:
        return Markup("")
    if step.kind == "remove":
        removal = preview_removal(step.document, library.settings)
        told = {"id": removal.id, "district": removal.district, "title": removal.title}
        asked = texts.ask_remove.format(**told, clauses=removal.clauses)
        return _asked(asked, touched_html(removal.touched, language))
    if step.kind == "rollback":
        before = _before(library)
        return _asked(texts.ask_rollback.format(name=before.name, note=before.note), Markup(""))
    return _asked(texts.ask_build, Markup(""))


def _asked(question: str, more: Markup) -> Markup:
    return Markup('<section class="entry asked"><p role="alert">{}</p>{}</section>').format(
        question, more
    )


def _before(library: Library) -> Version:
    """The version that the live one was made after."""
    versions = {version.name: version for version in list_versions(library.settings)}
    live = next((name for name, version in versions.items() if version.live), "")
    origin = read_origin(version_folder(library.settings, live)) if live else None
    before = versions.get((origin.before or "") if origin else "")
    if before is None:
        raise IndexWriteError(f"there is no version before {live} to go back to")
    return before


def take(step: Step, library: Library) -> None:
    """Start the job of a step. Raises BusyError while another runs."""
    if step.kind == "remove":
        start_removing(library, step.document)
    elif step.kind == "rollback":
        start_rollback(library)
    else:
        start_build(library)
