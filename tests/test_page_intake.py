"""Where documents come in: what is shown is escaped, what is started is what was confirmed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from markupsafe import Markup

import corpus.districts
from corpus import DocumentEntry
from corpus.check import check_document
from corpus.districts import find_district, forget_districts
from errors import DataFileError, IndexWriteError, IntakeError
from intake.preview_records import (
    Changes,
    ClauseChange,
    FactCounts,
    OutlineNode,
    Piece,
    Preview,
    TablePreview,
    Touched,
    TouchedGold,
    TouchedPaper,
    UnitChange,
    UnitPreview,
)
from intake.records import FIELDS, Found, Likeness, Proposal, Proposed
from page.corpus.intake.districts import register_district
from page.corpus.intake.labels import filled_in, merged
from page.corpus.intake.preview import preview_html
from page.corpus.intake.proposal import proposal_html
from page.corpus.intake.records import Step
from page.corpus.intake.steps import step_html, take
from page.corpus.intake.work import State, start_adding, work_html
from page.jobs import Job
from page.library import Library
from rag.records import Language
from settings import Settings
from tests.test_page import ATTACKS, LANGUAGES, Parsed
from tests.test_page_corpus import parsed


def entry(text: str = "平常文字") -> DocumentEntry:
    """An entry with a text in each field that a person fills in."""
    return DocumentEntry(
        id="d",
        file="d.txt",
        form="word",
        district=text,
        title=text,
        doc_number=text,
        issuer=text,
        issued=date(2025, 3, 21),
    )


def proposal(text: str = "平常文字", **changes: Any) -> Proposal:
    """A proposal with a text in each field."""
    found = Found(text, 3, text)
    fields = {name: Proposed(name, found, (found, Found(text + "2", 0, text))) for name in FIELDS}
    like = Likeness("d", text, text, text, ("same_number", "same_text"), 0.5)
    made = Proposal(text, 9, "", "word", (text,), fields, same_as=text, revises=(like,))
    return replace(made, **changes)


def preview(text: str = "平常文字") -> Preview:
    """A preview with a text in each field."""
    document = parsed(text)
    clause = document.clauses[0]
    pieces = (Piece(text, True), Piece(text, False))
    changes = Changes(
        text,
        1,
        (
            ClauseChange("new", None, clause),
            ClauseChange("gone", clause, None),
            ClauseChange(
                "changed",
                replace(clause, section=(text, text)),
                clause,
                pieces,
                pieces,
                (UnitChange(text, "lead", None), UnitChange(text, None, "support")),
                (text, ""),
                ("", text),
                moved=True,
            ),
        ),
    )
    touched = Touched(
        (TouchedGold(Path("a.jsonl"), 1, text, text, (text,)),),
        (TouchedPaper(Path(text.replace("/", "-")), (("A7", "changed"),)),),
        FactCounts(3, 4, 1, 2),
    )
    return Preview(
        name=text,
        entry=entry(text),
        notes=(text,),
        parsed=document,
        check=check_document(document, entry(text)),
        outline=(OutlineNode(text, 0, 3, 2, 1),),
        tables=(TablePreview((text, text), (text,), 2, 1),),
        units=(
            UnitPreview(text, None, 1, (text,), (1,), (text,)),
            UnitPreview(text, "transport", 1, (text,), (1,)),
        ),
        touched=touched,
        changes=changes,
    )


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_file_becomes_markup(attack: str, language: Language) -> None:
    for show, hostile, harmless in (
        (proposal_html, proposal(attack), proposal("plain words")),
        (preview_html, preview(attack), preview("plain words")),
    ):
        shown = Parsed(show(hostile, language))  # type: ignore[operator]
        assert shown.shape() == Parsed(show(harmless, language)).shape()  # type: ignore[operator]
        assert shown.text.count(attack) >= 8


def test_a_proposal_says_where_each_value_was_read() -> None:
    shown = Parsed(proposal_html(proposal(), "zh"), inside="td")
    assert shown.inner[:3] == ["平常文字", "第 3 行：平常文字", "平常文字2 据文件名：平常文字"]
    assert "可能是 d（平常文字《平常文字》）的修订：文号相同、50% 的条款相同" in shown.text
    nothing = dict.fromkeys(FIELDS, Proposed("title", None))
    assert "没有读到" in proposal_html(proposal(fields=nothing), "zh")


def test_a_preview_shows_what_a_revision_changes() -> None:
    html = preview_html(preview("某局"), "zh")
    assert Parsed(html, inside="ins").inner == ["某局", "某局"]
    assert Parsed(html, inside="del").inner == ["某局", "某局"]
    for words in (
        "新增 1，删去 1",
        "1 个不在单位库中",
        "相近的有 某局",
        "时限：某局 → 无",
        "3 → 4",
    ):
        assert words in html, words


def test_long_lists_are_cut_and_say_so() -> None:
    whole = preview()
    nodes = tuple(OutlineNode(f"标题{n}", 0, 1, 0, 1) for n in range(130))
    html = preview_html(replace(whole, outline=nodes), "zh")
    assert "标题99" in html
    assert "标题100" not in html
    assert "另有 30 条" in html


def test_a_file_is_taken_as_a_revision_only_where_number_or_title_say_so() -> None:
    widgets: Any = SimpleNamespace(**{name: name for name in (*FIELDS, "revises")})
    by_number = filled_in(widgets, proposal(), [parsed()])
    assert (by_number["revises"]["value"], by_number["id"]["value"]) == ("d", "d")
    like = Likeness("d", "", "", "", ("same_text",), 0.9)
    by_words = filled_in(widgets, proposal(revises=(like,)), [parsed()])
    assert (by_words["revises"]["value"], by_words["id"]["value"]) == ("", "平常文字")
    assert by_words["district"]["value"] is None  # not a district that is known


def test_updates_of_one_widget_are_put_together() -> None:
    widget, other = "widget", "other"
    assert merged({widget: {"label": "a", "value": 1}, other: "x"}, {widget: {"value": 2}}) == {
        widget: {"label": "a", "value": 2},
        other: "x",
    }


# The work


class Started:
    """Stands in for the jobs: keeps what was started."""

    def __init__(self) -> None:
        self.arguments: list[str] = []

    def start(self, kind: str, arguments: Sequence[str]) -> Job:
        assert kind == "documents"
        self.arguments = list(arguments)
        return Job(kind, arguments)


def library_with(jobs: Started, settings: Settings | None = None) -> Library:
    return cast(Library, SimpleNamespace(jobs=jobs, settings=settings))


def test_what_was_confirmed_is_what_is_added() -> None:
    jobs = Started()
    hostile = entry("--yes; rm -rf $HOME")
    start_adding(library_with(jobs), Path("/x/-a b.txt"), hostile, revises=False)
    assert jobs.arguments == [
        "add",
        "--yes",
        "--id=d",
        "--form=word",
        "--district=--yes; rm -rf $HOME",
        "--title=--yes; rm -rf $HOME",
        "--number=--yes; rm -rf $HOME",
        "--issuer=--yes; rm -rf $HOME",
        "--issued=2025-03-21",
        "--",
        "/x/-a b.txt",
    ]
    start_adding(library_with(jobs), Path("/x/a.txt"), entry(), revises=True)
    assert "--replaces=d" in jobs.arguments


def test_steps_start_what_they_ask_about() -> None:
    jobs = Started()
    for step, arguments in (
        (Step("remove", "--all"), ["remove", "--yes", "--", "--all"]),
        (Step("rollback"), ["rollback"]),
        (Step("build"), ["build", "--force"]),
    ):
        take(step, library_with(jobs))
        assert jobs.arguments == arguments


def test_steps_that_cannot_be_are_refused(small_settings: Settings) -> None:
    library = library_with(Started(), small_settings)
    with pytest.raises(IntakeError, match="no document 'nothing'"):
        step_html(Step("remove", "nothing"), library, "zh")
    with pytest.raises(IndexWriteError, match="no version before"):
        step_html(Step("rollback"), library, "zh")
    assert step_html(None, library, "zh") == Markup("")
    asked = Parsed(step_html(Step("remove", "tiny"), library, "zh"))
    assert "移出 tiny（奉节县《2025年全县工作要点》" in asked.text


@pytest.mark.parametrize(
    ("state", "answering", "told"),
    [
        ("running", "1", "正在加入 d"),
        ("finished", "1", "d 已加入。 新版本 2 已生成，正在换上"),
        ("finished", "2", "d 已加入。 版本 2 已生效"),
        ("failed", "1", "没有完成，内容未变：<i>no</i>"),
        ("cancelled", "1", "已停止"),
    ],
)
def test_the_work_is_told(state: str, answering: str, told: str) -> None:
    job = Job("documents", ["add", "--id=d"])
    job.state = state  # type: ignore[assignment]
    job.message, job.done, job.total, job.left = "<i>no</i>", 3, 7, 5
    shown = Parsed(work_html(State(job, answering, "2"), "zh"))
    assert told in shown.text
    assert "i" not in {tag for tag, _ in shown.tags}
    if state == "running":
        assert ("progress", {"value": "3", "max": "7", "aria-label": "正在加入 d"}) in shown.tags
        assert "3 / 7" in shown.text


def test_no_work_is_nothing() -> None:
    assert work_html(State(None, "1", "1"), "en") == Markup("")
    assert State(None, "1", None).seen == ("", "1", "")


# A district that nobody knew


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings with a file of own districts that is not there yet."""
    settings = Settings(own_districts=tmp_path / "own" / "districts.toml")
    monkeypatch.setattr(corpus.districts, "get_settings", lambda: settings)
    forget_districts()
    yield settings  # type: ignore[misc]
    forget_districts()


def test_a_new_district_is_known_at_once(own: Settings) -> None:
    register_district("高新试验区", "Gaoxin Test Zone", "高试区， 试验片区", own)
    register_district("甲乙区", "", "", own)
    for spelling in ("高新试验区", "高试区", "试验片区", "Gaoxin Test Zone"):
        assert find_district(spelling) == "高新试验区"
    assert find_district("甲乙区") == "甲乙区"


def test_a_district_that_cannot_be_changes_nothing(own: Settings) -> None:
    register_district("高新试验区", "Gaoxin", "", own)
    before = own.own_districts.read_bytes()
    with pytest.raises(DataFileError, match="奉节"):
        register_district("新奉节", "New Fengjie", "奉节", own)
    with pytest.raises(IntakeError, match="2 to 60 characters"):
        register_district("区", "", "", own)
    with pytest.raises(IntakeError, match="2 to 60 characters"):
        register_district("长" * 61, "", "", own)
    hostile = register_district('"]\n[[district]]', "x" * 3, "", own)
    assert find_district(hostile.name) == hostile.name
    assert own.own_districts.read_bytes().startswith(before)
