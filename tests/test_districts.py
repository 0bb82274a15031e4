"""The districts of Chongqing: all there, found in every spelling, and never inside a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus.districts
from corpus.districts import (
    District,
    find_district,
    find_mentions,
    forget_districts,
    load_districts,
)
from corpus.spelling import plain
from errors import DataFileError, UnknownNameError
from settings import Settings, get_settings

# the 38 districts and counties of Chongqing, by hand
# fmt: off
DISTRICTS = [
    "万州区", "涪陵区", "渝中区", "大渡口区", "江北区", "沙坪坝区", "九龙坡区", "南岸区",
    "北碚区", "綦江区", "大足区", "渝北区", "巴南区", "黔江区", "长寿区", "江津区", "合川区",
    "永川区", "南川区", "璧山区", "铜梁区", "潼南区", "荣昌区", "开州区", "梁平区", "武隆区",
]
COUNTIES = [
    "城口县", "丰都县", "垫江县", "忠县", "云阳县", "奉节县", "巫山县", "巫溪县",
]
# fmt: on
AUTONOMOUS = [
    "石柱土家族自治县",
    "秀山土家族苗族自治县",
    "酉阳土家族苗族自治县",
    "彭水苗族土家族自治县",
]
ZONES = ["万盛经开区", "两江新区", "重庆高新区"]

SHORT = {
    name: name.removesuffix("区").removesuffix("县")
    for name in (*DISTRICTS, *COUNTIES)
    if name != "忠县"
} | {name: name[:2] for name in (*AUTONOMOUS, "万盛经开区")}
# fmt: off
PINYIN = [
    "wanzhou", "fuling", "yuzhong", "dadukou", "jiangbei", "shapingba", "jiulongpo", "nanan",
    "beibei", "qijiang", "dazu", "yubei", "banan", "qianjiang", "changshou", "jiangjin",
    "hechuan", "yongchuan", "nanchuan", "bishan", "tongliang", "tongnan", "rongchang", "kaizhou",
    "liangping", "wulong", "chengkou", "fengdu", "dianjiang", "zhongxian", "yunyang", "fengjie",
    "wushan", "wuxi", "shizhu", "xiushan", "youyang", "pengshui",
]
ENGLISH = [
    "Wanzhou", "Fuling", "Yuzhong", "Dadukou", "Jiangbei", "Shapingba", "Jiulongpo", "Nan'an",
    "Beibei", "Qijiang", "Dazu", "Yubei", "Banan", "Qianjiang", "Changshou", "Jiangjin",
    "Hechuan", "Yongchuan", "Nanchuan", "Bishan", "Tongliang", "Tongnan", "Rongchang", "Kaizhou",
    "Liangping", "Wulong", "Chengkou", "Fengdu", "Dianjiang", "Zhong", "Yunyang", "Fengjie",
    "Wushan", "Wuxi",
]
# fmt: on


def named(text: str) -> list[str]:
    return [mention.district for mention in find_mentions(text)]


def test_all_are_there_and_of_the_right_type() -> None:
    by_type: dict[str, list[str]] = {}
    for district in load_districts():
        by_type.setdefault(district.type, []).append(district.name)
    assert {type: sorted(names) for type, names in by_type.items()} == {
        "district": sorted(DISTRICTS),
        "county": sorted(COUNTIES),
        "autonomous_county": sorted(AUTONOMOUS),
        "zone": sorted(ZONES),
    }
    assert len(load_districts()) == 26 + 8 + 4 + 3


@pytest.mark.parametrize(("name", "short"), SHORT.items())
def test_found_by_its_short_form(name: str, short: str) -> None:
    assert find_district(short) == name
    assert named(f"请问{short}由谁牵头？") == [name]


@pytest.mark.parametrize(
    ("name", "latin"), zip([*DISTRICTS, *COUNTIES, *AUTONOMOUS], PINYIN, strict=True)
)
def test_found_by_its_pinyin(name: str, latin: str) -> None:
    assert find_district(latin) == name
    assert find_district(latin.title()) == name


@pytest.mark.parametrize(("name", "english"), zip([*DISTRICTS, *COUNTIES], ENGLISH, strict=True))
def test_found_in_english(name: str, english: str) -> None:
    written = f"{english} {'County' if name in COUNTIES else 'District'}"
    assert find_district(written) == name
    assert named(f"Who leads fire safety in {written}?") == [name]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Wanzhou", "万州区"),
        ("nan an", "南岸区"),
        ("Nan'an", "南岸区"),
        ("da du kou", "大渡口区"),
        ("Zhong County", "忠县"),
        ("zhongxian", "忠县"),
        ("Kaizhou District", "开州区"),
        ("开县", "开州区"),
        ("梁平县", "梁平区"),
        ("江北县", "渝北区"),
        ("双桥区", "大足区"),
        ("綦江县", "綦江区"),
        ("重庆市彭水县", "彭水苗族土家族自治县"),
        ("Pengshui County", "彭水苗族土家族自治县"),
        ("Shizhu Tujia Autonomous County", "石柱土家族自治县"),
        ("酆都", "丰都县"),
        ("長壽區", "长寿区"),
        ("雲陽縣", "云阳县"),
        ("开洲", "开州区"),
        ("西部科学城重庆高新区", "重庆高新区"),
        ("liang jiang", "两江新区"),
        ("Wansheng", "万盛经开区"),
    ],
)
def test_found_by_other_spellings(words: str, name: str) -> None:
    assert find_district(words) == name
    assert named(words.removeprefix("重庆市")) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "力量大足够应急",
        "祖国繁荣昌盛",
        "召开县安委会全体会议",
        "依法公开县级预案",
        "离开县城前检查",
        "桥梁平均使用年限",
        "长江南岸堤防",
        "嘉陵江北岸护坡",
        "沿江北岸堤防",
        "长寿命路灯",
        "县城口岸消防",
        "结合川渝联动机制",
        "优秀山区教师",
        "岩石柱体加固",
        "河南川口水库",
        "成渝中线高铁",
        "供奉节日期间香火",
        "江北国际机场",
        "bananas are no district",
        "the amazing dazul",
    ],
)
def test_not_inside_other_words(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("通过江北区、南岸区联动", ["江北区", "南岸区"]),
        ("沿江北区岸线", ["江北区"]),  # a full name is one even behind such a word
        ("奉节县与巫山、巫溪", ["奉节县", "巫山县", "巫溪县"]),
        ("江北机场和江北", ["江北区"]),
        ("compare Fengjie and wu long", ["奉节县", "武隆区"]),
        ("石柱土家族自治县人民政府", ["石柱土家族自治县"]),
    ],
)
def test_named_in_running_text(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_offsets_are_those_of_the_spelling() -> None:
    (mention,) = find_mentions("重庆市奉节县人民政府")
    assert (mention.start, mention.end, mention.district) == (3, 6, "奉节县")


@pytest.mark.parametrize("district", load_districts(), ids=lambda district: district.name)
def test_every_spelling_names_its_district_alone(district: District) -> None:
    for spelling in district.spellings:
        assert find_district(spelling) == district.name
        assert named(f" {spelling} ") == [district.name]
    for word in district.not_in:
        assert any(plain(spelling) in plain(word) for spelling in district.spellings), word
        assert named(f"{word}。") == []


def test_no_spelling_is_one_character_and_unknown_names_are_refused() -> None:
    assert all(len(plain(s)) > 1 for district in load_districts() for s in district.spellings)
    with pytest.raises(UnknownNameError, match="not known"):
        find_district("成都市锦江区")


# ---- own districts ----

OWN = '[[district]]\nname = "{}"\nen = "{}"\naliases = {}\n'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of own districts of settings that only this test has."""
    path = tmp_path / "districts.toml"
    settings = Settings(own_districts=path)
    monkeypatch.setattr(corpus.districts, "get_settings", lambda: settings)
    forget_districts()
    yield path
    monkeypatch.setattr(corpus.districts, "get_settings", get_settings)
    forget_districts()


