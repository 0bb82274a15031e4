"""Which files an export makes: forms, endings, versions, the same bytes, all of them or none."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from errors import DataFileError, ExportError, PaperError
from quiz.exports import FORMS, check_output, words, write
from quiz.exports.layout import key_text, options_per_line, sections
from quiz.exports.words import load_words
from quiz.store import read_papers
from tests.quizzes import hostile_paper, options, paper, papers, plain_questions

ZH, EN = load_words("zh"), load_words("en")


@pytest.mark.parametrize("form", FORMS)
def test_printed_forms_have_a_file_for_each_version(tmp_path: Path, form: str) -> None:
    ending = FORMS[form].endings[0]
    made = write(papers(), tmp_path / f"测验{ending}", form, "zh")
    names = (
        [f"测验-A{ending}", f"测验-B{ending}"] if form in {"docx", "html"} else [f"测验{ending}"]
    )
    assert [path.name for path in made] == names
    assert sorted(path.name for path in tmp_path.iterdir()) == names


@pytest.mark.parametrize("form", FORMS)
def test_one_paper_is_written_where_it_was_asked_for(tmp_path: Path, form: str) -> None:
    path = tmp_path / "no-ending"
    assert write(papers()[:1], path, form, "en") == [path]
    assert path.stat().st_size > 500


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_papers_give_the_same_bytes(tmp_path: Path, form: str, language: str) -> None:
    write([hostile_paper()], tmp_path / "one", form, language)
    code = (
        "import sys; from pathlib import Path; from quiz.exports import write; "
        "from tests.quizzes import hostile_paper; "
        "write([hostile_paper()], Path(sys.argv[1]), sys.argv[2], sys.argv[3])"
    )
    other = [sys.executable, "-c", code, str(tmp_path / "two"), form, language]
    if form in {"anki", "docx"} and language == "zh":  # another process, another hash seed
        subprocess.run(other, check=True, cwd=Path(__file__).parent.parent)
    else:
        write([hostile_paper()], tmp_path / "two", form, language)
    digests = {hashlib.sha256((tmp_path / n).read_bytes()).hexdigest() for n in ("one", "two")}
    assert len(digests) == 1


def test_the_ending_tells_the_form() -> None:
    endings = {"a.docx": "docx", "a.XLSX": "xlsx", "a.htm": "html", "a.txt": "gift"}
    endings |= {"a.xml": "moodle", "a.zip": "qti", "a.apkg": "anki", "a.json": "json"}
    assert {name: check_output(Path(name)) for name in endings} == endings
    assert check_output(Path("a.zip"), "docx") == "docx"


@pytest.mark.parametrize(
    ("name", "form", "told"),
    [
        ("a.pdf", "", "a quiz is a file ending in .docx, .xlsx"),
        ("a", "", "a quiz is a file ending in"),
        ("a.docx", "pdf", "form 'pdf' is not known; use one of docx, xlsx"),
        ("none/a.docx", "", "no such folder"),
        ("folder", "docx", "cannot be written (it is a folder)"),
    ],
)
def test_what_cannot_be_written_is_told_and_writes_nothing(
    tmp_path: Path, name: str, form: str, told: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError) as caught:
        write(papers()[:1], tmp_path / name, form, "zh")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_all_versions_or_none(tmp_path: Path) -> None:
    (tmp_path / "q-B.docx").mkdir()
    with pytest.raises(ExportError, match=r"q-B\.docx: cannot be written"):
        write(papers(), tmp_path / "q.docx", "", "zh")
    assert [path.name for path in tmp_path.iterdir()] == ["q-B.docx"]


def test_papers_that_are_not_well_formed_are_not_written(tmp_path: Path) -> None:
    for bad in ([], [replace(papers()[0], questions=())]):
        with pytest.raises(PaperError):
            write(bad, tmp_path / "q.docx", "", "zh")
    assert list(tmp_path.iterdir()) == []


def test_json_is_the_stored_paper(tmp_path: Path) -> None:
    write(papers(), tmp_path / "q.json", "", "zh")
    assert read_papers(tmp_path / "q.json") == papers()


def test_sections_follow_the_order_of_the_paper() -> None:
    told = [(s.heading, [n for n, _ in s.numbered]) for s in sections(papers()[0], ZH)]
    assert told == [
        ("一、单项选择题（每题1分，共2分）", [1, 2]),
        ("二、多项选择题（每题2分，共2分）", [3]),
        ("三、判断题（每题1分，共1分）", [4]),
        ("四、填空题（共2题，3分）", [5, 6]),
        ("五、连线题（每题3分，共3分）", [7]),
        ("六、简答题（每题6分，共6分）", [8]),
    ]
    mixed = paper(plain_questions()[3:1:-1])
    assert [s.heading[0] for s in sections(mixed, ZH)] == ["一", "二"]


def test_the_key_in_words() -> None:
    keys = [key_text(question, ZH) for question in plain_questions()]
    assert keys == [
        "B",
        "D",
        "ABD",
        "错误",
        "县经济信息委（或：经信委）",
        "2025（或：二〇二五）；1200（或：1,200）",
        "1-C 2-B 3-A",
        "（1）县经济信息委牵头（4分）；（2）县市场监管局配合（2分）",
    ]


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (("甲", "乙", "丙", "丁"), 4),
        (("八个字的选项文字", "乙", "丙", "丁"), 4),
        (("九个字的选项文字了", "乙", "丙", "丁"), 2),
        (("长" * 18, "乙"), 2),
        (("长" * 19, "乙"), 1),
        (("sixteen letters!", "b"), 4),
        (("两\n行", "乙"), 1),
    ],
)
def test_short_options_share_a_line(texts: tuple[str, ...], lines: int) -> None:
    asked = replace(plain_questions()[0], options=options(texts, "A"))
    assert options_per_line(asked) == lines


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('score = "得分"\n', "", "zh.score: Field required"),
        ("{type}（每题", "（每题", "section_each must hold"),
        ('answers = "答题表"', 'answers = "a/b"', "zh.answers"),
        ('easy = "易"', 'simple = "易"', "zh.difficulties.simple"),
    ],
)
def test_a_mistake_in_the_words_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    source = words._FILE.read_text(encoding="utf-8")
    assert old in source
    (tmp_path / "exports.toml").write_text(source.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(words, "_FILE", tmp_path / "exports.toml")
    load_words.cache_clear()
    try:
        with pytest.raises(DataFileError) as caught:
            load_words("zh")
    finally:
        load_words.cache_clear()
    assert told in str(caught.value)


def test_both_languages_are_whole() -> None:
    assert set(EN.types) == set(ZH.types)
    assert set(EN.difficulties) == set(ZH.difficulties) == {"easy", "medium", "hard"}
