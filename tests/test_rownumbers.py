"""Numbers of table rows, written and inferred (corpus.rownumbers): worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.rownumbers import number_rows
from tests.reading import OCR_HEAD, WORD_HEAD, parse, rows


def numbers(written: str) -> str:
    """Numbers of rows given as cells: '_' is an empty cell, '.' one that goes on with the item.

    Inferred ones are marked ~, rows without a number come out as -.
    """
    cells = written.split()
    found = number_rows(
        ["" if cell in "_." else cell for cell in cells], [cell == "." for cell in cells]
    )
    return " ".join(f"{n.text}{'~' * n.inferred}" if n else "-" for n in found)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1 2 3", "1 2 3"),
        # between two written numbers just as many items as numbers are missing
        ("1 2 _ _ 5", "1 2 3~ 4~ 5"),
        ("_ _ 3", "1~ 2~ 3"),
        # one item too few or too many: nothing follows
        ("1 _ 4", "1 - 4"),
        ("1 _ _ 3", "1 - - 3"),
        ("_ 3", "- 3"),
        # nothing stands after the last written number
        ("1 2 _", "1 2 -"),
        ("_ _ _", "- - -"),
        # a row that goes on with the item above has its number
        ("8 . 9 . 10", "8 8~ 9 9~ 10"),
        ("1 . _ . 3", "1 1~ 2~ 2~ 3"),
        ("22 . . . 23", "22 22~ 22~ 22~ 23"),
        (". 1", "- 1"),
        # a total is no item
        ("合计 1 2", "- 1 2"),
        ("1 合计 _ 3", "1 - 2~ 3"),
        # numbers that do not count on
        ("5 _ 3", "5 - 3"),
        ("1 1 _ 3", "1 1 2~ 3"),
    ],
)
def test_numbers(written: str, expected: str) -> None:
    assert numbers(written) == expected


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(1, 30), st.sets(st.integers(1, 30)))
def test_lost_numbers_come_back_as_they_were(count: int, lost: set[int]) -> None:
    """Where the last number is kept, all that were lost between are found again."""
    cells = ["_" if n in lost and n < count else str(n) for n in range(1, count + 1)]
    found = numbers(" ".join(cells)).replace("~", "").split()
    assert found == [str(n) for n in range(1, count + 1)]


def test_number_of_a_row_does_not_enter_its_id_or_cells() -> None:
    def table(number: str) -> str:
        return (
            WORD_HEAD + "\t1\n\t甲\n\t整治。\n\t县水利局\n"
            f" \t乙\n\t整治。\n\t县水利局\n\n\t{number}\n\t丙\n\t整治。\n\t县水利局\n"
        )

    inferred, unknown = rows(parse("word", table("3")))[1], rows(parse("word", table("4")))[1]
    assert (inferred.number, inferred.number_inferred) == ("2", True)
    assert (unknown.number, unknown.number_inferred) == (None, False)
    assert inferred.id == unknown.id
    assert inferred.cells == unknown.cells
    assert "序号" not in inferred.cells


def test_numbers_of_running_text_are_as_written() -> None:
    text = (
        "一、总则\n\n（十三）抓好演练。做到两点：一是甲。二是乙。\n\n3．完善机制。落实。\n\n坚持安全。\n\n"
        "6．22个部门建立台账。\n"
    )
    found = [(clause.number, clause.number_inferred) for clause in parse("word", text).clauses]
    assert found == [(n, False) for n in ("（十三）", "一是", "二是", "3．", None, "6．")]


def test_a_table_without_a_number_column_may_number_its_tasks() -> None:
    first, second = rows(
        parse("ocr", "工作任务\t牵头单位\n1. 完善架构。建立制度。\t区应急局\n织密网络。\t区教委\n")
    )
    assert (first.number, second.number) == ("1.", None)


def test_a_task_that_starts_with_a_run_has_the_number_of_its_row() -> None:
    (row,) = rows(parse("ocr", OCR_HEAD + "7\t旅游\t一是管好景区。二是管好饭店。\n"))
    assert row.number == "7"
