"""Answers files: 20 known mistakes scored as worked out by hand, and files that cannot be read."""

import io
import itertools
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

import files.packages
import files.tables
import files.texts
from corpus import load_corpus
from errors import AnswersError
from eval.answers import (
    Submission,
    assign,
    judge,
    load_answers_file,
    missing,
    score_submissions,
)
from eval.gold import GoldQuestion, load_gold
from eval.score import Verdict, score
from eval.summary import summarise
from rag.normalize import matching
from settings import Settings
from tests.test_eval import CITATION, GOLD, RIGHT

FOLDER = Path(__file__).parent / "fixtures" / "eval"

# id -> (checks that fail, every reason), each worked out by hand
MISTAKES: dict[str, tuple[set[str], tuple[str, ...]]] = {
    # another unit
    "q01": ({"units"}, ("unit missing: 县林业局 (lead)", "unit extra: 县水利局")),
    # the same unit of another district
    "q02": ({"units"}, ("unit 江津区经济信息委 is not of 奉节县, expected 县经济信息委",)),
    # another role
    "q03": ({"units"}, ("unit 县教委 is given as support, expected lead",)),
    # one unit of three is missing
    "q04": ({"units"}, ("unit missing: 有关镇街 (responsible)",)),
    # one unit too many
    "q05": ({"units"}, ("unit extra: 县公安局",)),
    # the right number of another unit of measure
    "q06": ({"text"}, ("lacks 15公里, has 15米",)),
    # another number
    "q07": ({"text"}, ("lacks 55处, has 25处",)),
    # the least value given as the value
    "q08": ({"text"}, ("lacks 97%以上, has 97%",)),
    # the most value given as the least
    "q09": ({"text"}, ("lacks 9%以内, has 9%以上",)),
    # another year
    "q10": ({"text"}, ("lacks 2024年, has 2025年",)),
    # a month too early
    "q11": ({"text"}, ("lacks 6月底前, has 6月前",)),
    # refuses what the documents answer
    "q12": (
        {"status", "units"},
        ("refuses, expected answered", "unit missing: 县市场监管局 (lead)"),
    ),
    # answers what the documents do not
    "q13": ({"status"}, ("answers, expected not_found",)),
    # an empty cell
    "q14": ({"given", "status", "units"}, ("no answer given",)),
    # names the right unit only to deny it
    "q15": ({"units"}, ("unit missing: 县规划自然资源局 (lead)", "unit extra: 县水利局")),
    # the right number and a forbidden one
    "q16": ({"text"}, ("has 98处, which is wrong",)),
    # another document number
    "q17": ({"text"}, ("lacks 奉节府发〔2025〕2号",)),
    # one of seven is missing
    "q18": ({"text"}, ("lacks 舆情",)),
    # ten thousand for a hundred million
    "q19": ({"text"}, ("lacks 8 亿元, has 8万元",)),
    # no row
    "q20": ({"given", "status", "text"}, ("no answer given",)),
}


@pytest.fixture(scope="module")
def gold() -> list[GoldQuestion]:
    return load_gold(FOLDER / "gold.jsonl")


def scored(name: str, gold: list[GoldQuestion]) -> list[Verdict]:
    path = FOLDER / name
    return score_submissions(gold, assign(path, load_answers_file(path).submissions, gold))


@pytest.mark.parametrize("name", ["answers.csv", "answers.xlsx", "answers.jsonl"])
def test_the_known_mistakes_and_no_others(name: str, gold: list[GoldQuestion]) -> None:
    verdicts = scored(name, gold)
    wrong = {
        verdict.question.id: (
            {check for check, passed in verdict.checks.items() if not passed},
            verdict.reasons,
        )
        for verdict in verdicts
        if not verdict.everything
    }
    assert wrong == MISTAKES
    assert all(verdict.reasons == () for verdict in verdicts if verdict.everything)


