"""The room of the documents: addresses, filters, counts, and renderers that escape everything."""

import re
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from markupsafe import Markup

from corpus import load_corpus, load_metadata
from corpus.check import check_document
from corpus.ledger import LedgerRow, build_ledger
from corpus.records import Clause, Document, ParsedDocument, ResponsibleUnit, TableRows
from corpus.register import load_register
from errors import UnknownNameError
from page.corpus.address import address, ledger_query, read_address
from page.corpus.check import Checked, Places, check_html
from page.corpus.counts import by_function, by_sector, by_year
from page.corpus.documents import documents_html
from page.corpus.ledger import ledger_html
from page.corpus.ledger_form import read_form
from page.corpus.outline import outline
from page.corpus.overview import overview_html
from page.corpus.pages import page_of
from page.corpus.parts import parts_html
from page.corpus.query import choose, due
from page.corpus.records import PARTS, ROLES, UNDATED, WITHOUT, LedgerQuery, View
from page.corpus.remarks import remark_in
from page.corpus.search import snippet_html
from page.downloads import Downloads, safe_name
from settings import ROOT
from tests.test_page import ATTACKS, LANGUAGES, Parsed

DOCUMENTS = ROOT / "corpus" / "documents"


@pytest.fixture(scope="module")
def corpus() -> list[ParsedDocument]:
    """The five documents."""
    return load_corpus(DOCUMENTS)


@pytest.fixture(scope="module")
def ledger(corpus: list[ParsedDocument]) -> list[LedgerRow]:
    """Their ledger."""
    return build_ledger(corpus)


