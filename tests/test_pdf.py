"""PDFs with a text layer: tiny ones, made here, read as paragraphs; and those that are refused."""

import zlib
from time import process_time

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from corpus.blocks import Paragraph
from corpus.forms.pdf import read_pdf
from corpus.reading import Reading
from errors import CorpusError
from tests.fonts import needs_chinese_font
from tests.pdffile import LINE, WIDTH, both, lines, middle, pdf, picture

FULL = "坚持人民至上生命至上统筹发展和安全推动公共安全治理模式转型"[:LINE]
OTHER = "压实属地管理责任部门监管责任和企业主体责任健全各项体制机制"[:LINE]
PAGE = ("\u3000\u3000" + FULL[:26], OTHER, FULL, OTHER, FULL, OTHER, "到此为止。")


def paragraphs(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


def read(*pages: object) -> list[str]:
    return paragraphs(read_pdf(pdf(*pages)))  # type: ignore[arg-type]


def test_lines_are_joined_and_offsets_are_exact() -> None:
    reading = read_pdf(pdf(lines(*PAGE, *PAGE)))
    whole = FULL[:26] + OTHER + FULL + OTHER + FULL + OTHER + "到此为止。"
    assert reading.text == f"{whole}\n{whole}\n"
    for block in reading.blocks:
        assert isinstance(block, Paragraph)
        assert reading.text[block.start : block.end] == block.text
    assert reading.notes == ()


def test_a_paragraph_ends_where_the_next_is_indented() -> None:
    found = read(lines(*PAGE[:6], "\u3000\u3000" + OTHER[:26], "完。"))
    assert [text[:4] for text in found] == [FULL[:4], OTHER[:4]]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    found = read(lines(*PAGE[:5]), lines(OTHER, *PAGE[1:]))
    assert len(found) == 1
    assert found[0].count(FULL) == 4


def test_a_title_in_the_middle_of_two_lines_is_one_paragraph() -> None:
    title = both(
        middle("测试区人民政府关于印发二〇二五年安全生产和", 800, 20),
        middle("消防工作要点的通知", 770, 20),
    )
    found = read(both(title, lines(*PAGE, top=700)))
    assert found[0] == "测试区人民政府关于印发二〇二五年安全生产和消防工作要点的通知"


def test_headings_and_signatures_stand_alone() -> None:
    ending = ("\u3000" * 18 + "测试区人民政府", "\u3000" * 19 + "2025年3月7日")
    found = read(lines("\u3000\u3000一、总则", *PAGE, "\u3000\u3000（一）排查。", *ending))
    assert found[0] == "一、总则"
    assert found[2:] == ["（一）排查。", "测试区人民政府", "2025年3月7日"]


def test_blanks_between_latin_words_and_none_between_chinese() -> None:
    assert (
        read(lines("Work safety 2025 年，安全  生产", *PAGE))[0] == "Work safety 2025 年，安全 生产"
    )


@pytest.mark.parametrize(
    "numbering",
    ["— {0} —", "- {0} -", "第 {0} 页", "第 {0} 页 共 4 页", "{0}/4", "{0}", "Page {0} of 4"],
)
def test_page_numbers_are_left_out(numbering: str) -> None:
    pages = [
        both(lines(*PAGE), middle(numbering.format(number + 1), 40, 10)) for number in range(4)
    ]
    reading = read_pdf(pdf(*pages))
    assert len(paragraphs(reading)) == 4
    assert reading.notes == ("4 page numbers left out",)


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert "2025" in read(lines(*PAGE, "2025"), lines(*PAGE))


def test_running_heads_are_left_out_and_a_like_line_in_the_text_stays() -> None:
    head = middle("测试区安全生产工作要点", 815, 9)
    pages = [both(head, lines(*PAGE)) for _ in range(4)]
    pages[1] = both(head, lines("测试区安全生产工作要点", *PAGE))
    reading = read_pdf(pdf(*pages))
    assert reading.text.count("测试区安全生产工作要点") == 1
    assert reading.notes == ("running heads or feet left out: 测试区安全生产工作要点",)


@needs_chinese_font
def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def turned(canvas: object) -> None:
        canvas.setPageRotation(90)  # type: ignore[attr-defined]
        canvas.translate(WIDTH, 0)  # type: ignore[attr-defined]
        canvas.rotate(90)  # type: ignore[attr-defined]
        lines(*PAGE, top=500)(canvas)  # type: ignore[arg-type]

    assert read(turned)[0] == read(lines(*PAGE))[0]


def test_a_scanned_pdf_is_refused_with_advice() -> None:
    with pytest.raises(CorpusError, match=r"scanned.*OCR"):
        read_pdf(pdf(picture, both(picture, middle("— 2 —", 40, 12))))


def test_pages_without_text_are_named() -> None:
    reading = read_pdf(pdf(lines(*PAGE), picture, picture, lines(*PAGE), picture))
    assert reading.notes[0].startswith("pages without text, only pictures: 2-3, 5; ")


def test_text_over_pictures_is_named() -> None:
    assert "OCR; check pages 1" in read_pdf(pdf(both(picture, lines(*PAGE)))).notes[0]


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(CorpusError, match="encrypted"):
        read_pdf(pdf(lines(*PAGE), encrypt=StandardEncryption("secret")))


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    data = pdf(lines(*PAGE), encrypt=StandardEncryption("", "owner", canPrint=0))
    assert paragraphs(read_pdf(data))[0].startswith(FULL[:4])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data[: len(data) // 2], "cut short"),
        (lambda data: b"GIF89a" + data[200:], "no PDF"),
        (lambda data: b"%PDF-1.4\n" + b"x" * 500 + b"\n%%EOF", "damaged"),
        (lambda data: data.replace(b"/Kids", b"/Kinds"), "damaged"),
        (lambda data: b"", "no PDF"),
    ],
)
def test_damaged_files_are_refused_in_one_line(spoil: object, said: str) -> None:
    with pytest.raises(CorpusError, match=said) as caught:
        read_pdf(spoil(pdf(lines(*PAGE))))  # type: ignore[operator]
    assert "\n" not in str(caught.value)


