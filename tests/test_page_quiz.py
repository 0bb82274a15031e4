"""The room for quizzes without a browser: its HTML, its form, its steps, what is handed in."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from errors import AnswersError, AnwenError, PaperError, QuizError, UnknownNameError
from page.document import document_html
from page.quiz import desk as on_desk
from page.quiz.clause import proving
from page.quiz.edits import read_edit
from page.quiz.form import read_filters, read_wish
from page.quiz.outputs import answer_sheet, kept_work, one_file, paper_files, report_file
from page.quiz.paper import changes, paper_html
from page.quiz.records import Desk, View
from page.quiz.report import report_html
from page.quiz.stocktaking import counts_html
from page.quiz.texts import quiz_texts
from page.quiz.uploads import graded, read_desk, unpacked
from quiz.check import stale_questions
from quiz.exports import FORMS
from quiz.records import Question
from quiz.review import QuestionEdit
from quiz.store import as_json
from rag import Assistant
from rag.records import Language
from tests.banking import bank
from tests.banking import papers as drawn
from tests.quizzes import HOSTILE, hostile_paper, papers, question
from tests.test_page import ATTACKS, LANGUAGES, Parsed, small_index

FIELDS: dict[str, Any] = {
    "count": 10,
    "versions": 2,
    "districts": ["奉节县"],
    "district_shares": "",
    "types": [],
    "type_shares": "",
    "difficulties": [],
    "sectors": [],
    "chapters": [],
    "title": "",
    "seed": 7,
    "language": "zh",
}


def desk() -> Desk:
    return on_desk.open_desk(papers())


def sent(asked: Question, **changed: list[str]) -> dict[str, list[str]]:
    """What the form of a question sends when nothing but some fields is changed."""
    return {
        "stem": [asked.stem],
        "explanation": [asked.explanation],
        "marks": [f"{asked.marks:g}"],
        "note": [""],
        "option": [option.text for option in asked.options],
        "right": [str(i) for i, option in enumerate(asked.options) if option.right],
        "left": [pair.left for pair in asked.pairs],
        "choice": list(asked.choices),
        "blank": ["\n".join(blank.accepted) for blank in asked.blanks],
        "point": [point.text for point in asked.points],
        "point_marks": [f"{point.marks:g}" for point in asked.points],
        "point_words": ["\n".join(point.words) for point in asked.points],
        **changed,
    }


# ---- the form ----


def test_a_form_is_a_blueprint() -> None:
    heading = "五、深化体系，提升能力"
    fields = {**FIELDS, "chapters": [heading, "no such heading"], "types": ["single_choice"]}
    wish = read_wish(fields, [heading], "zh")
    assert (wish.blueprint.count, wish.versions, wish.blueprint.seed) == (10, 2, 7)
    assert wish.blueprint.districts.names == ("奉节县",)
    assert wish.blueprint.chapters.names == (heading,)  # a comma does not part it
    assert wish.blueprint.types.names == ("single_choice",)


def test_shares_say_which_names_are_wanted() -> None:
    fields = {**FIELDS, "district_shares": "奉节=60，江津=40"}
    wanted = read_filters(fields, []).districts
    assert (wanted.names, wanted.shares) == (("奉节县", "江津区"), (60.0, 40.0))


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("count", 101, "101; it is from 1 to 100"),
        ("count", None, "from 1 to 100"),
        ("count", "<b>", "from 1 to 100"),
        ("versions", 0, "0; it is from 1 to 6"),
        ("seed", -1, "seed -1"),
        ("seed", 1.5, "seed -1"),
        ("district_shares", "奉节=60", "add up to 60"),
        ("district_shares", "奉" * 401, "at most 400"),
        ("title", "甲" * 201, "200"),
        ("title", "a\x07", "control character"),
    ],
)
def test_what_a_form_cannot_say_is_told(field: str, value: object, told: str) -> None:
    with pytest.raises(QuizError, match=told):
        read_wish({**FIELDS, field: value}, [], "zh")


def test_a_name_from_elsewhere_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        read_filters({**FIELDS, "districts": ["<script>"]}, [])
    assert read_filters({**FIELDS, "districts": None}, []).districts.names == ()


def test_the_stock_is_told_by_type_and_difficulty() -> None:
    from collections import Counter

    counts = Counter({("single_choice", "easy"): 3, ("fill_in", "hard"): 2})
    shown = Parsed(counts_html(counts, "zh"), inside="td")  # type: ignore[arg-type]
    assert shown.inner == ["3", "0", "0", "3", "0", "0", "2", "2", "3", "0", "2", "5"]
    assert "5 道题" in shown.text


# ---- the papers ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_stand_with_key_marks_and_proof(language: Language) -> None:
    html = paper_html(View(language, desk(), chosen="s1"))
    shown = Parsed(html, inside="li")
    texts = quiz_texts(language)
    for told in (
        texts.proven,
        "奉节县燃气领域整治由谁牵头？",
        "s1的解析。",
        "县经济信息委",
        "1-C 2-B 3-A",
    ):
        assert told in shown.text
    events = {attrs.get("data-event") for tag, attrs in shown.tags if tag == "button"}
    assert events == {"undo", "check", "version", "cite", "edit", "replace", "drop", "choose"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_paper_becomes_markup(language: Language) -> None:
    hostile = on_desk.open_desk([hostile_paper()])
    harmless_paper = hostile_paper()
    for number, asked in enumerate(hostile_paper().questions):
        for editing in (False, True):
            view = View(language, hostile, chosen=asked.id, editing=editing)
            shown = Parsed(paper_html(view))
            tags = {tag for tag, _ in shown.tags}
            assert not tags & {"script", "img", "iframe", "a"}, number
            assert not any(name.startswith("on") for _, attrs in shown.tags for name in attrs)
    assert harmless_paper.title in Parsed(paper_html(View(language, hostile))).text
    text = Parsed(paper_html(View(language, hostile))).text
    assert all(one in text for one in HOSTILE[:3])


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_edit_becomes_markup(attack: str) -> None:
    def shape(text: str, editing: bool) -> tuple[object, str]:
        own = on_desk.entry(desk(), 0, "s1")
        form = sent(
            own.base, stem=[text], note=[text], explanation=[text], option=[text, *"乙丙丁"]
        )
        changed = on_desk.edited(desk(), read_edit(form, own))
        shown = Parsed(paper_html(View("zh", changed, chosen="s1", editing=editing)))
        return shown.shape(), shown.text

    for editing in (False, True):
        hostile, harmless = shape(attack, editing), shape("平常", editing)
        assert hostile[0] == harmless[0]
        assert hostile[1].count(attack) >= 3 - editing  # a field's value is no text


def test_the_words_that_prove_a_key_are_set_off() -> None:
    index, clause = small_index()
    shown = Parsed(document_html(clause, index, "zh", ["乙局", "<b>甲</b>", ""]), inside="b")
    assert shown.inner == ["<b>甲</b>", "乙局"]
    whole = Parsed(document_html(clause, index, "zh", ["乙"]))
    assert whole.inner == ["1\t<b>甲</b>\t乙局"]
    assert whole.text.endswith(index.documents["d"].text)


def test_every_kind_of_question_finds_its_proving_words() -> None:
    without = [
        asked.id
        for asked in drawn(40)[0].questions
        if not any(list(proving(asked, citation)) for citation in asked.citations)
    ]
    assert without == []


def test_the_panel_shows_the_clause_as_it_is_quoted(assistant: Assistant) -> None:
    from page.quiz.clause import clause_html

    own = on_desk.open_desk(drawn(12))
    for asked in own.papers[0].questions:
        shown = Parsed(clause_html(View("zh", own, chosen=asked.id), assistant.index))
        assert shown.inner == [asked.citations[0].quote]
    beside = assistant.index.clauses[5]
    gone_to = View("zh", own, chosen=own.papers[0].questions[0].id, beside=beside.id)
    quote = assistant.index.cite(beside).quote
    assert Parsed(clause_html(gone_to, assistant.index)).inner == [quote]
    unknown = replace(gone_to, beside="<script>")
    first = own.papers[0].questions[0].citations[0].quote
    assert Parsed(clause_html(unknown, assistant.index)).inner == [first]
    made_up = clause_html(View("zh", desk(), chosen="s1"), assistant.index)
    assert quiz_texts("zh").lost in Parsed(made_up).text


# ---- edits ----


@pytest.mark.parametrize("id_", ["s1", "m1", "t1", "f1", "f2", "p1", "a1"])
@pytest.mark.parametrize("version", [0, 1])
def test_a_form_sent_as_it_is_changes_nothing(id_: str, version: int) -> None:
    own = on_desk.entry(desk(), version, id_)
    assert read_edit(sent(own.base), own) == QuestionEdit(id_)


@pytest.mark.parametrize(
    ("id_", "field", "values", "reason"),
    [
        ("s1", "stem", ["新题干"], "stem"),
        ("s1", "option", ["甲", "乙", "丙", "丁"], "options"),
        ("s1", "right", ["0"], "right"),
        ("t1", "right", ["0"], "right"),
        ("f1", "blank", ["县经济信息委\n经委"], "blanks"),
        ("p1", "left", ["甲", "乙", "丙"], "pairs"),
        ("a1", "point_words", ["甲", "乙"], "points"),
    ],
)
def test_a_change_of_what_is_asked_takes_the_proof_away(
    id_: str, field: str, values: list[str], reason: str
) -> None:
    own = on_desk.entry(desk(), 0, id_)
    changed = on_desk.edited(desk(), read_edit(sent(own.base, **{field: values}), own))
    texts = quiz_texts("zh")
    for version in (0, 1):
        after = on_desk.entry(changed, version, id_)
        assert after.now is not None and not after.now.proven
        assert changes(after, texts) == [getattr(texts, reason)]
    assert texts.unproven.format(why=getattr(texts, reason)) in paper_html(View("zh", changed))


def test_marks_note_and_explanation_leave_the_proof() -> None:
    own = on_desk.entry(desk(), 0, "s1")
    form = sent(own.base, marks=["5"], note=["看看"], explanation=["另一种解析"])
    after = on_desk.entry(on_desk.edited(desk(), read_edit(form, own)), 1, "s1")
    assert after.now is not None and after.now.proven
    assert (after.now.marks, after.now.explanation, after.edit.note) == (5.0, "另一种解析", "看看")


@pytest.mark.parametrize(
    "form",
    [
        None,
        "text",
        {"stem": "no list"},
        {"stem": [1]},
        {"stem": ["甲" * 20_001]},
        {"note": ["甲" * 1_001]},
        {"marks": ["nan"]},
        {"marks": ["-1"]},
        {"marks": ["1"], "option": ["one of four"]},
        {"marks": ["1"], "option": ["甲"] * 201},
    ],
)
def test_what_is_no_form_is_refused_in_one_line(form: object) -> None:
    with pytest.raises(PaperError) as error:
        read_edit(form, on_desk.entry(desk(), 0, "s1"))
    assert "\n" not in str(error.value)


def test_steps_are_taken_back_one_by_one() -> None:
    first = desk()
    second = on_desk.dropped(first, "s1")
    third = on_desk.dropped(second, "m1")
    assert [e.number for e in on_desk.entries(third, 0)] == [0, 1, 0, 2, 3, 4, 5, 6]
    assert on_desk.undone(third).reviewed == second.reviewed
    assert on_desk.undone(on_desk.undone(third)).reviewed == first.reviewed
    assert on_desk.undone(first) == first
    assert on_desk.restored(third, "s1").reviewed == on_desk.dropped(first, "m1").reviewed
    with pytest.raises(QuizError):
        on_desk.dropped(first, "no such id")


def test_the_last_question_cannot_be_dropped() -> None:
    only = on_desk.open_desk([replace(papers()[0], questions=papers()[0].questions[:1])])
    with pytest.raises(PaperError, match="1 to"):
        on_desk.dropped(only, "s1")


def test_a_replacement_is_proven_new_and_in_every_version() -> None:
    own = on_desk.open_desk(drawn(8, copies=2))
    id_ = own.papers[0].questions[0].id
    seen = {question.id for question in own.papers[0].questions}
    for _ in range(3):
        own = on_desk.replaced(own, bank(), id_)
        new = on_desk.entry(own, 0, id_).now
        assert new is not None and new.proven and new.id not in seen
        assert on_desk.entry(own, 1, id_).now == new
        seen.add(new.id)


# ---- files ----


def test_every_form_is_made_and_named_after_the_title() -> None:
    edited = on_desk.dropped(desk(), "s1")
    files = paper_files(edited.reviewed, [*FORMS, "unknown"], "zh")
    assert set(files) == {
        f"奉节县安全生产测验{end}"
        for end in ("-A.docx", "-B.docx", ".xlsx", "-A.html", "-B.html", ".gift", ".xml", ".zip")
    } | {"奉节县安全生产测验.apkg", "奉节县安全生产测验.json"}
    told = "\n".join(
        p.text for p in docx.Document(BytesIO(files["奉节县安全生产测验-A.docx"])).paragraphs
    )
    assert "奉节县校园安全由谁牵头" in told
    assert "奉节县燃气领域整治由谁牵头" not in told
    with pytest.raises(QuizError, match="no form is chosen"):
        paper_files(edited.reviewed, ["unknown"], "zh")


def test_several_files_are_one_archive_with_safe_names() -> None:
    name, data = one_file({"../a/b.txt": b"1", "c.txt": b"2"}, "标题")
    assert name == "标题.zip"
    with zipfile.ZipFile(BytesIO(data)) as made:
        assert not any("/" in member or "\\" in member for member in made.namelist())
    assert one_file({"a.txt": b"1"}, "标题") == ("a.txt", b"1")


def test_an_answer_sheet_tells_no_key() -> None:
    ((name, data),) = answer_sheet(papers(), "zh").items()
    assert name == "奉节县安全生产测验-答题表.xlsx"
    book = openpyxl.load_workbook(BytesIO(data))
    assert len(book.sheetnames) == 1
    cells = [
        str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value
    ]
    assert cells == ["姓名", "单位", "卷别", *map(str, range(1, 9))]


def test_work_goes_on_where_it_was_left(tmp_path: Path) -> None:
    left = on_desk.dropped(on_desk.edited(desk(), QuestionEdit("m1", marks=4.0)), "s1")
    name, data = one_file(kept_work(left, ("原卷", "修改")), "测验")
    kept = tmp_path / name
    kept.write_bytes(data)
    opened = read_desk(unpacked([str(kept)], tmp_path), None)
    assert (opened.papers, opened.review, opened.reviewed) == (
        left.papers, left.review, left.reviewed
    )  # fmt: skip
    apart = [tmp_path / one for one in kept_work(left, ("原卷", "修改"))]
    for path, told in zip(apart, kept_work(left, ("原卷", "修改")).values(), strict=True):
        path.write_bytes(told)
    assert read_desk(apart[::-1], None).reviewed == left.reviewed
    again = read_desk(apart[1:], desk())  # edits alone are for the papers that are there
    assert again.reviewed == left.reviewed
    assert on_desk.undone(again).reviewed == desk().reviewed


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"papers": 3}',
        b'{"format": 1, "papers": []}',
        b"[" * 100_000,
        as_json(papers()).replace(b'"marks": 1.0', b'"marks": -1.0', 1),
        b'{"format": 1, "review": {"paper_id": "x"}}',
        b"PK\x03\x04",
    ],
)
@pytest.mark.parametrize("ending", ["json", "zip"])
def test_what_is_no_paper_is_told_without_its_path(
    tmp_path: Path, data: bytes, ending: str
) -> None:
    path = tmp_path / f"卷.{ending}"
    path.write_bytes(data)
    with pytest.raises(AnwenError) as error:
        read_desk(unpacked([str(path)], tmp_path), None)
    assert str(tmp_path) not in str(error.value)
    assert "\n" not in str(error.value)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.json", b" " * 10_000_001)
    with pytest.raises(PaperError, match="10000000 bytes"):
        unpacked([str(path)], tmp_path)


def test_questions_of_changed_documents_are_listed() -> None:
    from tests.banking import five

    made = drawn(6)
    first = made[0].questions[0]
    cited = replace(first.citations[0], clause_id="gone", section=("没有这一节",))
    old = replace(made[0], questions=(replace(first, citations=(cited,)), *made[0].questions[1:]))
    own = on_desk.open_desk([old])
    own = replace(own, stale=tuple(stale_questions(own.reviewed[0], five())))
    text = Parsed(paper_html(View("zh", own))).text
    assert quiz_texts("zh").stale.format(count=1) in text
    assert "第 1 题 条文已不在" in text


# ---- grades ----


def answers(tmp_path: Path, text: str) -> str:
    path = tmp_path / "答题.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_answers_are_graded_to_the_papers_under_review(tmp_path: Path) -> None:
    sheet = answers(tmp_path, "姓名,卷别,1,2\n张三,A,D,\n李四,B,<script>,A\n")
    without = on_desk.dropped(desk(), "s1")
    report = graded(without.reviewed, sheet)
    # in version B question 2 has its options turned round: A is one of three right ones
    assert [person.total for person in report.people] == [1.0, pytest.approx(2 / 3)]
    shown = Parsed(report_html(report, "zh"), inside="td")
    assert "张三" in shown.inner
    assert "script" not in {tag for tag, _ in shown.tags}
    links = [attrs for tag, attrs in shown.tags if tag == "a"]
    assert links and all((a["href"] or "").startswith("./?clause=") for a in links)
    ((name, data),) = report_file(report, ".xlsx", "成绩", "zh").items()
    assert name == "奉节县安全生产测验-成绩.xlsx"
    assert "张三" in {c.value for c in openpyxl.load_workbook(BytesIO(data)).worksheets[0]["A"]}
    told = json.loads(report_file(report, ".json", "成绩", "zh")["奉节县安全生产测验-成绩.json"])
    assert told["people"][0]["name"] == "张三"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_an_answer_sheet_becomes_markup(tmp_path: Path, attack: str) -> None:
    def shape(text: str) -> object:
        told = text.replace('"', '""')
        sheet = answers(tmp_path, f'姓名,单位,卷别,1\n"{told}","{told}",A,"{told}"\n')
        return Parsed(report_html(graded(papers(), sheet), "en")).shape()

    assert shape(attack) == shape("平常")


@pytest.mark.parametrize("text", ["姓名\n", "甲,乙\n1,2\n", '姓名,1\n"张三,A\n', "\0"])
def test_a_bad_sheet_is_told_in_one_line_without_its_path(tmp_path: Path, text: str) -> None:
    with pytest.raises(AnswersError) as error:
        graded(papers(), answers(tmp_path, text))
    assert str(tmp_path) not in str(error.value)
    assert "\n" not in str(error.value)


def test_ids_of_uploaded_questions_are_only_values() -> None:
    odd = question('"><b>', "true_false", "甲", options=papers()[0].questions[3].options)
    own = on_desk.open_desk([replace(papers()[0], questions=(odd,))])
    shown = Parsed(paper_html(View("zh", own, chosen=odd.id)))
    assert {a["data-value"] for t, a in shown.tags if a.get("data-event") == "edit"} == {odd.id}
