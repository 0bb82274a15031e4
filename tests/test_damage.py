"""Damaged documents: a clear error, or a warning with the line; never a silent loss."""

import re
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from corpus import ParsedDocument, load_register, load_source, parse_source
from corpus.check import check_document, coverage
from corpus.metadata import MAX_DOCUMENT_BYTES
from corpus.records import Form
from errors import CorpusError
from files.encodings import find_encoding
from tests.reading import (
    FORMS,
    HTML_HEAD,
    IDS,
    OCR_HEAD,
    WORD_HEAD,
    cells,
    documents,
    entry_of,
    parse,
    rows,
)


def read(folder: Path, data: bytes, form: Form = "word") -> ParsedDocument:
    """A file with these bytes, read as a document."""
    (folder / "test.txt").write_bytes(data)
    entry = entry_of(form)
    return parse_source(load_source(folder, entry), entry, load_register())


def refused(folder: Path, data: bytes) -> str:
    with pytest.raises(CorpusError) as caught:
        read(folder, data)
    text = str(caught.value)
    assert text.startswith(str(folder / "test.txt"))
    assert "\n" not in text
    return text


# ---- cut files ----


def cuts(text: str) -> Iterator[str]:
    """A text cut at twelve places, spread evenly but for a prime, so that they fall anywhere."""
    step = len(text) // 12 - 7
    return (text[:at] for at in range(step, len(text) - 1, step))


@pytest.mark.parametrize("document", IDS)
def test_a_cut_document_is_read_up_to_the_cut(tmp_path: Path, document: str) -> None:
    entry, whole = documents()[document]
    named = entry.model_copy(update={"file": "test.txt"})
    last_row = [clause for clause in whole.clauses if clause.kind == "table_row"][-1]
    for text in cuts(whole.document.text):
        (tmp_path / "test.txt").write_text(text, encoding="utf-8")
        parsed = parse_source(load_source(tmp_path, named), named, load_register())
        check = check_document(parsed, named)
        assert check.coverage.gaps == ()
        assert check.coverage.overlap == 0
        # what is missing of the tables is said
        assert all("rows" in fault and "expected" in fault for fault in check.faults)
        assert check.faults or check.warnings or len(text) > last_row.start


def test_a_file_cut_inside_a_character(tmp_path: Path) -> None:
    data = "第一行\n第二行".encode()
    assert "line 2: not UTF-8" in refused(tmp_path, data[:-1])


CUT_TABLES: list[tuple[Form, str, int]] = [
    ("word", WORD_HEAD + "\t1\n\t甲\n\t整治。\n\t县水利局\n\n\t2\n\t乙\n", 13),
    ("html", HTML_HEAD + "1 |\n甲 |\n整治。 |\n县水利局 |\n|\n2 |\n乙 |\n", 12),
    ("html", HTML_HEAD + "1 |\n甲 |\n整治。 |\n县水利局 |\n|\n2 |\n", 12),
    ("ocr", OCR_HEAD + "1\t旅游\t管好景区。\n2\t消防\n", 3),
]


@pytest.mark.parametrize(("form", "text", "line"), CUT_TABLES)
def test_a_table_cut_in_the_middle(form: Form, text: str, line: int) -> None:
    parsed = parse(form, text)
    assert coverage(parsed).gaps == ()
    assert len(rows(parsed)) == 2
    (warning,) = parsed.warnings
    assert warning.startswith(f"line {line}: ")


def test_a_table_whose_head_is_missing() -> None:
    (warning,) = parse("ocr", "1\t旅游\t管好景区。\n2\t\t管好饭店。\n").warnings
    assert warning.startswith("line 1: no known column head in '1 旅游 管好景区。'")


def test_a_table_cell_without_its_table() -> None:
    (warning,) = parse("html", "一、总则\n坚持安全。\n交通领域 |\n").warnings
    assert warning.startswith("line 3: a table cell outside a table: 交通领域 |")


