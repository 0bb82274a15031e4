"""Question banks (GIFT, Moodle XML, Anki), read back by something else than their writers."""

import html
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quiz.exports import write
from quiz.records import BLANK, Paper, Question
from tests.gift import Asked, read_gift
from tests.quizzes import hostile_paper, papers

PAPERS = {"plain": papers()[0], "hostile": hostile_paper()}


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Paper:
    """A plain paper, and one whose texts hold what a format may take for its own."""
    return PAPERS[request.param]


def gift(paper: Paper, tmp_path: Path) -> tuple[str, dict[str, list[Asked]]]:
    """The category and the questions by the id in their names."""
    (path,) = write([paper], tmp_path / "q.gift", "", "zh")
    category, asked = read_gift(path.read_text(encoding="utf-8"))
    found: dict[str, list[Asked]] = {}
    for one in asked:
        id_ = one.name.split(" ", 1)[1]
        found.setdefault(re.sub(r"-\d$", "", id_), []).append(one)
    return category, found


def arrows(text: str) -> str:
    """What GIFT cannot hold on a left side and in a short answer."""
    return text.replace("->", "→")


def test_gift_holds_every_question_with_its_key(paper: Paper, tmp_path: Path) -> None:
    _, found = gift(paper, tmp_path)
    assert list(found) == [question.id for question in paper.questions]
    for question in paper.questions:
        (asked, *more) = found[question.id]
        assert question.explanation.strip() in asked.feedback
        assert question.citations[0].doc_number in asked.feedback
        if len(question.blanks) < 2:
            assert asked.stem == question.stem.strip()
            assert not more
        check_gift_key(question, [asked, *more])


def check_gift_key(question: Question, asked: list[Asked]) -> None:
    first = asked[0]
    if question.type == "true_false":
        assert (first.kind, first.true) == ("truefalse", question.options[0].right)
    elif question.options:
        assert first.kind == "multichoice"
        assert [text for _, text in first.answers] == [o.text.strip() for o in question.options]
        weights = [weight for weight, _ in first.answers]
        assert [weight > 0 for weight in weights] == [o.right for o in question.options]
        assert sum(w for w in weights if w > 0) == pytest.approx(100, abs=0.001)
        if question.type == "multiple_choice":
            assert {w for w in weights if w <= 0} <= {-100.0}
    elif question.blanks:
        assert len(asked) == len(question.blanks)
        for blank, one in zip(question.blanks, asked, strict=True):
            spelled = [arrows(text).replace("*", r"\*") for text in blank.accepted]
            assert one.answers == [(100.0, text) for text in spelled]
            assert one.kind == "shortanswer"
    elif question.pairs:
        belong = {(arrows(p.left), p.right) for p in question.pairs}
        spare = {("", c) for c in question.choices if c not in {p.right for p in question.pairs}}
        assert (first.kind, set(first.pairs)) == ("match", belong | spare)
    else:
        assert first.kind == "essay"
        assert all(point.text in first.feedback for point in question.points)


def test_gift_asks_each_of_several_blanks(tmp_path: Path) -> None:
    _, found = gift(PAPERS["plain"], tmp_path)
    assert [one.stem for one in found["f2"]] == [
        f"到（1）{BLANK}年，改造管网（2）{BLANK}公里。\n请填写第{place}空：" for place in (1, 2)
    ]


def test_gift_category_is_one_line_with_the_title(tmp_path: Path) -> None:
    category, _ = gift(PAPERS["hostile"], tmp_path)
    assert category == "$course$/top/<b>测验<//b> = {一}//二:#~"


# ---- Moodle XML

KINDS = {
    "single_choice": "multichoice",
    "multiple_choice": "multichoice",
    "true_false": "truefalse",
    "fill_in": "shortanswer",
    "matching": "matching",
    "short_answer": "essay",
}
# the weights that Moodle takes (question_bank::fraction_options_full)
FRACTIONS = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20}
FRACTIONS |= {16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0, -100}