def test_the_score_by_hand(gold: list[GoldQuestion]) -> None:
    summary = summarise(scored("answers.csv", gold))
    figures = {name: (round(f.mean * f.count), f.count) for name, f in summary.figures.items()}
    assert figures["everything"] == (8, 28)
    assert figures["status"] == (24, 28)
    assert figures["given"] == (26, 28)
    # 13 questions expect units: q01-05, 10, 12, 14, 15, 19, 21, 23, 25; wrong in q01-05, 12, 14, 15
    assert figures["units"] == (5, 13)
    # q13 and q24 are to be refused; q24 and, wrongly, q12 are; q14 and q20 have no answer
    refusals = summary.refusals
    assert (refusals.to_refuse, refusals.to_answer) == (2, 24)
    assert (refusals.precision, refusals.recall) == (0.5, 0.5)
    assert (refusals.false_answers, refusals.false_refusals) == (0.5, pytest.approx(1 / 24))
    assert summary.risk_coverage == ()


def test_the_gold_of_the_fixture_stands_in_the_documents(gold: list[GoldQuestion]) -> None:
    folder = Settings().documents_dir
    text = {p.document.district: matching(p.document.text) for p in load_corpus(folder)}
    for question in gold:
        for anchor in question.anchors:
            assert matching(anchor.quote) in text[anchor.district], question.id


def test_questions_without_an_answer_are_listed(gold: list[GoldQuestion]) -> None:
    path = FOLDER / "answers.csv"
    assigned = assign(path, load_answers_file(path).submissions, gold)
    assert missing(gold, assigned) == ("q14", "q20")


