"""The evaluation that runs, or ran last, as everyone sees it."""

from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from page.evaluate.texts import EvaluateTexts
from page.evaluate.words import button, clock, moment
from page.jobs import Job

KIND = "evaluation"
_TOLD_FOR = timedelta(minutes=15)  # how long the end of one is told
_NAME = "--name="
_BASELINE = "plain baseline"  # begins what eval.run.compare_baseline says


def run_name(job: Job) -> str:
    """The name of the run that a job makes; the page gives each one."""
    given = (a.removeprefix(_NAME) for a in job.arguments if a.startswith(_NAME))
    return next(given, "")


def seen(job: Job | None) -> str:
    """What a page shows of a job, in short: it changes when the page must."""
    if job is None or _is_old(job):
        return ""
    return f"{job.started.isoformat()} {job.state} {job.done}/{job.total} {job.left}"


def progress_html(job: Job | None, texts: EvaluateTexts) -> Markup:
    """How far the evaluation is, or how it ended; nothing where there is none."""
    if job is None or _is_old(job):
        return Markup("")
    if job.state == "running":
        return _running(job, texts)
    t, name, more = texts.runs, run_name(job), Markup("")
    if job.state == "finished":
        told = t.finished.format(name=name)
        more = Markup("{}{}").format(_baseline(job), button("open", name, t.open, "plain"))
    elif job.state == "cancelled":
        told = t.cancelled.format(done=job.done)
    else:
        told = t.failed.format(reason=job.message or t.crashed)
    return Markup('<div class="job {}" role="status"><p>{}</p>{}</div>').format(
        job.state, told, more
    )


def _baseline(job: Job) -> Markup:
    """What the command said of the plain baseline, if it was asked to compare with it."""
    told = [line for line in job.lines if line.startswith(_BASELINE)]
    return Markup('<p lang="en">{}</p>').format(told[-1]) if told else Markup("")


def _running(job: Job, texts: EvaluateTexts) -> Markup:
    t = texts.runs
    if not job.total:
        told = t.loading
    elif job.done < job.total:
        share = 100 * job.done // job.total
        told = t.answered.format(done=job.done, total=job.total, share=share)
        if job.left is not None:
            told = f"{told} · {t.left.format(time=clock(job.left))}"
    else:
        told = t.scoring
    title = t.running.format(name=run_name(job))
    value = Markup(' value="{}"').format(job.done) if job.total else Markup("")
    return Markup(
        '<div class="job running"><div><p><b>{title}</b> <small>{by}</small></p>'
        '<progress max="{total}"{value} aria-label="{title}"></progress><p>{told}</p></div>{stop}'
        "</div>"
    ).format(
        title=title,
        by=t.by.format(time=moment(job.started)),
        total=max(job.total, 1),
        value=value,
        told=told,
        stop=button("cancel", "", t.cancel, "plain"),
    )


def _is_old(job: Job) -> bool:
    return job.ended is not None and datetime.now(UTC) - job.ended > _TOLD_FOR
