"""The page's renderers: everything escaped, quotes and highlights verbatim, texts complete."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from corpus.citation import Citation, CitedUnit
from corpus.records import Clause, Document, Heading
from errors import DataFileError
from index import Index
from page.ask.answer import answer_html
from page.ask.chat import chat_html
from page.ask.records import Turn, View
from page.ask.texts import AskTexts, ask_texts
from page.card import card_html
from page.document import document_html, text_html
from page.pieces import lines, verbatim
from page.shell import banner_html, notice_html
from page.texts import DocumentTexts, load_texts
from rag import Answer, Assistant
from rag.records import Language

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "![x](http://evil/x.png)",
    "[x](javascript:alert(1))",
    "' onmouseover='alert(1)",
    "</mark></aside><iframe src=http://evil/>",
    "{{value}} ${value} &lt;b&gt; `code` $$x^2$$",
)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Parsed(HTMLParser):
    """The tags with their attributes, the text, and the text inside elements of one tag."""

    def __init__(self, html: str, inside: str = "mark") -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.inner: list[str] = []
        self._inside, self._depth = inside, 0
        self.feed(str(html))  # a Markup would escape what it is joined with
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == self._inside:
            self.inner.append("")
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == self._inside

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._depth:
            self.inner[-1] += data

    def shape(self) -> list[tuple[str, frozenset[str]]]:
        """Tags and names of attributes: what a hostile text must not change."""
        return [(tag, frozenset(attrs)) for tag, attrs in self.tags]


def citation(text: str = "平常文字") -> Citation:
    """A citation with a text in each of its fields."""
    return Citation(
        clause_id=text,
        district=text,
        document=text,
        doc_number=text,
        section=(text, text),
        quote=f"{text}\n\t{text}",
        source=text,
        start=0,
        end=9,
        units=(CitedUnit(text, "lead", text), CitedUnit("乙局", "support", text, inherited=True)),
    )


def answer(text: str = "平常文字", **changes: object) -> Answer:
    """An answered question with a text in each of its fields."""
    made = Answer(
        question=text,
        language="zh",
        status="answered",
        answer=f"{text}[1]",
        units=(CitedUnit(text, "lead", text),),
        citations=(citation(text),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def small_index(title: str = "工作要点", source: str = "a.txt") -> tuple[Index, Clause]:
    """A document of one heading and two clauses, and the second of the clauses."""
    text = "标题\n第一条\n1\t<b>甲</b>\t乙局\n\n"
    document = Document(
        "d", "奉节县", title, title, title, date(2025, 3, 21), source, sha256="", text=text
    )
    first = Clause("d:1", "d", "奉节县", ("标题",), "paragraph", "第一条", 3, 6)
    second = Clause("d:2", "d", "奉节县", ("标题",), "table_row", "甲", 7, text.index("\n\n"))
    index = SimpleNamespace(
        documents={"d": document},
        headings={"d": (Heading("标题", 0, 2, level=0),)},
        clauses=(first, second),
        clause={"d:1": first, "d:2": second}.get,
        districts=lambda: ("奉节县",),
    )
    return cast(Index, index), second


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_field_of_an_answer_becomes_markup(attack: str, language: Language) -> None:
    index, _ = small_index()
    hostile = View(language).answered(answer(attack))
    harmless = View(language).answered(answer("平常文字"))
    shown = Parsed(chat_html(hostile, index))
    assert shown.shape() == Parsed(chat_html(harmless, index)).shape()
    assert shown.text.count(attack) >= 8  # question, answer, district, title, number, section, unit
    assert "script" not in {tag for tag, _ in shown.tags}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_pending_question_notice_or_file_name_becomes_markup(attack: str) -> None:
    index, _ = small_index()
    pending = Parsed(chat_html(View(), index, pending=attack))
    assert attack in pending.text
    assert pending.shape() == Parsed(chat_html(View(), index, pending="问")).shape()
    assert Parsed(notice_html(attack)).tags == [("p", {"class": "notice", "role": "alert"})]
    hostile, clause = small_index(title=attack, source=attack)
    panel = Parsed(document_html(clause, hostile, "zh"))
    assert panel.text.count(attack) == 4  # title, number, issuer, file
    harmless = document_html(clause, small_index()[0], "zh")
    assert panel.shape() == Parsed(harmless).shape()


@pytest.mark.parametrize("attack", ATTACKS)
def test_links_stay_on_the_page(attack: str) -> None:
    card = Parsed(card_html(citation(attack), "zh"))
    links = [attrs["href"] or "" for tag, attrs in card.tags if tag == "a"]
    assert len(links) == 1
    assert links[0].startswith("./?clause=")


def test_the_highlight_is_the_clause_and_the_text_is_the_document() -> None:
    index, clause = small_index()
    document = index.documents["d"]
    shown = Parsed(document_html(clause, index, "zh"))
    assert shown.inner == ["1\t<b>甲</b>\t乙局"]
    assert shown.text.endswith(document.text)
    marks = [attrs for tag, attrs in shown.tags if tag == "mark"]
    assert [(m["id"], m["data-clause"]) for m in marks] == [("clause", "d:2")]


@given(st.text(max_size=60), st.data())
def test_any_slice_of_any_text_is_highlighted_verbatim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    index, clause = small_index()
    document = replace(index.documents["d"], text=text)
    shown = Parsed(text_html(document, replace(clause, start=start, end=end)))
    assert shown.text == text
    assert shown.inner == [text[start:end]]


@given(st.text(alphabet="甲1 |\t\n\r<&", max_size=40))
def test_a_tidied_quote_keeps_every_character(text: str) -> None:
    assert Parsed(lines(text)).text == text
    assert Parsed(verbatim(text)).text == text


def test_cells_are_blocks_and_bars_are_between_them() -> None:
    row = Parsed(lines("5 |\n非煤矿山领域 |\n推进 |\n|"), inside="span")
    assert row.inner == ["5", "非煤矿山领域", "推进"]
    assert Parsed(lines("一条 a|b 没有格子的正文。"), inside="span").inner == [
        "一条 a|b 没有格子的正文。"
    ]


def test_every_clause_of_the_corpus_is_shown_verbatim(assistant: Assistant) -> None:
    index = assistant.index
    for clause in index.clauses:
        quote = index.documents[clause.document_id].text[clause.start : clause.end]
        assert Parsed(lines(quote)).text == quote
    last = {clause.document_id: clause for clause in index.clauses}
    for clause in last.values():
        text = index.documents[clause.document_id].text
        shown = Parsed(document_html(clause, index, "zh"))
        assert shown.text.endswith(text)
        assert shown.inner == [text[clause.start : clause.end]]


def test_status_and_roles_are_told_in_words() -> None:
    for language, words in (
        ("zh", ("已回答", "牵头", "配合", "与上一行合并")),
        ("en", ("Answered", "Lead", "Support", "cell merged with the row above")),
    ):
        html = answer_html(Turn(1, answer()), small_index()[0], language)
        assert all(word in html for word in words)
    unspecified = answer(status="unspecified", units=())
    assert "文件未写明" in answer_html(Turn(1, unspecified), small_index()[0], "zh")


def test_marks_lead_to_cards_that_exist() -> None:
    turn = Turn(3, answer(answer="甲[1]乙[2]丙[0]"))
    shown = Parsed(answer_html(turn, small_index()[0], "zh"))
    assert [a["data-card"] for tag, a in shown.tags if tag == "a" and "data-card" in a] == [
        "card-3-1"
    ]
    assert "card-3-1" in {attrs.get("id") for _, attrs in shown.tags}
    assert "甲[1]乙[2]丙[0]" in shown.text


def test_reading_is_apart_from_sources() -> None:
    texts = ask_texts("zh")
    refused = answer(status="not_found", citations=(), reading=(citation(),))
    html = answer_html(Turn(1, refused), small_index()[0], "zh")
    assert texts.citations not in Parsed(html, inside="h3").inner
    assert Parsed(html, inside="h3").inner == [texts.reading]
    assert "card-1-1" not in html


def test_many_citations_are_folded() -> None:
    html = answer_html(Turn(1, answer(citations=(citation(),) * 9)), small_index()[0], "zh")
    assert Parsed(html, inside="summary").inner == ["其余 5 条出处"]
    assert [a["id"] for t, a in Parsed(html).tags if t == "li"] == [
        f"card-1-{number}" for number in range(1, 10)
    ]


def test_the_banner_tells_the_language_of_the_page() -> None:
    for language in LANGUAGES:
        pressed = [a for t, a in Parsed(banner_html("ask", language)).tags if t == "button"]
        assert [a["data-value"] for a in pressed if a["aria-pressed"] == "true"] == [language]


def test_no_notice_without_a_text() -> None:
    assert notice_html("") == Markup("")


def test_history_is_the_questions_in_order() -> None:
    view = View().answered(answer("一")).answered(answer("二"))
    assert view.history == ("一", "二")
    assert [(turn.number, turn.history) for turn in view.turns] == [(1, ()), (2, ("一",))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_answered(assistant: Assistant, language: Language) -> None:
    for question in ask_texts(language).examples:
        outside = "渝北" in question or "Yubei" in question
        assert assistant.ask(question).status == ("not_found" if outside else "answered"), question


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("ask", 'send = "发送"\n', "", "zh.send"),
        ("ask", 'send = "发送"', 'send = ""', "zh.send"),
        ("ask", 'send = "Send"', 'send = "Send"\nsned = "Send"', "en.sned"),
        ("ask", "{count} more sources", "more sources", "'more'"),
        ("document", 'lead = "牵头"\n', "", "zh.roles.lead"),
        ("document", "[en.roles]", "[en.rolls]", "en.roles"),
    ],
)
def test_a_mistake_in_the_texts_is_named(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    shipped = Path(__file__).parent.parent / "page" / "data" / f"{file}.toml"
    text = shipped.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / f"{file}.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    model = AskTexts if file == "ask" else DocumentTexts
    with pytest.raises(DataFileError) as error:
        load_texts(broken.name, model, "zh", tmp_path)
    assert str(broken) in str(error.value)
    assert told in str(error.value)
