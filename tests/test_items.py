"""Whether a text lists what it counts: 完成32项任务 names none of them."""

import pytest

from rag.facts import sentences
from rag.items import asked_count, asks_each, only_counts


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("是哪八个", 8),
        ("哪3家企业", 3),
        ("两个办法叫什么", 2),
        ("the ten areas", 10),
        ("第三项是什么", None),
        ("由谁负责", None),
    ],
)
def test_how_many_a_question_speaks_of(question: str, count: int | None) -> None:
    assert asked_count(question) == count


@pytest.mark.parametrize(
    ("text", "count", "only"),
    [
        ("完成年度32项重点任务，落实一批“人防、物防、管理防”措施。", 32, True),
        ("选树3家安全生产标准化标杆企业，强化示范引领。", 3, True),
        ("改造城镇老旧小区4个、25.65万平方米。", 4, True),
        ("建立矿山、危险化学品和烟花爆竹3大领域清单。", 3, False),
        ("开展“四个一”活动（每季度一次研判，每半年一次排查，每年一次约谈，一次培训）。", 4, False),
        ("抓好2项工作：一是排查隐患。二是整改隐患。", 2, False),
        ("修订《总体预案》《办法》两个文件。", 2, False),
        ("重点检查加油站。", 8, False),  # it counts nothing
    ],
)
def test_a_text_that_only_counts(text: str, count: int, only: bool) -> None:
    assert only_counts(text, sentences(text), count) is only


def test_each_of_the_items_is_asked_for() -> None:
    assert asks_each("分别叫什么")
    assert asks_each("是哪 8 个")
    assert not asks_each("由谁负责")
