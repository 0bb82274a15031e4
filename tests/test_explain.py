"""Why a question got its answer: what was read, considered and decided, in words and as JSON."""

import json
from itertools import pairwise

import pytest
from typer.testing import CliRunner

import rag
from cli import app
from errors import QuestionError
from rag import Assistant, Explanation, explanation_lines
from rag.calibration import load_calibration
from rag.wording import load_wording
from tests.asking import signals

GAS = "奉节县燃气领域由谁牵头"
NOTHING = "奉节县垃圾分类由谁负责"
RUNNER = CliRunner()


def only(assistant: Assistant, question: str, *history: str) -> Explanation:
    """The explanation of a question that is made of one."""
    (explanation,) = assistant.explain(question, history)
    return explanation


@pytest.fixture
def loaded(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    """The command answers with the assistant of the tests, not loaded anew."""
    monkeypatch.setattr(rag, "load_assistant", lambda: assistant)
    return assistant


def test_the_query_is_told(assistant: Assistant) -> None:
    told = only(assistant, "奉節縣2025年燃气领域谁牵投")
    assert told.read_as == "奉节县2025年燃气领域谁牵头"
    assert (told.language, told.districts, told.outside) == ("zh", ("奉节县",), ())
    assert told.years == (2025,)
    assert told.asks == ("units (lead)",)
    assert told.refusal is None


def test_the_terms_are_told_with_their_words_and_weights(assistant: Assistant) -> None:
    terms = {term.text: term for term in only(assistant, "奉节县煤气领域由谁牵头").terms}
    assert set(terms) == {"煤气", "领域"}
    assert terms["煤气"].words[0] == "煤气"
    assert "燃气" in terms["煤气"].words
    assert all(0 < term.weight <= 1 for term in terms.values())
    assert terms["煤气"].weight > terms["领域"].weight


def test_candidates_stand_in_falling_order(assistant: Assistant) -> None:
    told = only(assistant, GAS)
    assert 2 <= len(told.considered) <= 5
    assert all(a.probability >= b.probability for a, b in pairwise(told.considered))
    assert all(0 <= item.probability <= 1 for item in told.considered)
    assert told.considered[0].section == ("附件3 重点整治任务清单", "燃气领域")
    names = set(signals().__dataclass_fields__)
    assert all(set(item.signals) == names for item in told.considered)


def test_candidates_of_each_district_stand_in_falling_order(assistant: Assistant) -> None:
    told = only(assistant, "奉节和江津燃气领域由谁负责")
    for district in ("奉节县", "江津区"):
        own = [item.probability for item in told.considered if item.district == district]
        assert own == sorted(own, reverse=True)
        assert len(own) >= 2
    assert [item.district for item in told.decided] == list(told.districts)


def test_an_answer_says_why(assistant: Assistant) -> None:
    answer, told = assistant.ask(GAS), only(assistant, GAS)
    (decided,) = told.decided
    assert (decided.district, decided.status, decided.reason) == (
        "奉节县",
        "answered",
        "explain_answered",
    )
    assert decided.chosen == (answer.citations[0].clause_id,)
    assert decided.probability >= load_calibration().answers
    assert decided.probability == told.considered[0].probability


def test_a_refusal_says_why(assistant: Assistant) -> None:
    (decided,) = only(assistant, NOTHING).decided
    assert (decided.status, decided.chosen) == ("not_found", ())
    assert decided.reason in ("explain_unlikely", "explain_beside_it")


def test_an_unlikely_clause_is_called_so(assistant: Assistant) -> None:
    (decided,) = only(assistant, "奉节县动物园由谁负责").decided
    assert decided.reason == "explain_unlikely"
    assert decided.probability < load_calibration().answers


def test_a_silent_clause_is_called_so(assistant: Assistant) -> None:
    (decided,) = only(assistant, "武隆区粉尘涉爆企业有多少家").decided
    assert (decided.status, decided.reason) == ("unspecified", "explain_unspecified")
    assert len(decided.chosen) == 1


@pytest.mark.parametrize(
    ("question", "refusal"),
    [("渝北区燃气由谁牵头", "not_covered"), ("江津区应急管理局的电话是多少", "absent")],
)
def test_what_is_refused_before_any_search(
    assistant: Assistant, question: str, refusal: str
) -> None:
    told = only(assistant, question)
    assert (told.refusal, told.considered, told.decided) == (refusal, (), ())
    assert refusal in explanation_lines(told)[-1]


def test_a_fact_of_a_document_needs_no_search(assistant: Assistant) -> None:
    told = only(assistant, "奉节县文件的文号")
    assert told.asks == ("document (doc_number)",)
    assert (told.considered, told.decided) == ((), ())


def test_each_question_has_its_explanation(assistant: Assistant) -> None:
    first, second = assistant.explain("奉节县燃气领域谁牵头？江津区电梯谁负责？")
    assert (first.districts, second.districts) == (("奉节县",), ("江津区",))
    assert [term.text for term in second.terms] == ["电梯"]


def test_a_follow_up_is_told_as_completed(assistant: Assistant) -> None:
    told = only(assistant, "配合单位呢", GAS)
    assert told.asks == ("units (support)",)
    assert {"燃气", "领域"} <= {term.text for term in told.terms}
    assert told.districts == ("奉节县",)


def test_lines_in_the_language_of_the_question(assistant: Assistant) -> None:
    lines = explanation_lines(only(assistant, GAS))
    say = load_wording("zh")
    assert lines[0] == f"问题读作：{GAS}"
    assert lines[1] == "区县：奉节县"
    assert lines[2] == "问的是：units (lead)"
    assert say("explain_terms") in lines
    assert say("explain_candidates") in lines
    assert say("explain_answered") in lines[-1]
    english = explanation_lines(only(assistant, "who leads gas rectification in Fengjie"))
    assert english[0] == "Read as: who leads gas rectification in fengjie"
    assert load_wording("en")("explain_answered") in english[-1]


def test_lines_of_a_question_without_district_or_ask(assistant: Assistant) -> None:
    lines = explanation_lines(only(assistant, "燃气"))
    assert lines[1] == "区县：（未指明）"
    assert lines[2] == "问的是：（未指明）"


def test_bad_questions_are_refused_as_by_ask(assistant: Assistant) -> None:
    with pytest.raises(QuestionError):
        assistant.explain("？")


def test_the_command_prints_it(loaded: Assistant) -> None:
    result = RUNNER.invoke(app, ["ask", GAS, "--explain"])
    assert result.exit_code == 0
    answer, told = result.output.split("\n问题读作：")
    assert "县经济信息委" in answer
    assert told.startswith(GAS)
    assert load_wording("zh")("explain_candidates") in told
    plain = RUNNER.invoke(app, ["ask", GAS]).output
    assert "问题读作" not in plain
    assert answer.strip() == plain.strip()


def test_the_command_prints_it_as_json(loaded: Assistant) -> None:
    result = RUNNER.invoke(app, ["ask", GAS, "--explain", "--json"])
    assert result.exit_code == 0
    told = json.loads(result.output)
    assert told["status"] == "answered"
    (explanation,) = told["explanation"]
    assert explanation["read_as"] == GAS
    assert explanation["decided"][0]["reason"] == "explain_answered"
    chances = [item["probability"] for item in explanation["considered"]]
    assert chances == sorted(chances, reverse=True)
    plain = json.loads(RUNNER.invoke(app, ["ask", GAS, "--json"]).output)
    assert "explanation" not in plain


def test_the_command_explains_a_refusal(loaded: Assistant) -> None:
    result = RUNNER.invoke(app, ["ask", "渝北区燃气由谁牵头", "--explain"])
    assert result.exit_code == 0
    assert load_wording("zh")("explain_refused", reason="not_covered") in result.output
