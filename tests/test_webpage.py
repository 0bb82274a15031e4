"""Web pages as files: tiny pages, made here, read as text and blocks."""

import pytest

from corpus.blocks import Paragraph, Table
from corpus.forms.webpage import read_webpage
from corpus.reading import Reading
from errors import CorpusError


def read(body: str, head: str = "") -> Reading:
    return read_webpage(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def lines(body: str) -> list[str]:
    return read(body).text.splitlines()


def paragraphs(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


def test_paragraphs_are_lines_and_offsets_are_exact() -> None:
    reading = read(
        "<p>一、总则<p>　　坚持&nbsp;安全&#x200b;发展。<div>统筹<b>发展</b>和安全。</div>"
    )
    assert reading.text == "一、总则\n坚持 安全发展。\n统筹发展和安全。\n"
    for block in reading.blocks:
        assert isinstance(block, Paragraph)
        assert reading.text[block.start : block.end] == block.text
    assert reading.notes == ()


def test_a_line_break_of_the_source_is_no_blank_between_chinese() -> None:
    assert lines("<p>坚持\n  人民\r\n至上，\n安全第一。work\nsafety</p>") == [
        "坚持人民至上，安全第一。work safety"
    ]


def test_br_begins_a_line_but_not_in_a_heading() -> None:
    body = "<h1>关于印发<br>工作要点的通知</h1>各镇街：<br>　　现印发给你们。<br><br>请执行。"
    assert lines(body) == ["关于印发工作要点的通知", "各镇街：", "现印发给你们。", "请执行。"]


def test_pre_keeps_its_lines() -> None:
    assert lines("<pre>一、总则\n坚持安全。\n\n二、任务</pre>") == [
        "一、总则",
        "坚持安全。",
        "二、任务",
    ]


def test_headings_have_their_level() -> None:
    reading = read("<h1>工作要点</h1><h2>总体要求</h2><p>坚持安全。</p><h3>任务</h3>")
    marked = [(b.text, b.heading, b.level) for b in reading.blocks if isinstance(b, Paragraph)]
    assert marked == [
        ("工作要点", True, 0),
        ("总体要求", True, 1),
        ("坚持安全。", False, 0),
        ("任务", True, 2),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol><li>甲。<li>乙。</ol>", ["1．甲。", "2．乙。"]),
        ("<ol start=3><li>甲。<li value=7>乙。<li>丙。</ol>", ["3．甲。", "7．乙。", "8．丙。"]),
        ("<ol reversed><li>甲。<li>乙。</ol>", ["2．甲。", "1．乙。"]),
        ("<ol type=a><li>甲。<li>乙。</ol>", ["a．甲。", "b．乙。"]),
        ("<ol type=I start=4><li>甲。</ol>", ["IV．甲。"]),
        (
            '<ol style="list-style-type: simp-chinese-informal" start=12><li>甲。</ol>',
            ["十二、甲。"],
        ),
        ('<ol style="list-style:none"><li>甲。</ol>', ["甲。"]),
        ("<ul><li>甲。<li>乙。</ul>", ["甲。", "乙。"]),
        (
            "<ol><li>（一）甲。<li><p>2025年底前完成。</p></ol>",
            ["（一）甲。", "2．2025年底前完成。"],
        ),
        ("<ol><li>甲<ol type=i><li>子</ol><li>乙</ol>", ["1．甲", "i．子", "2．乙"]),
        ("<ol start=x><li>甲</ol>", ["1．甲"]),
    ],
)
def test_list_numbers_are_written_out(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>document.write('乙')</script>",
        "<style>p:after{content:'乙'}</style>",
        "<!-- 乙 -->",
        "<!--[if gte mso 9]><xml>乙</xml><![endif]-->",
        "<noscript>乙</noscript>",
        "<template><p>乙</p></template>",
        "<iframe srcdoc='乙'>乙</iframe>",
        "<object data='x'>乙</object>",
        "<div hidden>乙</div>",
        "<div style='color:red; display : none'>乙</div>",
        "<span style='visibility:hidden'>乙</span>",
        "<p aria-hidden=true>乙</p>",
        "<select><option>乙</option></select>",
        "<textarea>乙</textarea>",
        "<button>乙</button>",
        "<svg><text>乙</text></svg>",
    ],
)
def test_what_a_page_does_not_show_is_not_read(unseen: str) -> None:
    assert lines(f"<div>甲。{unseen}</div><p>丙。</p>") == ["甲。", "丙。"]


