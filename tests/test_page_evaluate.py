"""The room to evaluate: what it shows is text, what it is asked for is checked, files hold."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import openpyxl
import pytest

from errors import BusyError
from eval.check import Finding
from eval.compare import compare_runs
from eval.failures import blind_ids
from eval.feedback import Feedback, FeedbackStore, GivenAnswer, StoredFeedback
from eval.gold import GoldQuestion
from eval.review import CorrectedUnit, Correction, load_review
from eval.runs import Details
from eval.stored import StoredRun, stored_runs
from eval.verdicts import judged, moved
from page import Library
from page.evaluate.compare_desk import CompareDesk
from page.evaluate.comparison import Compared, comparison_html
from page.evaluate.corrections import corrections_html
from page.evaluate.feedback import entry_html, feedback_html
from page.evaluate.feedback_desk import FeedbackDesk
from page.evaluate.findings import findings_html
from page.evaluate.gold_desk import GoldDesk
from page.evaluate.opened import Opened
from page.evaluate.progress import progress_html
from page.evaluate.records import Checked, CompareView, FeedbackView, RunView, View
from page.evaluate.run_desk import RunDesk
from page.evaluate.run_page import run_html
from page.evaluate.runs import runs_html
from page.evaluate.score_desk import ScoreDesk
from page.evaluate.showing import Showing
from page.evaluate.texts import evaluate_texts
from page.evaluate.uploads import file_name
from page.evaluate.widgets import lay_out_widgets
from page.jobs import Job
from rag import Answer, Assistant
from rag.live import LiveAssistant
from settings import Settings
from tests.scored import info, row, run, wrong
from tests.test_page import ATTACKS, Parsed

ZH, EN = evaluate_texts("zh"), evaluate_texts("en")
GAS = "fengjie-2025:5a4d4c190f"  # 附件3, 燃气领域: 县经济信息委牵头
ASKED = "奉节县燃气领域整治由谁牵头？"
GOLD = f"""\
{{"id": "gas", "question": "{ASKED}", "language": "zh", "kind": "lead", "status": "answered", \
"anchors": [{{"district": "奉节县", "quote": "排查整治燃气压力管道", \
"section": ["附件3", "燃气领域"]}}], \
"units": [{{"name": "县经济信息委", "role": "lead", "district": "奉节县"}}]}}
{{"id": "yubei", "question": "渝北区燃气安全由谁牵头", "language": "zh", "kind": "unanswerable", \
"status": "not_found"}}
"""


def event(value: object) -> gr.EventData:
    """What the browser sends with an event."""
    return cast(gr.EventData, SimpleNamespace(value=value))


class Room:
    """The widgets of the room with its desks, over folders of its own."""

    def __init__(self, library: Library) -> None:
        self.library = library
        with gr.Blocks():
            self.w = lay_out_widgets()
        showing = Showing(library, self.w)
        self.showing = showing
        self.runs, self.score = RunDesk(showing), ScoreDesk(showing)
        self.compare, self.gold = CompareDesk(showing), GoldDesk(showing)
        self.feedback = FeedbackDesk(showing)

    def notice(self, update: dict[Any, Any]) -> str:
        """The text of the notice in an update."""
        return Parsed(update[self.w.shell.notice]).text

    def view(self, update: dict[Any, Any]) -> View:
        """The view in an update."""
        return cast(View, update[self.w.view])


@pytest.fixture(scope="module")
def kept(
    settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Room:
    """A room whose documents are read once; `room` gives it folders of its own."""
    live = cast(LiveAssistant, SimpleNamespace(current=lambda: assistant))
    return Room(Library(live, settings))


@pytest.fixture
def room(kept: Room, tmp_path: Path) -> Iterator[Room]:
    """A room with empty folders."""
    before = kept.library.settings
    kept.library.settings = before.model_copy(
        update={
            "runs_dir": tmp_path / "runs",
            "review_file": tmp_path / "review.jsonl",
            "feedback_file": tmp_path / "feedback.sqlite",
        }
    )
    yield kept
    kept.library.settings = before


@pytest.fixture
def gold(tmp_path: Path) -> str:
    """The path of an uploaded gold file of two questions."""
    path = tmp_path / "my gold.jsonl"
    path.write_text(GOLD, encoding="utf-8")
    return str(path)


def uploaded(folder: Path, name: str, text: str) -> str:
    """The path of an uploaded file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def score(room: Room, gold: str, sheet: str, name: str) -> dict[Any, Any]:
    """Score a sheet against a gold file of one's own."""
    return room.score.start("own", gold, sheet, name, False, View())


