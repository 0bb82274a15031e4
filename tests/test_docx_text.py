"""The text of a Word file: what a reader sees, in order, and nothing else. Tiny files of XML."""

import pytest

from corpus.blocks import Paragraph
from tests.docxfile import abstract, lines, lvl, num, num_pr, numbered, p, read, t

FIELD = '<w:fldChar w:fldCharType="{}"/>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def field(code: str, result: str) -> list[str]:
    return [BEGIN, f"<w:r><w:instrText>{code}</w:instrText></w:r>", SEPARATE, result, END]


def runs(*parts: str) -> list[str]:
    return [f"<w:r>{part}</w:r>" if part.startswith("<w:fldChar") else part for part in parts]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (["坚持", "安全。"], "坚持安全。"),
        ([f'<w:ins w:id="1"><w:r>{t("新增")}</w:r></w:ins>', "安全。"], "新增安全。"),
        (['<w:del w:id="1"><w:r><w:delText>旧文</w:delText></w:r></w:del>', "安全。"], "安全。"),
        ([f"<w:moveFrom><w:r>{t('移走')}</w:r></w:moveFrom>", "安全。"], "安全。"),
        ([f"<w:moveTo><w:r>{t('移来')}</w:r></w:moveTo>", "安全。"], "移来安全。"),
        ([f"<w:r><w:rPr><w:vanish/></w:rPr>{t('隐藏')}</w:r>", "安全。"], "安全。"),
        ([f'<w:r><w:rPr><w:vanish w:val="0"/></w:rPr>{t("不隐")}</w:r>', "。"], "不隐。"),
        ([f'<w:hyperlink w:anchor="a"><w:r>{t("链接")}</w:r></w:hyperlink>'], "链接"),
        ([f"<w:smartTag><w:r>{t('奉节县')}</w:r></w:smartTag>"], "奉节县"),
        ([f"<w:sdt><w:sdtContent><w:r>{t('控件')}</w:r></w:sdtContent></w:sdt>"], "控件"),
        (["一、", "<w:r><w:tab/></w:r>", "总则"], "一、总则"),
        (["48", "<w:r><w:tab/></w:r>", "km"], "48 km"),
        (["1", "<w:r><w:noBreakHyphen/></w:r>", "2"], "1-2"),
        (["安", "<w:r><w:softHyphen/></w:r>", "全\u00ad。"], "安全。"),
        (['<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>', "5%"], "≤5%"),
        (['<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "是"], "☑是"),
        (['<w:r><w:sym w:font="SimSun" w:char="2460"/></w:r>', "项"], "①项"),
        ([*runs(*field("PAGE", "3")), "页"], "3页"),
        ([*runs(BEGIN, *field("DATE", "x"), SEPARATE, "真", END), "。"], "真。"),
        (["前", BEGIN, "后"], "前后"),  # a field without its end
        ([f'<w:fldSimple w:instr=" DATE "><w:r>{t("5月")}</w:r></w:fldSimple>'], "5月"),
        (
            [
                f"<w:ruby><w:rt><w:r>{t('an')}</w:r></w:rt>"
                f"<w:rubyBase><w:r>{t('安')}</w:r></w:rubyBase></w:ruby>"
            ],
            "安",
        ),
    ],
)
def test_what_a_reader_sees(content: list[str], shown: str) -> None:
    assert lines(p(*content)) == [shown]


def test_a_break_ends_a_line_as_in_saved_text() -> None:
    assert lines(p("2025年工作要点", "<w:r><w:br/></w:r>", "（全文）")) == [
        "2025年工作要点",
        "（全文）",
    ]


def test_offsets_are_of_each_paragraph() -> None:
    reading = read(p("  一、  总则 ") + "<w:p/>" + p("坚持安全。"))
    assert [b.text for b in reading.blocks if isinstance(b, Paragraph)] == [
        "一、总则",
        "坚持安全。",
    ]
    assert all(reading.text[b.start : b.end] == b.text for b in reading.blocks)  # type: ignore[union-attr]


def test_hidden_by_its_style() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    )
    hidden = f'<w:r><w:rPr><w:rStyle w:val="I"/></w:rPr>{t("隐藏")}</w:r>'
    assert lines(p(hidden, "安全。"), styles=styles) == ["安全。"]


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    first = p("坚持人民至上、", inside="<w:rPr><w:del/></w:rPr>")
    assert lines(first + p("生命至上。")) == ["坚持人民至上、生命至上。"]


def test_a_table_of_contents_is_left_out() -> None:
    entries = [
        p(*runs(BEGIN), "<w:r><w:instrText>TOC \\o</w:instrText></w:r>",
          *runs(SEPARATE), "一、总则1"),
        p("二、任务", *runs(*field("PAGEREF x", "2"))),
        p(*runs(END)),
    ]  # fmt: skip
    gallery = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('三、目录')}</w:sdtContent></w:sdt>"
    )
    assert lines("".join(entries) + gallery + p("一、总则")) == ["一、总则"]


def test_a_content_control_around_paragraphs() -> None:
    assert lines(f"<w:sdt><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>") == ["甲", "乙"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内文字')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert lines(p("正文", f"<w:r>{drawing}</w:r>", "。") + p("下文")) == [
        "正文。",
        "框内文字",
        "下文",
    ]


def test_a_footnote_follows_its_paragraph() -> None:
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p("—")}</w:footnote>'
        f'<w:footnote w:id="2">{p("三区指工业区。")}</w:footnote>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert lines(p("整治三区", mark, "。") + p("下文", mark), footnotes=notes) == [
        "整治三区。",
        "三区指工业区。",
        "下文",
    ]


