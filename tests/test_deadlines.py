"""The deadline that a text names (corpus.deadlines): worked out by hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.deadlines import find_deadline

ISSUED = date(2025, 3, 21)

# a text of a document signed in 2025, and when a reader of it takes the task to be due
CASES: list[tuple[str, str | None]] = [
    # ends
    ("2025年9月前，出台本地区贯彻落实方案。", "2025年9月前"),
    ("2025年12月31日前完成销号。", "2025年12月31日前"),
    ("9月底前至少完成1家接入。", "9月底前"),
    ("6月底完成验收。", "6月底"),
    ("3月中旬前报送。", "3月中旬前"),
    ("2025年底前，实现80%采用保压阀。", "2025年底前"),
    ("2026年6月之前建成。", "2026年6月之前"),
    ("力争年底完成市级初验。", "年底"),
    ("年度内至少开展1次全覆盖检查。", "年度内"),
    ("今年底前完成。", "今年底前"),
    ("到2026年，持续新建、改造一批排水设施。", "到2026年"),
    ("到 2035 年末，基本实现智能化。", "到2035年末"),
    ("确保在 2035 年全面达到标准。", "在2035年"),
    ("上半年完成编制。", "上半年"),
    ("三年内改造完毕。", "三年内"),
    ("10个工作日内上报。", "10个工作日内"),
    ("第三季度末前完成。", "第三季度末前"),
    ("汛前实现人装适配。", "汛前"),
    ("主汛期来临前开展排查。", "主汛期来临前"),
    ("汛期前完成检修。", "汛期前"),
    ("“十四五”末，森林火灾受害率控制在0.02‰以内。", "“十四五”末"),
    (
        "力争在“十四五”规划完成前（2025年）达到50%；到2035年达到100%。",
        "“十四五”规划完成前（2025年）",
    ),
    # the first end counts
    ("6月底前动员，9月底前完成。", "6月底前"),
    # an end counts before an interval
    ("每季度开展1次演练，2025年底前实现全覆盖。", "2025年底前"),
    ("每年至少组织1次；汛前至少组织1次。", "汛前"),
    # stages, each once
    ("2025年，建立机制。2026年，全面建成。", "2025年 2026年"),
    ("按照“2025年提升、2026年强化”的要求，每年开展1次培训。", "2025年 2026年"),
    ("2025年新开工改造4个；2025年，完成6座。", "2025年"),
    ("2025年，健全责任制。2026—2027年，持续巩固。", "2025年 2026—2027年"),
    # intervals and standing terms
    ("每季度定期通报。", "每季度"),
    ("每季开展1次。", "每季"),
    ("每月定时开展培训，每半个月进行大排查。", "每月"),
    ("每半个月进行大排查。", "每半个月"),
    ("每半年至少1次。", "每半年"),
    ("每年不少于20台。", "每年"),
    ("每周调度。", "每周"),
    ("严格执行每日开园巡查制度。", "每日"),
    ("每5年至少组织开展一次评估。", "每5年"),
    ("每两年复训一次。", "每两年"),
    ("落实每年10月至次年3月冬春救助。", "每年10月至次年3月"),
    ("全年实现“双下降”。", "全年"),
    ("常年开展巡护。", "常年"),
    ("长期坚持。", "长期坚持"),
    ("2025年起，持续开展“百家讲坛”。", "2025年起"),
    # history and other years are no deadlines
    ("基本消除2023年及以前排查发现的存量。", None),
    ("较2024年下降10%。", None),
    ("2020年，全县共发生事故27起。", None),
    ("2024年底前未完成的继续整改。", None),
    ("截至6月底，已完成45%。", None),
    ("“十三五”末共发生4起。", None),
    ("2016年—2020年分别为0.10、0.05。", None),
    ("降水总量较常年显著偏多。", None),
    ("森林火险常年为黄色以上，针对常年暴雨区完善预案。", None),
    ("全面摸底长期停工的项目，防止隐患长期存在。", None),
    # titles and names
    ("按照《强化2025年底前重大事故灾害隐患排查整治的通知》开展排查。", None),
    ("修订《城乡消防规划（2021—2035年）》。", None),
    ("完成2025年固本强基年度27项重点任务。", None),
    ("三峡库区危岩治理三年行动。", None),
    ("2025年，全县工作坚持以习近平新时代中国特色社会主义思想为指导。", None),
    ("1小时内带装到达现场。", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_deadline(text: str, expected: str | None) -> None:
    assert find_deadline(text, ISSUED) == expected


def test_a_year_is_history_only_before_the_document() -> None:
    text = "2024年底前完成改造。"
    assert find_deadline(text, date(2024, 4, 9)) == "2024年底前"
    assert find_deadline(text, date(2025, 1, 1)) is None
    assert find_deadline(text) == "2024年底前"


_PIECES = ["2025年", "2019 年", "到", "底", "前", "每", "季度", "月", "6", "半年", "“十四五”", "末"]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*_PIECES, "，", "。", "《", "》", " "]), max_size=20).map("".join))
def test_each_part_of_a_deadline_stands_in_the_text(text: str) -> None:
    found = find_deadline(text, ISSUED)
    squeezed = "".join(text.split())
    assert found is None or all(part in squeezed for part in found.split(" "))