# what is shown is text


def question(text: str) -> GoldQuestion:
    """A gold question with a text in each field that is free."""
    return GoldQuestion(
        id=text, question=text, history=(text,), language="zh", kind=text, status="answered"
    )


def opened(text: str) -> Opened:
    """A run of one wrong question with a text in every free field."""
    answer = Answer(text, "zh", "unspecified", text)
    rows = (wrong(text, kind=text, got="unspecified", reasons=(text,)),)
    details = Details({text: question(text)}, {text: answer}, {}, {})
    return Opened(run(text, *rows), details)


def compared_of(text: str) -> Compared:
    """Two runs that differ in one question."""
    before, after = opened(text), opened(text)
    before = Opened(run("a", row(text, kind=text)), before.details)
    found = compare_runs(before.run, after.run)
    rows = moved(found, before.verdicts(False), after.verdicts(False))
    return Compared(before, after, found, tuple(rows), (text,))


def stored(text: str) -> list[StoredRun]:
    """A run that cannot be read, and one that scored a file, with a text wherever one can be."""
    answers = replace(info(3), answers=replace(info(3).gold[0], name=text))
    at = datetime(2026, 1, 2, tzinfo=UTC)
    return [
        StoredRun("a", at, None, 0, None, fault=text),
        StoredRun("b", at, replace(answers, gold=answers.gold), 1, None),
    ]


def feedback(text: str) -> StoredFeedback:
    """Feedback with a text in every free field."""
    told = Feedback(
        question=text,
        history=(text,),
        given=GivenAnswer(status="answered", text=text, citations=(text,)),
        verdict="down",
        right_status="answered",
        right_units=(CorrectedUnit(name=text, role="lead"),),
        right_clauses=(text,),
        comment=text,
    )
    return StoredFeedback("x", datetime(2026, 1, 2, tzinfo=UTC), True, told, outcome=text)


def job(state: str = "running", **changes: object) -> Job:
    """A made-up job."""
    made = Job("evaluation", ["eval", "run", "--name=甲"])
    for name, value in {"state": state, **changes}.items():
        setattr(made, name, value)
    return made


RENDERED: dict[str, Callable[[Room, str], object]] = {
    "runs": lambda room, text: runs_html(stored(text), "a", ZH, "zh"),
    "verdicts": lambda room, text: run_html(
        RunView("a", shown="verdicts", kind=text, told=(text,)), opened(text), ZH, "zh"
    ),
    "comparison": lambda room, text: comparison_html(
        CompareView("a", "b", kind=text), compared_of(text), ZH, "zh"
    ),
    "feedback": lambda room, text: feedback_html(
        FeedbackView(handled=True), (), [feedback(text)], ZH
    ),
    "entry": lambda room, text: entry_html(
        feedback(text), (GAS,), room.library.anchors(), ZH, "zh"
    ),
    "corrections": lambda room, text: corrections_html(
        [Correction(question=text, note=text, answer=text, clauses=(GAS,))],
        "",
        room.library.anchors(),
        (),
        ZH,
        "zh",
    ),
    "findings": lambda room, text: findings_html(
        Checked(1, 1, (Finding(Path(text.replace("/", "")), 3, text),)), ZH
    ),
    "progress": lambda room, text: progress_html(job("failed", message=text), ZH),
}


@pytest.mark.parametrize("part", RENDERED)
def test_no_text_becomes_markup(room: Room, part: str) -> None:
    plain = Parsed(str(RENDERED[part](room, "平常文字"))).shape()
    for attack in ATTACKS:
        assert Parsed(str(RENDERED[part](room, attack))).shape() == plain, attack


def test_a_report_stands_in_a_frame_that_can_do_nothing() -> None:
    for text in ("平常文字", *ATTACKS):
        html = Parsed(str(run_html(RunView("a"), opened(text), ZH, "zh")))
        frames = [attrs for tag, attrs in html.tags if tag == "iframe"]
        assert [sorted(frame) for frame in frames] == [["class", "sandbox", "srcdoc", "title"]]
        assert frames[0]["sandbox"] == ""
        assert "Content-Security-Policy" in str(frames[0]["srcdoc"])
        inner = Parsed(str(frames[0]["srcdoc"]))
        assert not [tag for tag, _ in inner.tags if tag in ("script", "img", "iframe")]


