"""Mistakes in documents, documents.toml and the data files: each is named with file and line."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import corpus.districts
import corpus.metadata
import corpus.register
import corpus.tables
from corpus import DocumentEntry, Register, load_corpus, load_metadata, load_register
from corpus.districts import district_in_english, load_districts
from corpus.metadata import decode, load_document
from corpus.register import UnitFunction
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
        ("form", '"pdf"'),
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
    text = message(DataFileError, write(tmp_path, entry_text(form='"pdf"')))
    assert all(form in text for form in ("word", "html", "ocr"))


def test_unknown_field(tmp_path: Path) -> None:
    text = message(DataFileError, write(tmp_path, entry_text(publisher='"x"')))
    assert "publisher" in text


def test_id_used_twice_names_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, entry_text(), entry_text(file='"beta.txt"'))
    text = message(AnwenError, path)
    assert str(path) in text
    assert "alpha-2025" in text
    assert "line 10" in text  # where the second entry starts


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
    document = load_document(tmp_path, entry())
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
        load_document(tmp_path, entry())
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_document_not_utf8_names_the_line(tmp_path: Path, newline: bytes) -> None:
    path = tmp_path / "alpha.txt"
    path.write_bytes(newline.join([b"one", "二".encode(), "第三行".encode("gb18030"), b"four"]))
    with pytest.raises(CorpusError, match="UTF-8") as caught:
        load_document(tmp_path, entry())
    assert f"{path}, line 3:" in str(caught.value)


def test_document_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.metadata, "MAX_DOCUMENT_BYTES", 10)
    path = tmp_path / "alpha.txt"
    path.write_bytes(b"x" * 10)
    assert load_document(tmp_path, entry()).text == "x" * 10
    path.write_bytes(b"x" * 11)
    with pytest.raises(CorpusError) as caught:
        load_document(tmp_path, entry())
    assert str(path) in str(caught.value)
    assert "11 bytes" in str(caught.value)
    assert "10" in str(caught.value)


def test_folder_in_place_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "alpha.txt").mkdir()
    with pytest.raises(CorpusError):
        load_document(tmp_path, entry())


def test_line_breaks_and_byte_order_mark() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n", Path("x")) == "a\nb\nc\n"


# ---- districts.toml, units.toml, columns.toml ----

DISTRICT = '[[district]]\nname = "{}"\nen = "{}"\naliases = [{}]\n'
FUNCTION = '[[function]]\nid = "{}"\nzh = "{}"\nen = "{}"\nnames = [{}]\n'


@pytest.fixture
def data_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that stands in for all three data files; nothing is read from a cache."""
    path = tmp_path / "data.toml"
    monkeypatch.setattr(corpus.districts, "_DISTRICTS_FILE", path)
    monkeypatch.setattr(corpus.register, "_UNITS_FILE", path)
    monkeypatch.setattr(corpus.tables, "_COLUMNS_FILE", path)
    caches = (load_districts, load_register, corpus.tables._column_patterns)
    for cached in caches:
        cached.cache_clear()
    yield path
    for cached in caches:
        cached.cache_clear()


def load_columns() -> str | None:
    return corpus.tables.column_role("责任单位")


def refused(path: Path, load: Callable[[], object]) -> str:
    with pytest.raises(DataFileError) as caught:
        load()
    text = str(caught.value)
    assert str(path) in text
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("name", "alias"), [("乙区", "甲县"), ("乙区", "甲区"), ("甲县", "乙"), ("乙区", "JIA")]
)
def test_district_spelling_used_twice(data_file: Path, name: str, alias: str) -> None:
    data_file.write_text(
        DISTRICT.format("甲区", "Jia", '"甲县", "jia"') + DISTRICT.format(name, "Yi", f'"{alias}"'),
        encoding="utf-8",
    )
    text = refused(data_file, load_districts)
    assert "甲区" in text
    assert name in text


def test_district_spelling_used_twice_names_the_line(data_file: Path) -> None:
    data_file.write_text(
        DISTRICT.format("甲区", "Jia", '"甲"') + DISTRICT.format("乙区", "Yi", '"甲"'),
        encoding="utf-8",
    )
    assert re.search(r"\bline [58]\b", refused(data_file, load_districts))


def test_district_without_english_name(data_file: Path) -> None:
    data_file.write_text('\n[[district]]\nname = "甲区"\n', encoding="utf-8")
    text = refused(data_file, load_districts)
    assert "line 2:" in text
    assert "en" in text