def test_an_answer_of_the_contract_is_judged_by_it(tmp_path: Path) -> None:
    lines = [
        {"id": "g", **RIGHT.to_dict()},
        {"id": "h", **replace(RIGHT, citations=()).to_dict()},
        {"id": "i", "question": "?", "error": "the question is empty"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    questions = [GOLD.model_copy(update={"id": key}) for key in "ghi"]
    right, wrong, none = score_submissions(
        questions, assign(path, load_answers_file(path).submissions, questions)
    )
    assert right.everything
    assert right.answer == RIGHT
    assert {name for name, passed in wrong.checks.items() if not passed} == {
        "citation", "district", "grounded",
    }  # fmt: skip
    assert none.reasons == ("no answer given: the question is empty",)


def test_a_submission_without_id_belongs_to_its_question() -> None:
    questions = [GOLD, GOLD.model_copy(update={"id": "h", "question": "谁 负责？"})]
    submission = Submission("row 2", "", "谁负责?", "县经信委")
    assert assign(Path("a.csv"), [submission], questions) == {"h": submission}
    assert not judge(questions[1], None).everything


CSV = "题号,问题,答案\ng,?,县经信委\n"


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode("utf-8"),
        CSV.encode("utf-8-sig"),
        CSV.encode("gb18030"),
        CSV.encode("utf-16"),
        "ID;Answer;note\ng;县经信委;x\n".encode(),
        "Question\tResponse\n?\t县经信委\n".encode(),
        "答卷\n\n姓名,某\n 题 号 ,备注,Ａｎｓｗｅｒ\ng,,县经信委\n,,\n".encode(),
    ],
)
def test_ways_to_save_a_sheet(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    found = load_answers_file(path)
    (submission,) = assign(path, found.submissions, [GOLD]).values()
    assert submission.text == "县经信委"
    assert bool(found.notices) == (b"\xe7\xbb" not in data)


def test_gb18030_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(CSV.encode("gb18030"))
    assert load_answers_file(path).notices == (f"{path}: not UTF-8, read as GB18030",)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b" \n", "is empty"),
        ("a.csv", "题号,答案\n".encode(), "holds no answer"),
        ("a.csv", "题号,问题\ng,?\n".encode(), "no column 答案 (answer) in the first rows"),
        ("a.csv", "答案\n甲\n".encode(), "no column 题号 (id) or 问题 (question)"),
        ("a.csv", "题号,答案,回答\ng,a,b\n".encode(), "two columns for answer: 答案 and 回答"),
        ("a.csv", b"\x81\xff\xff\xff", "neither UTF-8 nor GB18030"),
        ("a.csv", b"id,answer\x00\n", "holds NUL characters"),
        ("a.csv", b'id,answer\ng,"a\n', "line 2: a quotation mark is not closed"),
        ("a.csv", b"id,answer\ng," + b"a" * 20_001, "row 2: a cell of over 20000 characters"),
        ("a.txt", b"x", "ends in .txt; use .jsonl, .csv, .xlsx"),
        ("a", b"x", "ends in nothing"),
        ("a.xlsx", b"no zip", "not a workbook"),
        ("a.jsonl", b"{", "line 1: not JSON"),
        ("a.jsonl", b"[" * 100_000, "line 1: not JSON"),
        ("a.jsonl", b"[]", "line 1: not an object"),
        ("a.jsonl", b'\n{"id": "g"}', 'line 2: has no text under "answer"'),
        ("a.jsonl", b'{"id": "g", "answer": "a", "status": "yes"}', "line 1: language: "),
    ],
)
def test_bad_files_give_one_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(AnswersError) as raised:
        load_answers_file(path)
    assert words in str(raised.value)
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="no such file"):
        load_answers_file(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("row 2", "z", "?")], "row 2: id 'z' is not in the gold file"),
        ([("row 2", "g", "?"), ("row 3", "g", "?")], "row 3: g is answered already in row 2"),
        ([("row 2", "", "别的")], "row 2: question '别的' is not in the gold file"),
        ([("row 2", "", "?")], "row 2: g, h share this question; add the column 题号"),
    ],
)
def test_submissions_that_fit_no_question(rows: list[tuple[str, str, str]], words: str) -> None:
    questions = [GOLD, GOLD.model_copy(update={"id": "h"})]
    submissions = [Submission(place, key, question, "答") for place, key, question in rows]
    with pytest.raises(AnswersError) as raised:
        assign(Path("a.csv"), submissions, questions)
    assert words in str(raised.value)


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.tables, "MOST_ROWS", 3)
    monkeypatch.setattr(files.texts, "LARGEST_FILE", 60)
    path = tmp_path / "a.csv"
    path.write_text("id,answer\n" + "".join(f"{n},a\n" for n in range(4)), encoding="utf-8")
    with pytest.raises(AnswersError, match="over 3 rows"):
        load_answers_file(path)
    path.write_bytes(b"id,answer\n" + b"a" * 60)
    with pytest.raises(AnswersError, match="70 bytes, at most 60"):
        load_answers_file(path)


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 2_000_000)
    monkeypatch.setattr(files.packages, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(AnswersError, match="unpacks to 2000000 bytes in 1 parts"):
        load_answers_file(path)


@pytest.mark.parametrize("kept", [["xl/workbook.xml"], ["[Content_Types].xml"]])
def test_a_damaged_workbook(tmp_path: Path, kept: list[str]) -> None:
    book, whole = Workbook(), io.BytesIO()
    book.save(whole)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in kept:
            new.writestr(name, old.read(name))
    with pytest.raises(AnswersError, match="workbook"):
        load_answers_file(path)


def test_cells_that_are_no_text(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (["题号", "答案"], [1, 15], [2.0, None], [3, "=1+1"]):
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    found = load_answers_file(path).submissions
    # a formula is the text that it is: nothing is worked out
    assert [(s.id, s.text) for s in found] == [("1", "15"), ("2", ""), ("3", "=1+1")]


def test_measures_of_a_ranking_and_citations() -> None:
    other = replace(CITATION, quote="别的条款", section=("一",))
    answer = replace(RIGHT, citations=(other, CITATION))
    measures = score(GOLD, answer, [other, other, CITATION]).measures
    assert (measures["recall@1"], measures["recall@3"], measures["mrr"]) == (
        0,
        1,
        pytest.approx(1 / 3),
    )
    assert measures["ndcg@10"] == pytest.approx(0.5)
    assert (measures["citation_precision"], measures["citation_recall"]) == (0.5, 1)
    assert "recall@1" not in score(GOLD, answer).measures


def test_entities_of_a_workbook_are_not_unfolded(tmp_path: Path) -> None:
    book, whole = Workbook(), io.BytesIO()
    book.active.append(["题号", "答案"])
    book.save(whole)
    names = "abcdefghij"
    folded = "".join(
        f'<!ENTITY {later} "{f"&{earlier};" * 10}">' for earlier, later in itertools.pairwise(names)
    )
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50}">{folded}]>' + text.replace(
                    "<sheetData>", "<sheetData>&j;"
                )
            new.writestr(name, text)
    with pytest.raises(AnswersError, match="declares entities"):
        load_answers_file(path)