def row(text: str = "平常文字", deadline: str = "2025年", **changes: object) -> LedgerRow:
    """A row of the ledger with a text in each of its fields."""
    made = LedgerRow(
        district=text,
        document=text,
        doc_number=text,
        number=text,
        sectors=("gas",),
        section=(text, text),
        task=text,
        target=text,
        deadline=deadline,
        units=(ResponsibleUnit(text, "lead"), ResponsibleUnit("乙局", "support", inherited=True)),
        quote=text,
        start=0,
        end=4,
        clause_id=text,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def parsed(text: str = "平常文字") -> ParsedDocument:
    """A document of two clauses and a table, with a text in each field."""
    whole = f"{text}\n{text}"
    document = Document("d", text, text, text, text, date(2025, 3, 21), text, "", whole)
    units = (ResponsibleUnit(text, "lead"),)
    first = Clause(text, "d", text, (text,), "paragraph", text, 0, len(text), units=units)
    second = Clause("d:2", "d", text, (text, text), "table_row", text, len(text) + 1, len(whole))
    return ParsedDocument(
        document,
        (first, second),
        (),
        repairs=(f"line 2: {text}",),
        warnings=(text,),
        tables=(TableRows((text, text), (text,), ("d:2",)),),
    )


# Addresses

queries = st.builds(
    LedgerQuery,
    districts=st.lists(st.sampled_from(["奉节县", "江津区"]), unique=True).map(tuple),
    sectors=st.lists(st.sampled_from(["gas", "fire"]), unique=True).map(tuple),
    units=st.lists(st.sampled_from(["经信委", "a&b=c", "<b>"]), unique=True).map(tuple),
    role=st.sampled_from([None, *ROLES]),
    year=st.sampled_from(["", "2025", UNDATED, WITHOUT]),
    words=st.sampled_from(["", "管道 改造", "100%#?"]),
)
views = st.builds(
    View,
    part=st.sampled_from(PARTS),
    document=st.sampled_from(["", "fengjie-2025", "%<&"]),
    clause=st.sampled_from(["", "fengjie-2025:0123abcd"]),
    words=st.sampled_from(["", "燃气+电梯"]),
    query=queries,
    page=st.integers(1, 100_000),
    role=st.sampled_from([None, *ROLES]),
    whole=st.booleans(),
)


def same(one: View, other: View) -> bool:
    """Whether two views are alike; views themselves are compared by identity."""
    return all(getattr(one, name) == getattr(other, name) for name in View.__slots__)


@hypothesis_settings(deadline=None)  # the first example loads the data files
@given(views)
def test_an_address_brings_its_view_back(view: View) -> None:
    assert same(read_address(address(view), View()), view)


@hypothesis_settings(deadline=None)
@given(st.text(max_size=200))
def test_any_address_gives_a_view_or_says_what_is_unknown(text: str) -> None:
    try:
        view = read_address(text, View())
    except UnknownNameError:
        return
    assert view.part in PARTS
    assert view.page >= 1


def test_what_an_address_may_hold_is_bounded() -> None:
    long = read_address(
        f"?words={'长' * 500}&page=99999999999&part=../x&as=boss&year=20256", View()
    )
    assert (long.words, long.page, long.part) == ("长" * 100, 1, PARTS[0])
    assert (long.query.role, long.query.year) == (None, "")
    assert (
        len(ledger_query((), (), ["甲"] * 3 + [str(n) for n in range(99)], "", "", "").units) <= 50
    )
    with pytest.raises(UnknownNameError, match="Atlantis"):
        read_address("?district=Atlantis", View())
    assert read_address("?district=Fengjie&sector=煤气", View()).query == LedgerQuery(
        districts=("奉节县",), sectors=("gas",)
    )


# The filter of the ledger


@pytest.mark.parametrize(
    ("deadline", "years"),
    [
        ("", (WITHOUT,)),
        ("2025年", ("2025",)),
        ("2025年 2026年", ("2025", "2026")),
        ("到2026年", ("2026",)),
        ("2024年6月底前", ("2024",)),
        ("9月底前", (UNDATED,)),
        ("每5年", (UNDATED,)),
        ("长期坚持", (UNDATED,)),
    ],
)
def test_the_years_of_a_deadline(deadline: str, years: tuple[str, ...]) -> None:
    assert due(deadline) == years


def test_a_filter_asks_for_all_that_it_names(ledger: list[LedgerRow]) -> None:
    assert choose(ledger, LedgerQuery()) == ledger
    gas = choose(ledger, LedgerQuery(districts=("奉节县",), sectors=("gas",)))
    assert {r.district for r in gas} == {"奉节县"}
    assert any("县经济信息委" in [u.name for u in r.in_role("lead")] for r in gas)
    lead = choose(ledger, LedgerQuery(units=("经信委",), role="lead"))
    assert lead
    for found in lead:
        assert "economy_information" in {u.canonical for u in found.in_role("lead")}
    assert len(choose(ledger, LedgerQuery(units=("经信委",)))) > len(lead)
    assert {r.deadline for r in choose(ledger, LedgerQuery(year="2026"))} == {
        "2026年",
        "到2026年",
        "2025年 2026年",
    }
    words = choose(ledger, LedgerQuery(words="燃气 管道"))
    assert words
    assert all("燃气" in r.quote + r.task for r in words)
    assert choose(ledger, LedgerQuery(words="没有这样的字")) == []
    assert choose(ledger, LedgerQuery(districts=("渝北区",))) == []
    with pytest.raises(UnknownNameError):
        choose(ledger, LedgerQuery(units=("外星事务局",)))


def test_a_form_is_read_as_it_is_meant() -> None:
    assert read_form(None, None, None, None, None, None) == LedgerQuery()
    assert read_form(["奉节县"], ["gas"], "经信委， 应急局;公安局", "lead", "2025", " 管道 ") == (
        LedgerQuery(
            districts=("奉节县",),
            sectors=("gas",),
            units=("经信委", "应急局", "公安局"),
            role="lead",
            year="2025",
            words="管道",
        )
    )


# Counts


def test_counts_are_those_of_the_filtered_ledger(ledger: list[LedgerRow]) -> None:
    sectors, years = by_sector(ledger), by_year(ledger)
    for counts, asked in (
        (sectors, lambda key, d: LedgerQuery(districts=(d,), sectors=(key,))),
        (years, lambda key, d: LedgerQuery(districts=(d,), year=key)),
    ):
        for key, numbers in zip(counts.rows, counts.numbers, strict=True):
            for district, number in zip(counts.columns, numbers, strict=True):
                assert len(choose(ledger, asked(key, district))) == number, (key, district)
    assert list(sectors.totals) == sorted(sectors.totals, reverse=True)
    assert years.rows[-2:] == (UNDATED, WITHOUT)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_functions_are_counted_as_the_ledger_finds_them(
    ledger: list[LedgerRow], role: str | None
) -> None:
    counts = by_function(ledger, role)  # type: ignore[arg-type]
    functions = load_register().functions
    for key, total in list(zip(counts.rows, counts.totals, strict=True))[:12]:
        for name in (functions[key].zh, functions[key].en):
            query = LedgerQuery(units=(name,), role=role)  # type: ignore[arg-type]
            assert len(choose(ledger, query)) == total, name


def test_every_function_is_found_by_its_names() -> None:
    register = load_register()
    for function in register.functions.values():
        assert register.find(function.zh) == register.find(function.en) == function.id


def test_counts_by_hand() -> None:
    rows = [
        row(district="甲区", deadline="2025年", sectors=("gas", "fire")),
        row(district="乙区", deadline="2025年 2026年", sectors=("gas",)),
        row(district="甲区", deadline="", sectors=()),
    ]
    assert by_sector(rows).rows == ("gas", "fire")
    assert by_sector(rows).numbers == ((1, 1), (1, 0))
    years = by_year(rows)
    assert (years.rows, years.numbers) == (("2025", "2026", WITHOUT), ((1, 1), (0, 1), (1, 0)))


# Outline, pages, places


def test_an_outline_counts_every_clause_below_a_heading(corpus: list[ParsedDocument]) -> None:
    for document in corpus:
        branches = outline(document.clauses)
        assert sum(branch.clauses for branch in branches) == len(document.clauses)
        starts = {clause.id: clause.start for clause in document.clauses}
        assert [starts[b.first] for b in branches] == sorted(starts[b.first] for b in branches)
    clause = parsed().clauses[0]
    tree = outline([replace(clause, section=("一", "甲")), replace(clause, section=("一",))])
    assert [(b.heading, b.clauses, [c.heading for c in b.branches]) for b in tree] == [
        ("一", 2, ["甲"])
    ]


@pytest.mark.parametrize(
    ("number", "shown"), [(1, [1, 2]), (3, [5]), (0, [1, 2]), (99, [5]), (-5, [1, 2])]
)
def test_pages(number: int, shown: list[int]) -> None:
    assert list(page_of([1, 2, 3, 4, 5], number, 2).items) == shown


def test_an_empty_list_has_one_empty_page() -> None:
    page = page_of([], 7, 2)
    assert (page.number, page.last, list(page.items)) == (1, 1, [])


def test_a_line_leads_to_its_clause(corpus: list[ParsedDocument]) -> None:
    places = Places(parsed("甲乙"))
    assert [places.at(line) for line in (0, 1, 2, 99)] == ["甲乙", "甲乙", "d:2", "d:2"]
    fengjie = next(d for d in corpus if d.document.id == "fengjie-2025")
    found = Places(fengjie).at(205)  # row 11 of 附件2, whose unit cell is merged
    clause = next(c for c in fengjie.clauses if c.id == found)
    assert (clause.section[0][:3], clause.number) == ("附件2", "11")


# What is shown


def renderers(text: str, view: View) -> list[Markup]:
    """Everything that the room shows of a text in any field."""
    one, rows = parsed(text), [row(text)] * 3
    checked = Checked(one, check_document(one, load_metadata(DOCUMENTS)[0]))
    return [
        documents_html([one], view),
        ledger_html(rows, 3, view),
        check_html([checked], view),
        overview_html(rows, view),
        parts_html(replace(view, words=text, query=LedgerQuery(words=text, units=()))),
        snippet_html(text, "甲"),
    ]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_becomes_markup(attack: str, language: str) -> None:
    view = View(language=language, document="d")  # type: ignore[arg-type]
    hostile, harmless = renderers(attack, view), renderers("plain words", view)
    for shown, plain in zip(hostile[:-1], harmless[:-1], strict=True):
        assert Parsed(shown).shape() == Parsed(plain).shape()
    for number in range(4):
        assert attack in Parsed(hostile[number]).text
    assert Parsed(snippet_html(attack, "甲")).tags == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_links_stay_on_the_page(attack: str) -> None:
    for html in renderers(attack, View(document="d", query=LedgerQuery(words=attack))):
        links = [attrs["href"] or "" for tag, attrs in Parsed(html).tags if tag == "a"]
        assert all(link.startswith(("corpus?", "./?clause=")) for link in links)


@hypothesis_settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=12))
def test_a_snippet_is_a_part_of_its_text(text: str, words: str) -> None:
    shown = Parsed(snippet_html(text, words))
    assert shown.text.removeprefix("…").removesuffix("…") in text or shown.text in text
    assert len(shown.text) <= 182
    for marked in shown.inner:
        assert marked.lower() in text.lower()


