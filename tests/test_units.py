"""Reading of unit cells: who is named and in which role (corpus.units)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Role
from corpus.units import read_units

Expected = list[tuple[str, Role]]


def leads(*names: str) -> Expected:
    return [(name, "lead") for name in names]


def supports(*names: str) -> Expected:
    return [(name, "support") for name in names]


def responsible(*names: str) -> Expected:
    return [(name, "responsible") for name in names]


# a cell, and what a reader of the document understands by it
CASES: list[tuple[str, Expected]] = [
    # roles
    (
        "县经济信息委牵头，县住房城乡建委、县市场监管局等配合",
        leads("县经济信息委") + supports("县住房城乡建委", "县市场监管局"),
    ),
    ("县应急管理局、县消防救援局分别牵头", leads("县应急管理局", "县消防救援局")),
    (
        "县规划自然资源局、县林业局、县发展改革委等分别牵头",
        leads("县规划自然资源局", "县林业局", "县发展改革委"),
    ),
    (
        "县应急管理局牵头，县安委会各成员单位，乡镇（街道）",
        leads("县应急管理局") + responsible("县安委会各成员单位", "乡镇（街道）"),
    ),
    (
        "县住房城乡建委、县水利局分别牵头各自领域，各有关部门、乡镇（街道）配合",
        leads("县住房城乡建委", "县水利局") + supports("各有关部门", "乡镇（街道）"),
    ),
    (
        "县应急管理局牵头，县委编办、县财政局等分别配合",
        leads("县应急管理局") + supports("县委编办", "县财政局"),
    ),
    (
        "县公安局、县经济信息委分别牵头，各有关部门、乡镇（街道）等配合",
        leads("县公安局", "县经济信息委") + supports("各有关部门", "乡镇（街道）"),
    ),
    (
        "县住房城乡建委牵头、县经济信息委、县规划自然资源局配合",
        leads("县住房城乡建委") + supports("县经济信息委", "县规划自然资源局"),
    ),
    (
        "公安分局、交通运输局等按职责分工负责，各镇街",
        responsible("公安分局", "交通运输局", "各镇街"),
    ),
    ("商务局、规划自然资源局按职责分工负责", responsible("商务局", "规划自然资源局")),
    ("区应急管理局", responsible("区应急管理局")),
    (
        "县水利局牵头；县气象局配合。",
        leads("县水利局") + supports("县气象局"),
    ),
    # 等 is dropped, a collective unit after it stays
    ("县应急管理局、县住房城乡建委等", responsible("县应急管理局", "县住房城乡建委")),
    (
        "区教委、区农业农村委等,各镇街、平台",
        responsible("区教委", "区农业农村委", "各镇街", "平台"),
    ),
    (
        "区应急管理局、区城市管理局等有关部门,各街道、白沙镇",
        responsible("区应急管理局", "区城市管理局", "有关部门", "各街道", "白沙镇"),
    ),
    (
        "应急管理局、民政局等社会应急力量管理部门，各镇街",
        responsible("应急管理局", "民政局", "社会应急力量管理部门", "各镇街"),
    ),
    (
        "区应急局等区安委会相关成员单位、各镇街",
        responsible("区应急局", "区安委会相关成员单位", "各镇街"),
    ),
    (
        "党工委办公室、应急管理局等相关单位，各镇街",
        responsible("党工委办公室", "应急管理局", "相关单位", "各镇街"),
    ),
    (
        "县应急管理局牵头，县公安局、县经济信息委等部门，各乡镇（街道）配合",
        leads("县应急管理局") + supports("县公安局", "县经济信息委", "各乡镇（街道）"),
    ),
    (
        "县商务委牵头，县公安局、县消防救援局等部门、乡镇（街道）配合",
        leads("县商务委") + supports("县公安局", "县消防救援局", "乡镇（街道）"),
    ),
    # sectors before 等 are no units: one collective phrase
    (
        "城市管理局、生态环境保护、文化市场、农业等综合行政执法队伍，各镇街",
        responsible("城市管理局", "生态环境保护、文化市场、农业等综合行政执法队伍", "各镇街"),
    ),
    # 和 and 及 join units, but belong to the names of some
    (
        "县治理中心牵头，各有关单位和乡镇（街道）配合",
        leads("县治理中心") + supports("各有关单位", "乡镇（街道）"),
    ),
    (
        "县应急管理局牵头，县财政局等部门和各乡镇（街道）配合",
        leads("县应急管理局") + supports("县财政局", "各乡镇（街道）"),
    ),
    (
        "县公安交巡警大队牵头，县农业农村委及相关部门，各乡镇（街道）配合",
        leads("县公安交巡警大队") + supports("县农业农村委", "相关部门", "各乡镇（街道）"),
    ),
    (
        "区住房和城乡建设委员会、区规划和自然资源局、区人力资源和社会保障局",
        responsible("区住房和城乡建设委员会", "区规划和自然资源局", "区人力资源和社会保障局"),
    ),
    # committees
    (
        "区安委会、区防减救灾委各成员单位，各镇街",
        responsible("区安委会、区防减救灾委各成员单位", "各镇街"),
    ),
    (
        "区应急管理局,区安委会、区防减救灾委成员单位,各镇街",
        responsible("区应急管理局", "区安委会、区防减救灾委成员单位", "各镇街"),
    ),
    (
        "县安委会各成员单位，县防减救灾委各成员单位，县消安委各成员单位",
        responsible("县安委会各成员单位", "县防减救灾委各成员单位", "县消安委各成员单位"),
    ),
    (
        "区安委办、区安委会相关成员单位、各镇街",
        responsible("区安委办", "区安委会相关成员单位", "各镇街"),
    ),
    (
        "县经济信息委、县消防救援局牵头，消安委成员单位、相关部门，乡镇（街道）配合",
        leads("县经济信息委", "县消防救援局")
        + supports("消安委成员单位", "相关部门", "乡镇（街道）"),
    ),
    # parentheses belong to the name
    (
        "区公安局(区公安交巡警支队)、区交通运输委",
        responsible("区公安局(区公安交巡警支队)", "区交通运输委"),
    ),
    (
        "江津海事处、区委政法委(护路办)、区水利局",
        responsible("江津海事处", "区委政法委(护路办)", "区水利局"),
    ),
    ("区级部门、各镇街（园区管委会）", responsible("区级部门", "各镇街（园区管委会）")),
    (
        "区公安局（交巡警支队、治安支队）、区教委",
        responsible("区公安局（交巡警支队、治安支队）", "区教委"),
    ),
    (
        "区公安局(交巡警支队和治安支队)、区教委",
        responsible("区公安局(交巡警支队和治安支队)", "区教委"),
    ),
    # a role in parentheses is no part of a name
    ("县应急管理局（牵头）、县公安局（配合）", leads("县应急管理局") + supports("县公安局")),
    # one that is never closed is a mere mark
    ("区公安局（交巡警支队、区教委", responsible("区公安局（交巡警支队", "区教委")),
    ("区公安局）、区教委（职成科）", responsible("区公安局）", "区教委（职成科）")),
    # a joined phrase stands as it is written
    (
        "区安委会，区防减救灾委各成员单位",
        responsible("区安委会，区防减救灾委各成员单位"),
    ),
    (
        "城管局，农业，文化市场等综合执法队伍",
        responsible("城管局", "农业，文化市场等综合执法队伍"),
    ),
    # stray marks
    (
        "县应急管理局、牵头，县商务委等单位，各乡镇（街道）配合",
        leads("县应急管理局") + supports("县商务委", "各乡镇（街道）"),
    ),
    ("县应急管理局、等有关部门", responsible("县应急管理局", "有关部门")),
    ("、区教委，，区民政局。", responsible("区教委", "区民政局")),
    # towns
    ("区文化旅游委,各镇街、有关平台", responsible("区文化旅游委", "各镇街", "有关平台")),
    ("各镇、街道", responsible("各镇、街道")),
    ("区防减救灾委各成员单位,各镇、街", responsible("区防减救灾委各成员单位", "各镇、街")),
    (
        "消防救援大队，区级有关部门，各镇街，城投集团公司",
        responsible("消防救援大队", "区级有关部门", "各镇街", "城投集团公司"),
    ),
    # a unit named twice counts once
    ("区水利局、区商务委、区水利局", responsible("区水利局", "区商务委")),
    ("负有消防安全监管职责的部门,各镇街", responsible("负有消防安全监管职责的部门", "各镇街")),
    ("", []),
    (" \u3000、", []),
]


@pytest.mark.parametrize(("cell", "expected"), CASES, ids=[cell for cell, _ in CASES])
def test_cell(cell: str, expected: Expected) -> None:
    assert read_units(cell) == expected


COLUMN_CASES: list[tuple[str, Role, Expected]] = [
    ("区水利局 区农业农村委", "lead", leads("区水利局", "区农业农村委")),
    (
        "各行业主管部门，各街道办事处、各乡镇人民政府",
        "lead",
        leads("各行业主管部门", "各街道办事处", "各乡镇人民政府"),
    ),
    ("区应急局等区级有关部门", "lead", leads("区应急局", "区级有关部门")),
    (
        "区级有关部门 有关街道办事处 有关乡镇人民政府",
        "support",
        supports("区级有关部门", "有关街道办事处", "有关乡镇人民政府"),
    ),
    (
        "区级有关部门，各街道办事处、各镇人民政府",
        "support",
        supports("区级有关部门", "各街道办事处", "各镇人民政府"),
    ),
    ("区应急局牵头，区公安局配合", "lead", leads("区应急局") + supports("区公安局")),
    ("", "lead", []),
]


@pytest.mark.parametrize(("cell", "default", "expected"), COLUMN_CASES)
def test_column_of_leading_or_supporting_units(
    cell: str, default: Role, expected: Expected
) -> None:
    assert read_units(cell, default) == expected


# ---- properties ----

_SYLLABLES = "应急管理水利交通运输教育财政民商务气象林业公司法统计审"
_PLAIN_NAMES = st.lists(
    st.builds(
        lambda place, stem, kind: place + stem + kind,
        st.sampled_from(["区", "县", "江津区", ""]),
        st.text(_SYLLABLES, min_size=2, max_size=6),
        st.sampled_from(["局", "委", "中心", "办公室", "支队", "集团公司"]),
    ),
    min_size=1,
    max_size=6,
    unique=True,
)
_PHRASES: list[tuple[str, Role]] = [
    ("牵头", "lead"),
    ("分别牵头", "lead"),
    ("共同牵头", "lead"),
    ("按职责分工负责", "responsible"),
    ("负责", "responsible"),
    ("配合", "support"),
    ("分别配合", "support"),
    ("", "responsible"),
]
_ET_CETERA = st.sampled_from(["", "等", "等部门"])
_PIECES = [
    *"、，,；;。 和及与等各（）()镇街",
    "牵头",
    "配合",
    "负责",
    "分别",
    "按职责分工",
    "区安委会",
    "县防减救灾委",
    "各成员单位",
    "有关部门",
    "应急管理局",
    "街道",
    "综合执法队伍",
]
_CELLS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_PIECES)).map("".join))
_ROLES = st.sampled_from(["lead", "support", "responsible"])
_SETTINGS = settings(max_examples=300, deadline=None, derandomize=True)


@_SETTINGS
@given(_PLAIN_NAMES, _ET_CETERA, st.sampled_from(_PHRASES))
def test_a_list_of_plain_names_reads_back(
    names: list[str], et_cetera: str, phrase: tuple[str, Role]
) -> None:
    words, role = phrase
    assert read_units("、".join(names) + et_cetera + words) == [(name, role) for name in names]


@_SETTINGS
@given(_PLAIN_NAMES, _ET_CETERA, st.integers(0, 6))
def test_leading_and_supporting_names_read_back(names: list[str], et_cetera: str, cut: int) -> None:
    first, rest = names[: cut or 1], names[cut or 1 :]
    cell = "、".join(first) + "牵头" + ("，" + "、".join(rest) + et_cetera + "配合") * bool(rest)
    assert read_units(cell) == leads(*first) + supports(*rest)


@_SETTINGS
@given(_CELLS, _ROLES)
def test_each_name_stands_in_its_cell(cell: str, default: Role) -> None:
    for name, role in read_units(cell, default):
        assert role in ("lead", "support", "responsible")
        assert name.strip()
        assert name in cell


@_SETTINGS
@given(_CELLS, _ROLES)
def test_marks_alone_are_no_name(cell: str, default: Role) -> None:
    """A cell that holds — or / or a lone bracket names nobody."""
    for name, _ in read_units(cell, default):
        assert any(character.isalnum() for character in name)


@_SETTINGS
@given(_CELLS, _ROLES)
def test_names_are_not_repeated_in_one_role(cell: str, default: Role) -> None:
    named = read_units(cell, default)
    assert len(set(named)) == len(named)
