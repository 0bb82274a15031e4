"""The room to evaluate in a real browser: run, read, scored, compared, feedback put right."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from eval.feedback import Feedback, FeedbackStore, GivenAnswer
from eval.review import load_review
from settings import Settings
from tests.axe import assert_accessible
from tests.browsing import NEEDS_BROWSER, Opener, opener, served

pytestmark = NEEDS_BROWSER

GAS = "fengjie-2025:5a4d4c190f"  # 附件3, 燃气领域: 县经济信息委牵头
EVIL = "<img src=http://evil/x onerror='window.hacked = 1'>"
GOLD = f"""\
{{"id": "gas", "question": "奉节县燃气领域整治由谁牵头？", "language": "zh", "kind": "lead", \
"status": "answered", "anchors": [{{"district": "奉节县", "quote": "排查整治燃气压力管道", \
"section": ["附件3"]}}], "units": \
[{{"name": "县经济信息委", "role": "lead", "district": "奉节县"}}]}}
{{"id": "yubei", "question": "渝北区燃气安全由谁牵头", "language": "zh", "kind": "unanswerable", \
"status": "not_found"}}
{{"id": "evil", "question": "{EVIL} 渝北区燃气", "language": "zh", "kind": "unanswerable", \
"status": "not_found"}}
"""
LOADED = 300_000  # milliseconds until a child process has loaded its libraries, on a busy machine


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page of this file writes."""
    return tmp_path_factory.mktemp("evaluate")


@pytest.fixture(scope="module")
def room(settings: Settings, folder: Path) -> Iterator[str]:
    """A page of its own, as its runs and feedback are for everyone to see."""
    told = Feedback(
        question="奉节县燃气领域整治由谁牵头？",
        given=GivenAnswer(status="answered", text=f"由县林业局牵头。[1]{EVIL}", citations=(GAS,)),
        verdict="down",
        comment=f"是县经济信息委 {EVIL}",
    )
    FeedbackStore(folder / "feedback.sqlite").add(told, "session")
    (folder / "my gold.jsonl").write_text(GOLD, encoding="utf-8")
    with served(settings, folder) as address:
        yield address


@pytest.fixture
def open_room(browser: Browser, room: str) -> Iterator[Opener]:
    """Opens the page in a fresh session."""
    with opener(browser, room) as opened:
        yield opened


def part(page: Page, name: str) -> None:
    """Go to a part of the room."""
    page.get_by_role("navigation", name=re.compile("评测|Evaluation")).get_by_role(
        "button", name=name
    ).click()


def choose(page: Page, elem_id: str, text: str) -> None:
    """Choose from a list."""
    page.locator(f"#{elem_id} input").click()
    page.locator(f"#{elem_id}").get_by_role("option", name=text, exact=True).click()


