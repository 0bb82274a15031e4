"""Figures and dates in a clause: the stretch of text that states what was asked."""

import re
from dataclasses import dataclass

from corpus.readable import split_sentences
from rag.normalize import matching

_STRETCH = re.compile(r"(?:[^，,。；;：:\n]|(?<=\d)[：:](?=\d))+")  # 1:5 stays whole
_MEASURE = (
    r"%|‰|个|家|座|处|台|条|次|人|名|艘|起|项|支|张|部|栋|所|户|辆|套|枚|件|间|口|倍|类|场|级|根|批|轮|公里|千米"
    r"|米|毫米|平方|公顷|亩|吨|小时|分钟|天|万|亿|元|千|百|余|及以|以[上下内]|D级|MHZ|mhz"
)
_QUANTITY = re.compile(
    rf"(?<![\d.])\d+(?:\.\d+)?\s*(?:{_MEASURE})|^\W*\d+(?:\.\d+)?\W*$|[≤≥<>]\s*\d|1[∶:]\s*\d+"
    r"|[一二三四五六七八九十百千万两]+(?=个|家|座|处|次|项|名|条|支|类|场|人次|公里|亩|台|户|所)|零发生|清零|全覆盖|零事故|第?一个|\d{5}"
)
_COUNTED = re.compile(rf"(?<![\d.第])(\d+(?:\.\d+)?)\s*(?:{_MEASURE})")
_IDIOM = re.compile(
    r"最后一公里|一人一|最后一米|一把手|一张图|一体化|一张清单|一支队伍|三级(?:治理|贯通|管理)"
)
_RATIO = re.compile(r"[%‰％]|\d\s*[∶:比]\s*\d|成以上|全覆盖|全部|百分之")
_MONEY = re.compile(r"\d+(?:\.\d+)?\s*(?:亿|万)?\s*元")
_DATE = re.compile(
    r"20\d{2}\s*年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|起)?(?:之?前)?|\d{1,2}月(?:\d{1,2}日|底|末)?(?:之?前)?|上半年|下半年"
    r"|年底|年内|汛前|汛期前|长期坚持|每季度|每月|每周|每年|每半年|每半个月|每\s*\d+\s*年|每天|每日|季度"
)


# a question for one kind of document is not for another
DOCUMENT_KINDS = ("要点", "规划", "方案")
DOCUMENT_NUMBER = "文号"  # a kind of thing to be named: the number of a document
_NUMBERED = re.compile(r"[〔\[(（]20\d{2}[〕\])）]\s*\d+\s*号")
_ANY_TOWN = frozenset({"乡镇", "镇街", "town", "towns", "township", "townships"})
_TOWNS = "镇|乡|街道"
_ANY_PLACE = frozenset(
    {"地方", "位置", "里", "儿", "处", "地点", "路段", "site", "sites", "location", "locations"}
    | {"place", "places", "street", "streets"}
)
_PLACES = "镇|乡|街道|村|社区|路|园区|场镇|小区|片区|新城|大道"
# places of one kind named in a row: 兴隆、草堂、竹园等高海拔地区
_NAMED_ROW = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})+等[\u4e00-\u9fff]{0,6}(?:地区|片区|区域|地方|一带)"
)
# the two characters before a kind of thing that make no name: 各乡镇, 病险水库, 生产企业
_GENERIC = re.compile(
    r"[各乡个座处条家批些和等与及类全每所有关的对在三、，（）()“”]|相关|第三|重点|病险|生产|经营|生活|农村|城市"
    r"|旅游|工业|老旧|危化|化工|矿山|高危|建设|施工|标杆|示范|道路|公路|线路|电路|网络|铁路|思路"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause: as it reads, and in matching form."""

    text: str
    plain: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a readable text, with their closing mark."""
    return [Sentence(found, matching(found)) for found in split_sentences(text)]


def stretches(text: str) -> list[Sentence]:
    """The comma-separated stretches of a readable text."""
    return [
        Sentence(found, matching(found))
        for match in _STRETCH.finditer(text)
        if (found := match.group().strip())
    ]


def has_quantity(text: str) -> bool:
    """True where a text states a number, or zero in words (清零, 零发生)."""
    return bool(_QUANTITY.search(without_idioms(text)))


def without_idioms(text: str) -> str:
    """A text without phrases that hold a numeral but count nothing (最后一公里)."""
    return _IDIOM.sub("", text)


def has_ratio(text: str) -> bool:
    """True where a text states a share or a ratio."""
    return bool(_RATIO.search(text))


def has_money(text: str) -> bool:
    """True where a text states a sum of money."""
    return bool(_MONEY.search(text))


def is_any_place(noun: str) -> bool:
    """True for a word that stands for towns, villages, roads or places of any kind."""
    return noun in _ANY_TOWN or noun in _ANY_PLACE or noun in _PLACES.split("|")


def names_one(text: str, noun: str | None) -> bool:
    """True where a text names a thing of a kind by its own name (鱼复街道, 招峰水库).

    noun: the kind, None for things of any kind, which only a list in the text can name. A kind
    of places (地方) stands for all of them.
    """
    if noun is None:
        return len(re.findall("、", text)) > 1
    if noun == DOCUMENT_NUMBER:
        return _NUMBERED.search(text) is not None
    kinds = _TOWNS if noun in _ANY_TOWN else _PLACES if noun in _ANY_PLACE else re.escape(noun)
    if kinds == _PLACES and _NAMED_ROW.search(text):
        return True
    found = re.findall(rf"([\u4e00-\u9fff]{{2}})(?:{kinds})", text)
    return any(not _GENERIC.search(name) for name in found)


def counted(text: str) -> list[tuple[float, str]]:
    """The numbers that a text counts something with, each with its measure, once."""
    found = re.findall(rf"(?<![\d.第])(\d+(?:\.\d+)?)\s*({_MEASURE})", text)
    return list(dict.fromkeys((float(number), measure) for number, measure in found))


def find_amounts(text: str) -> list[str]:
    """The numbers with a measure in a text, without blanks (100%, 6座)."""
    return [re.sub(r"\s", "", match.group()) for match in _COUNTED.finditer(text)]


def find_dates(text: str) -> list[str]:
    """The dates, terms and intervals that a text names."""
    return [match.group() for match in _DATE.finditer(text)]
