"""The commands on a paper that has been made: export and grade."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from cli import app
from quiz.review import QuestionEdit, Review, paper_id, write_review
from quiz.store import write_paper
from tests.quizzes import papers

ANSWERS = "姓名,卷别,1,4\n张三,A,B,错\n李四,B,A,对\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with papers, edits of them and answers to them."""
    write_paper(papers(), tmp_path / "q.json")
    edits = Review(paper_id(papers()), (QuestionEdit("s1", right=("县公安局",)),))
    write_review(edits, tmp_path / "edits.json")
    (tmp_path / "a.csv").write_text(ANSWERS, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    """The command on files of the folder (names with a dot)."""
    named = [str(folder / a) if "." in a else a for a in arguments]
    return CliRunner().invoke(app, ["quiz", *named])


def test_export_writes_every_version(folder: Path) -> None:
    result = run(folder, "export", "q.json", "--output", "t.docx")
    assert result.exit_code == 0, result.output
    assert (folder / "t-A.docx").is_file()
    assert (folder / "t-B.docx").is_file()


def test_export_with_edits_says_what_is_not_proven(folder: Path) -> None:
    for extra, count in (((), 0), (("--review", "edits.json"), 1)):
        result = run(folder, "export", "q.json", "-o", "t.gift", *extra)
        assert result.exit_code == 0, result.output
        assert (folder / "t.gift").read_text(encoding="utf-8").count("人工修改") == count


def test_grade_writes_a_report(folder: Path) -> None:
    result = run(folder, "grade", "q.json", "a.csv", "--output", "r.xlsx")
    assert result.exit_code == 0, result.output
    assert "2 people, mean 1.50" in result.output
    rows = list(openpyxl.load_workbook(folder / "r.xlsx")["成绩"].iter_rows(values_only=True))
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [("张三", "A", 2), ("李四", "B", 1)]


def test_grade_by_the_edited_key(folder: Path) -> None:
    result = run(folder, "grade", "q.json", "a.csv", "-o", "r.md", "--review", "edits.json")
    assert "2 people, mean 1.00" in result.output  # 张三 loses 1 of 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "q.json", "-o", "t.pdf"), "a quiz is a file ending in .docx"),
        (("export", "none.json", "-o", "t.docx"), "cannot be read"),
        (("export", "a.csv", "-o", "t.docx"), "not JSON"),
        (("export", "q.json", "-o", "t.docx", "--review", "q.json"), 'has no "review"'),
        (("grade", "q.json", "a.csv", "-o", "r.docx"), "a grade report is a file ending in .xlsx"),
        (("grade", "q.json", "q.json", "-o", "r.md"), "answers are a file ending in .xlsx or .csv"),
    ],
)
def test_a_mistake_is_one_line_and_writes_nothing(
    folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = sorted(folder.iterdir())
    result = run(folder, *arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert sorted(folder.iterdir()) == before
