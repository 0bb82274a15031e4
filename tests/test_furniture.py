"""What is left out of a web page, and what is kept: pages as government sites make them."""

import pytest

from corpus.forms.webpage import read_webpage
from corpus.reading import Reading

SENTENCE = "各镇街、各部门要坚持人民至上、生命至上，统筹发展和安全，抓好安全生产工作。"
ARTICLE = f"<div class=article><h1>测试区工作要点</h1>{f'<p>{SENTENCE}</p>' * 6}</div>"
NAV = "<ul><li><a href=/>首页</a><li><a href=/a>政务公开</a><li><a href=/b>互动交流</a></ul>"


def read(body: str) -> Reading:
    return read_webpage(f"<html><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    "furniture",
    [
        f"<nav>{NAV}</nav>",
        f"<div role=navigation>{NAV}</div>",
        f"<div class=main-nav>{NAV}</div>",
        f"<div id=topNavBar>{NAV}</div>",
        NAV,
        "<div class=wz>您当前的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 正文</div>",
        "<div class=breadcrumb><a>首页</a> / 正文</div>",
        "<div>【打印】 【关闭】</div>",
        "<div>字体：[大 中 小]</div>",
        "<p>分享到：<a>微信</a> <a>微博</a></p>",
        "<p>浏览次数：1234 次</p>",
        "<p>扫一扫在手机打开当前页</p>",
        "<p>上一篇：<a>关于某事的通知</a></p>",
        "<div class=share>微信 微博</div>",
        "<footer>测试区人民政府主办</footer>",
        "<div class=bt><p>版权所有：测试区人民政府</p><p>渝ICP备12345678号-1</p></div>",
        "<div><p>主办：测试区政府</p><p>渝公网安备 50000000000001号</p></div>",
        "<div class=sidebar><h3>热点</h3><ul><li><a>一</a><li><a>二</a></ul></div>",
        "<div><h4>友情链接</h4><a>市政府</a> <a>区政府</a> <a>其他</a></div>",
    ],
)
@pytest.mark.parametrize("page", ["{0}{1}", "{1}{0}"])
def test_furniture_around_the_document_is_left_out_and_noted(furniture: str, page: str) -> None:
    reading = read(page.format(furniture, ARTICLE))
    assert reading.text.splitlines() == ["测试区工作要点", *[SENTENCE] * 6]
    (note,) = reading.notes
    assert note.startswith("page furniture left out: ")


@pytest.mark.parametrize(
    "kept",
    [
        "<p>附件：<a href=/f/1.docx>1．清单</a><a href=2.xls>2．表</a><a href=3.pdf>3．图</a></p>",
        "<div class=position>来源：测试区应急管理局</div>",
        "<p>（此件公开发布）</p>",
        "<p>测试区人民政府</p><p>2025年3月7日</p>",
        "<p>位置在<a>甲</a>镇。</p>",
        "<p>当前位置监测：加强卫星定位。</p>",
        "<div class=nav-tip><p>" + SENTENCE * 2 + "</p></div>",
        "<footer><p>抄送：区委办公室，区人大常委会办公室，区政协办公室，区监委，区法院，区检察院。"
        "各民主党派区委，各人民团体。测试区人民政府办公室2025年3月8日印发</p></footer>",
        "<div class=menu><table><tr><td>序号<td>名称<tr><td>1<td>甲</table></div>",
        "<div class=search>索引号：123/2025 发文字号：测府发〔2025〕1号</div>",
    ],
)
def test_what_may_be_the_documents_own_is_kept(kept: str) -> None:
    within = read(ARTICLE.replace("</div>", f"{kept}</div>"))
    alone = read(f"<div>{kept}</div>")
    for line in alone.text.splitlines():
        assert line in within.text.splitlines()
    assert within.notes == ()


def test_the_head_table_above_the_document_is_kept() -> None:
    table = (
        "<div class=xxgk_position><table><tr><td>索 引 号：<td>123/2025<td>发文机关：<td>测试区"
        "<tr><td>文　　号：<td>测府发〔2025〕1号<td>成文日期：<td>2025年3月7日</table></div>"
    )
    reading = read(f"<div class=nav>{NAV}</div>{table}{ARTICLE}")
    assert reading.text.splitlines()[:2] == [
        "索 引 号：123/2025 发文机关：测试区",
        "文 号：测府发〔2025〕1号 成文日期：2025年3月7日",
    ]


def test_links_below_a_label_in_the_document_are_left_out() -> None:
    related = "<p>相关链接：</p><ul><li><a href=/1>图解</a><li><a href=/2>解读</a></ul>"
    assert read(ARTICLE.replace("</div>", f"{related}</div>")).text.endswith(SENTENCE + "\n")


def test_links_within_a_sentence_stay() -> None:
    body = ARTICLE.replace("抓好安全生产工作", "抓好<a href=/x>安全生产</a><a href=/y>工作</a>")
    assert read(body).text == read(ARTICLE).text


def test_a_page_that_is_all_links_is_kept() -> None:
    assert read("<p><a>甲镇</a></p><p><a>乙镇</a></p>").text == "甲镇\n乙镇\n"


def test_the_note_says_how_much_and_what() -> None:
    reading = read(f"<nav>{NAV}</nav>{ARTICLE}<footer>渝ICP备1号</footer>")
    assert reading.notes == (
        "page furniture left out: 17 characters in 2 parts: 首页政务公开互动交流; 渝ICP备1号",
    )