def test_an_own_district_is_known_beside_the_others(own: Path) -> None:
    own.write_text(OWN.format("涪江新城", "Fujiang New Town", '["涪江"]'), encoding="utf-8")
    forget_districts()
    assert find_district("涪江") == "涪江新城"
    assert named("涪江新城与奉节") == ["涪江新城", "奉节县"]
    assert len(load_districts()) == 42


def test_without_the_file_nothing_is_amiss(own: Path) -> None:
    assert not own.exists()
    assert len(load_districts()) == 41


@pytest.mark.parametrize(
    ("name", "en", "aliases", "told"),
    [
        ("新城区", "New Town", '["奉节"]', "奉节 stands for 奉节县 and for 新城区"),
        ("新城区", "Wu Long", "[]", "Wu Long stands for 武隆区 and for 新城区"),
        ("奉节县", "Fengjie", "[]", "奉节县 has two entries"),
        ("新城区", "New Town", '["新"]', "too short"),
    ],
)
def test_a_clash_is_refused_with_its_line(
    own: Path, name: str, en: str, aliases: str, told: str
) -> None:
    own.write_text("# own\n\n" + OWN.format(name, en, aliases), encoding="utf-8")
    forget_districts()
    with pytest.raises(DataFileError) as caught:
        load_districts()
    assert f"{own}, line 3: " in str(caught.value)
    assert told in str(caught.value)