def test_a_pdf_without_any_text_is_refused() -> None:
    with pytest.raises(CorpusError, match="no text"):
        read_pdf(pdf(lambda canvas: canvas.line(10, 10, 200, 200)))


def test_more_pages_than_allowed_are_refused() -> None:
    with pytest.raises(CorpusError, match="2001 pages"):
        read_pdf(pdf(*[lambda canvas: None] * 2001))


def test_characters_without_a_meaning_are_refused_or_named() -> None:
    garbled = "".join(chr(0xE000 + n) for n in range(LINE))
    with pytest.raises(CorpusError, match="have no meaning"):
        read_pdf(pdf(lines(garbled, garbled, FULL)))
    reading = read_pdf(pdf(lines(*PAGE, "甲\ue000乙")))
    assert reading.notes[0].startswith("1 characters have no meaning")


def raw_pdf(content: bytes, catalog: bytes = b"", length: bytes = b"") -> bytes:
    """A PDF of one page with that content stream, packed."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F"
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), length, packed),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + table
    return data + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


SHOWN = b"BT /F 12 Tf 72 700 Td (Work safety responsibility list) Tj ET "


def test_a_script_in_a_pdf_is_never_run() -> None:
    action = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    reading = read_pdf(raw_pdf(SHOWN, action))
    assert reading.text == "Work safety responsibility list\n"


@pytest.mark.parametrize("length", [b"", b"/Length1 5"])
def test_a_pdf_that_unpacks_without_end_is_refused(length: bytes) -> None:
    with pytest.raises(CorpusError, match="unpacks to more"):
        read_pdf(raw_pdf(b" " * 270_000_000, length=length))


@pytest.mark.slow
def test_reading_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        data = pdf(*[lines(*PAGE, *PAGE)] * count)
        started = process_time()
        read_pdf(data)
        return process_time() - started

    small, large = min(seconds(15) for _ in range(2)), min(seconds(60) for _ in range(2))
    assert large < 8 * max(small, 0.02)
