"""Marks of one answer, however it is written."""

from dataclasses import replace

import pytest

from quiz.marking import mark
from quiz.records import BLANK, Blank, Question
from tests.quizzes import plain_questions, question

ASKED = {q.id: q for q in plain_questions()}


def earned(asked: Question, given: str) -> tuple[float, str]:
    """The marks and the judgement of an answer."""
    found = mark(asked, 1, given)
    assert (found.given, found.number, found.question_id) == (given, 1, asked.id)
    return round(found.earned, 6), found.status


@pytest.mark.parametrize(
    "given", ["B", "b", "Ｂ", " B ", "B.", "B、", "（B）", "选B", "县经济信息委"]
)
def test_single_choice_right(given: str) -> None:
    assert earned(ASKED["s1"], given) == (1, "right")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("A", "wrong"),
        ("AB", "wrong"),
        ("BD", "wrong"),
        ("县公安局", "wrong"),
        ("E", "unreadable"),
        ("2", "unreadable"),
        ("不知道", "unreadable"),
        ("", "unanswered"),
        ("  ", "unanswered"),
        ("、", "unreadable"),
    ],
)
def test_single_choice_not_right(given: str, status: str) -> None:
    assert earned(ASKED["s1"], given) == (0, status)


@pytest.mark.parametrize(
    ("given", "marks", "status"),
    [
        ("ABD", 2, "right"),
        ("DBA", 2, "right"),
        ("A、B、D", 2, "right"),
        ("a,b,d", 2, "right"),
        ("Ａ Ｂ Ｄ", 2, "right"),
        ("AB和D", 2, "right"),
        ("AABD", 2, "right"),
        ("AB", 4 / 3, "partial"),
        ("D", 2 / 3, "partial"),
        ("ABCD", 0, "wrong"),
        ("AC", 0, "wrong"),
        ("C", 0, "wrong"),
        ("ABE", 0, "unreadable"),
    ],
)
def test_some_right_options_earn_a_part_a_wrong_one_nothing(
    given: str, marks: float, status: str
) -> None:
    assert earned(ASKED["m1"], given) == (round(marks, 6), status)


@pytest.mark.parametrize(
    "given", ["错", "错误", "×", "✗", "x", "X", "F", "f", "False", "FALSE", "否", "B", "错。", "0"]
)
def test_false_in_every_spelling(given: str) -> None:
    assert earned(ASKED["t1"], given) == (1, "right")


@pytest.mark.parametrize(
    "given", ["对", "正确", "√", "✓", "T", "true", "TRUE", "是", "A", "Ｔ", "1"]
)
def test_true_in_every_spelling(given: str) -> None:
    assert earned(ASKED["t1"], given) == (0, "wrong")


def test_what_is_neither_true_nor_false() -> None:
    assert earned(ASKED["t1"], "也许") == (0, "unreadable")
    assert mark(ASKED["t1"], 1, "也许").confirm


@pytest.mark.parametrize(
    "given", ["县经济信息委", " 县经济信息委。", "经信委", "“经信委”", "县 经济信息委"]
)
def test_a_blank_takes_every_accepted_spelling(given: str) -> None:
    assert earned(ASKED["f1"], given) == (1, "right")


def test_a_blank_takes_nothing_else() -> None:
    for given in ("县公安局", "信息委", "县经济信息委、县公安局", "县经济信息委员会"):
        assert earned(ASKED["f1"], given) == (0, "wrong")


@pytest.mark.parametrize(
    "given",
    ["2025；1200", "2025;1200", "2025；1,200", "2025，1200", "2025 1200", "2025\n1200",
     "（1）2025（2）1200", "①2025②1200", "2025、1200公里", "二〇二五；1200", "2025；1200；",
     "(1) 2025 (2) 1200", "2025|1200"],
)  # fmt: skip
def test_several_blanks_however_separated(given: str) -> None:
    assert earned(ASKED["f2"], given) == (2, "right")


