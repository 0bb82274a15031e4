"""anwen quiz make, count and check, as a person runs them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app

RUN = CliRunner()


def quiz(*arguments: object) -> Result:
    return RUN.invoke(app, ["quiz", *map(str, arguments)])


def test_a_quiz_is_written_with_both_versions(tmp_path: Path) -> None:
    path = tmp_path / "quiz.json"
    result = quiz(
        "make", "--district", "江津=50", "--district", "璧山=50", "--types", "单选=60,判断=40",
        "--count", 10, "--seed", 7, "--versions", 2, "--title", "试卷", "-o", path,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    one, two = json.loads(path.read_text(encoding="utf-8"))["papers"]
    assert [one["title"], one["version"], two["version"]] == ["试卷", "A", "B"]
    assert [q["type"] for q in one["questions"]] == ["single_choice"] * 6 + ["true_false"] * 4
    assert "江津区: 5 questions" in result.stderr and "10 questions:" in result.stderr


def test_the_title_names_the_districts(tmp_path: Path) -> None:
    path = tmp_path / "quiz.json"
    for language, title in (("zh", "（武隆区）"), ("en", "(Wulong District)")):
        made = quiz("make", "--district", "武隆", "--count", 2, "--language", language, "-o", path)
        assert made.exit_code == 0
        assert title in json.loads(path.read_text(encoding="utf-8"))["papers"][0]["title"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--count", "0"], "1 to 1000"),
        (["--district", "北京"], "北京"),
        (["--sector", "量子"], "量子"),
        (["--types", "口试"], "口试"),
        (["--types", "单选=50,判断=20"], "add up to 70"),
        (["--difficulty", "easy=10", "--difficulty", "hard"], "1 of 2 names"),
        (["--chapter", "天文"], "no question fits"),
        (["--count", "900", "--types", "matching"], "can stand in one paper"),
        (["--versions", "0"], "1 to 26"),
        (["--seed", "-1"], "seed -1"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    path = tmp_path / "quiz.json"
    result = quiz("make", "-o", path, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr and result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_told_before_any_work(tmp_path: Path) -> None:
    result = quiz("make", "-o", tmp_path / "nowhere" / "quiz.json")
    assert result.exit_code == 2 and "no such folder" in result.stderr
    result = quiz("make", "-o", tmp_path / "quiz.exe")
    assert result.exit_code == 2 and "ending in" in result.stderr


def test_questions_are_counted() -> None:
    result = quiz("count", "--district", "璧山", "--types", "判断")
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert {(line[0], line[1]) for line in lines} == {("璧山区", "true_false")}
    assert f"{sum(int(line[3]) for line in lines)} questions" in result.stderr


def test_a_paper_is_checked_against_the_documents(tmp_path: Path) -> None:
    path = tmp_path / "quiz.json"
    assert quiz("make", "--count", 4, "-o", path).exit_code == 0
    result = quiz("check", path)
    assert (result.exit_code, result.stdout) == (0, "")
    told = json.loads(path.read_text(encoding="utf-8"))
    told["papers"][0]["questions"][1]["citations"][0]["clause_id"] = "gone:0123456789"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    result = quiz("check", path)
    assert result.exit_code == 1
    assert result.stdout.startswith("A2\t") and "1 to look at" in result.stderr


def test_checking_what_is_no_paper_is_told(tmp_path: Path) -> None:
    path = tmp_path / "quiz.json"
    path.write_text("[]", encoding="utf-8")
    result = quiz("check", path)
    assert result.exit_code == 2 and "quiz.json" in result.stderr
