"""Word files as a whole: the five documents rebuilt, and files that must be refused."""

import io
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import files.packages
from corpus import Clause, ParsedDocument, load_register, load_source, parse_source
from corpus.check import check_document, coverage
from corpus.forms.docx import read_docx
from errors import CorpusError
from tests.docxfile import MAIN, p, packed, parts, tbl, tc, tr, word
from tests.reading import IDS, entry_of, real, rows
from tests.rebuild import compare, parse_reading, pieces
from tests.rebuild_docx import roughen, write_docx

# ---- the five documents ----


@lru_cache(maxsize=10)
def rebuilt(document: str, automatic: bool) -> ParsedDocument:
    """A document made a Word file from what its text form says, and read again."""
    entry, content = pieces(document)
    return parse_reading(read_docx(write_docx(content, automatic)), entry, "docx")


@pytest.mark.parametrize("document", IDS)
def test_a_rebuilt_document_says_the_same(document: str) -> None:
    """Sections, kinds, texts, cells, units with roles and inheritance, deadlines: all of them."""
    found = compare(real(document), rebuilt(document, automatic=False))
    assert (found.rows, found.passages, found.differences) == (1, 1, ())


@pytest.mark.parametrize("document", [i for i in IDS if i != "fengjie-2025"])
def test_numbers_that_word_counts_are_read_as_written_ones(document: str) -> None:
    found = compare(real(document), rebuilt(document, automatic=True))
    assert (found.rows, found.passages, found.differences) == (1, 1, ())


@pytest.mark.parametrize("document", IDS)
def test_a_document_after_years_of_editing_says_the_same(document: str) -> None:
    entry, content = pieces(document)
    reading = read_docx(roughen(write_docx(content)))
    found = compare(real(document), parse_reading(reading, entry, "docx"))
    assert (found.rows, found.passages, found.differences) == (1, 1, ())


def without_number(clause: Clause) -> Clause:
    """A clause as it would be where its number had been lost."""
    kept = {name: text for name, text in clause.cells.items() if name != "序号"}
    text = clause.text.removeprefix(f"序号：{clause.cells.get('序号', '')}；")
    return replace(clause, id="", start=0, end=0, cells=kept, text=text, merged_with=None)


def test_numbers_that_the_text_of_fengjie_lost_come_back() -> None:
    """Only its annex 3 differs: the 13 rows whose numbers the text lost have them in Word."""
    as_text, as_word = real("fengjie-2025"), rebuilt("fengjie-2025", automatic=True)
    assert len(as_text.clauses) == len(as_word.clauses)
    differing = 0
    for mine, theirs in zip(as_text.clauses, as_word.clauses, strict=True):
        plain = replace(mine, id="", start=0, end=0, merged_with=None)
        if plain != replace(theirs, id="", start=0, end=0, merged_with=None):
            differing += 1
            assert mine.section[0].startswith("附件3")
            assert mine.number_inferred and not theirs.number_inferred
            assert mine.number == theirs.number == theirs.cells["序号"]
            stripped = replace(without_number(theirs), number_inferred=True)
            assert stripped == without_number(mine)
    assert differing == 13


@pytest.mark.parametrize("document", IDS)
@pytest.mark.parametrize("automatic", [False, True])
def test_nothing_of_a_rebuilt_document_is_lost(document: str, automatic: bool) -> None:
    entry, _ = pieces(document)
    check = check_document(rebuilt(document, automatic), entry)
    assert list(check.faults) == []
    assert (check.coverage.gaps, check.coverage.overlap) == ((), 0)


def test_the_same_file_is_read_the_same() -> None:
    data = write_docx(pieces("bishan-2024")[1])
    assert read_docx(data) == read_docx(data)


def test_a_word_file_in_a_documents_folder(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(p("一、总则") + p("坚持安全。")))
    entry = entry_of("docx", file="a.docx")
    source = load_source(tmp_path, entry)
    (clause,) = parse_source(source, entry, load_register()).clauses
    assert clause.text == source.document.text[clause.start : clause.end] == "坚持安全。"


# ---- any table ----

WORDS = st.text("甲乙丙丁，。", max_size=6)
CELLS = st.tuples(
    WORDS, st.integers(1, 3), st.sampled_from(["", "restart", "continue"])
).map(lambda c: tc(c[0], span=c[1], merge=c[2]))  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=5).map(lambda cells: tr(*cells)), max_size=6)


@given(st.lists(st.one_of(WORDS.map(p), ROWS.map(lambda found: tbl(*found))), max_size=4))
def test_whatever_tables_look_like_offsets_are_exact_and_nothing_is_twice(body: list[str]) -> None:
    head = tr("序号", "名称", "责任单位")
    reading = read_docx(word(tbl(head, tr("1", "甲", "区教委")) + "".join(body)))
    found = parse_reading(reading, entry_of("docx"), "docx")
    measured = coverage(found)
    assert (measured.gaps, measured.overlap) == ((), 0)
    assert len({clause.id for clause in found.clauses}) == len(found.clauses)


