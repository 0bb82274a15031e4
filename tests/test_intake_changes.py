"""A revision, clause by clause: new, gone, moved, changed, with the words that differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ParsedDocument
from intake.changes import compare
from intake.differences import differences
from intake.preview_records import ClauseChange, Piece, UnitChange
from tests.intaking import HEADS, row
from tests.reading import IDS, TITLE, DocumentId, parse, real

FIRST = row(1, "巡护", "6月底前完成巡护。", "县林业局牵头，各乡镇配合")
SECOND = row(2, "水池", "新建消防水池3座。", "县水利局")
THIRD = row(3, "演练", "开展演练两次。", "县应急管理局")


def table(*rows: str, title: str = "任务清单", above: str = "") -> ParsedDocument:
    return parse("word", f"{TITLE}\n\n{above}附件1\n{title}\n\n{HEADS}{''.join(rows)}")


def one(before: ParsedDocument, after: ParsedDocument) -> ClauseChange:
    changes = compare(before, after).changes
    assert len(changes) == 1
    return changes[0]


def kinds(before: ParsedDocument, after: ParsedDocument) -> list[tuple[str, str]]:
    """(kind, name of the row) of each change, in order."""
    return [(change.kind, change.clause.cells["名称"]) for change in compare(before, after).changes]


@pytest.mark.parametrize("document_id", IDS)
def test_a_document_is_the_same_as_itself(document_id: DocumentId) -> None:
    parsed = real(document_id)
    found = compare(parsed, parsed)
    assert (found.revises, found.same, found.changes) == (document_id, len(parsed.clauses), ())


def test_a_row_that_is_new() -> None:
    change = one(table(FIRST, SECOND), table(FIRST, THIRD.replace("3", "2", 1), SECOND))
    assert (change.kind, change.before) == ("new", None)
    assert change.clause.cells["名称"] == "演练"


def test_a_row_that_is_gone_stands_where_it_stood() -> None:
    before, after = table(FIRST, SECOND, THIRD), table(FIRST, THIRD.replace("两次", "三次"))
    assert kinds(before, after) == [("gone", "水池"), ("changed", "演练")]
    assert compare(before, after).same == 1


def test_changed_units_deadline_and_target() -> None:
    new = row(1, "巡护", "9月底前完成巡护。", "县林业局、县公安局牵头，县应急管理局配合")
    change = one(table(FIRST), table(new))
    assert change.kind == "changed"
    assert not change.moved
    assert change.units == (
        UnitChange("各乡镇", "support", None),
        UnitChange("县公安局", None, "lead"),
        UnitChange("县应急管理局", None, "support"),
    )
    assert change.deadline == ("6月底前", "9月底前")
    assert next(piece.text for piece in change.old if not piece.same) == "6"
    assert "".join(piece.text for piece in change.new) == change.clause.text


def test_a_changed_target() -> None:
    before, after = (table(row(1, "事故起数", value, "县应急管理局")) for value in ("5起", "4起"))
    assert one(before, after).target == ("5起", "4起")


def test_a_role_that_changes() -> None:
    after = table(FIRST.replace("县林业局牵头，各乡镇配合", "各乡镇牵头，县林业局配合"))
    assert one(table(FIRST), after).units == (
        UnitChange("县林业局", "lead", "support"),
        UnitChange("各乡镇", "support", "lead"),
    )


def test_the_same_words_under_another_heading_have_moved() -> None:
    before, after = table(FIRST, SECOND), table(FIRST, SECOND, title="责任清单")
    found = compare(before, after)
    assert [(change.kind, change.moved) for change in found.changes] == [("moved", True)] * 2
    assert found.same == 0


def test_the_same_row_in_another_place_has_moved() -> None:
    first, second, third = (
        row(n, name, f"{name}一次。", "县林业局") for n, name in ((1, "甲"), (1, "乙"), (1, "丙"))
    )
    assert kinds(table(first, second, third), table(second, third, first)) == [("moved", "甲")]


def test_a_paragraph_that_changes_is_no_new_one() -> None:
    body = "一、要求\n坚持安全第一，全年新建路灯{}盏。\n\n"
    change = one(table(above=body.format(120)), table(above=body.format(150)))
    assert change.kind == "changed"
    assert [piece for piece in change.old if not piece.same] == [Piece("120", False)]
    assert [piece for piece in change.new if not piece.same] == [Piece("150", False)]


def test_an_inherited_unit_that_changes_above_is_a_change_below() -> None:
    """The second row's own words stay; its name and unit are merged with the row above."""
    below = "\t2\n\t\n\t检查水源。\n\t\n\n"
    before = table(FIRST, below)
    after = table(FIRST.replace("县林业局", "县水利局"), below)
    changed = compare(before, after).of("changed")
    assert [change.clause.number for change in changed] == ["1", "2"]
    assert changed[1].units == (
        UnitChange("县林业局", "lead", None),
        UnitChange("县水利局", None, "lead"),
    )


def test_every_clause_is_told_once() -> None:
    """All five documents against each other: nothing is lost, nothing is told twice."""
    before, after = real("wansheng-2025"), real("jiangjin-2025")
    found = compare(before, after)
    olds = [change.before.id for change in found.changes if change.before]
    news = [change.after.id for change in found.changes if change.after]
    assert len(olds) == len(set(olds))
    assert len(news) == len(set(news))
    assert len(olds) + found.same == len(before.clauses)
    assert len(news) + found.same == len(after.clauses)


@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_give_the_texts_back(old: str, new: str) -> None:
    left, right = differences(old, new)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new
    same = [[piece.text for piece in side if piece.same] for side in (left, right)]
    assert "".join(same[0]) == "".join(same[1])


def test_words_differ_as_wholes() -> None:
    left, right = differences("由县林业局牵头。", "由县水利局牵头。")
    assert left == (Piece("由", True), Piece("县林业局", False), Piece("牵头。", True))
    assert right == (Piece("由", True), Piece("县水利局", False), Piece("牵头。", True))
