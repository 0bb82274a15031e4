"""Long work as child processes of our own command line, so that questions stay quick beside it."""

import atexit
import logging
import os
import re
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal

from errors import BusyError
from settings import ROOT, Settings

State = Literal["running", "finished", "failed", "cancelled"]

_LOG = logging.getLogger(__name__)
_ANWEN = (sys.executable, "-m", "cli")
_CHILD = Path(__file__).parent / "child.py"
_PROGRESS = re.compile(r"(\d+)/(\d+) \[[\d:]+<([\d:]+|\?)")  # of tqdm: done/total [passed<left
_MESSAGE = "anwen: "  # begins the one line in which a command says why it failed
_KEPT_LINES = 50
_LONGEST_LINE = 1_000  # characters; the rest of a longer one is dropped
_CHUNK = 4_096  # bytes
# one thread each, so that a job takes one core at most; UTF-8 whatever the machine's locale
_OF_CHILDREN = {"OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
_PATIENCE = 5.0  # seconds between an interrupt and the end


class Job:
    """One child process. Its attributes are kept up to date until it has ended.

    kind: what it is for; one job of a kind runs at a time. arguments: of the command anwen.
    started, ended: with time zone; ended is None until then. done, total: steps, as its progress
    bar tells them; total is 0 while it has none. left: estimated seconds until the last step, None
    while that is not known.
    message: why it failed, in the command's own words; "" where it did not say.
    """

    def __init__(self, kind: str, arguments: Sequence[str]) -> None:
        self.kind = kind
        self.arguments = tuple(arguments)
        self.started = datetime.now(UTC)
        self.ended: datetime | None = None
        self.state: State = "running"
        self.done = 0
        self.total = 0
        self.left: int | None = None
        self.message = ""
        self._lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._lock = threading.Lock()
        self._gone = threading.Event()
        self._cancelled = False
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The last lines of its output, without those of the progress bar."""
        with self._lock:
            return tuple(self._lines)

    def cancel(self) -> None:
        """Interrupt it, as Ctrl-C does; after some seconds it is ended. Returns at once."""
        self._cancelled = True
        self._signal(signal.SIGINT)
        patience = threading.Timer(_PATIENCE, self._signal, [signal.SIGKILL])
        patience.daemon = True
        patience.start()

    def kill(self) -> None:
        """End it now."""
        self._cancelled = True
        self._signal(signal.SIGKILL)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended; False when it has not after so many seconds."""
        return self._gone.wait(seconds)

    def _signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and those it started, if it still runs."""
        with self._lock:  # while it is held, the process is not reaped and keeps its number
            if self._process is not None and self._process.returncode is None:
                os.killpg(self._process.pid, number)

    def run(
        self, program: Sequence[str], environment: Mapping[str, str], launched: Callable[[], None]
    ) -> None:
        """Start the process and follow it to its end; launched is called when it can be stopped.

        program: the command line before the arguments. The thread that runs this must live as
        long: the process dies with the thread.
        """
        before = [sys.executable, "-I", str(_CHILD), str(os.getpid())]
        try:
            with subprocess.Popen(  # noqa: S603 (our own program; no shell)
                [*before, *program, *self.arguments],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                process_group=0,
            ) as process:
                self._process = process
                launched()
                self._follow(process)
        except OSError as error:
            _LOG.exception("a job could not be started")
            self.message = (
                f"the program cannot be started ({error.strerror}); tell your administrator"
            )
        finally:
            if self.state == "running":
                self.state = "failed"
            self.ended = datetime.now(UTC)
            launched()
            self._gone.set()

    def _follow(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is not None:
            for line in _lines_of(process.stdout):
                self._read(line)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            code = process.wait()
        if code == 0:
            self.state = "finished"
        elif self._cancelled:
            self.state = "cancelled"
        else:
            told = [line for line in self.lines if line.startswith(_MESSAGE)]
            self.message = told[-1].removeprefix(_MESSAGE) if told else ""
            self.state = "failed"

    def _read(self, line: str) -> None:
        """Take a line for progress, or keep it."""
        found = _PROGRESS.search(line)
        if found:
            self.done, self.total = int(found.group(1)), int(found.group(2))
            self.left = _seconds(found.group(3))
        elif line.strip():
            with self._lock:
                self._lines.append(line)


class Jobs:
    """The jobs of one application; they end when it ends."""

    def __init__(self, settings: Settings, program: Sequence[str] = _ANWEN) -> None:
        """settings: the children get the same ones, and the environment of this process."""
        self._program = tuple(program)
        self._environment = {**os.environ, **_as_environment(settings), **_OF_CHILDREN}
        self._lock = threading.Lock()
        self._latest: dict[str, Job] = {}
        atexit.register(self.end)

    def start(self, kind: str, arguments: Sequence[str]) -> Job:
        """Start `anwen ARGUMENTS` as a job of a kind.

        Raises BusyError while another of that kind runs.
        """
        with self._lock:
            running = self._latest.get(kind)
            if running is not None and running.state == "running":
                raise BusyError(
                    f"such a job runs already, since {running.started:%H:%M} UTC; "
                    "wait for its end, or cancel it"
                )
            job = self._latest[kind] = Job(kind, arguments)
            launched = threading.Event()
            threading.Thread(
                target=job.run, args=(self._program, self._environment, launched.set), daemon=True
            ).start()
            launched.wait()
            return job

    def latest(self, kind: str) -> Job | None:
        """The job of a kind that runs, or ran last; None when there was none."""
        with self._lock:
            return self._latest.get(kind)

    def end(self) -> None:
        """End all jobs now; called when the application ends."""
        with self._lock:
            jobs = list(self._latest.values())
        for job in jobs:
            job.kill()


def _as_environment(settings: Settings) -> dict[str, str]:
    """Settings as environment variables; folders as absolute paths, as children work elsewhere."""
    prefix = Settings.model_config.get("env_prefix", "")
    values = {f"{prefix}{name.upper()}": value for name, value in settings}
    return {
        name: str(value.absolute() if isinstance(value, Path) else value)
        for name, value in values.items()
        if value is not None
    }


def _lines_of(stream: IO[bytes]) -> Iterator[str]:
    """Lines that end in a line feed, or in a carriage return as those of a progress bar do."""
    unfinished = b""
    while chunk := os.read(stream.fileno(), _CHUNK):
        *whole, unfinished = re.split(rb"[\r\n]", unfinished + chunk)
        for line in whole:
            yield _text(line)
        unfinished = unfinished[: 4 * _LONGEST_LINE]
    yield _text(unfinished)


def _text(line: bytes) -> str:
    return line.decode("utf-8", errors="replace")[:_LONGEST_LINE]


def _seconds(clock: str) -> int | None:
    """Seconds of h:mm:ss or mm:ss; None for a question mark."""
    if clock == "?":
        return None
    seconds = 0
    for part in clock.split(":"):
        seconds = 60 * seconds + int(part or 0)
    return seconds
