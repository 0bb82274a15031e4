"""Jobs: child processes with progress, stopped when asked to, and gone with the application."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from errors import BusyError
from page import jobs as jobs_module
from page.jobs import Job, Jobs
from settings import ROOT, Settings

PATIENCE = 60.0  # seconds: a bound for a broken test, never reached by a whole one

# tells the pipe argv[1] that it is ready, and keeps it open until it dies
WAITS = """
import signal, sys
print("anwen: starts", file=sys.stderr)
pipe = open(sys.argv[1], "w")
pipe.write("ready\\n")
pipe.flush()
signal.pause()
"""
STUBBORN = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + WAITS


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def python(source: str) -> Jobs:
    """Jobs that run a piece of Python in the place of the command."""
    return Jobs(Settings(), (sys.executable, "-c", source))


def ended(job: Job) -> Job:
    """The job, when it has ended."""
    assert job.wait(PATIENCE)
    return job


def test_the_command_line_is_run_with_the_settings_of_the_application(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "documents.toml").write_text("[[document]]\nno = 1\n", "utf-8")
    settings = Settings(documents_dir=tmp_path / "documents")
    job = ended(Jobs(settings).start("check", ["corpus", "check"]))
    assert job.state == "failed"
    assert job.message.startswith(str(tmp_path / "documents" / "documents.toml"))
    assert ended(Jobs(settings).start("help", ["--help"])).state == "finished"


def test_progress_is_read_and_other_lines_are_kept() -> None:
    source = """
import sys
from tqdm import tqdm
print("loading …", file=sys.stderr)
for _ in tqdm(range(7), unit="question", file=sys.stderr, mininterval=0): pass
print("7 stored")
"""
    job = ended(python(source).start("run", []))
    assert (job.state, job.done, job.total, job.left, job.message) == ("finished", 7, 7, 0, "")
    assert job.lines == ("loading …", "7 stored")


def test_a_failure_is_told_in_the_commands_own_line() -> None:
    source = "import sys; print('anwen: no such run; name another', file=sys.stderr); sys.exit(2)"
    job = ended(python(source).start("run", []))
    assert (job.state, job.message) == ("failed", "no such run; name another")


def test_a_crash_says_nothing_to_the_user() -> None:
    job = ended(python("raise ValueError('secret')").start("run", []))
    assert (job.state, job.message) == ("failed", "")


def test_output_is_bounded() -> None:
    job = ended(python("print('x' * 10**6)\nfor n in range(999): print(n)").start("run", []))
    assert job.lines[-1] == "998"
    assert len(job.lines) == 50
    long = ended(python("print('x' * 10**6)").start("run", []))
    assert long.lines == ("x" * 1_000,)


def test_one_job_of_a_kind_runs_at_a_time(pipe: Path) -> None:
    jobs = python(WAITS)
    job = jobs.start("run", [str(pipe)])
    with pipe.open() as reader:
        assert reader.readline() == "ready\n"
        with pytest.raises(BusyError, match=r"runs already, since .* UTC; wait for its end"):
            jobs.start("run", [str(pipe)])
        assert jobs.latest("run") is job
        assert jobs.latest("build") is None
        assert job.state == "running"
        job.cancel()
        assert reader.read() == ""  # its end of the pipe is closed: it is gone
    assert ended(job).state == "cancelled"
    assert ended(jobs.start("run", ["\0"[:0]])).state == "failed"  # another may start now
    job.cancel()  # nothing happens to one that has ended
    assert job.state == "cancelled"


@pytest.mark.parametrize("ignored", [False, True])
def test_an_interrupt_is_heeded(pipe: Path, ignored: bool) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if ignored else None
    try:
        job = python(WAITS).start("run", [str(pipe)])
        with pipe.open() as reader:
            assert reader.readline() == "ready\n"
            job.cancel()
            assert ended(job).state == "cancelled"
        assert any("KeyboardInterrupt" in line for line in job.lines)
    finally:
        if ignored:
            signal.signal(signal.SIGINT, before)


def test_one_that_does_not_heed_it_is_ended(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_module, "_PATIENCE", 0.0)
    job = python(STUBBORN).start("run", [str(pipe)])
    with pipe.open() as reader:
        assert reader.readline() == "ready\n"
        job.cancel()
        assert reader.read() == ""
    assert ended(job).state == "cancelled"


@pytest.mark.parametrize("last", ["sys.exit()", "os.kill(os.getpid(), 9)"])
def test_jobs_end_with_the_application(pipe: Path, last: str) -> None:
    application = f"""
import importlib.util, os, sys
from settings import Settings
spec = importlib.util.spec_from_file_location("jobs", {jobs_module.__file__!r})
jobs = importlib.util.module_from_spec(spec)  # without the page, which takes long to load
spec.loader.exec_module(jobs)
jobs.Jobs(Settings(), (sys.executable, "-c", {WAITS!r})).start("run", [{str(pipe)!r}])
sys.stdin.readline()
{last}
"""
    with (
        subprocess.Popen(
            [sys.executable, "-c", application], cwd=ROOT, stdin=subprocess.PIPE
        ) as process,
        pipe.open() as reader,
    ):
        assert reader.readline() == "ready\n"
        process.communicate(b"\n")
        assert reader.read() == ""