# ---- rows with far too many cells ----

WIDE: list[tuple[Form, str]] = [
    ("html", HTML_HEAD + "1 |\n" + "多一格 |\n" * 5_000 + "|\n2 |\n乙 |\n整治。 |\n区教委 |\n|\n"),
    ("ocr", OCR_HEAD + "1" + "\t多一格" * 5_000 + "\n2\t消防\t演练。\n"),
]


@pytest.mark.parametrize(("form", "text"), WIDE)
def test_a_row_with_far_too_many_cells(form: Form, text: str) -> None:
    parsed = parse(form, text)
    assert coverage(parsed).gaps == ()
    wide, following = rows(parsed)
    assert "".join(cells(wide)).count("多一格") == 5_000
    assert following.number == "2"
    (warning,) = parsed.warnings
    assert re.match(r"line \d+: row '1' has 5001 cells, \d are expected", warning)


def test_a_word_row_with_a_cell_too_many_is_noticed() -> None:
    """Word text does not say where a row ends: the rows below shift, and their numbers show it."""
    table = [
        ["1", "甲", "整治。", "县水利局"],
        ["2", "乙", "整治。", "县教委", "多一格"],
        ["3", "丙"],
    ]
    body = "\n\n".join("".join(f"\t{cell}\n" for cell in row) for row in table)
    parsed = parse("word", WORD_HEAD + body)
    assert coverage(parsed).gaps == ()
    assert any("'多一格' stands where a row's number is expected" in w for w in parsed.warnings)


@pytest.mark.parametrize("form", FORMS)
def test_a_table_with_a_thousand_columns(form: Form) -> None:
    head = {"word": "\t名称\n", "html": "名称 |\n", "ocr": "名称\t"}[form] * 1_000
    row = {"word": "\n\t甲\n\t乙\n", "html": "1 |\n甲 |\n|\n", "ocr": "\n甲\t乙\n"}[form]
    start = "序号 |\n" if form == "html" else ""
    parsed = parse(form, start + head + row)
    assert coverage(parsed).gaps == ()
    assert parsed.warnings


# ---- characters ----


def test_control_characters_are_read_as_blanks_and_named(tmp_path: Path) -> None:
    parsed = read(tmp_path, "一、总则\n坚\x01持\x02安全。\n落实\x1b责任。\x7f\n\x03\n".encode())
    assert [clause.text for clause in parsed.clauses] == ["坚 持 安全。", "落实 责任。"]
    assert parsed.warnings == (
        "line 2: 2 control or invisible characters; each is read as a blank",
        "line 3: 2 control or invisible characters; each is read as a blank",
        "line 4: 1 control or invisible characters; each is read as a blank",
    )
    assert coverage(parsed).gaps == ()
    text = parsed.document.text
    assert text[parsed.clauses[0].start : parsed.clauses[0].end] == "坚\x01持\x02安全。"


def test_page_breaks_are_no_damage(tmp_path: Path) -> None:
    parsed = read(tmp_path, "一、总则\n\x0c坚持安全。\n".encode())
    assert [clause.text for clause in parsed.clauses] == ["坚持安全。"]
    assert parsed.warnings == ()


def test_lost_characters_are_named(tmp_path: Path) -> None:
    (warning,) = read(tmp_path, "一、总则\n坚\ufffd\ufffd安全。\n".encode()).warnings
    assert warning == "line 2: 2 characters were lost before the file was saved (\\ufffd)"


