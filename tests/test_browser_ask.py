"""The Ask room in a real browser: asked, read, opened in the document, copied, corrected."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from app import serve
from errors import AnwenError
from eval.feedback import FeedbackStore
from rag import Assistant
from settings import Settings
from tests.axe import assert_accessible
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


def test_questions_are_answered(open_page: Opener) -> None:
    page = open_page()
    for question, told in (
        ("江津区非煤矿山谁负责", ["江津区规划自然资源局"]),
        ("万盛“矿山安全在线”由哪个部门管", ["应急管理局"]),
        ("武隆森林防火工程项目投资多少,牵头部门是谁", ["区林业局"]),
        ("璧山农村公路危桥改造由谁负责,什么时候完成", ["区交通局", "2024年"]),
        ("奉节县更新改造老旧燃气管道多少公里", ["15公里"]),
        ("奉节县文件的文号", ["奉节府发〔2025〕2号"]),
    ):
        answer = ask(page, question)
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
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#chat .welcome")).to_be_visible()
    page.reload()
    expect(page.locator("#chat h2")).to_have_text("What do you need to look up?")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("#chat h2")).to_have_text("想查哪一条？")


def test_markup_in_a_question_is_text(open_page: Opener) -> None:
    page = open_page()
    for question in (
        "<script>window.hacked = 1</script> 燃气",
        "![x](http://evil/x.png) 燃气",
        "<img src=http://evil/x.png onerror='window.hacked = 1'> 燃气",
        "[看](http://evil/) **燃气** {{value}} ${window.hacked = 1}",
    ):
        ask(page, question)
        expect(page.locator(".question").last).to_have_text(question)
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


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_fills_the_window(open_page: Opener, width: int) -> None:
    page = open_page(width=width)
    banner = page.locator(".banner").bounding_box()
    conversation = page.locator("#conversation").bounding_box()
    assert banner is not None
    assert conversation is not None
    assert (banner["x"], banner["y"], banner["width"]) == (0, 0, width)
    assert conversation["y"] + conversation["height"] == 800
    for part in (".banner nav a", ".banner .switch button"):
        for place in (found.bounding_box() for found in page.locator(part).all()):
            assert place is not None
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= width
            assert place["y"] + place["height"] <= banner["height"]


def test_a_conversation_outlives_reload_and_other_rooms(open_page: Opener) -> None:
    page = open_page()
    ask(page, "奉节县燃气领域整治由谁牵头？")
    page.get_by_role("link", name="出题").click()
    expect(page.locator('.banner a[aria-current="page"]')).to_have_text("出题")
    page.get_by_role("link", name="问答").click()
    expect(page.locator(".turn .answer")).to_have_count(1)
    page.reload()
    expect(page.locator(".turn .answer")).to_have_count(1)
    expect(ask(page, "那配合单位呢").locator(".text")).to_contain_text("县住房城乡建委")
    other = page.context.new_page()  # another tab of the same browser is another conversation
    other.goto(page.url)
    expect(other.locator("#chat .welcome")).to_be_visible()


def test_the_document_has_an_outline_and_shows_units(open_page: Opener) -> None:
    page = open_page(width=390, height=844)
    answer = ask(page, "奉节县燃气领域整治由谁牵头？")
    answer.get_by_role("link", name="在原文中查看").first.click()
    mark = page.locator("mark#clause")
    expect(mark.locator(".unit.lead")).to_have_text("县经济信息委")
    expect(mark.locator(".unit.support")).to_have_text(["县住房城乡建委", "县市场监管局"])
    expect(page.locator(".legend .role")).to_have_text(["牵头", "配合"])
    first = mark.get_attribute("data-clause")

    opener = page.get_by_role("button", name="目录", exact=True)
    opener.press("Enter")
    current = page.locator(".outline [aria-current]")
    expect(current).to_have_text("附件3 重点整治任务清单")
    expect(current).to_be_focused()
    assert fits(page)
    page.keyboard.press("Escape")
    expect(page.locator(".outline")).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press("Enter")
    page.get_by_role("button", name="展开或折叠：2025年全县").press("Enter")
    expect(page.get_by_role("link", name="二、深化风险防范体系")).to_be_hidden()
    page.get_by_role("link", name="附件4 重点应用").press("Enter")  # it covers the text, and goes
    expect(page.locator(".outline")).to_be_hidden()
    expect(page.locator(".paper .heading").get_by_text("附件4", exact=True)).to_be_in_viewport()

    page.get_by_role("button", name="下一条").press("Enter")
    expect(mark).not_to_have_attribute("data-clause", first or "")
    page.get_by_role("button", name="上一条").press("Enter")
    expect(mark).to_have_attribute("data-clause", first or "")
    expect(mark).to_be_in_viewport()


def test_districts_are_compared_in_a_table(open_page: Opener) -> None:
    page = open_page()
    answer = ask(page, "各区县森林防火由谁负责")
    rows = answer.locator(".comparison tbody tr")
    expect(rows).to_have_count(5)
    expect(rows.filter(has_text="奉节县").locator(".lead")).to_contain_text("县林业局")
    expect(rows.filter(has_text="璧山区")).to_contain_text("该区县文件中没有")
    rows.nth(2).locator("a.mark").click()
    expect(answer.locator(".card").nth(2)).to_be_focused()
    page.set_viewport_size({"width": 360, "height": 740})
    assert fits(page)


@pytest.mark.parametrize("clipboard", ["as it is", "not there"])
def test_an_answer_is_copied_with_its_sources(open_page: Opener, clipboard: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    if clipboard == "not there":  # as on plain http in a closed network
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    answer = ask(page, "奉节县燃气领域整治由谁牵头？")
    answer.get_by_role("button", name="复制（附依据）").click()
    expect(answer.get_by_role("status")).to_have_text("已复制，可粘贴到公文中。")
    box = page.locator("#box textarea")
    box.fill("")
    box.press("Control+v")
    pasted = box.input_value()
    assert "[1]" not in pasted
    assert "依据：\n" in pasted
    assert "防灾减灾救灾和消防工作要点》（奉节府发〔2025〕2号）附件3 重点整治任务清单，" in pasted


def test_answers_come_from_the_documents_ticked(open_page: Opener) -> None:
    page = open_page()
    page.locator("#scope summary").click()
    page.get_by_role("checkbox", name="奉节府发〔2025〕2号").check()
    expect(page.locator("#scope summary")).to_contain_text("只看：奉节县")
    expect(page.locator("#scope .choices")).to_be_visible()  # to tick another one
    page.keyboard.press("Escape")
    expect(page.locator("#scope .choices")).to_be_hidden()
    answer = ask(page, "江津区非煤矿山谁负责")
    expect(answer.locator(".text")).to_contain_text("江津区不在所选范围内")
    expect(answer.locator(".within")).to_contain_text("奉节县")
    page.reload()
    expect(page.locator("#scope summary")).to_contain_text("只看：奉节县")
    page.get_by_role("button", name="恢复全部").click()
    expect(page.locator("#scope summary")).to_contain_text("全部 5 份文件")
    expect(ask(page, "江津区非煤矿山谁负责").locator(".status")).to_contain_text("已回答")


def test_a_correction_reaches_the_evaluators(open_page: Opener, page_folder: Path) -> None:
    page = open_page()
    question = "奉节县燃气领域整治由谁牵头？反馈"
    answer = ask(page, question)
    answer.get_by_role("button", name="有误").click()
    form = answer.locator(".correction")
    expect(form.locator("h3")).to_be_focused()
    form.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("还没有填写")
    form.get_by_label("已回答").check()
    form.get_by_label("单位 1", exact=True).fill("县应急管理局")
    form.get_by_role("button", name="再加一个单位").click()
    form.get_by_label("单位 4", exact=True).fill("<script>window.hacked = 1</script>")
    form.get_by_label("单位 4 的角色").select_option("support")
    form.locator('[name="clause"]').first.check()
    form.get_by_label("补充说明").fill("![x](http://evil/x.png) 不对")
    form.get_by_role("button", name="提交").click()
    expect(form).to_have_count(0)
    expect(answer.get_by_role("status")).to_contain_text("已记录：有误")
    told = [
        kept.feedback
        for kept in FeedbackStore(page_folder / "feedback.sqlite").entries()
        if kept.feedback.question == question
    ]
    assert [(f.verdict, f.right_status, f.comment) for f in told] == [
        ("down", "answered", "![x](http://evil/x.png) 不对")
    ]
    assert [(unit.name, unit.role) for unit in told[0].right_units] == [
        ("县应急管理局", "lead"),
        ("<script>window.hacked = 1</script>", "support"),
    ]
    assert told[0].right_clauses == told[0].given.citations[:1]


def test_dark_is_dark(open_page: Opener) -> None:
    brightness = """() => getComputedStyle(document.body).backgroundColor
        .match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"""
    assert open_page(color_scheme="dark").evaluate(brightness) < 150
    assert open_page(color_scheme="light").evaluate(brightness) > 600


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anyone_out(open_page: Opener, scheme: str) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    assert_accessible(page)
    answer = ask(page, "奉节县燃气领域整治由谁牵头？")
    answer.get_by_role("link", name="在原文中查看").first.click()
    expect(page.locator("mark#clause")).to_be_in_viewport()
    assert_accessible(page)
    ask(page, "各区县森林防火由谁负责")
    assert_accessible(page)


def test_a_taken_port_is_told_in_one_line(settings: Settings, address: str) -> None:
    taken = int(address.rstrip("/").rpartition(":")[2])
    with pytest.raises(AnwenError, match=f"port {taken} .* set ANWEN_PORT to a free one"):
        serve(settings.model_copy(update={"port": taken}))
