"""What a clause says to an ask: figures, sums, dates, units of running text."""

import pytest

from corpus.records import Clause
from rag import Assistant
from rag.facts import find_dates, has_money, has_quantity, has_ratio, sentences, stretches


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("更新改造老旧燃气管道15公里", True),
        ("达到100%", True),
        ("投资 8 亿元", True),
        ("三家燃气经营单位", True),
        ("近万场", True),
        ("0", True),
        ("≤0.025", True),
        ("2025年底前完成", False),
        ("附件3", False),
        ("打通社会治理的最后一公里", False),
        ("加强燃气安全", False),
    ],
)
def test_quantities(text: str, stated: bool) -> None:
    assert has_quantity(text) is stated


def test_ratios_and_money_are_figures_of_their_own() -> None:
    assert has_ratio("配建比不低于1∶5")
    assert has_ratio("标准化率80%以上")
    assert not has_ratio("完成6座")
    assert has_money("总投资约 57.4 亿元")
    assert not has_money("15公里")


def test_dates_and_intervals() -> None:
    assert find_dates("2025年9月前，出台方案") == ["2025年9月前"]
    assert find_dates("汛前实现人装适配，每季度至少1次") == ["汛前", "每季度"]
    assert find_dates("加强燃气安全") == []


def test_sentences_and_stretches() -> None:
    text = "新开工87个、161.75万平方米，基本完成。推进改造；"
    assert [s.text for s in sentences(text)] == [
        "新开工87个、161.75万平方米，基本完成。",
        "推进改造；",
    ]
    assert [s.text for s in stretches(text)] == [
        "新开工87个、161.75万平方米",
        "基本完成",
        "推进改造",
    ]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("江津更新改造老旧燃气管道多少公里", "3.4公里"),
        ("奉节县今年培养几名无人机飞手", "3名"),
        ("武隆地质灾害治理工程项目投资多少", "5.5亿元"),
        ("万盛重点粉尘涉爆企业安全风险监测预警覆盖率多少", "100%"),
        ("璧山变型拖拉机什么时候全部淘汰退出", "2025年"),
        ("万盛贯彻落实方案什么时候出台，提升基层应急管理能力", "2025年9月前"),
        ("武隆道路交通提升工程要改造国省道多少公里？危桥改造多少座？", "20座"),
    ],
)
def test_figures_and_dates(assistant: Assistant, question: str, fact: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert fact in answer.answer.replace(" ", "")


def test_units_of_running_text_answer_for_their_sentence_only(assistant: Assistant) -> None:
    own = assistant.ask("奉节县哪个单位牵头出台国有企业主要负责人安全生产履职考核办法")
    assert "县国资管理中心" in {unit.name for unit in own.units}
    other = assistant.ask("奉节县动态厘清电竞房、剧本杀监管职责由谁牵头")
    assert "县规划自然资源局" in {unit.name for unit in other.units}
    rows: list[Clause] = [c for c in assistant.index.clauses if c.kind == "table_row"]
    assert any("剧本杀" in c.text and c.id == other.citations[0].clause_id for c in rows)
