"""Grading of answer sheets: read in any shape, marked by version, analysed, reported."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

import files.packages
import files.tables
import files.texts
from errors import AnswersError, ExportError, PaperError
from quiz import answers
from quiz.exports import write
from quiz.exports.layout import key_text
from quiz.exports.words import load_words
from quiz.grade import GradeReport, grade
from quiz.grade_report import notices, tables, write_report
from quiz.records import Paper
from tests.quizzes import papers

A, B = papers()
HEAD = ["姓名", "单位", "卷别", *map(str, range(1, 9))]
RIGHT_A = [
    "B",
    "D",
    "ABD",
    "错",
    "经信委",
    "2025；1200",
    "1-C 2-B 3-A",
    "县经济信息委牵头，市场监管局配合",
]
# version B: questions 1 and 2 swapped, options and choices the other way round
RIGHT_B = ["A", "C", "ACD", "×", "县经济信息委", "2025 1200", "1-B 2-C 3-D", "经信委，市场监管局"]


def sheet(tmp_path: Path, rows: Sequence[Sequence[object]], name: str = "a.xlsx") -> Path:
    """A file of answers."""
    path = tmp_path / name
    if path.suffix == ".csv":
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        path.write_bytes(stream.getvalue().encode("utf-8-sig"))
        return path
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(path)
    return path


def totals(report: GradeReport) -> dict[str, float]:
    """The total of each person."""
    return {person.name: round(person.total, 3) for person in report.people}


ROWS = [
    HEAD,
    ["张三", "应急局", "A", *RIGHT_A],
    ["李四", "教委", "B", *RIGHT_B],
    ["王五", "教委", "a卷", "A", "D", "AB", "对", "公安局", "2025", "1-C", ""],
]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_people_are_graded_by_their_version(tmp_path: Path, name: str) -> None:
    report = grade([A, B], sheet(tmp_path, ROWS, name))
    assert report.full == 17
    # 王五: 0 + 1 + 4/3 + 0 + 0 + 1 + 1 + 0
    assert totals(report) == {"张三": 17, "李四": 17, "王五": 4.333}
    third = report.people[2]
    assert [one.status for one in third.marks] == [
        "wrong", "right", "partial", "wrong", "wrong", "partial", "partial", "unanswered",
    ]  # fmt: skip
    assert [person.to_confirm for person in report.people] == [1, 1, 0]
    assert report.people[1].marks[0].number == 2  # the first question of A is the second of B


def test_the_exported_sheet_is_filled_in_and_read(tmp_path: Path) -> None:
    """The key that the workbook exports, typed into its answer sheet, earns all marks."""
    (path,) = write([A, B], tmp_path / "q.xlsx", "", "zh")
    book = openpyxl.load_workbook(path)
    for row, paper in enumerate((A, B), start=2):
        keys = {
            r[0]: r[1] for r in book[f"参考答案与解析 {paper.version}"].iter_rows(values_only=True)
        }
        book["答题表"].cell(row, 1, f"考生{paper.version}")
        book["答题表"].cell(row, 3, paper.version)
        for number in range(1, 9):
            key = str(keys[number]).split("（或")[0] if number != 6 else "2025；1200"
            book["答题表"].cell(row, number + 3, key)
    book.save(path)
    assert totals(grade([A, B], path)) == {"考生A": 17, "考生B": 17}


def test_an_english_sheet_too(tmp_path: Path) -> None:
    (path,) = write([A], tmp_path / "q.xlsx", "", "en")
    book = openpyxl.load_workbook(path)
    filled = book["Answer sheet"]
    assert filled.cell(2, 3).value == "A"
    for column, value in enumerate(["Zhang", "", "A", *RIGHT_A], start=1):
        filled.cell(2, column, value)
    book.save(path)
    assert totals(grade([A], path)) == {"Zhang": 17}


def test_one_version_needs_no_column_for_it(tmp_path: Path) -> None:
    rows = [["姓名", "第1题", "2题", "Q3", "4."], ["张三", *RIGHT_A[:4]]]
    assert totals(grade([A], sheet(tmp_path, rows))) == {"张三": 5}


def test_a_column_for_each_blank(tmp_path: Path) -> None:
    rows = [["姓名", "6-1", "6（2）"], ["张三", "2025", "1200"], ["李四", "", "1200"]]
    assert totals(grade([A], sheet(tmp_path, rows))) == {"张三": 2, "李四": 1}


def test_a_title_above_and_columns_that_are_not_read(tmp_path: Path) -> None:
    rows = [["第一期培训测验"], [], ["序", "姓名", "1", "总分"], ["1", "张三", "B", "99"]]
    report = grade([A], sheet(tmp_path, rows))
    assert totals(report) == {"张三": 1}
    assert report.notices == ("a.xlsx: columns that are not read: 序、总分",)


def test_a_row_for_each_answer(tmp_path: Path) -> None:
    rows = [
        ["姓名", "卷别", "题号", "答案"],
        ["张三", "A", "1", "B"],
        ["李四", "B", "第1题", "A"],
        ["张三", "A", 3, "ABD"],
    ]
    assert totals(grade([A, B], sheet(tmp_path, rows))) == {"张三": 3, "李四": 1}


def test_gb18030_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,1,4\n张三,B,错\n".encode("gb18030"))
    report = grade([A], path)
    assert totals(report) == {"张三": 2}
    assert [n.rpartition("/")[2] for n in report.notices] == ["a.csv: not UTF-8, read as GB18030"]
    path.write_bytes("姓名\t1\t4\n张三\tB\t错\n".encode("utf-16"))
    assert totals(grade([A], path)) == {"张三": 2}


def test_formulas_are_texts_and_told(tmp_path: Path) -> None:
    report = grade([A], sheet(tmp_path, [["姓名", "1", "2"], ["张三", "=1+1", "D"]]))
    assert report.people[0].marks[0].given == "=1+1"
    assert report.people[0].marks[0].status == "unreadable"
    assert "B2: a formula, read as text" in report.notices


def test_who_gave_no_answer_is_left_out_and_told(tmp_path: Path) -> None:
    report = grade([A], sheet(tmp_path, [["姓名", "1"], ["张三", "B"], ["李四", ""], ["", ""]]))
    assert totals(report) == {"张三": 1}
    assert "李四" in report.notices[0]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["单位", "1"], ["教委", "A"]], "no column 姓名"),
        ([["姓名", "单位"], ["张三", "教委"]], "no column for an answer"),
        ([["姓名", "9"], ["张三", "A"]], "question 9 is not in the quiz; it has 1 to 8"),
        ([["姓名", "0"], ["张三", "A"]], "question 0 is not in the quiz"),
        ([["姓名", "1", "第1题"], ["张三", "A", "B"]], "question 1 has two columns"),
        ([["姓名", "1"], ["张三", "A"], ["张 三", "B"]], "rows 2 and 3: 张三 stands there twice"),
        ([["姓名", "1"], ["", "A"]], "row 2: answers without a name"),
        ([["姓名", "1"], ["张三", ""]], "nobody has answered"),
        ([["姓名", "1"]], "nobody has answered"),
        ([], "no column 姓名"),
        (
            [["姓名", "卷别", "1"], ["张三", "C", "A"]],
            "row 2: version 'C' is not in the quiz; it has A",
        ),
        ([["姓名", "题号", "答案"], ["张三", "一", "A"]], "row 2: '一' is no number of a question"),
        ([["姓名", "题号", "答案"], ["张三", "12", "A"]], "row 2: question 12 is not in the quiz"),
        (
            [["姓名", "题号", "答案"], ["张三", "1", "A"], ["张三", "1", "B"]],
            "rows 2 and 3: question 1 of 张三 stands there twice",
        ),
    ],
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_mistake_is_told_in_one_line(tmp_path: Path, rows, told: str, name: str) -> None:
    with pytest.raises(AnswersError) as caught:
        grade([A], sheet(tmp_path, rows, name))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_versions_need_a_column_for_it(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match=r"no column 卷别 .* has versions A, B"):
        grade([A, B], sheet(tmp_path, [["姓名", "1"], ["张三", "A"]]))


def test_same_name_in_two_units_are_two_people(tmp_path: Path) -> None:
    rows = [["姓名", "单位", "1"], ["张三", "教委", "B"], ["张三", "水利局", "A"]]
    assert [p.total for p in grade([A], sheet(tmp_path, rows)).people] == [1, 0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b""),
        ("a.xlsx", b"PK\x03\x04 no archive"),
        ("a.xlsx", "姓名,1\n张三,A".encode()),
        ("a.pdf", b"%PDF"),
        ("a.csv", b"\xff\xff\xff\x80\x81"),
        ("a.csv", "姓名,1\n张\0三,A".encode()),
        ("a.csv", '姓名,1\n"张三,A'.encode()),
        ("a.csv", b""),
    ],
)
def test_what_is_no_table_is_told_in_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(AnswersError) as caught:
        grade([A], tmp_path / name)
    assert "\n" not in str(caught.value)


def zipped(tmp_path: Path, **parts: bytes) -> Path:
    """A zip archive that is called a workbook."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return tmp_path / "a.xlsx"