def test_shares_are_told_with_their_counts_and_intervals(room: Room, gold: str) -> None:
    sheet = uploaded(Path(gold).parent, "a.csv", "题号,答案\ngas,县经济信息委牵头\n")
    score(room, gold, sheet, "甲")
    shown = Parsed(runs_html(room.showing.stored(), "", ZH, "zh")).text
    assert "50.0 % (1/2)95 % 区间 " in shown
    assert "答卷 a.csv · my-gold · 2 题" in shown
    assert (
        "50.0 % (1/2)95 % interval " in Parsed(runs_html(room.showing.stored(), "", EN, "en")).text
    )


def test_progress_is_told_in_words() -> None:
    told = Parsed(progress_html(job(done=38, total=143, left=62), ZH)).text
    assert "正在评测 甲" in told
    assert "已答 38 / 143 题（26 %） · 约剩 1:02" in told
    assert "Loading…" in Parsed(progress_html(job(), EN)).text
    assert "正在评分…" in Parsed(progress_html(job(done=3, total=3), ZH)).text
    assert "12 题保留" in Parsed(progress_html(job("cancelled", done=12), ZH)).text
    done = job("finished")
    done._lines.append("plain baseline: right chunk first  28.0% (28/100)")
    assert "right chunk first  28.0%" in Parsed(progress_html(done, ZH)).text
    assert "程序出错" in Parsed(progress_html(job("failed"), ZH)).text
    assert str(progress_html(job("failed", ended=datetime(2026, 1, 1, tzinfo=UTC)), ZH)) == ""


def test_questions_of_the_blind_split_are_not_shown() -> None:
    blind = sorted(blind_ids())[0]
    rows = (wrong(blind, reasons=("units missing: 县林业局",)),)
    made = Opened(
        run("a", *rows),
        Details({blind: question("问什么")}, {blind: Answer("问", "zh", "answered", "答")}, {}, {}),
    )
    hidden = Parsed(run_html(RunView("a", shown="verdicts"), made, ZH, "zh")).text
    assert "问什么" not in hidden
    assert "县林业局" not in hidden
    assert ZH.blind in hidden
    assert ZH.run.unblind in hidden
    seen = Parsed(run_html(RunView("a", shown="verdicts", unblind=True), made, ZH, "zh")).text
    assert "问什么" in seen
    assert judged(made.run, made.details)[0].question is None


def test_many_questions_are_shown_in_pages() -> None:
    rows = tuple(row(f"q{n}") if n % 2 else wrong(f"q{n}") for n in range(120))
    details = Details(
        {r.id: question(r.id) for r in rows},
        {r.id: Answer(r.id, "zh", "answered", "答") for r in rows},
        {},
        {},
    )
    made = Opened(run("a", *rows), details)
    first = Parsed(run_html(RunView("a", shown="verdicts"), made, ZH, "zh"), inside="code").inner
    assert first == [f"q{n}" for n in range(50)]
    last = RunView("a", shown="verdicts", verdicts="wrong", page=99)
    assert Parsed(run_html(last, made, ZH, "zh"), inside="code").inner == [
        f"q{n}" for n in range(100, 120, 2)
    ]


# what the page is asked for is checked


def test_starting_gives_the_command_what_was_chosen(
    room: Room, gold: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[str]] = []

    def start(kind: str, arguments: list[str]) -> Job:
        if given:
            raise BusyError("busy")
        given.append(arguments)
        return job()

    monkeypatch.setattr(room.library.jobs, "start", start)
    update = room.runs.start("own", gold, " 夜间 ", True, True, View(language="en"))
    assert room.notice(update) == ""
    path = next((room.library.settings.runs_dir / ".gold").iterdir())
    assert path.name.startswith("my-gold-")
    assert path.read_text(encoding="utf-8") == GOLD
    assert given == [
        ["eval", "run", "--language=en", "--name=夜间", f"--gold={path}", "--baseline", "--force"]
    ]
    busy = room.runs.start("dev", None, "", False, False, View())
    assert room.notice(busy) == ZH.runs.busy
    given.clear()
    room.runs.start("dev", None, "", False, False, View())
    assert given[0][:3] == ["eval", "run", "--language=zh"]
    assert given[0][3].startswith("--name=dev-")
    assert given[0][4:] == ["--split=dev"]


@pytest.mark.parametrize(
    ("split", "name", "told"),
    [
        ("../etc", "", ZH.unknown),
        ("dev", "../x", "run name '../x'"),
        ("dev", "--force", "run name '--force'"),
        ("own", "", ZH.no_file),
    ],
)
def test_a_wrong_start_is_one_line(room: Room, split: str, name: str, told: str) -> None:
    assert told in room.notice(room.runs.start(split, None, name, False, False, View()))
    assert not room.library.settings.runs_dir.exists()