def test_words_are_marked() -> None:
    shown = Parsed(snippet_html("推进燃气管道改造，燃气公司负责。", "燃气"))
    assert shown.inner == ["燃气", "燃气"]
    far = Parsed(snippet_html("无" * 300 + "燃气" + "无" * 300, "燃气"))
    assert far.inner == ["燃气"]
    assert far.text.startswith("…")
    assert far.text.endswith("…")


def test_ids_of_the_outline_are_unique_and_found(corpus: list[ParsedDocument]) -> None:
    html = documents_html(corpus, View(document="fengjie-2025"))
    tags = Parsed(html).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    folds = [attrs["aria-controls"] for tag, attrs in tags if tag == "button"]
    assert folds
    assert set(folds) <= set(ids)


def test_a_page_of_the_ledger_is_all_that_is_sent(ledger: list[LedgerRow]) -> None:
    many = ledger * 100
    html = ledger_html(many, len(many), View(part="ledger", page=3))
    assert len([tag for tag, _ in Parsed(html).tags if tag == "tr"]) == 26
    assert "第 51–75 项，共 53800 项" in html
    assert len(html) < 200_000


def test_the_check_says_what_was_expected_and_found(corpus: list[ParsedDocument]) -> None:
    entries = load_metadata(DOCUMENTS)
    checked = [Checked(p, check_document(p, e)) for p, e in zip(corpus, entries, strict=True)]
    html = check_html(checked, View())
    assert "5 份文件全部符合预期" in html
    assert "未达到" not in Parsed(html, inside="span").inner
    wrong = entries[0].model_copy(update={"tables": {"附件 > 一、核心绩效指标": 99}})
    missed = Parsed(check_html([Checked(corpus[0], check_document(corpus[0], wrong))], View()))
    assert "1 份文件中有 1 份未达到预期" in missed.text
    assert "附件 > 一、核心绩效指标：读到 10 行，应为 99 行" in missed.text


