"""Mistakes in documents and documents.toml: each is named with file and line."""

import re
from pathlib import Path
from typing import Any

import pytest

import corpus.parse
from corpus import DocumentEntry, load_corpus, load_metadata, load_source
from corpus.forms.readers import decode
from errors import AnwenError, CorpusError, DataFileError

GOOD: dict[str, str] = {
    "id": '"alpha-2025"',
    "file": '"alpha.txt"',
    "form": '"word"',
    "district": '"江津区"',
    "title": '"工作要点"',
    "doc_number": '"江津府发〔2025〕2号"',
    "issuer": '"江津区人民政府"',
    "issued": "2025-03-07",
}


def entry_text(**changes: str | None) -> str:
    """One [[document]] entry, nine lines long; a change to None leaves the field out."""
    fields = {**GOOD, **changes}
    return "[[document]]\n" + "".join(f"{k} = {v}\n" for k, v in fields.items() if v is not None)


def write(folder: Path, *parts: str) -> Path:
    """documents.toml of a folder; returns its path."""
    path = folder / "documents.toml"
    path.write_text("".join(parts), encoding="utf-8")
    return path


def message(expected: type[AnwenError], path: Path) -> str:
    with pytest.raises(expected) as caught:
        load_metadata(path.parent)
    text = str(caught.value)
    assert "\n" not in text
    return text


# ---- documents.toml ----


def test_good_entries_are_read_in_file_order(tmp_path: Path) -> None:
    write(tmp_path, entry_text(), entry_text(id='"beta-2024"', file='"beta.txt"', form='"ocr"'))
    entries = load_metadata(tmp_path)
    assert [(e.id, e.file, e.form) for e in entries] == [
        ("alpha-2025", "alpha.txt", "word"),
        ("beta-2024", "beta.txt", "ocr"),
    ]
    assert entries[0].issued.isoformat() == "2025-03-07"


@pytest.mark.parametrize("field", sorted(GOOD))
def test_missing_field(tmp_path: Path, field: str) -> None:
    path = write(tmp_path, "# two lines\n\n", entry_text(), "\n", entry_text(**{field: None}))
    text = message(DataFileError, path)
    assert str(path) in text
    assert "line 13:" in text  # two lines above, nine of the first entry, one blank
    assert field in text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("form", '"doc"'),
        ("form", "3"),
        ("id", '"Alpha 2025"'),
        ("id", '""'),
        ("file", '"../secret.txt"'),
        ("file", '"sub/alpha.txt"'),
        ("issued", '"2025年3月"'),
        ("district", '""'),
    ],
)
def test_wrong_value(tmp_path: Path, field: str, value: str) -> None:
    path = write(tmp_path, entry_text(**{field: value}))
    text = message(DataFileError, path)
    assert str(path) in text
    assert "line 1:" in text
    assert field in text


def test_unknown_form_says_which_forms_there_are(tmp_path: Path) -> None:
    text = message(DataFileError, write(tmp_path, entry_text(form='"doc"')))
    assert all(form in text for form in ("word", "html", "ocr", "docx", "pdf"))


def test_unknown_field(tmp_path: Path) -> None:
    text = message(DataFileError, write(tmp_path, entry_text(publisher='"x"')))
    assert "publisher" in text


def test_id_used_twice_names_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, entry_text(), entry_text(file='"beta.txt"'))
    text = message(AnwenError, path)
    assert str(path) in text
    assert "alpha-2025" in text
    assert "line 10" in text  # where the second entry starts


# ---- expected rows ----


def test_expected_rows_are_read_in_file_order(tmp_path: Path) -> None:
    write(tmp_path, entry_text(), '\n[document.tables]\n"附件2" = 63\n"附件5 > 一、" = 4\n')
    assert list(load_metadata(tmp_path)[0].tables.items()) == [("附件2", 63), ("附件5 > 一、", 4)]


def test_expected_rows_may_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, entry_text())
    assert load_metadata(tmp_path)[0].tables == {}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('"附件1" = "七"', "tables.附件1"),
        ('"附件1" = -1', "tables.附件1"),
        ('"附件1" = 7.5', "tables.附件1"),
        ('"附件1" = true', "tables.附件1"),
        ('"" = 7', "tables."),
        ('"附件1" = { "一、" = 7 }', "tables.附件1"),
    ],
)
def test_wrong_expected_rows(tmp_path: Path, line: str, field: str) -> None:
    first = entry_text(id='"beta-2024"')
    path = write(tmp_path, first, "\n", entry_text(), f"\n[document.tables]\n{line}\n")
    text = message(DataFileError, path)
    assert f"{path}, line 11: [[document]] {field}" in text


