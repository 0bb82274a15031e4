"""The room of the documents in a real browser: outline, ledger, check, overview, own documents."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from index import build_index
from settings import Settings
from tests.axe import assert_accessible
from tests.browsing import NEEDS_BROWSER, Opener, opener, served
from tests.conftest import FIXTURES

pytestmark = NEEDS_BROWSER

# of a preview and of a new version: each starts a process of its own
PATIENCE = 120_000  # milliseconds


def fits(page: Page) -> bool:
    """Whether the page and its scrolling parts are no wider than the window."""
    return bool(
        page.evaluate(
            """() => [...document.querySelectorAll("html, #corpus-main, .paper")]
                .every((part) => part.scrollWidth <= part.clientWidth)"""
        )
    )


def test_an_outline_leads_into_its_document(open_page: Opener) -> None:
    page = open_page("corpus")
    expect(page.locator(".documents .entry")).to_have_count(5)
    entry = page.locator("#document-fengjie-2025")
    expect(entry).to_contain_text("奉节府发〔2025〕2号")
    entry.get_by_role("link", name="展开目录和表格").click()
    fold = entry.get_by_role("button", name="展开或收起：附件3 重点整治任务清单")
    expect(fold).to_have_attribute("aria-expanded", "true")
    entry.get_by_role("link", name="燃气领域", exact=True).click()
    expect(page.locator("mark#clause")).to_be_in_viewport()
    expect(page.locator("mark#clause")).to_contain_text("燃气领域")
    expect(page.locator(".document h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".document")).to_have_count(0)
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(entry.get_by_role("link", name="燃气领域", exact=True)).to_be_hidden()
    assert_accessible(page)


def test_words_are_found_in_the_documents(open_page: Opener) -> None:
    page = open_page("corpus", width=390, height=844)
    box = page.locator("#corpus-words textarea, #corpus-words input").first
    box.fill("老旧燃气管道")
    box.press("Enter")
    hits = page.locator(".hit")
    expect(hits.first.locator("mark").first).to_be_visible()
    assert fits(page)
    hits.filter(has_text="奉节县").first.get_by_role("link").click()
    expect(page.locator("mark#clause")).to_contain_text("燃气")
    page.get_by_role("button", name="关闭").click()
    page.get_by_role("link", name="结束搜索").click()
    expect(page.locator(".documents .entry")).to_have_count(5)
    assert fits(page)


def test_the_ledger_is_filtered_opened_and_saved(open_page: Opener) -> None:
    page = open_page("corpus?part=ledger&district=奉节")
    rows = page.locator(".ledger tbody tr")
    expect(rows).to_have_count(25)
    page.locator("#ledger-units textarea, #ledger-units input").first.fill("经信委")
    page.get_by_role("button", name="筛选", exact=True).click()
    expect(page.locator("#ledger .sum")).to_contain_text("单位按“经信”查找")
    expect(page).to_have_url(re.compile(r"part=ledger&district=.+&unit="))
    count = rows.count()
    assert 0 < count < 25
    assert_accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 .xlsx").click()
    assert saved.value.suggested_filename == "责任台账.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()))
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(lines) == count + 1
    assert {line[0] for line in lines[1:]} == {"奉节县"}
    rows.first.get_by_role("link", name="看原文").click()
    expect(page.locator("mark#clause")).to_be_in_viewport()
    page.locator("#ledger-units textarea, #ledger-units input").first.fill("外星事务局")
    page.get_by_role("button", name="筛选", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("外星事务局")
    page.get_by_role("button", name="清除条件").click()
    expect(page.locator("#ledger .sum")).to_contain_text("共 538 项任务")


def test_a_number_of_the_overview_opens_the_ledger(open_page: Opener) -> None:
    page = open_page("corpus?part=overview", locale="en-US")
    expect(page.get_by_role("heading", name="Tasks by sector")).to_be_visible()
    cell = page.get_by_role("link", name="Gas, Fengjie County 奉节县")
    if cell.count() == 0:
        page.get_by_role("link", name="Show all").first.click()
    number = cell.inner_text()
    assert_accessible(page)
    cell.click()
    expect(page.locator("#ledger .sum")).to_have_text(f"{number} of 538 tasks")
    expect(page.locator(".ledger tbody tr")).to_have_count(int(number))
    expect(page.locator(".ledger")).to_contain_text("Economic and Information Commission")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download .json").click()
    assert saved.value.suggested_filename == "responsibility-ledger.json"
    tasks = json.loads(Path(saved.value.path()).read_text("utf-8"))
    assert {task["district_english"] for task in tasks} == {"Fengjie County"}
    page.get_by_role("link", name="Check", exact=True).click()
    expect(page.locator("#check .sum")).to_contain_text("All 5 documents are read as expected")
    assert_accessible(page)


# Own documents: over an index of their own, which the tests change


@pytest.fixture(scope="module")
def small_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is served over one tiny document."""
    folder = tmp_path_factory.mktemp("own")
    settings = Settings(
        documents_dir=FIXTURES / "tiny",
        index_dir=folder / "index",
        own_districts=folder / "districts.toml",
    )
    build_index(settings, progress=lambda done, total: None)
    environment = {
        "ANWEN_DOCUMENTS_DIR": str(settings.documents_dir),
        "ANWEN_OWN_DISTRICTS": str(settings.own_districts),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        with served(settings, tmp_path_factory.mktemp("served")) as address:
            yield address


def hand_in(page: Page, name: str, data: bytes) -> None:
    """Choose a file in the field for uploads."""
    page.locator("#upload input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def test_a_document_comes_in_and_goes_out(browser: Browser, small_address: str) -> None:
    with opener(browser, small_address) as open_page:
        page = open_page("corpus?part=intake")
        text = (FIXTURES / "tiny" / "tiny.txt").read_text("utf-8").replace("奉节", "云阳")
        hand_in(page, "云阳<script>.txt", text.encode())
        expect(page.locator(".proposal")).to_contain_text("云阳县", timeout=PATIENCE)
        page.locator("#entry-title textarea, #entry-title input").first.fill("云阳县<b>要点</b>")
        page.locator("#entry-id textarea, #entry-id input").first.fill("yunyang-2025")
        for field, value in (
            ("#entry-doc-number", "云阳府发〔2025〕9号"),
            ("#entry-issuer", "云阳县人民政府"),
            ("#entry-issued", "2025-03-01"),
        ):
            page.locator(f"{field} textarea, {field} input").first.fill(value)
        page.get_by_role("button", name="预览", exact=True).click()
        preview = page.locator(".preview")
        expect(preview.locator(".title")).to_have_text("云阳县<b>要点</b>", timeout=PATIENCE)
        assert_accessible(page)
        page.get_by_role("button", name="确认加入").click()
        expect(page.locator(".work")).to_contain_text("已生效", timeout=PATIENCE)
        page.get_by_role("link", name="文件", exact=True).click()
        expect(page.locator(".documents .entry")).to_have_count(2)
        expect(page.locator("#document-yunyang-2025 h2")).to_have_text("云阳县<b>要点</b>")

        page.get_by_role("link", name="增减文件").click()
        page.get_by_role("button", name="退回上一版本…").click()
        page.get_by_role("button", name="确认", exact=True).click()
        expect(page.locator(".work")).to_contain_text(
            "已退回。 版本 000001 已生效", timeout=PATIENCE
        )
        page.get_by_role("link", name="文件", exact=True).click()
        expect(page.locator(".documents .entry")).to_have_count(1)


def test_what_cannot_be_read_is_refused_in_words(browser: Browser, small_address: str) -> None:
    with opener(browser, small_address) as open_page:
        page = open_page("corpus?part=intake", width=390, height=844, color_scheme="dark")
        hand_in(page, f"{'长' * 300}.docx", b"PK\x03\x04 no package")
        expect(page.get_by_role("alert")).to_contain_text("没有完成", timeout=PATIENCE)
        expect(page.locator(".proposal")).to_have_count(0)
        page.get_by_role("link", name="概览").click()
        expect(page.get_by_role("alert")).to_have_count(0)
        page.get_by_role("link", name="增减文件").click()
        hand_in(page, "../../large.txt", b"x" * 30_000_000)
        expect(page.get_by_role("alert")).to_contain_text(
            "large.txt: 30000000 bytes is larger", timeout=PATIENCE
        )
        assert fits(page)
        assert_accessible(page)
