"""From what is proposed and given to an entry; the name under which a file is stored."""

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Form
from errors import IntakeError, UnknownNameError
from intake.entry import NO_NUMBER, draft_of, entry_of, missing_fields, stored_name
from intake.proposal import propose_fields
from intake.records import FieldName, Proposal
from tests.intaking import notice


def proposal(text: str, name: str = "a.txt") -> Proposal:
    return Proposal(name, len(text), "0" * 64, "word", (), propose_fields(text, "word", name))


WHOLE = proposal(notice())
BARE = proposal("没有题目，也没有日期。\n", "x.txt")


def test_what_is_proposed_is_taken() -> None:
    entry = entry_of(WHOLE, {})
    assert (entry.id, entry.district, entry.doc_number) == (
        "fengjie-2025-work-points",
        "奉节县",
        "奉节府发〔2025〕7号",
    )
    assert entry.issued == date(2025, 4, 2)
    assert entry.tables == {}


@pytest.mark.parametrize(
    ("field", "given", "taken"),
    [
        ("district", "wu long", "武隆区"),
        ("doc_number", "奉节府发[2025]第9号", "奉节府发〔2025〕9号"),
        ("issued", "二〇二五年五月一日", date(2025, 5, 1)),
        ("id", "fengjie-2025", "fengjie-2025"),
        ("title", " 某某方案 ", "某某方案"),
        ("issuer", "", "奉节县人民政府"),
    ],
)
def test_what_a_person_gives_goes_first(field: FieldName, given: str, taken: object) -> None:
    assert getattr(entry_of(WHOLE, {field: given}), field) == taken


def test_expected_rows_go_along() -> None:
    assert entry_of(WHOLE, {}, {"附件1": 3}).tables == {"附件1": 3}


def test_missing_fields_are_named_with_their_options() -> None:
    assert missing_fields(BARE, {"issuer": "甲"}) == ["district", "title", "issued"]
    with pytest.raises(IntakeError) as caught:
        entry_of(BARE, {})
    assert "district, title, issuer, issued; give --district … --title" in str(caught.value)


def test_a_document_may_be_without_a_number() -> None:
    without = proposal(notice().replace("奉节府发〔2025〕7号", ""))
    assert entry_of(without, {}).doc_number == NO_NUMBER


def test_a_draft_has_no_gaps_and_keeps_what_is_given() -> None:
    entry = draft_of(BARE, {"district": "奉节县"})
    assert (entry.district, entry.title) == ("奉节县", "未知")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"id": "../x"}, "id '../x'"),
        ({"id": "Fengjie"}, "id 'Fengjie'"),
        ({"id": "a" * 61}, "id 'aaa"),
        ({"issued": "2025-13-01"}, "not a date"),
        ({"issued": "2025年3月"}, "not a date"),
        ({"title": "甲"}, "title '甲'"),
    ],
)
def test_what_cannot_be(given: dict[FieldName, str], told: str) -> None:
    with pytest.raises(IntakeError, match=told.replace(".", r"\.")):
        entry_of(WHOLE, given)


def test_an_unknown_district_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="锦江区"):
        entry_of(WHOLE, {"district": "锦江区"})


# ---- stored names ----


@pytest.mark.parametrize(
    ("id", "form", "data", "taken", "name"),
    [
        ("fengjie-2025", "word", b"x", [], "fengjie-2025.txt"),
        ("fengjie-2025", "docx", b"PK", [], "fengjie-2025.docx"),
        ("fengjie-2025", "docx", b"\xd0\xcf\x11\xe0", [], "fengjie-2025.doc"),
        ("fengjie-2025", "docx", b"{\\rtf1", [], "fengjie-2025.rtf"),
        ("fengjie-2025", "webpage", b"<", [], "fengjie-2025.html"),
        ("fengjie-2025", "pdf", b"%", [], "fengjie-2025.pdf"),
        ("fengjie-2025", "markdown", b"#", [], "fengjie-2025.md"),
        ("fengjie-2025", "word", b"x", ["fengjie-2025.txt"], "fengjie-2025-2.txt"),
        ("con", "word", b"x", [], "document-con.txt"),
        ("lpt1", "pdf", b"x", [], "document-lpt1.pdf"),
    ],
)
def test_stored_names(id: str, form: Form, data: bytes, taken: list[str], name: str) -> None:
    assert stored_name(id, form, data, taken) == name


@given(
    st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,10}){0,3}", fullmatch=True),
    st.sampled_from(["word", "docx", "webpage", "pdf", "ocr", "html", "markdown"]),
)
def test_a_stored_name_is_one_plain_file_anywhere(id: str, form: Form) -> None:
    name = stored_name(id, form, b"x", [])
    assert PurePosixPath(name).parts == PureWindowsPath(name).parts == (name,)
    assert not PureWindowsPath(name).is_reserved()
    assert not name.startswith(("-", "."))