def own_gold(page: Page, elem_id: str, folder: Path) -> None:
    """Hand in the gold file."""
    choose(page, f"{elem_id}-split", "自带题集（.jsonl）")
    page.locator(f"#{elem_id}-own input[type=file]").set_input_files(folder / "my gold.jsonl")
    expect(page.locator(f"#{elem_id}-own .file-preview")).to_be_visible()


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window."""
    return bool(
        page.evaluate(
            """() => [document.documentElement, document.querySelector("#evaluate-main")]
                .every((part) => part.scrollWidth <= part.clientWidth)"""
        )
    )


def test_gold_questions_are_run_for_all_to_see(open_room: Opener, folder: Path) -> None:
    page = open_room("evaluate")
    own_gold(page, "run", folder)
    page.locator("#run-name input").fill("夜间")
    page.locator("#run-start").click()
    expect(page.locator(".job.running")).to_contain_text("正在评测 夜间")
    other = open_room("evaluate", locale="en-US")
    expect(other.locator(".job")).to_contain_text("夜间")
    page.locator("#run-start").click()
    told = page.get_by_role("alert").or_(page.locator(".job.finished"))
    expect(told.first).to_be_visible()  # told that one runs, unless it has ended by now
    expect(page.locator(".job.finished")).to_contain_text("评测完成：夜间", timeout=LOADED)
    expect(page.locator("#runs tbody")).to_contain_text("100.0 % (3/3)")
    assert_accessible(page)

    page.get_by_role("button", name="打开 夜间").click()
    report = page.frame_locator("iframe.report")
    expect(report.locator("h1")).to_have_text("评测报告：夜间")
    page.get_by_role("button", name="逐题").click()
    expect(page.locator(".verdicts tbody tr")).to_have_count(3)
    expect(page.locator(".verdicts")).to_contain_text(EVIL)
    assert page.evaluate("window.hacked") is None
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="XLSX").click()
    assert download.value.suggested_filename == "逐题判定-夜间.xlsx"


def test_a_sheet_is_scored_compared_and_deleted(open_room: Opener, folder: Path) -> None:
    page = open_room("evaluate")
    part(page, "评阅答卷")
    own_gold(page, "score", folder)
    with page.expect_download() as download:
        page.locator("#score-sheet").click()
    assert download.value.suggested_filename == "空白答卷-my-gold.xlsx"
    empty = folder / "empty.xlsx"
    download.value.save_as(empty)
    sheets = []
    for name, said in (("before", "县林业局牵头"), ("after", "由县经济信息委牵头")):
        book = openpyxl.load_workbook(empty)
        assert book.active is not None
        book.active["D2"], book.active["D3"] = said, "文件里没有"
        sheets.append(folder / f"{name}.xlsx")
        book.save(sheets[-1])
    for sheet in sheets:
        page.locator("#score-answers input[type=file]").set_input_files(sheet)
        expect(page.locator("#score-answers .file-preview")).to_contain_text(sheet.stem)
        page.locator("#score-name input").fill(sheet.stem)
        page.locator("#score-start").click()
        expect(page.locator(".told")).to_contain_text("1 题没有作答：evil")
        page.get_by_role("button", name="返回列表").click()
        page.locator("#score-answers").get_by_label("Clear").or_(
            page.locator("#score-answers button[aria-label]")
        ).first.click()

    part(page, "比较")
    choose(page, "compare-before", "before")
    choose(page, "compare-after", "after")
    page.locator("#compare-start").click()
    expect(page.locator(".moved li.won code")).to_have_text("gas")
    expect(page.locator(".measures")).to_contain_text("33.3 % (1/3)")
    assert_accessible(page)

    part(page, "运行")
    row = page.locator("#runs tr", has_text="before")
    row.get_by_role("button", name="删除").click()
    row.get_by_role("button", name="确认删除").click()
    expect(page.get_by_role("status").filter(has_text="已删除 before")).to_be_visible()
    expect(row).to_have_count(0)


def test_a_bad_file_is_one_line(open_room: Opener, folder: Path) -> None:
    page = open_room("evaluate", locale="en-US")
    part(page, "Score answers")
    (folder / "bad.csv").write_text("题号,问题\ngas,x\n", encoding="utf-8")
    page.locator("#score-answers input[type=file]").set_input_files(folder / "bad.csv")
    expect(page.locator("#score-answers .file-preview")).to_contain_text("bad")
    page.locator("#score-start").click()
    expect(page.get_by_role("alert")).to_contain_text("bad.csv: no column 答案 (answer)")
    assert str(folder) not in page.content()


def test_feedback_becomes_a_correction(open_room: Opener, folder: Path) -> None:
    page = open_room("evaluate")
    part(page, "反馈与订正")
    page.get_by_role("button", name="处理", exact=True).click()
    expect(page.locator("#entries")).to_contain_text(EVIL)
    page.get_by_role("link", name="在原文中查看").first.click()
    expect(page.locator("mark#clause")).to_be_in_viewport()
    page.get_by_role("button", name="关闭").click()
    expect(page.get_by_label(re.compile("附件3"))).to_be_checked()
    page.locator("#right-units textarea").fill("县林业局=牵头")
    page.locator("#take").click()
    expect(page.get_by_role("alert")).to_contain_text("does not stand in clause")
    page.locator("#right-units textarea").fill("县经济信息委=牵头")
    assert_accessible(page)
    page.locator("#take").click()
    line = page.locator("#corrections pre")
    expect(line).to_be_visible()
    made = load_review(folder / "review.jsonl")
    assert json.loads(line.inner_text())["id"] == made[0].id
    assert [unit.name for unit in made[0].units] == ["县经济信息委"]
    expect(page.locator("#entries")).to_contain_text("已处理 1")
    assert page.evaluate("window.hacked") is None


def test_the_room_fits_a_phone_and_both_colours(open_room: Opener) -> None:
    page = open_room("evaluate", locale="en-US", width=360, height=740, color_scheme="dark")
    for name in ("Runs", "Score answers", "Compare", "Feedback", "Check the gold set"):
        part(page, name)
        expect(page.locator(".parts [aria-current]")).to_have_text(name)
        assert fits(page), name
        assert_accessible(page)
    page.locator("#gold-start").click()
    expect(page.locator("#findings")).to_contain_text("Nothing to put right: 3 gold files")