def test_expected_rows_named_twice(tmp_path: Path) -> None:
    path = write(tmp_path, entry_text(), '\n[document.tables]\n"附件1" = 7\n"附件1" = 8\n')
    assert "line 13" in message(DataFileError, path)


@pytest.mark.parametrize(
    ("broken", "line"),
    [("[[document]]\nid = alpha\n", 2), ("\n\n[[document\n", 3), ('[[document]]\nid = "a\n', 2)],
)
def test_bad_toml(tmp_path: Path, broken: str, line: int) -> None:
    path = write(tmp_path, broken)
    text = message(DataFileError, path)
    assert str(path) in text
    assert re.search(rf"\bline {line}\b", text)


def test_toml_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "documents.toml"
    path.write_bytes(b"# one\n" + entry_text().encode("gb18030"))
    text = message(DataFileError, path)
    assert str(path) in text
    assert "line 6" in text  # district is the first field in Chinese
    assert "UTF-8" in text


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "[document]\nid = 'a'\n"])
def test_toml_without_entries(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, content)
    assert "[[document]]" in message(DataFileError, path)


def test_toml_missing(tmp_path: Path) -> None:
    path = tmp_path / "documents.toml"
    assert str(path) in message(DataFileError, path)


# ---- documents ----


def entry(**changes: Any) -> DocumentEntry:
    plain = {key: value.strip('"') for key, value in GOOD.items()}
    return DocumentEntry.model_validate({**plain, **changes})


def test_document_is_decoded_and_hashed(tmp_path: Path) -> None:
    (tmp_path / "alpha.txt").write_bytes(b"abc")
    document = load_source(tmp_path, entry()).document
    assert document.text == "abc"
    # the SHA-256 of "abc", from FIPS 180-4
    assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (document.id, document.source, document.district) == (
        "alpha-2025",
        "alpha.txt",
        "江津区",
    )


def test_document_missing(tmp_path: Path) -> None:
    write(tmp_path, entry_text())
    with pytest.raises(CorpusError, match=re.escape(str(tmp_path / "alpha.txt"))):
        load_corpus(tmp_path)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff\u3000\n".encode()])
def test_document_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "alpha.txt"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match="no text") as caught:
        load_source(tmp_path, entry())
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_document_not_utf8_names_the_line(tmp_path: Path, newline: bytes) -> None:
    path = tmp_path / "alpha.txt"
    path.write_bytes(newline.join([b"one", "二".encode(), "第三行".encode("gb18030"), b"four"]))
    with pytest.raises(CorpusError, match="UTF-8") as caught:
        load_source(tmp_path, entry())
    assert f"{path}, line 3:" in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"one\ntwo\x00\nthree", "一\n二".encode("utf-16-le")[:-1] + b"\0"]
)
def test_document_with_nul_names_the_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "alpha.txt"
    path.write_bytes(b"first\n" + data)
    with pytest.raises(CorpusError) as caught:
        load_source(tmp_path, entry())
    assert re.match(rf"{re.escape(str(path))}, line [23]: (a NUL|not UTF-8)", str(caught.value))
    assert "UTF-8" in str(caught.value)


def test_document_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.parse, "MAX_DOCUMENT_BYTES", 10)
    path = tmp_path / "alpha.txt"
    path.write_bytes(b"x" * 10)
    assert load_source(tmp_path, entry()).document.text == "x" * 10
    path.write_bytes(b"x" * 11)
    with pytest.raises(CorpusError) as caught:
        load_source(tmp_path, entry())
    assert str(path) in str(caught.value)
    assert "11 bytes" in str(caught.value)
    assert "10" in str(caught.value)


def test_folder_in_place_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "alpha.txt").mkdir()
    with pytest.raises(CorpusError):
        load_source(tmp_path, entry())


def test_line_breaks_and_byte_order_mark() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n") == ("a\nb\nc\n", ())