def test_a_gold_file_with_a_mistake_is_told_by_its_own_name(room: Room, tmp_path: Path) -> None:
    path = uploaded(tmp_path, "错 题.jsonl", GOLD + "{}\n")
    told = room.notice(room.runs.start("own", path, "", False, False, View()))
    assert told.startswith("没有完成：错-题.jsonl, line 3: id: ")


@pytest.mark.parametrize("value", ["../../etc", "/etc/passwd", "", "none", "a" * 300, None, 3])
def test_a_run_that_is_none_is_not_opened(room: Room, value: object) -> None:
    for callback in (room.runs.open, room.runs.resume, room.runs.deleted):
        assert room.notice(callback(View(deleting=str(value)), event(value))).startswith(
            "没有完成："
        )


def test_runs_are_listed_gone_on_with_and_deleted(room: Room, gold: str) -> None:
    folder = room.library.settings.runs_dir
    sheet = uploaded(Path(gold).parent, "a.csv", "题号,答案\ngas,县经济信息委牵头\n")
    score(room, gold, sheet, "甲")
    (folder / "乙.unfinished").mkdir()
    told = json.loads((folder / "甲" / "run.json").read_text("utf-8"))
    (folder / "乙.unfinished" / "run.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "乙.unfinished" / "answers.jsonl").write_text("{}\n", encoding="utf-8")
    (folder / "丙").mkdir()
    (folder / "丙" / "run.json").write_text("{", encoding="utf-8")
    runs = {found.name: found for found in stored_runs(folder)}
    assert {name: found.finished for name, found in runs.items()} == {
        "甲": True,
        "乙": False,
        "丙": False,
    }
    assert runs["乙"].answered == 1
    assert runs["丙"].fault.startswith("丙/run.json: ")
    told_html = Parsed(runs_html(list(runs.values()), "", ZH, "zh"))
    events = [(a["data-event"], a["data-value"]) for t, a in told_html.tags if t == "button"]
    assert sorted(events) == sorted(
        [("open", "甲"), ("resume", "乙"), *(("delete", name) for name in "甲乙丙")]
    )
    # the gold file is one's own and was only scored, not kept: there is nothing to go on with
    assert ZH.runs.gold_gone in room.notice(room.runs.resume(View(), event("乙")))
    assert ZH.unknown in room.notice(room.runs.deleted(View(), event("丙")))  # was not asked
    asked = room.view(room.runs.delete(View(), event("丙")))
    assert "丙" in room.notice(room.runs.deleted(asked, event("丙")))
    assert [found.name for found in stored_runs(folder)] == ["甲", "乙"]


def test_a_tick_changes_nothing_while_nothing_changes(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = job(done=1, total=2)
    monkeypatch.setattr(room.library.jobs, "latest", lambda kind: running)
    first = room.runs.tick(View(), "")
    assert "已答 1 / 2 题" in first[room.w.progress]
    assert room.w.view not in first  # a slow tick must not undo what was pressed meanwhile
    again = room.runs.tick(View(), first[room.w.seen])
    assert list(again) == [room.w.seen]


def test_the_run_that_is_being_made_is_left_alone(
    room: Room, gold: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = uploaded(Path(gold).parent, "a.csv", "题号,答案\ngas,县经济信息委牵头\n")
    score(room, gold, sheet, "甲")
    monkeypatch.setattr(room.library.jobs, "latest", lambda kind: job())
    in_use = ZH.runs.in_use.format(name="甲")
    assert in_use in room.notice(room.runs.deleted(View(deleting="甲"), event("甲")))
    assert in_use in room.notice(score(room, gold, sheet, "甲"))
    assert [found.name for found in stored_runs(room.library.settings.runs_dir)] == ["甲"]


# answers files


def test_a_filled_in_sheet_is_scored_and_handed_out(room: Room, gold: str) -> None:
    folder = Path(gold).parent
    made = room.score.sheet("own", gold, View())
    book = openpyxl.load_workbook(made[room.w.file])
    sheet = book.active
    assert sheet is not None
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert lines[0] == ["题号", "此前问过：", "问题", "答案"]
    assert [line[0] for line in lines[1:]] == ["gas", "yubei"]
    sheet["D2"] = "由县经济信息委牵头"
    sheet["D3"] = '=HYPERLINK("http://evil/") 由县林业局牵头'
    book.save(folder / "filled in.xlsx")

    update = score(room, gold, str(folder / "filled in.xlsx"), "甲")
    view = room.view(update)
    assert view.run is not None
    assert (view.run.name, view.run.shown) == ("甲", "verdicts")
    html = Parsed(update[room.w.run]["value"])
    assert "1 / 2 题全部正确" in html.text
    assert "HYPERLINK" in html.text

    saved = room.runs.save(view, event("xlsx"))
    assert Path(saved[room.w.file]).name == "逐题判定-甲.xlsx"
    rows = openpyxl.load_workbook(saved[room.w.file]).active
    assert rows is not None
    table = [[cell.value for cell in line] for line in rows.iter_rows()]
    assert [line[5] for line in table] == ["判定", "正确", "有误"]
    assert rows["L3"].data_type == "s"
    saved = room.runs.save(view, event("csv"))
    read = list(csv.reader(io.StringIO(Path(saved[room.w.file]).read_text("utf-8-sig"))))
    assert read[2][11].startswith("'=HYPERLINK")
    told = json.loads(Path(room.runs.save(view, event("json"))[room.w.file]).read_text("utf-8"))
    assert [asked["right"] for asked in told["questions"]] == [True, False]
    for form in ("html", "md"):
        assert Path(room.runs.save(view, event(form))[room.w.file]).stat().st_size > 1_000
    assert ZH.unknown in room.notice(room.runs.save(view, event("exe")))


def test_questions_without_an_answer_are_named(room: Room, gold: str) -> None:
    sheet = uploaded(Path(gold).parent, "a.jsonl", '{"id": "yubei", "answer": "没有"}\n')
    shown = Parsed(score(room, gold, sheet, "甲")[room.w.run]["value"]).text
    assert "1 题没有作答：gas" in shown


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "题号,问题\ngas,x\n", "a.csv: no column 答案 (answer)"),
        ("a.csv", "题号,答案\nnone,x\n", "a.csv, row 2: id 'none' is not in the gold file"),
        ("b c.jsonl", "{", "b-c.jsonl, line 1: not JSON"),
        ("a.xlsx", "no zip", "a.xlsx: not a workbook"),
        ("a.exe", "x", "a.exe: ends in .exe; use .jsonl, .csv, .xlsx"),
        ("a.csv", "", "a.csv: is empty"),
    ],
)
def test_a_bad_sheet_is_one_line(room: Room, gold: str, name: str, text: str, told: str) -> None:
    said = room.notice(score(room, gold, uploaded(Path(gold).parent, name, text), ""))
    assert said.startswith(f"没有完成：{told}")
    assert "\n" not in said
    assert str(Path(gold).parent) not in said
    assert stored_runs(room.library.settings.runs_dir) == []


