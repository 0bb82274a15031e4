"""The pictures of the page in docs/: python -m tests.pictures [NAME ...] takes them anew.

Each is taken in a fresh session over the built index, without motion, so that the same page gives
the same picture. A room adds its pictures to PICTURES.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from settings import ROOT, Settings, get_settings
from tests.browsing import CHROMIUM, FLAGS, ask, served

DOCS = ROOT / "docs"


@dataclass(frozen=True)
class Picture:
    """A picture of the page. path: of its room. prepare: what is done before it is taken."""

    prepare: Callable[[Page], object]
    path: str = ""
    locale: str = "zh-CN"
    scheme: Literal["light", "dark"] = "light"
    width: int = 1280
    height: int = 800


def open_first_card(page: Page, question: str, link: str) -> None:
    """Ask, and open the document of the first citation with its outline."""
    ask(page, question).get_by_role("link", name=link).first.click()
    expect(page.locator("mark#clause")).to_be_in_viewport()
    page.locator('[data-panel="outline"]').click()
    expect(page.locator(".outline")).to_be_visible()


def correct(page: Page) -> None:
    """Ask, and open the form for what would have been right."""
    ask(page, "奉节县更新改造老旧燃气管道多少公里").get_by_role("button", name="有误").click()
    expect(page.locator(".correction h3")).to_be_focused()


def show_overview(page: Page) -> None:
    """The overview of the documents room, whole."""
    expect(page.locator(".heat").first).to_be_visible()


def make_a_quiz(page: Page) -> None:
    """A paper of the usual make, with the clause of its first question."""
    expect(page.locator("#counts .sum")).to_be_visible(timeout=60_000)
    page.locator("#make").click()
    expect(page.locator("mark#clause")).to_be_in_viewport(timeout=60_000)


def show_runs(page: Page) -> None:
    """The stored runs."""
    expect(page.locator("table").first).to_be_visible()


PICTURES: dict[str, Picture] = {
    "ask-light": Picture(lambda page: ask(page, "奉节县燃气领域整治由谁牵头？")),
    "ask-dark": Picture(
        lambda page: ask(page, "Who leads gas rectification in Fengjie?"),
        locale="en-US",
        scheme="dark",
    ),
    "ask-compare": Picture(lambda page: ask(page, "各区县森林防火由谁负责")),
    "ask-document": Picture(
        lambda page: open_first_card(page, "奉节县燃气领域整治由谁牵头？", "在原文中查看"),
        width=1440,
        height=860,
    ),
    "ask-correct": Picture(correct),
    "corpus-light": Picture(show_overview, "corpus?part=overview", height=900),
    "corpus-dark": Picture(show_overview, "corpus?part=overview", scheme="dark", height=900),
    "quiz-light": Picture(make_a_quiz, "quiz", width=1440, height=900),
    "quiz-dark": Picture(
        make_a_quiz, "quiz", locale="en-US", scheme="dark", width=1440, height=900
    ),
    "evaluate-light": Picture(show_runs, "evaluate"),
    "evaluate-dark": Picture(show_runs, "evaluate", locale="en-US", scheme="dark"),
    "ask-phone": Picture(lambda page: ask(page, "江津区非煤矿山谁负责"), width=390, height=844),
}


def take(name: str, browser: Browser, address: str) -> Path:
    """Take a picture; returns its file."""
    picture = PICTURES[name]
    context = browser.new_context(
        locale=picture.locale,
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address + picture.path)
    expect(page.locator("#banner .banner")).to_be_visible()
    picture.prepare(page)
    page.evaluate("document.fonts.ready")
    path = DOCS / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    context.close()
    return path


def main(names: list[str], settings: Settings) -> None:
    """Take the named pictures, all of them for none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "eval" / "accepted" / "dev", folder / "runs" / "dev")
        with served(settings, folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for picture in names or PICTURES:
                print(take(picture, browser, address))
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:], get_settings())