def test_every_remark_on_the_five_documents_has_its_chinese(corpus: list[ParsedDocument]) -> None:
    remarks = [r for document in corpus for r in (*document.repairs, *document.warnings)]
    assert remarks
    for remark in remarks:
        said = re.sub(r"^line \d+: ", "", remark)
        assert "lang=" not in remark_in(said, "zh"), said
        assert Parsed(remark_in(said, "en")).text == said


def test_an_unknown_remark_is_shown_in_english() -> None:
    assert remark_in("something <new> was found", "zh") == Markup(
        '<span lang="en">something &lt;new&gt; was found</span>'
    )


# Downloads


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("责任台账.xlsx", "责任台账.xlsx"),
        ("../../x.csv", "-..-x.csv"),
        ("<script>.docx", "-script-.docx"),
        ("长" * 300 + ".json", "长" * 80 + ".json"),
        ("..", "file"),
    ],
)
def test_a_name_for_a_download_leads_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_downloads_of_one_name_do_not_meet() -> None:
    downloads = Downloads()
    write = partial(Path.write_text, encoding="utf-8")
    first = downloads.offer("a.csv", lambda path: write(path, "1") and None)
    second = downloads.offer("a.csv", lambda path: write(path, "2") and None)
    assert Path(first).read_text("utf-8") == "1"
    assert Path(second).read_text("utf-8") == "2"