def test_names_of_uploads_are_made_anew() -> None:
    assert file_name("../../答 卷;rm.XLSX") == "答-卷-rm.xlsx"
    assert file_name("..") == "file"
    assert file_name("/etc/passwd") == "passwd"
    assert len(file_name("x" * 500 + ".csv")) == 44


# two runs


def test_two_runs_are_compared_question_by_question(room: Room, gold: str) -> None:
    folder = Path(gold).parent
    for name, answers in (
        ("前", ("县林业局牵头", "没有")),
        ("后", ("县经济信息委牵头", "县林业局")),
    ):
        text = f"题号,答案\ngas,{answers[0]}\nyubei,{answers[1]}\n"
        score(room, gold, uploaded(folder, f"{name}.csv", text), name)
    update = room.compare.start("前", "后", View())
    view, shown = room.view(update), Parsed(update[room.w.compare.found], inside="code")
    assert shown.inner == ["yubei", "gas"]  # what was lost comes first
    assert "变错 1" in shown.text
    assert "50.0 % (1/2)" in shown.text
    assert "门限：" in shown.text
    won = room.compare.side(view, event("won"))
    assert Parsed(won[room.w.compare.found], inside="code").inner == ["gas"]
    saved = Path(room.compare.save(view, event("json"))[room.w.file])
    assert saved.name == "比较-前-后.json"
    assert json.loads(saved.read_text("utf-8"))["won"] == ["gas"]
    book = openpyxl.load_workbook(room.compare.save(view, event("xlsx"))[room.w.file]).active
    assert book is not None
    assert [cell.value for cell in book["B"]] == ["变化", "变错", "变对"]
    assert ZH.compare.same in room.notice(room.compare.start("前", "前", View()))
    assert ZH.compare.few in room.notice(room.compare.start(None, "前", View()))


