"""The page in a real browser: asked, read, opened in the document, in both languages."""

import pytest
from playwright.sync_api import expect

from app import serve
from errors import AnwenError
from rag import Assistant
from settings import Settings
from tests.browsing import NEEDS_BROWSER, Opener, ask, fits

LEADS_GAS = "who leads gas rectification in Fengjie"

pytestmark = NEEDS_BROWSER


@pytest.mark.parametrize(
    ("locale", "language", "send", "example"),
    [
        ("zh-CN", "zh-CN", "发送", "江津区非煤矿山谁负责"),
        ("en-US", "en", "Send", "Who leads gas rectification in Fengjie?"),
    ],
)
def test_the_page_opens_in_the_browsers_language(
    open_page: Opener, locale: str, language: str, send: str, example: str
) -> None:
    page = open_page(locale=locale)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#send")).to_have_text(send)
    page.get_by_role("button", name=example).click()
    expect(page.locator(".question")).to_have_text(example)
    expect(page.locator(".answer .card").first).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "status", "show"),
    [("zh-CN", "已回答", "在原文中查看"), ("en-US", "Answered", "Show in the document")],
)
def test_a_card_leads_to_the_highlighted_clause(
    open_page: Opener, assistant: Assistant, locale: str, status: str, show: str
) -> None:
    page = open_page(locale=locale)
    answer = ask(page, LEADS_GAS)
    expect(answer.locator(".status")).to_contain_text(status)
    expect(answer.locator(".text")).to_contain_text("县经济信息委")
    card = answer.locator(".card").first
    for text in ("奉节县", "附件3", "燃气领域", "奉节府发〔2025〕2号"):
        expect(card).to_contain_text(text)
    expect(card.locator(".units .lead")).to_contain_text("县经济信息委")

    card.get_by_role("link", name=show).click()
    mark = page.locator("mark#clause")
    expect(mark).to_be_in_viewport()
    quote = assistant.ask(LEADS_GAS).citations[0].quote
    assert mark.text_content() == quote
    assert mark.inner_text() == quote
    assert card.locator(".quote").text_content() == quote
    assert fits(page)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("江津区非煤矿山谁负责", ["江津区规划自然资源局"]),
        ("万盛“矿山安全在线”由哪个部门管", ["应急管理局"]),
        ("武隆森林防火工程项目投资多少,牵头部门是谁", ["区林业局"]),
        ("璧山农村公路危桥改造由谁负责,什么时候完成", ["区交通局", "2024年"]),
        ("奉节县更新改造老旧燃气管道多少公里", ["15公里"]),
        ("奉节县文件的文号", ["奉节府发〔2025〕2号"]),
    ],
)
def test_questions_are_answered(open_page: Opener, question: str, told: list[str]) -> None:
    answer = ask(open_page(), question)
    for text in told:
        expect(answer.locator(".text")).to_contain_text(text)
    expect(answer.locator(".card").first).to_be_visible()


def test_what_no_document_answers_is_said(open_page: Opener) -> None:
    answer = ask(open_page(), "渝北区燃气安全由谁牵头")
    expect(answer.locator(".status")).to_contain_text("文件中没有")
    expect(answer.locator(".text")).to_contain_text("没有渝北区的文件")
    expect(answer.locator(".card")).to_have_count(0)


def test_the_switch_changes_all_texts_and_is_remembered(open_page: Opener) -> None:
    page = open_page()
    answer = ask(page, "奉节县燃气领域整治由谁牵头？")
    answer.get_by_role("link", name="在原文中查看").first.click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(answer.locator(".status")).to_contain_text("Answered")
    expect(answer.locator(".text")).to_contain_text("由县经济信息委牵头")  # follows the question
    expect(page.get_by_role("button", name="New conversation")).to_be_visible()
    expect(page.locator("#box textarea")).to_have_attribute(
        "placeholder", "Type a question, press Enter to send"
    )
    expect(page.locator(".document")).to_contain_text("Fengjie County")
    page.reload()
    expect(page.locator("#chat h2")).to_have_text("What do you need to look up?")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("#chat h2")).to_have_text("想查哪一条？")


