"""Twenty people asking at once: each is answered, and each has a conversation of their own."""

import re

import pytest

from benchmarks.load import ask_all

DISTRICTS = ("万盛", "江津", "奉节", "武隆", "璧山")
TASKS = ("燃气", "森林防火", "电梯", "道路交通")
FOLLOW_UP = "配合单位呢"
QUESTION = re.compile(r'<p class="question"[^>]*>\s*<span>(.*?)</span>', re.DOTALL)


@pytest.mark.slow
def test_twenty_people_are_answered_each_in_a_conversation_of_their_own(address: str) -> None:
    first = [f"{district}{task}由谁负责" for district in DISTRICTS for task in TASKS]
    told, times = ask_all(address, [(question, FOLLOW_UP) for question in first])
    assert len(times) == 2 * len(first) == 40
    for question, (one, two) in zip(first, told, strict=True):
        assert QUESTION.findall(one) == [question]
        assert QUESTION.findall(two) == [question, FOLLOW_UP]
        for shown in (one, two):
            districts = {name for name in DISTRICTS if f'<b class="district">{name}' in shown}
            assert districts <= {question[:2]}
            assert 'class="status"' in shown
