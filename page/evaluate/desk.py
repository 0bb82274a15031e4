"""What the callbacks of all parts of the room have in common."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from errors import AnwenError, GoldError, RunError
from page.evaluate.progress import KIND, run_name
from page.evaluate.records import View
from page.evaluate.showing import Showing
from page.evaluate.texts import EvaluateTexts, evaluate_texts
from page.shell import Update, why_failed

Callback = TypeVar("Callback", bound=Callable[..., Update])


class Desk:
    """The callbacks of one part of the room. Each returns the widgets that change."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing
        self._library = showing.library
        self._w = showing.widgets

    def _noticed(self, text: str) -> Update:
        return self._w.shell.noticed(text)

    def _check_free(self, name: str, texts: EvaluateTexts) -> None:
        """Raise RunError for the name of the run that is being made just now."""
        job = self._library.jobs.latest(KIND)
        if job is not None and job.state == "running" and run_name(job) == name:
            raise RunError(texts.runs.in_use.format(name=name))

    def _saved(self, name: str, data: bytes) -> Update:
        """A file handed to the reader, who saves it."""
        path = self._library.downloads.offer(name, lambda path: _write(path, data))
        return {self._w.file: path, **self._noticed("")}


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def told(callback: Callback) -> Callback:
    """A callback that tells why it failed in a notice, in the language of its view."""

    @wraps(callback)
    def wrapped(self: Desk, *arguments: Any, **more: Any) -> Update:
        try:
            return callback(self, *arguments, **more)
        except Exception as error:
            given = (*arguments, *more.values())
            view = next((each for each in given if isinstance(each, View)), View())
            return self._noticed(why_failed(error, view.language))

    return wrapped  # type: ignore[return-value]


def texts_of(view: View) -> EvaluateTexts:
    """The texts in the language of a view."""
    return evaluate_texts(view.language)


def handed_in(path: str | None, texts: EvaluateTexts) -> Path:
    """The path of an uploaded file, as Gradio gives it. Raises GoldError where there is none."""
    if not path:
        raise GoldError(texts.no_file)
    return Path(path)


def one_of(value: object, allowed: tuple[str, ...], texts: EvaluateTexts) -> str:
    """A value from the browser, if it is one that the page offers. Raises AnwenError otherwise."""
    if not isinstance(value, str) or value not in allowed:
        raise AnwenError(texts.unknown)
    return value