def test_many_damaged_lines_are_counted(tmp_path: Path) -> None:
    warnings = read(tmp_path, "甲\x01乙。\n".encode() * 1_000).warnings
    assert len(warnings) == 201
    assert warnings[-1] == "and 800 more of the same kinds"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no text"),
        (b" \t\r\n\x0b\x0c \n", "no text"),
        ("\ufeff\u3000\u00a0\n".encode(), "no text"),
        (b"one\n\x00two", "line 2: a NUL character"),
        ("安全生产\n二".encode("gb18030")[:-1], "line 1: not UTF-8"),
        ("一\n二\n三".encode("utf-16")[:-1], "line 1: not UTF-8"),
        ("一\n二\n三".encode("utf-16-le"), "line 2: not UTF-8"),
        (b"plain\n" + "二".encode("big5"), "line 2: not UTF-8"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in refused(tmp_path, data)


def test_only_invisible_characters_are_no_text(tmp_path: Path) -> None:
    assert "no text" in refused(tmp_path, "\u200b\x01\n\ufeff".encode())


# ---- sizes ----


def test_fifty_megabytes_in_one_line_are_refused_at_once(tmp_path: Path) -> None:
    data = "坚持安全。".encode() * 3_400_000
    started = monotonic()
    message = refused(tmp_path, data)
    assert monotonic() - started < 2
    assert f"{len(data)} bytes is larger than a document may be ({MAX_DOCUMENT_BYTES})" in message


def test_a_long_line_is_read_and_named(tmp_path: Path) -> None:
    parsed = read(tmp_path, "坚持安全。".encode() * 200_000)
    assert [len(clause.text) for clause in parsed.clauses] == [1_000_000]
    assert parsed.warnings == (
        "line 1: a paragraph of 1000000 characters; line breaks may be lost",
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text", ["（一）" * 100_000, "一、\n（一）\n1．\n" * 8_000, "一是" * 100_000]
)
def test_endless_numbering(form: Form, text: str) -> None:
    parsed = parse(form, text)
    assert coverage(parsed).gaps == ()
    assert all(len(clause.section) <= 6 for clause in parsed.clauses)
    assert parsed.clauses or parsed.warnings


def test_a_heading_with_nothing_below_it_is_named() -> None:
    parsed = parse(
        "word", "一、总则\n（一）原则\n坚持安全。\n（二）目标\n二、任务\n（一）排查。\n三、附则\n"
    )
    assert parsed.warnings == (
        "line 4: nothing stands below the heading （二）目标",
        "line 7: nothing stands below the heading 三、附则",
    )


def test_a_text_that_ends_in_a_sentence_is_named() -> None:
    text = "一、总则\n坚持人民至上、生命至上，牢牢把握除险固安工作导向，扎实推进安全生产治本攻"
    (warning,) = parse("word", text).warnings
    assert warning == "line 2: the text ends in a sentence: …实推进安全生产治本攻"


# ---- encodings ----


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("gb18030", ("not UTF-8, read as GB18030",)),
        ("utf-16", ("not UTF-8, read as UTF-16",)),
    ],
)
@pytest.mark.parametrize("document", IDS)
def test_a_text_in_another_encoding(
    tmp_path: Path, document: str, encoding: str, notes: tuple[str, ...]
) -> None:
    entry, whole = documents()[document]
    named = entry.model_copy(update={"file": "test.txt"})
    (tmp_path / "test.txt").write_bytes(whole.document.text.encode(encoding))
    source = load_source(tmp_path, named)
    assert source.document.text == whole.document.text
    assert source.notes == notes


@pytest.mark.parametrize("document", IDS)
def test_damaged_utf8_is_never_read_as_gb18030(document: str) -> None:
    data = documents()[document][1].document.text.encode()
    for at in range(0, len(data) - 1_000, len(data) // 20):
        part = bytearray(data[at : at + 1_000])
        part[500] ^= 0x80
        assert find_encoding(bytes(part)) is None


def test_a_few_characters_of_gb18030_are_enough() -> None:
    text = documents()["fengjie-2025"][1].document.text
    read = [find_encoding(text[at : at + 12].encode("gb18030")) for at in range(0, 8_000, 12)]
    assert sum(found in ("gb18030", "utf-8-sig") for found in read) > 0.99 * len(read)