# feedback


@pytest.fixture
def entry(room: Room) -> str:
    """The id of feedback that names the right unit."""
    told = Feedback(
        question=ASKED,
        given=GivenAnswer(status="answered", text="由县林业局牵头。[1]", citations=(GAS,)),
        verdict="down",
        right_units=(CorrectedUnit(name="县经济信息委", role="lead"),),
        comment="不是林业局",
    )
    return FeedbackStore(room.library.settings.feedback_file).add(told, "session")


def test_feedback_becomes_a_correction(room: Room, entry: str) -> None:
    update = room.feedback.entry(View(), event(entry))
    view = room.view(update)
    form = room.w.feedback
    assert update[form.form]["visible"]
    assert update[form.units] == "县经济信息委=牵头"
    assert update[form.clauses]["value"] == [GAS]
    assert "附件3" in update[form.clauses]["choices"][0][0]
    assert 'data-event="show"' in update[form.entries]

    wrong_unit = room.feedback.take("answered", [GAS], "县林业局=牵头", "", "", view)
    assert "unit '县林业局' does not stand in clause" in room.notice(wrong_unit)
    assert not room.library.settings.review_file.exists()

    taken = room.feedback.take(
        "answered", [GAS], "县经济信息委=牵头\n", "县经济信息委牵头", "", view
    )
    made = load_review(room.library.settings.review_file)
    assert [(c.question, c.clauses, c.origin) for c in made] == [(ASKED, (GAS,), "page")]
    assert ZH.feedback.taken.format(id=made[0].id) == room.notice(taken)
    shown = Parsed(taken[form.corrections], inside="pre")
    line = json.loads(shown.inner[0])
    assert line["units"] == [{"name": "县经济信息委", "role": "lead", "district": "奉节县"}]
    assert "定题号、题型和所属部分" in shown.text
    assert room.showing.feedback.entries(handled=True)[0].outcome == made[0].id
    saved = Path(room.feedback.save(View(), event(made[0].id))[room.w.file])
    assert json.loads(saved.read_text("utf-8")) == line
    assert ZH.unknown in room.notice(room.feedback.save(View(), event("review-x")))


def test_other_clauses_are_found(room: Room, entry: str) -> None:
    view = room.view(room.feedback.entry(View(), event(entry)))
    found = room.feedback.search("奉节县森林防火由谁负责", [GAS], view)
    clauses = room.view(found).feedback.clauses
    assert clauses[0] == GAS
    assert len(clauses) > 1
    assert found[room.w.feedback.clauses]["value"] == [GAS]
    by_id = room.feedback.search(clauses[1], [], view)
    assert room.view(by_id).feedback.clauses == (GAS, clauses[1])
    assert "没有完成" in room.notice(room.feedback.search("？", [], view))


def test_feedback_is_set_aside_with_a_reason(room: Room, entry: str) -> None:
    view = room.view(room.feedback.entry(View(), event(entry)))
    assert ZH.feedback.needs_reason in room.notice(room.feedback.set_aside(" ", view))
    room.feedback.set_aside("<b>答得对</b>", view)
    listed = room.feedback.handled(View(), event("yes"))[room.w.feedback.entries]
    assert "处理：<b>答得对</b>" in Parsed(listed).text
    room.feedback.reopen(View(), event(entry))
    assert [kept.id for kept in room.showing.feedback.entries(handled=False)] == [entry]


# gold


def test_gold_is_checked(room: Room, gold: str) -> None:
    fine = room.gold.start("own", gold, View())
    assert "没有发现问题：1 份题集，2 题" in Parsed(fine[room.w.gold.findings]).text
    broken = uploaded(Path(gold).parent, "b.jsonl", GOLD.replace("县经济信息委", "县无此委"))
    found = Parsed(room.gold.start("own", broken, View())[room.w.gold.findings]).text
    assert "1 处要改" in found
    assert "b.jsonl 第 1 行" in found
    assert "县无此委" in found


def test_the_room_opens_in_both_languages(room: Room, gold: str) -> None:
    for language, told in (("zh", "已存的结果"), ("en", "Stored runs")):
        update = room.showing.everything(View(language=language))  # type: ignore[arg-type]
        assert told in update[room.w.runs.runs]
        assert update[room.w.run]["visible"] is False
        assert set(update) <= set(room.w.all())
