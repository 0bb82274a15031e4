"""The page for browser tests: served in a process of its own, opened in Chromium and asked."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from settings import ROOT, Settings

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
expect.set_options(timeout=30_000)  # milliseconds: a busy machine makes pages wait
SERVE = "import app; from settings import get_settings; app.serve(get_settings())"

# what each test file of the page starts with: pytestmark = NEEDS_BROWSER
NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which(CHROMIUM) is None, reason=f"{CHROMIUM} is not installed"),
]
Opener = Callable[..., Page]


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(settings: Settings, folder: Path) -> Iterator[str]:
    """The address of the page, served over the index of settings.

    folder: an empty one; what the page writes (reviews, runs, feedback, its log) lies there.
    """
    port = str(free_port())
    environment = {
        **os.environ,
        "ANWEN_PORT": port,
        "ANWEN_HOST": "127.0.0.1",
        "ANWEN_INDEX_DIR": str(settings.index_dir),
        "ANWEN_RUNS_DIR": str(folder / "runs"),
        "ANWEN_REVIEW_FILE": str(folder / "review.jsonl"),
        "ANWEN_FEEDBACK_FILE": str(folder / "feedback.sqlite"),
    }
    log = folder / "stderr.txt"
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [sys.executable, "-c", SERVE],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        try:
            assert process.stdout is not None
            line = process.stdout.readline()  # the one line that serve prints when it is ready
            assert line == f"安问 Anwen: http://127.0.0.1:{port}\n", log.read_text("utf-8")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


# what Gradio writes when a page is left while something is still on its way
_LEFT = ("AbortError: signal is aborted without reason", "Connection errored out")


@contextmanager
def opener(browser: Browser, address: str) -> Iterator[Opener]:
    """A function that opens the page in a fresh session.

    path: what follows the address: a room ("quiz"), a query. locale, width, height and more are
    those of the browser's window. At the end, no page may have asked another host or logged an
    error.
    """
    outside: list[str] = []
    faults: list[str] = []

    def look(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            outside.append(request.url)

    def fault(told: str) -> None:
        if not any(known in told for known in _LEFT):
            faults.append(told)

    def opened(
        path: str = "", locale: str = "zh-CN", width: int = 1280, height: int = 800, **more: object
    ) -> Page:
        size = {"width": width, "height": height}
        context = browser.new_context(locale=locale, viewport=size, **more)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("request", look)
        page.on("pageerror", lambda error: fault(str(error)))
        page.on("console", lambda m: fault(m.text) if m.type == "error" else None)
        page.goto(address + path)
        expect(page.locator("#banner .banner")).to_be_visible()  # it comes with all the texts
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert not outside, outside
    assert not faults, faults


def ask(page: Page, question: str) -> Locator:
    """Ask with the Enter key; returns the newest answer when all of it is there."""
    whole = page.locator(".turn .answer:not(.coming)")
    before = whole.count()
    page.locator("#box textarea").fill(question)
    page.locator("#box textarea").press("Enter")
    expect(whole).to_have_count(before + 1)
    return page.locator(".turn .answer").last


def fits(page: Page) -> bool:
    """Whether the page and its scrolling parts are no wider than the window."""
    return bool(
        page.evaluate(
            """() => [document.documentElement, ...document.querySelectorAll("#chat, .paper")]
                .every((part) => part.scrollWidth <= part.clientWidth)"""
        )
    )
