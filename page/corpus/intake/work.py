"""The work on the documents: started as a job, its progress shown, and which version answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from corpus import DocumentEntry
from index import Version, list_versions, live_version
from page.corpus.intake.texts import IntakeTexts, intake_texts
from page.jobs import Job
from page.library import Library
from page.pieces import join
from rag.records import Language

KIND = "documents"  # one job of this kind runs at a time

# fields of an entry and the options that the command line has for them
_OPTIONS: Mapping[str, str] = {
    "district": "--district",
    "title": "--title",
    "doc_number": "--number",
    "issuer": "--issuer",
    "issued": "--issued",
}


@dataclass(frozen=True, slots=True)
class State:
    """How things stand. job: the last one, None before any. answering, live: names of versions."""

    job: Job | None
    answering: str
    live: str | None

    @property
    def seen(self) -> tuple[str, ...]:
        """What of it changes more than the progress of a job."""
        return (self.job.state if self.job else "", self.answering, self.live or "")


def state_of(library: Library) -> State:
    """How the work on the documents stands now; cheap."""
    return State(
        library.jobs.latest(KIND),
        library.assistant().index.version,
        live_version(library.settings),
    )


def start_adding(library: Library, path: Path, entry: DocumentEntry, *, revises: bool) -> Job:
    """Add a file with an entry, or revise the document of its id. Raises BusyError."""
    told = [f"{option}={getattr(entry, name)}" for name, option in _OPTIONS.items()]
    which = f"--{'replaces' if revises else 'id'}={entry.id}"
    return library.jobs.start(
        KIND, ["add", "--yes", which, f"--form={entry.form}", *told, "--", str(path)]
    )


def start_removing(library: Library, document: str) -> Job:
    """Take a document out. Raises BusyError."""
    return library.jobs.start(KIND, ["remove", "--yes", "--", document])


def start_rollback(library: Library) -> Job:
    """Go back one version. Raises BusyError."""
    return library.jobs.start(KIND, ["rollback"])


def start_build(library: Library) -> Job:
    """Read all documents anew and build the index of them. Raises BusyError."""
    return library.jobs.start(KIND, ["build", "--force"])


def work_html(state: State, language: Language) -> Markup:
    """What the job does or did; after it, whether its version answers already."""
    job, texts = state.job, intake_texts(language)
    if job is None:
        return Markup("")
    if job.state == "running":
        return _running(job, texts)
    return Markup('<p class="work {}" role="status">{}</p>').format(
        job.state, _outcome(job, state, texts)
    )


def _running(job: Job, texts: IntakeTexts) -> Markup:
    told = getattr(texts.running, job.arguments[0]).format(id=_document(job))
    count = texts.percent.format(done=job.done, total=job.total) if job.total else ""
    left = texts.left.format(seconds=job.left) if job.left is not None else ""
    bar = (
        Markup('<progress value="{}" max="{}" aria-label="{}"></progress>').format(
            job.done, job.total, told
        )
        if job.total
        else Markup('<progress aria-label="{}"></progress>').format(told)
    )
    return Markup(
        '<div class="work running"><p role="status">{}</p>{}<p class="facts"><span>{}</span>'
        "<span>{}</span></p></div>"
    ).format(told, bar, count, left)


def _outcome(job: Job, state: State, texts: IntakeTexts) -> str:
    if job.state == "cancelled":
        return texts.cancelled
    if job.state == "failed":
        return texts.failed.format(reason=job.message) if job.message else texts.failed_unsaid
    done = getattr(texts.finished, job.arguments[0]).format(id=_document(job)).strip()
    loaded = state.live in (None, state.answering)
    version = texts.goes_live if loaded else texts.loading
    return f"{done} {version.format(version=state.live)}"


def _document(job: Job) -> str:
    """The id of the document that a job is about, "" where it is about all."""
    if job.arguments[0] == "remove":
        return job.arguments[-1]
    named = (text.partition("=") for text in job.arguments)
    return next((value for name, _, value in named if name in ("--id", "--replaces")), "")


def versions_html(library: Library, language: Language) -> Markup:
    """The versions that can go live, newest first."""
    texts = intake_texts(language)
    heads = (texts.version, texts.made, texts.holds, texts.note)
    lines = (_version(version, texts) for version in reversed(list_versions(library.settings)))
    return Markup(
        '<div class="scrolls" role="region" tabindex="0" aria-label="{0}"><table class="grid">'
        "<thead><tr>{1}<td></td></tr></thead><tbody>{2}</tbody></table></div>"
    ).format(
        texts.versions,
        join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        join(lines),
    )


def _version(version: Version, texts: IntakeTexts) -> Markup:
    return Markup(
        '<tr{}><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
    ).format(
        Markup(' class="live"') if version.live else "",
        version.name,
        f"{version.made.astimezone():%Y-%m-%d %H:%M}",
        texts.holds_count.format(documents=version.documents, clauses=version.clauses),
        version.note,
        Markup('<b class="verdict met">{}</b>').format(texts.live) if version.live else "",
    )