@pytest.mark.parametrize(
    "question",
    [
        "<script>window.hacked = 1</script> 燃气",
        "![x](http://evil/x.png) 燃气",
        "<img src=http://evil/x.png onerror='window.hacked = 1'> 燃气",
        "[看](http://evil/) **燃气** {{value}} ${window.hacked = 1}",
    ],
)
def test_markup_in_a_question_is_text(open_page: Opener, question: str) -> None:
    page = open_page()
    ask(page, question)
    expect(page.locator(".question")).to_have_text(question)
    expect(page.locator(".question :is(script, img, a, strong, em)")).to_have_count(0)
    expect(page.locator("#chat img, #chat script")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


def test_a_question_that_cannot_be_asked_gets_a_notice(open_page: Opener) -> None:
    page = open_page()
    box = page.locator("#box textarea")
    box.press("Enter")  # an empty box does nothing
    box.fill("燃" * 501)
    page.locator("#send").click()
    expect(page.get_by_role("alert")).to_contain_text("不超过 500 个字符")
    expect(box).to_have_value("燃" * 501)  # to be shortened, not lost
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, "奉节县文件的文号")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(box).to_have_value("")


def test_a_conversation_is_one_sessions_own(open_page: Opener) -> None:
    first, second = open_page(), open_page()
    ask(first, "奉节县燃气领域整治由谁牵头？")
    expect(ask(first, "那配合单位呢").locator(".text")).to_contain_text("县住房城乡建委")
    expect(ask(second, "那配合单位呢").locator(".status")).to_contain_text("文件中没有")
    first.get_by_role("button", name="新对话").click()
    expect(first.locator("#chat .welcome")).to_be_visible()
    expect(ask(first, "那配合单位呢").locator(".status")).to_contain_text("文件中没有")


def test_a_clause_has_an_address(open_page: Opener, assistant: Assistant) -> None:
    citation = assistant.ask(LEADS_GAS).citations[0]
    page = open_page(path=f"?clause={citation.clause_id}")
    expect(page.locator("mark#clause")).to_be_in_viewport()
    assert page.locator("mark#clause").text_content() == citation.quote
    missing = open_page(path="?clause=<script>nothing</script>")
    expect(missing.get_by_role("alert")).to_contain_text("没有找到链接所指的条款")
    expect(missing.locator(".document")).to_have_count(0)


def test_marks_and_keys_lead_around_the_page(open_page: Opener) -> None:
    page = open_page()
    answer = ask(page, "奉节县燃气领域整治由谁牵头？")
    answer.locator("a.mark").nth(1).click()
    expect(answer.locator(".card").nth(1)).to_be_focused()
    link = answer.get_by_role("link", name="在原文中查看").first
    link.press("Enter")
    expect(page.locator(".document h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".document")).to_have_count(0)
    expect(link).to_be_focused()


def test_a_phone_shows_everything_without_scrolling_sideways(open_page: Opener) -> None:
    page = open_page(width=390, height=844)
    assert fits(page)
    answer = ask(page, "武隆森林防火工程项目投资多少,牵头部门是谁")
    assert fits(page)
    answer.get_by_role("link", name="在原文中查看").first.click()
    expect(page.locator("mark#clause")).to_be_in_viewport()
    assert fits(page)
    page.get_by_role("button", name="关闭").click()
    expect(answer.locator(".card").first).to_be_visible()


def test_dark_is_dark(open_page: Opener) -> None:
    brightness = """() => getComputedStyle(document.body).backgroundColor
        .match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"""
    assert open_page(color_scheme="dark").evaluate(brightness) < 150
    assert open_page(color_scheme="light").evaluate(brightness) > 600


def test_a_taken_port_is_told_in_one_line(settings: Settings, address: str) -> None:
    taken = int(address.rstrip("/").rpartition(":")[2])
    with pytest.raises(AnwenError, match=f"port {taken} .* set ANWEN_PORT to a free one"):
        serve(settings.model_copy(update={"port": taken}))