class Shown(HTMLParser):
    """What a reader of HTML sees; refuses tags that texts have no use for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"p", "br"}
        assert not attrs
        self.text += "\n" * (tag == "br")

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(markup: str | None) -> str:
    """The text that HTML shows."""
    reader = Shown()
    reader.feed(markup or "")
    reader.close()
    return reader.text


def moodle(paper: Paper, tmp_path: Path) -> list[ET.Element]:
    """The questions of a Moodle XML file, without the one that names the category."""
    (path,) = write([paper], tmp_path / "q.xml", "", "zh")
    first, *questions = ET.parse(path).getroot().findall("question")  # noqa: S314 our own file
    assert first.get("type") == "category"
    return questions


def test_moodle_holds_every_question_with_marks_and_feedback(paper: Paper, tmp_path: Path) -> None:
    found = moodle(paper, tmp_path)
    assert [e.findtext("idnumber") for e in found] == [q.id for q in paper.questions]
    for entry, question in zip(found, paper.questions, strict=True):
        several = len(question.blanks) > 1
        assert entry.get("type") == ("cloze" if several else KINDS[question.type])
        assert entry.findtext("name/text", "").endswith(question.id)
        feedback = shown(entry.findtext("generalfeedback/text"))
        assert question.explanation in feedback
        assert "奉节府发〔2025〕2号" in feedback
        if not several:
            assert float(entry.findtext("defaultgrade", "")) == question.marks
            assert shown(entry.findtext("questiontext/text")) == question.stem


def test_moodle_choices_weigh_100_in_all(paper: Paper, tmp_path: Path) -> None:
    entries = zip(moodle(paper, tmp_path), paper.questions, strict=True)
    checked = 0
    for entry, question in entries:
        if not question.options:
            continue
        checked += 1
        answers = entry.findall("answer")
        weights = [float(answer.get("fraction", "")) for answer in answers]
        assert [weight > 0 for weight in weights] == [o.right for o in question.options]
        assert sum(w for w in weights if w > 0) == pytest.approx(100, abs=0.001)
        assert set(weights) <= FRACTIONS
        if question.type == "true_false":
            assert [a.findtext("text") for a in answers] == ["true", "false"]
            continue
        assert [shown(a.findtext("text")) for a in answers] == [o.text for o in question.options]
        single = question.type == "single_choice"
        assert entry.findtext("single") == ("true" if single else "false")
        assert all(w == (0 if single else -100) for w in weights if w <= 0)
    assert checked >= 3


def test_moodle_blanks(paper: Paper, tmp_path: Path) -> None:
    for entry, question in zip(moodle(paper, tmp_path), paper.questions, strict=True):
        if len(question.blanks) == 1:
            found = [answer.findtext("text") for answer in entry.findall("answer")]
            spelled = [text.replace("*", r"\*") for text in question.blanks[0].accepted]
            assert found == spelled
            assert {a.get("fraction") for a in entry.findall("answer")} == {"100"}
        elif question.blanks:
            stem, keys = read_cloze(entry.findtext("questiontext/text", ""))
            assert stem == question.stem
            assert keys == [(1, list(blank.accepted)) for blank in question.blanks]


# after Moodle's own patterns (question/type/multianswer): an answer ends at ~ # } unless escaped
CLOZE = re.compile(r"\{(\d+):SHORTANSWER:((?:=.+?(?<!\\|&)(?=[~}])~?)+)\}", re.DOTALL)


def read_cloze(markup: str) -> tuple[str, list[tuple[int, list[str]]]]:
    """The stem with its blanks, and (marks, right spellings) of each blank."""
    keys = []
    for marks, told in CLOZE.findall(markup):
        spelled = [html.unescape(text) for text in re.split(r"~?(?<!&)=", told)[1:]]
        keys.append((int(marks), [text.replace(r"\*", "*") for text in spelled]))
    return shown(CLOZE.sub(BLANK, markup)), keys


def test_moodle_pairs_and_spare_choices(paper: Paper, tmp_path: Path) -> None:
    found = {e.findtext("idnumber"): e for e in moodle(paper, tmp_path)}
    for question in (q for q in paper.questions if q.pairs):
        parts = found[question.id].findall("subquestion")
        told = [(shown(p.findtext("text")), p.findtext("answer/text")) for p in parts]
        spare = [c for c in question.choices if c not in {p.right for p in question.pairs}]
        assert told == [*((p.left, p.right) for p in question.pairs), *(("", c) for c in spare)]


def test_moodle_short_answers_tell_the_grader(paper: Paper, tmp_path: Path) -> None:
    found = {e.findtext("idnumber"): e for e in moodle(paper, tmp_path)}
    for question in (q for q in paper.questions if q.points):
        told = shown(found[question.id].findtext("graderinfo/text"))
        assert all(point.text.rstrip("。；;") in told for point in question.points)


# ---- Anki


def anki(paper: Paper, tmp_path: Path) -> tuple[dict[str, list[str]], sqlite3.Connection]:
    """The fields of each note by the question's id, and the collection."""
    (path,) = write([paper], tmp_path / "q.apkg", "", "zh")
    with zipfile.ZipFile(path) as package:
        package.extract("collection.anki2", tmp_path)
        assert json.loads(package.read("media")) == {}
    base = sqlite3.connect(tmp_path / "collection.anki2")
    fields = [row[0].split("\x1f") for row in base.execute("select flds from notes order by id")]
    return {html.unescape(one[-1]): one for one in fields}, base


def test_anki_has_a_card_for_each_question(paper: Paper, tmp_path: Path) -> None:
    found, base = anki(paper, tmp_path)
    assert list(found) == [question.id for question in paper.questions]
    assert base.execute("select count(*) from cards").fetchone() == (len(paper.questions),)
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    for question in paper.questions:
        stem, offered, answer, explanation, _ = map(shown_on_card, found[question.id])
        assert question.stem.replace("\t", " ").strip() in stem
        assert question.explanation in explanation
        assert "附件3 重点整治任务清单 ＞ 燃气领域" in explanation
        right = [option.text for option in question.options if option.right]
        right += [blank.accepted[0] for blank in question.blanks]
        right += [point.text.rstrip("。；;") for point in question.points]
        assert all(text.replace("\t", " ") in answer for text in right)
        if question.pairs:
            letters = dict(line.split(". ", 1)[::-1] for line in offered.split("\n"))
            for number, pair in enumerate(question.pairs, start=1):
                assert f"{number}-{letters[pair.right]}" in answer


def shown_on_card(markup: str) -> str:
    """The text of a field; a brace would be read by the card's template."""
    assert "{" not in markup
    return shown(markup)


def test_anki_ids_come_from_the_content(tmp_path: Path) -> None:
    def ids(paper: Paper, folder: Path) -> tuple[list, list, list]:
        folder.mkdir()
        _, base = anki(paper, folder)
        models, decks = base.execute("select models, decks from col").fetchone()
        guids = [row[0] for row in base.execute("select guid from notes order by id")]
        return guids, sorted(json.loads(models)), sorted(json.loads(decks))

    first, second = ids(papers()[0], tmp_path / "a"), ids(papers()[1], tmp_path / "b")
    assert sorted(first[0]) == sorted(second[0])
    assert first[1:] == second[1:]
    assert len(set(first[0])) == 8