# ---- files that are refused ----


def refused(data: bytes) -> str:
    with pytest.raises(CorpusError) as caught:
        read_docx(data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


GOOD = word(p("一、总则") + p("坚持安全。" * 100))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is damaged"),
        (b"no zip", "is damaged"),
        (GOOD[: len(GOOD) // 2], "is damaged"),
        (GOOD[:-30], "is damaged"),
        (packed({}), "no Word file"),
        (packed({"a.txt": "甲"}), "no Word file"),
        (packed({"word/document.xml": "<w:document/>"}), "no Word file"),
        (ENCRYPTED, "protected by a password"),
        (
            packed(parts(p("甲"), main=MAIN.replace("document.main", "template.main"))),
            "(file is not a Word",
        ),
        (packed(parts(p("甲")) | {"word/vbaProject.bin": "x"}), "carries macros"),
        (packed(parts(p("甲")) | {"../../etc/passwd": "x"}), "outside of it"),
        (packed(parts(p("甲")) | {"/etc/passwd": "x"}), "outside of it"),
        (packed(parts(p("甲")) | {"word\\..\\x": "x"}), "outside of it"),
        (packed(parts(p("甲")) | {"WORD/document.xml": "x"}), "twice"),
        (packed(parts("<w:p>")), "no Word file"),
        (packed(parts("")).replace(b"PK\x01\x02", b"PK\x01\x03"), "is damaged"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_damaged_bytes_are_refused_or_read() -> None:
    """A byte changed anywhere: a clear refusal, or a reading; never another error."""
    for at in range(0, len(GOOD), max(len(GOOD) // 150, 1)):
        broken = bytearray(GOOD)
        broken[at] ^= 0xFF
        try:
            assert isinstance(read_docx(bytes(broken)).text, str)
        except CorpusError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "甲甲"><!ENTITY c "&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        "<!doctype a>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declared: str, encoding: str) -> None:
    found: dict[str, bytes] = {name: xml.encode() for name, xml in parts(p("甲")).items()}
    found["word/document.xml"] = (declared + found["word/document.xml"].decode()).encode(encoding)
    assert "declares entities" in refused(packed(found))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(docx, "Document", opened)
    bomb = packed(parts(p("甲")) | {"word/media/a.bin": b"\0" * 30_000_000})  # type: ignore[operator]
    assert len(bomb) < 60_000
    assert "which no document does" in refused(bomb)
    monkeypatch.setattr(files.packages, "LARGEST_UNPACKED", 1_000)
    assert "unpacks to" in refused(GOOD)
    monkeypatch.setattr(files.packages, "MOST_PARTS", 3)
    assert "in 4 parts" in refused(GOOD)


def test_a_part_that_understates_its_size_gives_no_more_than_that() -> None:
    """Sizes in a zip are claims; what unpacks to more is found out when it is read."""
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        size = package.getinfo("word/document.xml").file_size
    lie = size.to_bytes(4, "little")
    while (at := data.find(lie)) >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
    assert refused(bytes(data))


@pytest.mark.parametrize("tag", ["w:ins", "w:sdt"])
def test_nesting_beyond_any_document_is_refused(tag: str) -> None:
    nested = f"<{tag}>" * 10_000 + p("甲") + f"</{tag}>" * 10_000
    assert "no Word file that can be read" in refused(word(nested))


def test_tables_nested_as_deep_as_a_file_may_be() -> None:
    body = p("甲")
    for _ in range(75):
        body = tbl(tr(tc(inside=body + "<w:p/>")))
    assert read_docx(word(body)).text == "甲\n"


def test_a_table_of_more_places_than_any_document_has() -> None:
    rows_ = tr("序号", "名称", "责任单位") + tr(*[tc("甲")] * 30) + "<w:tr/>" * 17_000
    assert "more places than" in refused(word(tbl(rows_)))


def test_a_row_of_more_cells_than_any_document_has() -> None:
    few = tr("序号", "名称", "责任单位") * 3
    assert "more than 200 cells" in refused(word(tbl(few, tr(*["甲"] * 2_000))))


def test_spans_beyond_any_table() -> None:
    reading = read_docx(
        word(tbl(tr("序号", "名称", "责任单位"), tr("1", tc("甲", span=999_999), "区教委")))
    )
    found = parse_reading(reading, entry_of("docx"), "docx")
    assert [list(row.cells.values()) for row in rows(found)] == [["1", "甲", "区教委"]]