def test_what_is_not_read_is_told() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    body = p("甲", picture, picture) + p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "乙")
    body += p('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', "丙") + "<w:altChunk/>"
    reading = read(body)
    assert reading.text == "甲\n乙\n丙\n"
    assert reading.notes == (
        "1 × embedded file not read",
        "1 × equation not read",
        "2 × picture not read",
        "1 × symbol of a symbol font not read",
    )


# ---- headings ----

HEADINGS = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="章"/><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="二级"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "level"),
    [
        (p("总体要求", style="1"), 1),
        (p("总体要求", style="x"), 2),
        (p("总体要求", style="T"), 1),
        (p("总体要求", inside='<w:outlineLvl w:val="2"/>'), 3),
        (p("总体要求", style="1", inside='<w:outlineLvl w:val="9"/>'), 0),
        (p("总体要求"), 0),
        (p("总体要求", style="none"), 0),
    ],
)
def test_headings_by_style(paragraph: str, level: int) -> None:
    (block,) = read(paragraph, styles=HEADINGS).blocks
    assert isinstance(block, Paragraph)
    assert (block.heading, block.level) == (level > 0, level)


# ---- automatic numbers ----


def shown(form: str, count: int) -> str:
    """How Word writes the count-th number of a format."""
    numbering = abstract(lvl(0, "%1、", form, start=count)) + num()
    return lines(numbered("甲"), numbering=numbering)[0].removesuffix("、甲")


@pytest.mark.parametrize(
    ("form", "count", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 101, "一〇一"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("japaneseCounting", 11, "十一"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 36, "㊱"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("decimalFullWidth", 12, "１２"),
        ("upperLetter", 2, "B"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 9, "ix"),
        ("unheardOf", 7, "7"),
    ],
)
def test_formats_of_numbers(form: str, count: int, text: str) -> None:
    assert shown(form, count) == text


OUTLINE = abstract(
    lvl(0, "%1、", "chineseCountingThousand"),
    lvl(1, "（%2）", "chineseCountingThousand"),
    lvl(2, "%3．"),
    lvl(3, "%1.%2.%4", more="<w:isLgl/>"),
)


def test_levels_begin_anew_below_a_higher_one() -> None:
    levels = (0, 1, 1, 2, 0, 1, 2, 2, 3)
    body = "".join(numbered("甲", level=level) for level in levels)
    assert lines(body, numbering=OUTLINE + num()) == [
        *("一、甲", "（一）甲", "（二）甲", "1．甲"),
        *("二、甲", "（一）甲", "1．甲", "2．甲", "2.1.1 甲"),
    ]


def test_a_level_that_never_begins_anew() -> None:
    levels = abstract(lvl(0, "%1、"), lvl(1, "%2．", more='<w:lvlRestart w:val="0"/>'))
    body = "".join(numbered("甲", level=level) for level in (0, 1, 0, 1))
    assert lines(body, numbering=levels + num()) == ["1、甲", "1．甲", "2、甲", "2．甲"]


def test_lists_of_one_definition_count_on_and_may_begin_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = abstract(lvl(0, "%1、")) + num(1) + num(2) + num(3, more=anew)
    body = "".join(numbered("甲", which) for which in (1, 1, 2, 3, 3, 1))
    assert lines(body, numbering=lists) == ["1、甲", "2、甲", "3、甲", "1、甲", "2、甲", "3、甲"]


def test_a_level_overridden_in_one_list() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "第%1条")}</w:lvlOverride>'
    lists = abstract(lvl(0, "%1、")) + num(1) + num(2, more=own)
    assert lines(numbered("甲") + numbered("乙", 2), numbering=lists) == ["1、甲", "第2条 乙"]


def test_numbers_from_styles() -> None:
    """Of the style, of the one it is based on, and by the level that names the style."""
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:pPr>{num_pr(1, None)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="C"><w:pPr>{num_pr(1, None)}</w:pPr></w:style>'
    )
    lists = abstract(lvl(0, "%1、"), lvl(1, "(%2)", more='<w:pStyle w:val="C"/>')) + num()
    body = p("甲", style="A") + p("乙", style="B") + p("丙", style="C")
    body += p("丁", style="A", inside=num_pr(0))
    assert lines(body, styles=styles, numbering=lists) == ["1、甲", "2、乙", "(1) 丙", "丁"]


def test_a_list_by_a_numbering_style() -> None:
    linked = abstract(key=2, more='<w:numStyleLink w:val="N"/>')
    styles = (
        '<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    lists = abstract(lvl(0, "%1、")) + linked + num(1, 1) + num(2, 2)
    assert lines(numbered("甲", 2), styles=styles, numbering=lists) == ["1、甲"]


def test_bullets_and_suffixes() -> None:
    lists = abstract(lvl(0, "•", "bullet"), lvl(1, "(%2)", more='<w:suff w:val="nothing"/>'))
    body = numbered("甲") + numbered("乙", level=1)
    assert lines(body, numbering=lists + num()) == ["甲", "(1)乙"]


def test_empty_and_deleted_paragraphs() -> None:
    """Word counts an empty paragraph, and neither one that was deleted nor one that is hidden."""
    lists = abstract(lvl(0, "%1、")) + num()
    gone = p(inside=f"{num_pr(1)}<w:rPr><w:del/></w:rPr>")
    hidden = p(inside=f"{num_pr(1)}<w:rPr><w:vanish/></w:rPr>")
    body = numbered("甲") + gone + hidden + numbered("") + numbered("乙")
    assert lines(body, numbering=lists) == ["1、甲", "3、乙"]


@pytest.mark.parametrize("lists", ["", num(), abstract(), abstract() + num(), num(1, 9)])
def test_lists_that_are_not_there(lists: str) -> None:
    assert lines(numbered("甲"), numbering=lists) == ["甲"]