@pytest.mark.parametrize(
    ("given", "marks", "status"),
    [
        ("2025；", 1, "partial"),
        ("2025", 1, "partial"),
        ("；1200", 1, "partial"),
        ("2024；1200", 1, "partial"),
        ("1200；2025", 0, "wrong"),
        ("2025；1200；3", 0, "unreadable"),
    ],
)
def test_each_blank_counts_by_itself(given: str, marks: float, status: str) -> None:
    assert earned(ASKED["f2"], given) == (marks, status)


def blank(stem: str, *accepted: str) -> Question:
    """A fill-in with one blank."""
    return question("b", "fill_in", stem, blanks=(Blank(accepted),))


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        (blank(f"改造{BLANK}公里。", "1200", "1200公里"),
         ["1200", "1,200", "1200km", "1200千米", "1200 公里"], ["1200米", "120", "12000", "约"]),
        (blank(f"改造{BLANK}公里。", "1200"), ["1200", "1200公里", "1200.0"], ["1200米", "1200户"]),
        (blank(f"投入{BLANK}。", "3亿元"), ["3亿元", "30000万元", "3.0亿元"],
         ["3元", "3万元", "2亿元"]),
        (blank(f"达到{BLANK}。", "95%", "95"), ["95%", "95％", "95", "百分之九十五"],
         ["94%", "9.5%"]),
        (blank(f"下降{BLANK}以上。", "10%"), ["10%", "百分之十"], ["11%", "1%"]),
        (blank(f"于{BLANK}完成。", "2025年6月底前", "2025年6月底"),
         ["2025年6月底前", "2025年6月底", "2025年6月30日前"],
         ["2025年7月底前", "2024年6月底前", "6月"]),
    ],
)  # fmt: skip
def test_numbers_and_dates_count_by_value(
    asked: Question, right: list[str], wrong: list[str]
) -> None:
    assert {given: earned(asked, given)[1] for given in right} == dict.fromkeys(right, "right")
    assert {given: earned(asked, given)[1] for given in wrong} == dict.fromkeys(wrong, "wrong")


@pytest.mark.parametrize(
    "given",
    ["1-C 2-B 3-A", "1C2B3A", "1-C，2-B，3-A", "1—C；2—B；3—A", "１－Ｃ　２－Ｂ　３－Ａ",
     "1:c 2:b 3:a", "1→C 2→B 3→A", "3-A 1-C 2-B", "CBA", "C、B、A", "（1）C（2）B（3）A"],
)  # fmt: skip
def test_pairs_however_written(given: str) -> None:
    assert earned(ASKED["p1"], given) == (3, "right")


@pytest.mark.parametrize(
    ("given", "marks", "status"),
    [
        ("1-C 2-B", 2, "partial"),
        ("1-C 2-A 3-B", 1, "partial"),
        ("1-A 2-A 3-B", 0, "wrong"),
        ("1-C 1-B", 0, "unreadable"),
        ("4-A", 0, "unreadable"),
        ("1-E", 0, "unreadable"),
        ("CB", 0, "unreadable"),
        ("燃气归经信委", 0, "unreadable"),
    ],
)
def test_each_pair_counts_by_itself(given: str, marks: float, status: str) -> None:
    assert earned(ASKED["p1"], given) == (marks, status)


@pytest.mark.parametrize(
    ("given", "marks", "status"),
    [
        ("由县经济信息委牵头，县市场监管局配合。", 6, "right"),
        ("经信委牵头", 4, "partial"),
        ("市场监管局配合", 2, "partial"),
        ("由公安局负责", 0, "wrong"),
    ],
)
def test_short_answers_are_proposed_by_marking_points(
    given: str, marks: float, status: str
) -> None:
    assert earned(ASKED["a1"], given) == (marks, status)
    assert mark(ASKED["a1"], 1, given).confirm


def test_only_short_answers_and_unreadable_ones_are_to_be_confirmed() -> None:
    assert not mark(ASKED["s1"], 1, "A").confirm
    assert not mark(ASKED["a1"], 1, "").confirm
    assert mark(ASKED["s1"], 1, "？？").confirm


def test_shares_that_do_not_divide_make_whole_marks() -> None:
    three = replace(ASKED["p1"], marks=1.0)
    assert mark(three, 1, "1-C 2-B 3-A").earned == 1.0
