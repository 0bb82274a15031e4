"""A document written as a page of a government site: its own text within the site's furniture."""

from html import escape

from tests.rebuild import Grid, Text

_ABOVE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_某某区人民政府</title>
<style>.hide{{display:none}}</style><script>document.write("脚本文字");</script></head><body>
<header class="header"><div class="logo">某某区人民政府</div>
<ul class="main-nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li>
<li><a href="/hd">互动交流</a></li><li><a href="/zj">走进某某</a></li></ul>
<form class="search"><input name="q"><button>搜索</button></form></header>
<div class="crumb">您当前的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a>
&gt; 正文</div>
<div class="wrap"><div class="content-main"><div id="zoom" class="TRS_Editor">
"""
_BELOW = """</div><div class="tools">【打印】 【关闭】</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<p>上一篇：<a href="/1">关于某事的通知</a></p>
<p>下一篇：<a href="/2">关于另一事的通知</a></p></div>
<div class="sidebar"><h3>热点专题</h3><ul>
<li><a href="/3">专题一</a></li>
<li><a href="/4">专题二</a></li>
<li><a href="/5">专题三</a></li></ul></div></div>
<footer><p>版权所有：某某区人民政府　主办：某某区人民政府办公室</p>
<p>渝ICP备10000000号-1　渝公网安备 50000000000000号</p>
</footer>
<script>track("页脚脚本");</script></body></html>
"""


def write_html(title: str, pieces: list[Text | Grid]) -> bytes:
    """The page as bytes, in UTF-8."""
    body = "\n".join(_table(p) if isinstance(p, Grid) else _text(p) for p in pieces)
    return (_ABOVE.format(title=escape(title)) + body + _BELOW).encode()


def _text(piece: Text) -> str:
    if piece.level is None or piece.level > 5:
        return f"<p>　　{escape(piece.text)}</p>"
    return f"<h{piece.level + 1}>{escape(piece.text)}</h{piece.level + 1}>"


def _table(grid: Grid) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in grid.heads)
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{square.down}"><p>{escape(square.text)}</p></td>'
            for square in row
            if square.down
        )
        + "</tr>"
        for row in grid.rows
    )
    return f"<table border='1'><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
