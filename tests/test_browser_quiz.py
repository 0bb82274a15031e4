"""The room for quizzes in a browser: made, read beside the clause, edited, taken away, graded."""

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.axe import assert_accessible
from tests.browsing import NEEDS_BROWSER, Opener

pytestmark = NEEDS_BROWSER


def made(open_page: Opener, count: int = 6, **window: object) -> Page:
    """The room with a paper of so many questions under review."""
    page = open_page("quiz", **window)
    expect(page.locator("#counts .sum")).to_be_visible(timeout=60_000)
    page.locator('#blueprint input[type="number"]').first.fill(str(count))
    page.locator("#make").click()
    expect(page.locator("#paper .entry")).to_have_count(count, timeout=60_000)
    return page


def act(item: Locator, event: str) -> None:
    """Press a button of a question."""
    item.locator(f'[data-event="{event}"]').click()


def hand_in(page: Page, button: str, file: Path) -> None:
    """Press a button that asks for a file, and choose one."""
    with page.expect_file_chooser() as chooser:
        page.locator(button).click()
    chooser.value.set_files(file)


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window."""
    return bool(
        page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


def test_a_paper_is_made_read_edited_and_taken_away(open_page: Opener, tmp_path: Path) -> None:
    page = made(open_page)
    items = page.locator("#paper .entry")
    expect(page.locator("#status")).to_contain_text("已生成 6 道题")
    mark = page.locator("mark#clause")
    expect(mark).to_be_in_viewport()
    expect(page.locator(".entry.chosen .badge.good")).to_have_text("✓ 已验证")
    act(items.nth(1), "choose")
    expect(items.nth(1)).to_have_class("entry chosen")
    expect(mark).to_be_in_viewport()
    assert_accessible(page)

    attack = "改过的题干 <img src=x onerror='window.hacked = 1'>"
    act(items.nth(1), "edit")
    expect(page.locator('form.edit textarea[name="stem"]')).to_be_focused()
    page.locator('form.edit textarea[name="stem"]').fill(attack)
    act(items.nth(2), "drop")  # nothing is lost while a form is open
    expect(page.get_by_role("alert")).to_contain_text("请先保存或取消")
    assert_accessible(page)
    page.locator('form.edit button[type="submit"]').click()
    expect(items.nth(1).locator(".stem")).to_have_text(attack)
    expect(items.nth(1).locator(".badge.doubt")).to_have_text("! 未验证：已改题干")
    expect(items.nth(1).locator('[data-event="edit"]')).to_be_focused()

    before = items.nth(2).locator(".stem").inner_text()
    act(items.nth(2), "replace")
    expect(items.nth(2).locator(".stem")).not_to_have_text(before)
    expect(items.nth(2).locator(".badge.good")).to_be_visible()
    dropped = items.nth(3).locator(".stem").inner_text()
    act(items.nth(3), "drop")
    expect(items.nth(3)).to_have_class("entry dropped")
    act(items.nth(4), "drop")
    expect(page.locator(".entry.dropped")).to_have_count(2)
    page.locator('[data-event="undo"]').click()
    expect(page.locator(".entry.dropped")).to_have_count(1)
    assert page.evaluate("window.hacked") is None

    page.get_by_role("tab", name="导出").click()
    page.get_by_label("Word（试卷、答题卡、答案）").check()
    with page.expect_download() as download:
        page.locator("#take").click()
    assert download.value.suggested_filename.startswith("安全生产责任与任务测试")
    file = tmp_path / "quiz.docx"
    download.value.save_as(file)
    told = "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
    assert attack in told
    assert dropped not in told
    assert_accessible(page)


def test_answers_are_graded(open_page: Opener, tmp_path: Path) -> None:
    page = made(open_page, count=5)
    page.get_by_role("tab", name="评分").click()
    sheet = tmp_path / "答题.csv"
    sheet.write_text("姓名,1,2,3,4,5\n张三,A,B,A,A,A\n李四,B,B,C,D,A\n", encoding="utf-8")
    hand_in(page, "#answers", sheet)
    expect(page.locator("#report .sums")).to_contain_text("2")
    expect(page.locator("#report")).to_contain_text("张三")
    sheet.write_text("没有,表头\n1,2\n", encoding="utf-8")
    hand_in(page, "#answers", sheet)
    expect(page.get_by_role("alert")).to_contain_text("答题.csv")
    expect(page.get_by_role("alert")).not_to_contain_text("gradio")
    with page.expect_download() as download:
        page.locator("#report-0").click()
    assert download.value.suggested_filename.endswith("-成绩.xlsx")
    assert_accessible(page)


def test_work_is_kept_and_opened_again(open_page: Opener, tmp_path: Path) -> None:
    page = made(open_page, count=3)
    act(page.locator("#paper .entry").nth(0), "drop")
    expect(page.locator(".entry.dropped")).to_have_count(1)
    page.get_by_role("tab", name="导出").click()
    with page.expect_download() as download:
        page.locator("#keep").click()
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    another = open_page("quiz", locale="en-US")
    expect(another.locator("#counts .sum")).to_be_visible(timeout=60_000)
    hand_in(another, "#open", kept)
    expect(another.locator("#status")).to_contain_text("Opened: 2 questions, 1 edits.")
    expect(another.locator(".entry.dropped .badge")).to_have_text("Dropped")
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    another.get_by_role("tab", name="Make").click()
    hand_in(another, "#open", tmp_path / "x.json")
    expect(another.get_by_role("alert")).to_contain_text('x.json: has no "papers"')
    expect(another.locator("#paper .entry")).to_have_count(3)  # the desk is as it was


def test_what_cannot_be_made_is_told_with_how_many_there_are(open_page: Opener) -> None:
    page = open_page("quiz", locale="en-US")
    expect(page.locator("#counts .sum")).to_contain_text("questions can be asked", timeout=60_000)
    page.get_by_label("Matching").check()
    page.get_by_label("hard", exact=True).check()
    page.get_by_label("Fengjie").check()
    expect(page.locator("#counts .sum")).to_have_text("0 questions can be asked")
    page.locator("#make").click()
    expect(page.get_by_role("alert")).to_contain_text("No question fits this choice")
    page.get_by_label("hard", exact=True).uncheck()
    page.locator("#make").click()
    expect(page.get_by_role("alert")).to_contain_text("20 are asked for")
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_the_clause_below_the_question(open_page: Opener, scheme: str) -> None:
    page = made(open_page, count=3, width=360, height=740, locale="en-US", color_scheme=scheme)
    assert fits(page)
    expect(page.locator(".entry.chosen")).to_be_in_viewport()
    expect(page.locator("mark#clause")).to_be_in_viewport()
    assert_accessible(page)
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".document")).to_have_count(0)
    for tab in ("Make", "Export", "Grade"):
        page.get_by_role("tab", name=tab).click()
        assert fits(page)