def test_what_unpacks_to_too_much_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(files.tables.openpyxl, "load_workbook", opened)
    monkeypatch.setattr(files.packages, "LARGEST_UNPACKED", 1_000_000)
    path = zipped(tmp_path, bomb=b"0" * 1_000_001)
    assert path.stat().st_size < 5_000
    with pytest.raises(AnswersError, match="unpacks to 1000001 bytes"):
        grade([A], path)
    monkeypatch.setattr(files.packages, "MOST_PARTS", 2)
    with pytest.raises(AnswersError, match="in 3 parts"):
        grade([A], zipped(tmp_path, a=b"", b=b"", c=b""))
    monkeypatch.setattr(files.packages, "MOST_PARTS", 9)
    with pytest.raises(AnswersError, match="declares entities"):
        grade([A], zipped(tmp_path, a=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'))


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="not a workbook that can be read"):
        grade([A], zipped(tmp_path, a=b"b"))


def test_limits_of_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path, [["姓名", "1"], ["张三", "A" * 20_001]])
    with pytest.raises(AnswersError, match="row 2: a cell of over 20000 characters"):
        grade([A], path)
    with pytest.raises(AnswersError, match="row 2: over 3000 columns"):
        grade([A], sheet(tmp_path, [["姓名", "1"], ["A"] * 3001], "b.csv"))
    monkeypatch.setattr(files.tables, "MOST_ROWS", 2)
    with pytest.raises(AnswersError, match="over 2 rows"):
        grade([A], sheet(tmp_path, [["姓名", "1"], ["张三", "A"], ["李四", "A"]], "c.csv"))
    monkeypatch.setattr(files.texts, "LARGEST_FILE", 10)
    with pytest.raises(AnswersError, match="at most 10;"):
        grade([A], path)
    with pytest.raises(AnswersError, match="no such file"):
        grade([A], tmp_path / "none.xlsx")


