"""What is printed (Word, HTML) or filled in (Excel), read back: texts, key, layout, no formula."""

import io
import itertools
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from playwright.sync_api import Browser

from quiz.exports import write
from quiz.records import BLANK, LETTERS, Paper
from tests.quizzes import HOSTILE, hostile_paper, options, papers
from tests.quizzes import paper as paper_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPERS = {"plain": papers()[0], "hostile": hostile_paper()}


@pytest.fixture(params=PAPERS, scope="module")
def paper(request: pytest.FixtureRequest) -> Paper:
    """A plain paper, and one whose texts hold what a format may take for its own."""
    return PAPERS[request.param]


@pytest.fixture(scope="module")
def word(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word file of the paper."""
    return write([paper], tmp_path_factory.mktemp("word") / "q.docx", "", "zh")[0]


# ---- Word


def texts(document: Document) -> list[str]:
    """The paragraphs and the cells of a Word file."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_word_has_every_text_of_the_paper(word: Path, paper: Paper) -> None:
    told = "\n".join(texts(docx.Document(str(word))))
    for question in paper.questions:
        assert question.stem.rstrip() in told
        assert f"解析：{question.explanation}" in told
        parts = [option.text for option in question.options if question.type != "true_false"]
        parts += [text for pair in question.pairs for text in (pair.left, pair.right)]
        parts += [blank.accepted[0] for blank in question.blanks]
        parts += [point.text.rstrip("。；;") for point in question.points]
        assert all(part in told for part in (*parts, *question.choices))


def test_word_key_is_the_papers_key(word: Path, paper: Paper) -> None:
    document = docx.Document(str(word))
    start = next(i for i, p in enumerate(document.paragraphs) if p.text.endswith("参考答案与解析"))
    bold = [
        "".join(run.text for run in p.runs if run.bold)
        for p in document.paragraphs[start:]
        if p.style is not None and p.style.name == "Quiz Stem"
    ]
    assert len(bold) == len(paper.questions)
    for key, question in zip(bold, paper.questions, strict=True):
        if question.type in ("single_choice", "multiple_choice"):
            assert [LETTERS.index(letter) for letter in key] == [
                i for i, option in enumerate(question.options) if option.right
            ]
        elif question.options:
            assert key == next(option.text for option in question.options if option.right)
        elif question.pairs:
            told = dict(pair.split("-") for pair in key.split())
            right = [question.choices[LETTERS.index(told[str(i + 1)])] for i in range(len(told))]
            assert right == [pair.right for pair in question.pairs]
        else:
            wanted = [b.accepted[0] for b in question.blanks]
            wanted += [p.text.rstrip("。；;") for p in question.points]
            assert all(text in key for text in wanted)


def test_word_cites_district_document_number_section_and_quote(word: Path, paper: Paper) -> None:
    told = [p.text for p in docx.Document(str(word)).paragraphs]
    for citation in {c for question in paper.questions for c in question.citations}:
        source = (
            "出处：奉节县《2025年安全生产工作要点》（奉节府发〔2025〕2号） "
            "附件3 重点整治任务清单 ＞ 燃气领域"
        )
        places = [i for i, text in enumerate(told) if text == source]
        quote = " ".join(citation.quote.split())
        assert quote in [told[place + 1] for place in places]


def test_word_runs_and_styles_have_chinese_fonts(word: Path) -> None:
    with zipfile.ZipFile(word) as package:
        body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 our own file
        styles = ET.fromstring(package.read("word/styles.xml"))  # noqa: S314 our own file
    fonts = [
        run.find(f"{W}rPr/{W}rFonts") for run in body.iter(f"{W}r") if run.find(f"{W}t") is not None
    ]
    assert fonts
    assert {font.get(f"{W}eastAsia") for font in fonts if font is not None} == {
        "宋体",
        "黑体",
        "楷体",
    }
    assert None not in fonts
    found = {}
    for style in styles.iter(f"{W}style"):
        named, font = style.find(f"{W}name"), style.find(f"{W}rPr/{W}rFonts")
        if named is not None and font is not None:
            found[named.get(f"{W}val", "").lower()] = font.get(f"{W}eastAsia")
            assert not any("Theme" in key for key in font.attrib)
    assert found["normal"] == "宋体"
    assert found["title"] == found["heading 1"] == "黑体"
    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_word_items_do_not_break_over_pages(word: Path) -> None:
    """A stem with options below stays with them; the last line of an item lets the next one go."""
    document = docx.Document(str(word))
    found = document.paragraphs
    for this, following in itertools.pairwise(found):
        assert this.style is not None
        assert following.style is not None
        if following.style.name == "Quiz Option":
            assert this.paragraph_format.keep_with_next is True
        elif this.style.name == "Quiz Option":
            assert this.paragraph_format.keep_with_next is False
    rows = [row._tr for table in document.tables for row in table.rows]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_word_parts_start_on_new_pages_and_pages_are_numbered(word: Path) -> None:
    document = docx.Document(str(word))
    starts = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [text.rsplit("　", 1)[1] for text in starts] == ["答题卡", "参考答案与解析"]
    with zipfile.ZipFile(word) as package:
        footer = ET.fromstring(package.read("word/footer1.xml"))  # noqa: S314 our own file
        assert "docProps/thumbnail.jpeg" not in package.namelist()
    codes = [field.get(f"{W}instr") for field in footer.iter(f"{W}fldSimple")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert "".join(t.text or "" for t in footer.iter(f"{W}t")) == "第 1 页 共 1 页"


def test_word_lays_options_out_by_length(tmp_path: Path) -> None:
    asked = PAPERS["plain"].questions[0]
    long = replace(asked, id="s9", options=options(("长" * 30, "乙", "丙", "丁"), "B"))
    (path,) = write([paper_of((asked, long))], tmp_path / "q.docx", "", "zh")
    lines = [
        p.text
        for p in docx.Document(str(path)).paragraphs
        if p.style is not None and p.style.name == "Quiz Option"
    ]
    assert lines[0] == "A. 县应急管理局\tB. 县经济信息委\tC. 县公安局\tD. 县教委"
    assert lines[1:] == [f"A. {'长' * 30}", "B. 乙", "C. 丙", "D. 丁"]


def test_word_paper_does_not_tell_its_key(tmp_path: Path) -> None:
    (path,) = write([PAPERS["plain"]], tmp_path / "q.docx", "", "zh")
    told = [p.text for p in docx.Document(str(path)).paragraphs]
    key_from = next(i for i, text in enumerate(told) if text.endswith("参考答案与解析"))
    before = "\n".join(told[:key_from])
    assert "解析：" not in before
    assert "县经济信息委（或" not in before
    assert f"由{BLANK}牵头" in before


# ---- Excel


def workbook(paper: Paper, tmp_path: Path) -> openpyxl.Workbook:
    """The workbook of the paper; formulas would be read as formulas."""
    (path,) = write([paper], tmp_path / "q.xlsx", "", "zh")
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=False)


def rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet by its headings; '' for an empty cell."""
    head, *body = book[sheet].iter_rows(values_only=True)
    return [
        {str(h): "" if v is None else v for h, v in zip(head, row, strict=True)} for row in body
    ]


def test_excel_has_questions_and_key_unchanged(paper: Paper, tmp_path: Path) -> None:
    book = workbook(paper, tmp_path)
    assert book.sheetnames == ["答题表", "试卷 A", "参考答案与解析 A"]
    asked, keys = rows(book, "试卷 A"), rows(book, "参考答案与解析 A")
    for number, (row, question) in enumerate(zip(asked, paper.questions, strict=True), start=1):
        assert (row["题号"], row["题目编号"], row["分值"]) == (number, question.id, question.marks)
        assert str(row["题干"]).startswith(question.stem)
        offered = [option.text for option in question.options] or list(question.choices)
        found = [str(row[head]) for head in row if head.startswith("选项")]
        assert found[: len(offered)] == offered
        cited = [key for key in keys if key["题目编号"] == question.id]
        assert [key["原文"] for key in cited] == [c.quote for c in question.citations]
        assert {key["解析"] for key in cited} == {question.explanation}
        if question.type in ("single_choice", "multiple_choice"):
            right = [offered[LETTERS.index(letter)] for letter in str(cited[0]["答案"])]
            assert right == [option.text for option in question.options if option.right]


def test_excel_cells_are_texts_or_numbers_never_formulas(paper: Paper, tmp_path: Path) -> None:
    book = workbook(paper, tmp_path)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    with zipfile.ZipFile(tmp_path / "q.xlsx") as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name)


def test_excel_answer_sheet_has_a_column_for_each_question(tmp_path: Path) -> None:
    (path,) = write(papers(), tmp_path / "q.xlsx", "", "zh")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "答题表", "试卷 A", "参考答案与解析 A", "试卷 B", "参考答案与解析 B",
    ]  # fmt: skip
    head = [cell.value for cell in book["答题表"][1]]
    assert head == ["姓名", "单位", "卷别", "1", "2", "3", "4", "5", "6", "7", "8"]
    assert {cell.number_format for cell in book["答题表"][2]} == {"@"}
    assert book["答题表"].data_validations.dataValidation[0].formula1 == '"A,B"'


# ---- HTML


class Page(HTMLParser):
    """The texts of a page by the question they belong to, in two rounds: paper and key."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.articles: list[tuple[str, str]] = []
        self.attributes: set[str] = set()
        self.answers: list[str] = []
        self._open = self._answer = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        told = dict(attrs)
        if tag == "article":
            self.articles.append((told["data-id"] or "", ""))
            self._open = True
        if tag == "b" and told.get("class") == "answer":
            self.answers.append("")
            self._answer = True
        if tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "article"
        self._answer = self._answer and tag != "b"

    def handle_data(self, data: str) -> None:
        if self._open:
            id_, text = self.articles[-1]
            self.articles[-1] = (id_, text + data)
        if self._answer:
            self.answers[-1] += data


def test_html_is_inert_and_has_every_text(paper: Paper, tmp_path: Path) -> None:
    (path,) = write([paper], tmp_path / "q.html", "", "zh")
    source = path.read_text(encoding="utf-8")
    page = Page()
    page.feed(source)
    assert not {"script", "img", "link", "iframe", "a"} & set(page.tags)
    assert page.attributes <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "data-id",
    }
    assert "http" not in re.sub(r"http-equiv|http://x\.example", "", source)
    ids = [question.id for question in paper.questions]
    assert [id_ for id_, _ in page.articles] == ids * 2
    half = len(ids)
    for place, question in enumerate(paper.questions):
        asked, key = page.articles[place][1], page.articles[place + half][1]
        assert question.stem.rstrip() in asked
        offered = [o.text for o in question.options if question.type != "true_false"]
        assert all(text in asked for text in (*offered, *question.choices))
        assert question.explanation in key
        assert " ".join(question.citations[-1].quote.split()) in key
    assert page.answers[0] == "".join(
        LETTERS[i] for i, option in enumerate(paper.questions[0].options) if option.right
    )


@pytest.mark.browser
def test_html_prints_on_pages_of_its_own_and_runs_nothing(tmp_path: Path, browser: Browser) -> None:
    (path,) = write([PAPERS["hostile"]], tmp_path / "q.html", "", "zh")
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    shown = page.inner_text(".paper article[data-id='x:1']")
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert HOSTILE[0] in shown
    assert dialogs == []
    assert printed.count(b"/Type /Page\n") >= 3
