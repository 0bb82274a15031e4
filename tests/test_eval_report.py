"""Reports: what they say, that they stand alone, and that nothing in a question can act."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

import eval.failures
from corpus.citation import Citation, CitedUnit
from errors import ExportError
from eval.compare import compare_runs
from eval.failures import blind_ids, failures
from eval.gold import Anchor, GoldQuestion, GoldUnit
from eval.measures.confidence import reliability_bins, risk_coverage
from eval.plots import latency_plot, recall_plot, reliability_plot, risk_coverage_plot
from eval.report_html import report_html, write_report
from eval.report_text import compare_lines, failure_lines, report_lines, report_markdown
from eval.report_view import compare_view, report_view
from eval.report_words import REPORT_WORDS, load_report_words, p_text, percent, signed_points
from eval.runs import Details, Run, score_row
from eval.score import score
from eval.summary import summarise
from rag import Answer
from rag.wording import read_wording
from tests import scored

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>|`*\x1b[31m"
QUESTION = GoldQuestion(
    id=f"evil{EVIL}",
    question=f"奉节燃气由谁牵头？{EVIL}",
    history=(f"江津呢{EVIL}",),
    language="zh",
    kind=f"lead{EVIL}",
    status="answered",
    anchors=(Anchor(district="奉节县", quote=f"燃气管道{EVIL}", section=(f"附件3{EVIL}",)),),
    units=(GoldUnit(name=f"县经济信息委{EVIL}", role="lead", district="奉节县"),),
    must=(EVIL,),
)
CITATION = Citation(
    clause_id="x",
    district="江津区",
    document=EVIL,
    doc_number=EVIL,
    section=(f"六、{EVIL}",),
    quote=f"别的{EVIL}",
    source=EVIL,
    start=0,
    end=1,
)
WRONG = Answer(
    question=QUESTION.question,
    language="zh",
    status="answered",
    answer=f"由区水利局牵头{EVIL}",
    units=(CitedUnit(f"区水利局{EVIL}", "lead", "江津区"),),
    citations=(CITATION,),
    confidence=0.7,
)
FINE = GoldQuestion(id="fine", question="罚款？", language="en", kind="none", status="not_found")
REFUSED = Answer(
    question="罚款？", language="zh", status="not_found", answer="没有", confidence=0.9
)


def stored() -> tuple[Run, Details]:
    """A run of a wrong answer full of marks, and a right refusal."""
    verdicts = [score(QUESTION, WRONG), score(FINE, REFUSED)]
    rows = tuple(score_row(verdict, ()) for verdict in verdicts)
    documents = {QUESTION.id: ("fengjie-2025",), FINE.id: ()}
    run = Run(f"one{EVIL}", scored.info(2), rows, summarise(verdicts, documents))
    details = Details(
        {q.id: q for q in (QUESTION, FINE)},
        {QUESTION.id: WRONG, FINE.id: REFUSED},
        {},
        {QUESTION.id: 120.0, FINE.id: 40.0},
    )
    return run, details


def page(language: str = "zh", unblind: bool = False) -> str:
    """The report of that run, compared with itself."""
    run, details = stored()
    say = load_report_words("zh" if language == "zh" else "en")
    view = report_view(run, say, compare_runs(run, run))
    wrong = failures(run, details, unblind)
    return report_html(view, run.summary, details, wrong, "zh" if language == "zh" else "en")


class _Elements(HTMLParser):
    """The elements of a page with their attributes, and whether all were closed in order."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """The elements of a page; it must close what it opens."""
    parser = _Elements()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_in_a_question_can_act(language: str) -> None:
    found = elements(page(language))
    names = {name for name, _ in found}
    assert not names & {"script", "img", "iframe", "link", "object", "a", "form"}
    assert not [a for _, attributes in found for a in attributes if a.startswith("on")]
    assert page(language).count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 10
    policy = [a["content"] for name, a in found if a.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_the_page_needs_no_network() -> None:
    html = page()
    for name, attributes in elements(html):
        assert not {"src", "href", "srcset"} & attributes.keys(), name
    assert "url(" not in html
    assert "@import" not in html
    assert not re.search(r"https?://", html)


def test_the_same_report_has_the_same_bytes() -> None:
    assert page() == page()


def test_a_failed_question_is_told_in_full() -> None:
    html = page()
    for told in (
        "奉节燃气由谁牵头",
        "江津呢",
        "县经济信息委",
        "区水利局",
        "燃气管道",
        "别的",
        "0.70",
    ):
        assert told in html
    assert html.count('<li class="unit other">') == 2  # one is missing, one too many
    assert 'class="anchor other"' in html
    assert html.count("<article") == 1
    assert "2 题" in html


def test_each_kind_and_check_has_its_filter() -> None:
    html = page()
    found = elements(html)
    ids = [a["id"] for name, a in found if name == "input"]
    assert ids[:2] == ["kind-all", "kind-0"]
    assert {a.get("for") for name, a in found if name == "label"} == set(ids)
    assert "#kind-0:checked ~ .cards .card:not(.kind-0) { display: none; }" in html
    (card,) = [a["class"] or "" for name, a in found if name == "article"]
    assert card.split()[:2] == ["card", "kind-0"]


def test_the_test_split_stays_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval.failures, "blind_ids", lambda: frozenset({QUESTION.id}))
    hidden, shown = page(), page(unblind=True)
    assert "奉节燃气由谁牵头" not in hidden
    assert "1 题属于 test" in hidden
    assert "未全对的题目（1）" in hidden
    assert "奉节燃气由谁牵头" in shown
    assert "不再是盲测" in shown
    run, details = stored()
    say = load_report_words("en")
    assert "县经济信息委" not in failure_lines(failures(run, details), say)
    assert "not shown" in failure_lines(failures(run, details), say)


def test_the_blind_ids_are_those_of_the_test_split() -> None:
    assert len(blind_ids()) > 100
    assert "fj-lead-001" not in blind_ids()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_markdown_is_escaped(language: str) -> None:
    run, _ = stored()
    say = load_report_words("zh" if language == "zh" else "en")
    text = report_markdown(report_view(run, say, compare_runs(run, run)))
    assert "<script>" not in text
    assert "<img" not in text
    assert "\x1b" not in text
    assert r"\|" in text
    tables = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in tables}) == 4  # kinds of tables


def test_the_terminal_gets_no_control_characters() -> None:
    run, details = stored()
    say = load_report_words("en")
    view = report_view(run, say, compare_runs(run, run))
    for text in (report_lines(view), failure_lines(failures(run, details), say)):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
    assert "50.0 %" in report_lines(view)


def test_a_comparison_in_words() -> None:
    before = scored.run("a", scored.row("1"), scored.row("2"))
    after = scored.run("b", scored.wrong("1"), scored.row("3"))
    text = compare_lines(compare_view(compare_runs(before, after), load_report_words("en")))
    assert "The runs share 1 questions; 1 are only in the run before, 1 only in the one" in text
    assert "−100.0" in text
    assert "Lost: right before, wrong now (1)\n  1  units missing: x" in text


def test_numbers_as_they_are_shown() -> None:
    assert (percent(0.9651), percent(1.0), percent(None)) == ("96.5 %", "100.0 %", "–")
    told = [signed_points(difference) for difference in (0.012, -0.012, 0.0, -0.0001)]
    assert told == [
        "+1.2",
        "−1.2",
        "0.0",
        "0.0",
    ]
    assert (p_text(0.0004), p_text(0.05)) == ("< 0.001", "0.050")


def test_every_check_has_words_in_both_languages() -> None:
    checks = score(QUESTION, WRONG).checks
    for language in ("zh", "en"):
        say = read_wording(REPORT_WORDS, "zh" if language == "zh" else "en")
        for kind in ("measure", "failed"):
            for name in (*checks, "given"):
                assert say.named(kind, name) != name or language == "en", (kind, name)


def test_places_on_the_plots_by_hand() -> None:
    say = load_report_words("en")
    bins = reliability_bins([0.95, 0.95, 0.5], [True, False, True])
    plot = reliability_plot(bins, say)
    assert [plot.x.at(0), plot.x.at(1)] == [plot.x.first, plot.x.last]
    low, high = plot.dots
    assert (low.x, low.y) == (plot.x.at(0.5), plot.y.at(1.0))
    assert (high.x, high.y) == (plot.x.at(0.95), plot.y.at(0.5))
    assert high.radius > low.radius
    assert high.title == "confidence 95 %, right 50 %, 2 questions"
    risk = risk_coverage_plot(risk_coverage([0.9, 0.8], [True, False]), say)
    assert risk.line == f"{risk.x.at(0.5)},{risk.y.at(0)} {risk.x.at(1)},{risk.y.at(0.5)}"
    recall = recall_plot({1: 0.5, 10: 1.0}, say)
    assert [tick.label for tick in recall.x.ticks] == ["1", "10"]
    times = latency_plot([10.0] * 99 + [90.0], say)
    assert sum(int(re.findall(r": (\d+) ", bar.title)[0]) for bar in times.bars) == 100
    assert [rule.label for rule in times.rules] == ["p50 10 ms", "p95 10 ms"]


def test_plots_are_well_formed_and_labelled() -> None:
    found = re.findall(r"<svg.*?</svg>", page("en"), re.DOTALL)
    assert len(found) == 3  # there is no ranking, so no recall
    for svg in found:
        root = ElementTree.fromstring(svg)  # noqa: S314 - made here
        assert root.get("aria-label")
        assert len([e for e in root.iter("text") if e.get("class") == "axis"]) == 2


def test_a_run_without_times_or_confidence_has_fewer_plots() -> None:
    run, details = stored()
    say = load_report_words("en")
    bare = replace(run.summary, bins=(), risk_coverage=(), risk_area=None, calibration_error=None)
    shown = report_html(
        report_view(run, say),
        bare,
        replace(details, milliseconds={}),
        failures(run, details),
        "en",
    )
    assert "<svg" not in shown
    elements(shown)


def test_a_report_is_written_or_refused_in_one_line(tmp_path: Path) -> None:
    write_report(tmp_path / "r.html", "一\n")
    assert (tmp_path / "r.html").read_bytes() == "一\n".encode()
    with pytest.raises(ExportError, match="no such folder"):
        write_report(tmp_path / "none" / "r.html", "")
    with pytest.raises(ExportError, match="cannot be written"):
        write_report(tmp_path, "")