def test_papers_must_be_well_formed(tmp_path: Path) -> None:
    with pytest.raises(PaperError):
        grade([], sheet(tmp_path, ROWS))


# ---- what the report says


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> GradeReport:
    """The report of three people on two versions."""
    return grade([A, B], sheet(tmp_path_factory.mktemp("r"), ROWS))


def test_items_by_hand(report: GradeReport) -> None:
    first, second = report.items[0], report.items[1]
    assert first.numbers == (("A", 1), ("B", 2))
    assert first.statistics.difficulty == pytest.approx(2 / 3)
    assert first.statistics.correlation == pytest.approx(1)  # the rest is 16, 16, 13/3
    assert first.statistics.upper_lower == 1
    assert second.statistics.difficulty == 1
    assert second.statistics.correlation is None
    assert [item.answered for item in report.items] == [3, 3, 3, 3, 3, 3, 3, 2]
    assert report.mean == pytest.approx((17 + 17 + 13 / 3) / 3)


def test_most_missed_clauses_by_hand(report: GradeReport) -> None:
    told = {clause.question_ids: (clause.people, clause.lost) for clause in report.missed}
    assert ("s2",) not in told
    assert told[("s1",)] == (1, pytest.approx(1 / 3))
    assert told[("m1",)] == (1, pytest.approx((2 / 3) / 6))
    lost = [clause.lost for clause in report.missed]
    assert lost == sorted(lost, reverse=True)
    assert report.missed[0].citation.district == "奉节县"