def test_the_text_of_a_form_around_the_page_is_read() -> None:
    assert lines("<form action=javascript:alert(1)><p>甲。</p><input value=乙></form>") == ["甲。"]


def test_a_script_link_is_only_its_words() -> None:
    assert lines('<p>见<a href="javascript:alert(1)" onclick="x()">附件</a>。</p>') == ["见附件。"]


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        ("<p>坚持安全发展。</p>".encode("utf-8-sig"), ()),
        ("<p>坚持安全发展。</p>".encode("utf-16"), ("not UTF-8, read as UTF-16",)),
        ("<meta charset=gbk><p>坚持安全发展。</p>".encode("gbk"), ("not UTF-8, read as GB18030",)),
        ("<p>坚持安全发展，统筹兼顾。</p>".encode("gb18030"), ("not UTF-8, read as GB18030",)),
        # saved anew by a browser: UTF-8 in spite of what the page says
        ("<meta charset=gb2312><p>坚持安全发展。</p>".encode(), ()),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=big5'><p>安全</p>".encode(
                "big5"
            ),
            ("not UTF-8, read as BIG5",),
        ),
    ],
)
def test_encodings(data: bytes, notes: tuple[str, ...]) -> None:
    reading = read_webpage(data)
    assert "安全" in reading.text
    assert reading.notes == notes


def test_xhtml_with_its_own_entities() -> None:
    page = (
        '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html [<!ENTITY a "哈">'
        '<!ENTITY b "&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>甲&b;乙&nbsp;&amp;</p></body></html>'
    )
    assert read_webpage(page.encode()).text == "甲&b;乙 &\n"


def test_a_page_of_word() -> None:
    body = (
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1．<span>"
        "&nbsp;&nbsp; </span></span><![endif]>开展排查。<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>"
    )
    assert lines(body) == ["1． 开展排查。"]


def test_rows_without_known_heads_are_lines() -> None:
    body = (
        "<table><tr><td>索引号</td><td>123/2025</td><td>发文字号</td><td>测府发〔2025〕1号</td></tr>"
        "<tr><td>发布机构</td><td>测试区</td><td></td><td></td></tr></table>"
        "<table><tr><td><p>一、总则</p><p>坚持安全。</p></td><td>旁注</td></tr></table>"
    )
    assert lines(body) == [
        "索引号 123/2025 发文字号 测府发〔2025〕1号",
        "发布机构 测试区",
        "一、总则",
        "坚持安全。",
        "旁注",
    ]
    assert not any(isinstance(block, Table) for block in read(body).blocks)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "no HTML"),
        (b"<p>\0\0</p>", "no HTML"),
        ("只有文字，没有标签".encode(), "no HTML"),
        (b"<html><body></body></html>", "has no text"),
        (b"<html><body><script>x</script><img src=a></body></html>", "has no text"),
        (b"<!-- -->", "empty"),
        (b"<html>" + b"<div>" * 3000 + "甲".encode(), "nested"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(CorpusError, match=said) as caught:
        read_webpage(data)
    assert "\n" not in str(caught.value)


def test_a_page_cut_short_is_read_as_far_as_it_goes() -> None:
    whole = "<html><body><p>一、总则</p><table><tr><td>序号<td>名称<tr><td>1<td>甲"
    reading = read_webpage(whole.encode()[:-1])
    assert paragraphs(reading) == ["一、总则"]
    assert reading.text.splitlines()[1] == "序号\t名称"


def test_ten_megabytes_of_nested_tags_are_refused() -> None:
    with pytest.raises(CorpusError, match="tags"):
        read_webpage(b"<div>" * 2_000_000)


def test_the_same_page_gives_the_same_reading() -> None:
    page = "<div class=nav><a>首页</a></div><p>坚持安全。</p>" * 3
    assert read(page) == read(page)
