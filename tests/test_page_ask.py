"""The Ask room without a browser: callbacks, conversations, comparison, copy, correction."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import pytest

from corpus.citation import CitedUnit
from errors import AnwenError, FeedbackError
from eval.feedback import FeedbackStore
from page.ask.callbacks import Callbacks
from page.ask.chat import chat_html
from page.ask.comparison import compared
from page.ask.conversations import Conversations
from page.ask.correction import is_empty, read_feedback
from page.ask.opinions import Opinions
from page.ask.quotation import quotation
from page.ask.records import MOST_TURNS, Turn, View
from page.ask.scope import read_scope, scope_html
from page.ask.texts import ask_texts
from page.ask.widgets import Widgets, lay_out_widgets
from page.document import document_html
from page.library import Library
from page.named_units import named_units
from page.outline import Entry, outline
from rag import Answer, Assistant
from rag.records import Language
from settings import Settings
from tests.test_page import ATTACKS, Parsed, answer, citation, small_index

KEY, OTHER = "a" * 64, "b" * 64
ZH = ask_texts("zh")


class Stub:
    """An assistant that answers, or fails, as it is told; it notes what it was asked."""

    def __init__(self, gives: Answer | Exception) -> None:
        self.index = small_index()[0]
        self.gives = gives
        self.asked: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        self._within: tuple[str, ...] = ()

    def within(self, documents: Sequence[str]) -> "Stub":
        self._within = tuple(documents)
        return self

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history), self._within))
        if isinstance(self.gives, Exception):
            raise self.gives
        return replace(self.gives, question=question)


def room(tmp_path: Path, gives: Answer | Exception) -> tuple[Callbacks, Widgets, Stub, Opinions]:
    """The callbacks of a room over a stub; feedback goes into a file of the test."""
    stub = Stub(gives)
    settings = Settings(feedback_file=tmp_path / "feedback.sqlite")
    library = cast(Library, SimpleNamespace(settings=settings, assistant=lambda: stub))
    with gr.Blocks():
        widgets = lay_out_widgets()
    callbacks = Callbacks(library, widgets)
    return callbacks, widgets, stub, Opinions(library, callbacks)


def event(value: Any) -> gr.EventData:
    """An event of an html_part with a value from the browser."""
    return gr.EventData(None, {"value": value})


def request(**query: str) -> gr.Request:
    """A request with these parameters in its address."""
    made = SimpleNamespace(query_params=query, headers={"accept-language": "zh-CN"})
    return cast(gr.Request, SimpleNamespace(**vars(made), session_hash="s"))


def test_an_answer_comes_question_first_then_words_then_cards(tmp_path: Path) -> None:
    callbacks, w, stub, _ = room(tmp_path, answer())
    first, words, whole = list(callbacks.ask("谁牵头？", View(key=KEY)))
    assert "谁牵头？" in first[w.chat]
    assert ZH.pending in first[w.chat]
    assert 'class="card"' not in words[w.chat]
    assert "平常文字" in words[w.chat]
    assert 'class="card"' in whole[w.chat]
    assert [turn.answer.question for turn in words[w.view].turns] == ["谁牵头？"]
    assert stub.asked == [("谁牵头？", (), ())]


@pytest.mark.parametrize("failure", [RuntimeError("Traceback <b>secret</b>"), AnwenError("<b>满")])
def test_an_assistant_that_fails_gives_a_notice(tmp_path: Path, failure: Exception) -> None:
    callbacks, w, _, _ = room(tmp_path, failure)
    *_, last = list(callbacks.ask("谁牵头？", View(key=KEY).answered(answer())))
    assert last[w.box] == "谁牵头？"  # to be asked again
    assert "Traceback" not in str(last)
    assert "secret" not in str(last)
    notice = Parsed(last[w.shell.notice])
    assert [tag for tag, _ in notice.tags] == ["p"]
    assert notice.text == (
        "没有完成：<b>满"
        if isinstance(failure, AnwenError)
        else "程序出错，没有完成；请重试，仍不行请联系管理员。"
    )
    assert w.view not in last


@pytest.mark.parametrize("value", [None, 7, [], {"a": 1}, ["x"] * 9, "x" * 99_999, "../../etc"])
def test_nothing_from_the_browser_breaks_a_callback(tmp_path: Path, value: Any) -> None:
    callbacks, w, _, opinions = room(tmp_path, answer())
    view = View(key=KEY).answered(answer())
    for sent in (event(value), gr.EventData(None, None)):
        assert callbacks.switch(view, sent)[w.view].turns == view.turns
        assert callbacks.show(view, sent)[w.view].clause is None
        assert callbacks.choose(view, sent)[w.view].within == ()
        list(callbacks.ask_example(view, sent))
        for used in (opinions.up, opinions.down, opinions.correct):
            assert used(view, sent, request()) == {}
    hostile = dict.fromkeys(("status", "unit", "role", "clause", "link", "comment"), value)
    told = opinions.correct(view, event({"number": ["1"], **hostile}), request())
    assert w.shell.notice in told
    assert FeedbackStore(tmp_path / "feedback.sqlite").entries() == ()


def test_a_conversation_is_found_again_by_its_key_alone(tmp_path: Path) -> None:
    callbacks, w, _, _ = room(tmp_path, answer())
    list(callbacks.ask("谁牵头？", View(key=KEY)))
    assert len(callbacks.start("", KEY, request())[w.view].turns) == 1
    assert callbacks.start("en", KEY, request())[w.view].language == "en"
    for key in (OTHER, "", "a" * 63, "A" * 64, KEY + " ", "../" + KEY):
        assert callbacks.start("", key, request())[w.view].turns == ()
    callbacks.clear(callbacks.start("", KEY, request())[w.view])
    assert callbacks.start("", KEY, request())[w.view].turns == ()


def test_conversations_are_bounded_in_number_and_age() -> None:
    time = [0.0]
    kept = Conversations(now=lambda: time[0])
    for number in range(201):
        kept.keep(View(key=f"{number:064x}").answered(answer()))
    assert kept.recall(f"{0:064x}").turns == ()  # the oldest gave way
    assert len(kept.recall(f"{1:064x}").turns) == 1
    time[0] = 12 * 3600.0
    kept.keep(View(key=f"{5:064x}").answered(answer()))
    time[0] += 1
    assert kept.recall(f"{200:064x}").turns == ()
    assert len(kept.recall(f"{5:064x}").turns) == 1
    assert kept.keep(View()).key == ""
    assert kept.recall("").key == ""


def test_a_conversation_is_bounded_in_turns_and_keeps_its_numbers() -> None:
    view = View()
    for number in range(MOST_TURNS + 2):
        view = view.answered(answer(str(number)))
    assert [view.turns[0].number, view.turns[-1].number] == [3, MOST_TURNS + 2]
    assert view.turn(2) is None


def test_thumbs_and_corrections_are_kept(tmp_path: Path) -> None:
    _, w, _, opinions = room(tmp_path, answer())
    view = View(key=KEY).answered(answer("前问")).answered(answer())
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    view = opinions.up(view, event("2"), request())[w.view]
    view = opinions.down(view, event("2"), request())[w.view]
    assert view.correcting == 2
    fields = {"number": ["2"], "status": ["answered"], "unit": ["县林业局", ""],
              "role": ["lead", "lead"], "link": ["http://x/?clause=d%3A2"]}  # fmt: skip
    view = opinions.correct(view, event(fields), request())[w.view]
    assert (view.correcting, view.turns[-1].verdict) == (None, "down")
    (kept,) = store.entries()  # a later word takes the place of the earlier
    told = kept.feedback
    assert (told.verdict, told.history, told.right_status) == ("down", ("前问",), "answered")
    assert [(unit.name, unit.role) for unit in told.right_units] == [("县林业局", "lead")]
    assert told.right_clauses == ("d:2",)


def test_feedback_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    _, w, _, opinions = room(tmp_path, answer())
    (tmp_path / "feedback.sqlite").write_text("no database" * 99, encoding="utf-8")
    told = opinions.up(View(key=KEY).answered(answer()), event("1"), request())
    assert ZH.feedback.too_many in told[w.shell.notice]
    assert told[w.view].turns[0].verdict is None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"unit": ["局"], "role": ["lead"]}, "half_unit"),
        ({"clause": ["nothing"]}, "no_clause"),
        ({"link": ["http://[x/?clause=1"]}, "no_clause"),
        ({"link": ["<script>"]}, "no_clause"),
    ],
)
def test_a_field_that_cannot_be_used_is_told_in_the_askers_words(
    fields: dict[str, list[str]], told: str
) -> None:
    with pytest.raises(FeedbackError) as error:
        read_feedback(Turn(1, answer()), "down", fields, small_index()[0], ZH, "zh", "v")
    assert str(error.value) == getattr(ZH.feedback, told)


def test_an_untouched_form_tells_nothing() -> None:
    fields = {"number": ["1"], "status": [""], "unit": ["", ""], "role": ["lead", "lead"],
              "link": [""], "comment": [" "]}  # fmt: skip
    index = small_index()[0]
    assert is_empty(read_feedback(Turn(1, answer()), "down", fields, index, ZH, "zh", "v"))
    fields["comment"] = ["不对"]
    assert not is_empty(read_feedback(Turn(1, answer()), "down", fields, index, ZH, "zh", "v"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_a_turn_form_or_scope_becomes_markup(attack: str) -> None:
    def shown(text: str) -> list[Parsed]:
        index, _ = small_index(title=text)
        view = View(within=("d",)).answered(answer(text), within=("d",))
        view = replace(view, correcting=1, turns=(replace(view.turns[0], verdict="down"),))
        return [
            Parsed(chat_html(view, index)),
            Parsed(chat_html(view, index, newest="said")),
            Parsed(scope_html(("d",), index, "zh")),
        ]

    for hostile, harmless in zip(shown(attack), shown("平常文字"), strict=True):
        assert hostile.shape() == harmless.shape()
        assert attack in hostile.text


def two_districts(language: Language, text: str) -> Answer:
    """An answer that cites 奉节县 and 江津区."""
    return Answer(
        question="各区县燃气由谁牵头",
        language=language,
        status="answered",
        answer=text,
        units=(CitedUnit("甲局", "lead", "奉节县"), CitedUnit("乙局", "lead", "江津区")),
        citations=tuple(
            replace(citation(), district=district) for district in ("奉节县", "江津区")
        ),
    )


def test_districts_are_told_apart_by_their_citations() -> None:
    text = (
        "奉节县“燃气”由甲局牵头。[1]\n江津区“燃气”由乙局牵头。[2]\n"
        "璧山区：文件里没有找到答案。\n一样多[1][2]"
    )
    comparison = compared(two_districts("zh", text), ("奉节县", "江津区", "璧山区"))
    assert comparison is not None
    assert [(row.district, row.said, row.marks) for row in comparison.rows] == [
        ("奉节县", ("“燃气”由甲局牵头。",), (1,)),
        ("江津区", ("“燃气”由乙局牵头。",), (2,)),
        ("璧山区", (), ()),
    ]
    assert [unit.name for row in comparison.rows for unit in row.units] == ["甲局", "乙局"]
    assert comparison.rest == ("一样多[1][2]",)


@pytest.mark.parametrize(
    "text",
    [
        "奉节县“燃气”由甲局牵头。[1]",
        "奉节县共2项：\n1. 一[1]\n江津区共1项：\n1. 二[2]",
        "没有标记的一句话",
        "\n".join(["奉节县甲[1]"] * 5 + ["江津区乙[2]"]),
        "奉节县[9]\n江津区[99999999999999999999]",
    ],
)
def test_other_answers_are_no_table(text: str) -> None:
    assert compared(two_districts("zh", text), ("奉节县", "江津区")) is None


def test_real_answers_of_all_districts_are_compared(assistant: Assistant) -> None:
    districts = assistant.index.districts()
    for question in ("各区县森林防火由谁负责", "which districts have a unit for forest fires"):
        made = assistant.ask(question)
        comparison = compared(made, districts)
        assert comparison is not None
        assert {row.district for row in comparison.rows} == set(districts)
        units = [unit for row in comparison.rows for unit in row.units]
        assert sorted(unit.name for unit in units) == sorted(unit.name for unit in made.units)


def test_a_copied_answer_says_where_it_stands(assistant: Assistant) -> None:
    made = assistant.ask("江津区非煤矿山谁负责")
    copied = quotation(made, assistant.index)
    head, source, where = copied.split("\n")
    assert (head, source) == (made.answer.replace("[1]", ""), "依据：")
    assert where.startswith(
        "江津区《2025年全区安全生产、防灾减灾救灾和消防工作要点》（江津府发〔2025〕2号）"
        "附件 核心绩效指标责任及重点任务分工，三、重点整治，非煤矿山领域，第5项：“"
    )
    assert "\t" not in copied
    english = quotation(assistant.ask("who leads gas rectification in Fengjie"), assistant.index)
    assert "\nSources:\n1. Fengjie County 奉节县, 《" in english
    assert "[1]" not in english


def test_the_scope_is_of_documents_that_there_are() -> None:
    index, _ = small_index()
    assert read_scope(["d", "<b>"], index) == ()  # it is the only one: all
    index.documents["e"] = replace(index.documents["d"], id="e", title="另一份")
    assert read_scope(["e", "e", 7, None], index) == ("e",)
    assert "只看：奉节县《另一份》" in Parsed(scope_html(("e",), index, "zh")).text
    assert read_scope(["d", "e"], index) == ()


def test_an_answer_is_asked_of_the_documents_chosen(tmp_path: Path) -> None:
    callbacks, w, stub, _ = room(tmp_path, answer())
    *_, last = list(callbacks.ask("谁？", View(key=KEY, within=("d", "gone"))))
    assert stub.asked == [("谁？", (), ("d",))]
    assert ZH.scope.asked.format(names="奉节县") in Parsed(last[w.chat]).text


def test_every_unit_of_every_clause_is_marked_in_its_place(assistant: Assistant) -> None:
    for clause in assistant.index.clauses:
        quote = assistant.index.cite(clause).quote
        found = named_units(clause, quote)
        own = [unit for unit in clause.units if not unit.inherited]
        assert sorted((n.role, "".join(quote[n.start : n.end].split())) for n in found) == sorted(
            (unit.role, "".join(unit.name.split())) for unit in own
        )


def texts_of(entries: Sequence[Entry]) -> list[Any]:
    """An outline as nested lists of beginnings."""
    return [[entry.text[:6], *texts_of(entry.below)] for entry in entries]


def test_an_outline_has_each_heading_once_in_order(assistant: Assistant) -> None:
    index = assistant.index
    document = index.documents["bishan-2024"]
    made = outline(index.headings[document.id], document.text)
    assert [entry.text for entry in made[0].below][:2] == ["一、总体要求", "二、任务分工"]
    assert [len(entry.below) for entry in made[0].below] == [0, 0, 8, 0]
    clause = [c for c in index.clauses if c.document_id == document.id][-1]
    shown = Parsed(document_html(clause, index, "zh"))
    current = [a["data-to"] for tag, a in shown.tags if a.get("aria-current") == "true"]
    ids = [a["id"] for tag, a in shown.tags if "id" in a]
    assert len(current) == 1
    assert len(ids) == len(set(ids))
    targets = [a["data-to"] for _, a in shown.tags if "data-to" in a]
    assert set(targets) <= set(ids)