def test_few_people_and_proposals_are_told(report: GradeReport) -> None:
    told = " ".join(notices(report, "zh"))
    assert "只有3人作答" in told
    assert "须由人确认" in told


def test_the_workbook_has_the_tables(report: GradeReport, tmp_path: Path) -> None:
    write_report(report, tmp_path / "r.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["成绩", "试题分析", "易错条款", "作答明细", "说明"]
    for name, table in tables(report, "zh").items():
        read = [list(row) for row in book[name].iter_rows(values_only=True)]
        assert read == table
    people = [row[:5] for row in book["成绩"].iter_rows(values_only=True)]
    assert people[1] == ("张三", "应急局", "A", 17, 17)
    cited = [row[3] for row in book["易错条款"].iter_rows(min_row=2, values_only=True)]
    assert cited[0].startswith("奉节县《2025年安全生产工作要点》（奉节府发〔2025〕2号） 附件3")


def test_texts_of_people_are_inert_in_a_report(tmp_path: Path) -> None:
    rows = [["姓名", "单位", "1"], ["=1+1", "<b>|x|</b>", "@SUM(A1)"]]
    path = sheet(tmp_path, rows, "a.csv")
    found = grade([A], path)
    write_report(found, tmp_path / "r.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    kinds = {cell.data_type for one in book for row in one.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert book["成绩"]["A2"].value == "=1+1"
    write_report(found, tmp_path / "r.md", "zh")
    assert r"\<b\>\|x\|\</b\>" in (tmp_path / "r.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_json_and_markdown(report: GradeReport, tmp_path: Path, language: str) -> None:
    write_report(report, tmp_path / "r.json", language)
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [person["total"] for person in told["people"][:2]] == [17, 17]
    assert told["items"][0]["difficulty"] == pytest.approx(2 / 3)
    assert told["missed"][0]["citation"]["quote"]
    write_report(report, tmp_path / "r.md", language)
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "| 张三 | 应急局 | A | 17 | 17 | 1 | 1 |" in text


@pytest.mark.parametrize("ending", [".xlsx", ".json", ".md"])
def test_the_same_report_gives_the_same_bytes(
    report: GradeReport, tmp_path: Path, ending: str
) -> None:
    for name in ("a", "b"):
        write_report(report, tmp_path / f"{name}{ending}", "zh")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_where_a_report_cannot_be_written(report: GradeReport, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"ending in \.xlsx, \.json, \.md"):
        write_report(report, tmp_path / "r.docx", "zh")
    with pytest.raises(ExportError, match="no such folder"):
        write_report(report, tmp_path / "none" / "r.md", "zh")


def test_the_exported_key_of_every_type_is_right(tmp_path: Path) -> None:
    """What the printed key says, handed in as an answer, earns all marks: A and B."""
    for paper in (A, B):
        answers_ = [key(paper, number) for number in range(8)]
        rows = [["姓名", "卷别", *range(1, 9)], ["张三", paper.version, *answers_]]
        assert totals(grade([A, B], sheet(tmp_path, rows))) == {"张三": 17}


def key(paper: Paper, place: int) -> str:
    """The printed key of a question; of the spellings of a blank the first."""
    question = paper.questions[place]
    if question.blanks:
        return "；".join(blank.accepted[0] for blank in question.blanks)
    return key_text(question, load_words("zh"))


def test_headings_that_name_questions() -> None:
    known = {"1": "1", "第12题": "12", "q3": "3", "题5": "5", "5-1": "5", "6(2)": "6", "7.": "7"}
    found = {text: answers._QUESTION.fullmatch(text) for text in known}
    assert {text: match and match[1] for text, match in found.items()} == known
    assert answers._QUESTION.fullmatch("总分") is None