@pytest.mark.parametrize("second", ['"县公安局"', '"县 公安局"', '"公安(交巡警)"'])
def test_unit_name_used_twice(data_file: Path, second: str) -> None:
    """Blank space and the width of parentheses make no difference."""
    data_file.write_text(
        FUNCTION.format("police", "公安", "Police", '"县公安局", "公安（交巡警）"')
        + FUNCTION.format("traffic", "交警", "Traffic police", second),
        encoding="utf-8",
    )
    text = refused(data_file, load_register)
    assert "police" in text
    assert "traffic" in text


def test_unit_name_used_twice_names_the_line(data_file: Path) -> None:
    data_file.write_text(
        FUNCTION.format("police", "公安", "Police", '"县公安局"')
        + FUNCTION.format("traffic", "交警", "Traffic police", '"县公安局"'),
        encoding="utf-8",
    )
    assert re.search(r"\bline (6|10)\b", refused(data_file, load_register))


def test_unit_function_id_used_twice(data_file: Path) -> None:
    """Otherwise the first entry would be lost without a word."""
    data_file.write_text(
        FUNCTION.format("police", "公安", "Police", '"县公安局"')
        + FUNCTION.format("police", "交警", "Traffic police", '"县交巡警大队"'),
        encoding="utf-8",
    )
    assert "police" in refused(data_file, load_register)


def test_unit_function_with_a_bad_id(data_file: Path) -> None:
    data_file.write_text(FUNCTION.format("公安", "公安", "Police", ""), encoding="utf-8")
    text = refused(data_file, load_register)
    assert "line 1:" in text
    assert "id" in text


def test_unknown_column_role(data_file: Path) -> None:
    data_file.write_text(
        '[[column]]\nrole = "unit"\nheads = ["责任"]\n\n'
        '[[column]]\nrole = "owner"\nheads = ["主"]\n',
        encoding="utf-8",
    )
    text = refused(data_file, load_columns)
    assert "line 5:" in text
    assert "role" in text


def test_column_head_that_is_no_pattern(data_file: Path) -> None:
    data_file.write_text('[[column]]\nrole = "amount"\nheads = ["投资("]\n', encoding="utf-8")
    assert "投资(" in refused(data_file, load_columns)


def test_first_column_role_counts(data_file: Path) -> None:
    data_file.write_text(
        '[[column]]\nrole = "lead"\nheads = ["责任.位"]\n'
        '[[column]]\nrole = "unit"\nheads = ["责任单位"]\n',
        encoding="utf-8",
    )
    assert load_columns() == "lead"


# ---- the data files that ship ----


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("县经济信息委", "economy_information"),
        ("区经济信息委", "economy_information"),
        ("经济信息局", "economy_information"),
        ("区公安局（区公安交巡警支队）", "traffic_police"),
        ("区公安局(区公安交巡警支队)", "traffic_police"),
        ("区 应急局", "emergency_management"),
        ("某某委员会", None),
    ],
)
def test_shipped_register(name: str, function: str | None) -> None:
    assert load_register().canonical(name) == function


def test_known_names_are_single_units_longest_first() -> None:
    names = Register(
        [
            UnitFunction(id="a", zh="甲", en="A", names=["县甲局", "甲局"]),
            UnitFunction(id="b", zh="镇街", en="Towns", names=["各镇街"], collective=True),
        ]
    ).known_names()
    assert names == ["县甲局", "甲局"]


def test_shipped_districts_cover_the_documents() -> None:
    assert district_in_english("奉节县") == "Fengjie County"
    assert district_in_english("不详区") == "不详区"
    assert {"万盛经开区", "江津区", "奉节县", "武隆区", "璧山区"} <= {
        district.name for district in load_districts()
    }


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("序 号", "number"),
        ("名  称", "name"),
        ("2025年目标（内容）", "target"),
        ("2025年目标(内容)", "target"),
        ("投资 (亿元)", "amount"),
        ("责任单位", "unit"),
        ("牵头部门", "lead"),
        ("配合单位", "support"),
        ("完成时间", "deadline"),
        ("备注", "remark"),
        ("责任单位和责任人", None),
    ],
)
def test_shipped_columns(head: str, role: str | None) -> None:
    assert corpus.tables.column_role(head) == role
