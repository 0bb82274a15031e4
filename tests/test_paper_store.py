"""Papers as JSON: exact, checked when read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from errors import ExportError, PaperError
from quiz.records import Blank, MarkingPoint, Option
from quiz.store import LARGEST_FILE, read_papers, write_paper
from quiz.wellformed import paper_faults
from tests.quizzes import citation, hostile_paper, options, paper, papers, plain_questions, question


@pytest.mark.parametrize("written", [papers(), (hostile_paper(),)], ids=["plain", "hostile"])
def test_round_trip_is_exact(tmp_path: Path, written: tuple) -> None:
    write_paper(written, tmp_path / "a.json")
    write_paper(read_papers(tmp_path / "a.json"), tmp_path / "b.json")
    assert read_papers(tmp_path / "a.json") == written
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def changed(tmp_path: Path, change) -> Path:
    """A stored paper with something changed in its JSON."""
    path = tmp_path / "paper.json"
    write_paper(papers(), path)
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.update(format=2), "format 2; this version reads 1"),
        (lambda t: t.pop("papers"), 'no "papers"'),
        (lambda t: t["papers"][0].pop("seed"), "papers.0.seed: Field required"),
        (
            lambda t: t["papers"][0].update(seed="7"),
            "papers.0.seed: Input should be a valid integer",
        ),
        (lambda t: t["papers"][0]["questions"][0].update(mark=2), "papers.0.questions.0.mark"),
        (lambda t: t["papers"][0]["questions"][0].update(type="essay"), "questions.0.type"),
        (lambda t: t["papers"][1].update(version="A"), "each version stands there once"),
        (lambda t: t["papers"][0]["questions"].pop(), "the versions of a draw"),
        (lambda t: t["papers"][0].update(questions=[]), "0 questions"),
        (lambda t: t.update(papers=[]), "there is no paper"),
    ],
)
def test_a_mistake_is_told_in_one_line(tmp_path: Path, change, words: str) -> None:
    with pytest.raises(PaperError) as caught:
        read_papers(changed(tmp_path, change))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b"[]", b"7", b"[" * 100_000, b'{"format": NaN}']
)
def test_what_is_no_paper_is_told_in_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(PaperError) as caught:
        read_papers(tmp_path / "x.json")
    assert "\n" not in str(caught.value)


def test_a_missing_or_very_large_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="cannot be read"):
        read_papers(tmp_path / "none.json")
    with (tmp_path / "large.json").open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    with pytest.raises(PaperError, match="at most 20000000"):
        read_papers(tmp_path / "large.json")


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "none" / "a.json", tmp_path / "folder"):
        with pytest.raises(ExportError, match="cannot be written"):
            write_paper(papers(), path)
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


FINE = {q.id: q for q in plain_questions()}


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (replace(FINE["s1"], marks=0.0), "marks of 0.0"),
        (replace(FINE["s1"], marks=float("nan")), "marks of nan"),
        (replace(FINE["s1"], stem=" "), "no id or no stem"),
        (replace(FINE["s1"], citations=()), "cites no clause"),
        (replace(FINE["s1"], stem="a\x07b"), "U+0007"),
        (replace(FINE["s1"], explanation="\ud800"), "U+D800"),
        (replace(FINE["s1"], stem="长" * 20_001), "20001 characters"),
        (replace(FINE["s1"], options=options(("甲", "\x00"), "A")), "U+0000"),
        (replace(FINE["s1"], options=options(("甲", "乙"), "AB")), "exactly one option"),
        (replace(FINE["s1"], options=options(("甲",), "A")), "1 options"),
        (replace(FINE["m1"], options=options(("甲", "乙"), "")), "at least one option"),
        (replace(FINE["m1"], options=options(("甲", "甲 "), "A")), "empty or equal"),
        (replace(FINE["t1"], options=options(("对", "错", "不知道"), "A")), "has 2"),
        (replace(FINE["t1"], options=options(("错误", "正确"), "A")), "in this order"),
        (replace(FINE["f1"], stem="没有空。"), "1 blanks with a key and 0 in the stem"),
        (replace(FINE["f1"], blanks=(Blank(()),)), "no right spelling"),
        (replace(FINE["p1"], pairs=FINE["p1"].pairs[:1]), "2 or more pairs"),
        (replace(FINE["p1"], choices=FINE["p1"].choices[:2]), "is a right side and no choice"),
        (replace(FINE["a1"], points=()), "has marking points"),
        (replace(FINE["a1"], points=(MarkingPoint("甲", 1.0, ("甲",)),)), "make 1 of 6 marks"),
        (replace(FINE["a1"], points=(MarkingPoint("甲", 6.0, ()),)), "no words that earn it"),
    ],
)
def test_a_question_that_is_not_well_formed(bad, words: str) -> None:
    assert words in " ".join(paper_faults([paper((bad,))]))


def test_a_title_that_is_not_well_formed() -> None:
    for title in ("", " ", "\x1b", "长" * 201):
        assert "the title" in next(paper_faults([paper((FINE["s1"],), title=title)]))


def test_a_quote_is_the_documents_own_whatever_it_holds() -> None:
    strange = replace(FINE["s1"], citations=(citation(quote="a\x07b"),))
    assert list(paper_faults([paper((strange,))])) == []


def test_the_made_up_papers_are_well_formed() -> None:
    assert list(paper_faults(papers())) == []
    assert list(paper_faults([hostile_paper()])) == []
    two = paper(
        (
            FINE["s1"],
            question(
                "s1", "true_false", "甲", options=(Option("正确", True), Option("错误", False))
            ),
        )
    )
    assert "'s1' stands there twice" in next(paper_faults([two]))
