"""Reading takes time in proportion to the text, whatever it is like.

Each text is read at two sizes, the second four times the first. Quadratic work would take
sixteen times as long; eight leaves room for a busy machine.
"""

import gc
from collections.abc import Callable
from time import process_time

import pytest

from corpus.check import coverage
from corpus.records import Form
from tests.reading import HTML_HEAD, OCR_HEAD, WORD_HEAD, parse

pytestmark = pytest.mark.slow

SMALL, LARGE = 20_000, 80_000  # characters
MOST_TIMES = 8
SHORTEST = 0.02  # seconds that count as nothing
TRIES = 3

WORD_ROW = "\t1\n\t甲\n\t整治。\n\t"
WEB_ROW = "1 |\n甲 |\n乙 |\n丙 |\n|\n"
SCAN_ROWS = "1\t道路交通\t整治消防。\n2\t消防安全\t整治道路。\n"
CUT_LINE = "强化落实科技兴安战略建立完善防控体制机制积极探索科技化手段再加一些\n\n"


def repeated(unit: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    """A text of about n characters: head, as many units as fit, tail."""
    return lambda n: head + unit * (n // len(unit)) + tail


def halves(head: str, first: str, between: str, second: str) -> Callable[[int], str]:
    """A text of about n characters, half of them first, half of them second."""
    return lambda n: (
        head + first * (n // 2 // len(first)) + between + second * (n // 2 // len(second))
    )


TEXTS: dict[str, tuple[Form, Callable[[int], str]]] = {
    # one line
    "role words": ("word", repeated("县应急管理局牵头，县财政局、县水利局配合，")),
    "names before a role": ("word", repeated("县应急管理局、", tail="牵头")),
    "dates": ("word", repeated("“十四五”规划2025年每年1月、")),
    "open titles": ("word", repeated("《")),
    "blanks": ("word", repeated(" ", head="一、甲", tail="乙。")),
    "sections": ("word", repeated("（一）")),
    "runs": ("word", repeated("一是甲。二是乙。")),
    "bookmarks": ("word", repeated("[bookmark:")),
    "formulas": ("ocr", repeated("$ ")),
    "blanks in a scan": ("ocr", repeated("\u3000", head="一、甲", tail="乙。")),
    # lines
    "broken formal lines": ("word", repeated("抄送：甲，\n")),
    "open formal titles": ("word", repeated("现《甲\n", tail="测试区工作要点\n一、总则\n")),
    "headings": ("word", repeated("第一部分 甲\n一、乙\n（一）丙\n1．丁\n")),
    "the same clause": ("word", repeated("坚持安全。\n", head="一、总则\n")),
    "cut paragraphs": ("ocr", repeated(CUT_LINE)),
    "blank lines": ("ocr", repeated("\n", head="一、甲\n", tail="乙。")),
    "long annex title": ("word", halves("附件1\n", "甲", "\n", "乙。\n")),
    "control characters": ("word", repeated("甲\x01\n")),
    # tables
    "word rows": ("word", repeated(f"{WORD_ROW}县水利局\n\n", head=WORD_HEAD)),
    "word merged rows": ("word", halves(WORD_HEAD + WORD_ROW, "县水利局、", "\n\n", "\t\n" * 4)),
    "word tables": ("word", repeated("\t序号\n\t名称\n\n\t1\n\t甲\n\n附件\n标题\n\n")),
    "word heads": ("word", halves("一、甲\n\n", "\t名称\n", "\n", "\t1\n")),
    "tabs": ("word", repeated("\t")),
    "collectives": ("word", repeated("农业等队伍、", head=WORD_HEAD + WORD_ROW)),
    "streets": ("word", repeated("、街", head=f"{WORD_HEAD}{WORD_ROW}各镇")),
    "open parentheses": ("word", repeated("局（", head=WORD_HEAD + WORD_ROW)),
    "web rows": ("html", repeated("2 |\n整治。 |\n|||\n", head=f"{HTML_HEAD}{WEB_ROW}")),
    "web cells": ("html", repeated("甲 |\n", head=f"{HTML_HEAD}1 |\n")),
    "web heads": ("html", halves("序号 |\n", "名称 |\n", "", "1 |\n")),
    "pipes": ("html", repeated("|", head=f"{HTML_HEAD}1 |\n甲", tail="乙 |\n")),
    "scan rows": ("ocr", repeated(SCAN_ROWS, head=OCR_HEAD)),
    "scan rests": ("ocr", repeated("\t甲乙\t整治\n", head=f"{OCR_HEAD}1\t甲\t整治。\n")),
    "scan heads": ("ocr", halves("序号", "\t名称", "\n", "1\t甲\n")),
    "scan label": ("ocr", halves(f"{OCR_HEAD}1\t", "道路", "\t整治。\n", "2\t\t整治道路。\n")),
}  # fmt: skip


def seconds(form: Form, text: str) -> float:
    """Processor time for reading a text and measuring what was read of it."""
    gc.collect()
    gc.disable()  # its work depends on what other tests have left behind
    try:
        started = process_time()
        coverage(parse(form, text))
        return process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("name", TEXTS)
def test_reading_takes_linear_time(name: str) -> None:
    """The shortest times of several tries count: a busy machine only makes them longer."""
    form, make = TEXTS[name]
    small = large = float("inf")
    for _ in range(TRIES):
        small = min(small, seconds(form, make(SMALL)))
        large = min(large, seconds(form, make(LARGE)))
        if large < MOST_TIMES * max(small, SHORTEST):
            return
    pytest.fail(f"four times the text took {large / small:.1f} times as long")
