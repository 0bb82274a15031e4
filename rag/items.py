"""How many items a question speaks of, and whether a text lists so many or only counts them."""

import re
from collections.abc import Sequence

from corpus.numbering import in_characters, numeral, run_starts
from rag.facts import Sentence

_COUNTERS = "个|项|条|大|方面|类|样|份|件|点|块|种|道|句|步|处|家|座|所|栋|支|辆|艘|台|部|名|户"
_COUNT = re.compile(
    rf"(?<![第\d.])(?:(\d{{1,2}})|([二两三四五六七八九十]{{1,3}}))\s*(?:{_COUNTERS})"
)
_ENGLISH = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENGLISH_COUNT = re.compile(rf"\b({'|'.join(_ENGLISH)})\b")
_STRETCH = re.compile(r"[^，,。；;：:（）()]+")
_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]")
_POINT = re.compile(r"[（(]\d{1,2}[）)]")
# between the items of a group and its name: 金属冶炼和渔业生产8大高危行业
_GROUP = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:个|大|类|种|项)(?:重点)?"
# asks which items these are, each of them
_EACH = re.compile(r"哪\s*(?:\d|[二两三四五六七八九十])|分别|各是|叫什么|叫啥|名字|名称|名单|列|逐")


def asked_count(text: str) -> int | None:
    """How many items a question says that there are (哪八个, ten areas), None where it does not."""
    found = _COUNT.search(text)
    if found:
        digits, characters = found.groups()
        return int(digits) if digits else numeral(characters.replace("两", "二"))
    word = _ENGLISH_COUNT.search(text)
    return _ENGLISH.index(word.group()) + 2 if word else None


def asks_each(text: str) -> bool:
    """True where a question wants each of some items told (是哪八个, 分别叫什么)."""
    return _EACH.search(text) is not None


def only_counts(said: str, parts: Sequence[Sentence], count: int) -> bool:
    """True where a text says how many items there are (完成32项任务) and lists fewer.

    said: the text; parts: its sentences. Items stand beside the count, separated by 、 or as
    titles in 《》, or are numbered (一是 …, 二是 …) anywhere in the text.
    """
    counting = [part for part in parts if _counts(part.plain, count)]
    numbered = max(len(run_starts(said)), len(_POINT.findall(said)), said.count("《"))
    if not counting or numbered >= count:
        return False
    return all(_listed(part.text) < count for part in counting)


def _counts(plain: str, count: int) -> bool:
    words = {str(count), in_characters(count)} | ({"两"} if count == 2 else set())
    return re.search(rf"(?<![第\d.])(?:{'|'.join(words)})(?:{_COUNTERS})", plain) is not None


def _listed(text: str) -> int:
    """The number of items of the longest enumeration in a text, or of what stands in brackets."""
    found = [len(re.split("、|和|及", stretch)) for stretch in _STRETCH.findall(text)]
    found += [len(re.split("[、，,；;]", inside)) for inside in _BRACKETED.findall(text)]
    return max(found, default=0)


def lists_before(text: str, group: str) -> bool:
    """True where three items or more stand before a group's name (…、金属冶炼等8大高危行业).

    group: a pattern for the name, which may begin with the number itself (八大行业).
    """
    number = "" if re.match(_GROUP, group) else _GROUP
    return re.search(rf"(?:、[^。；，、]{{2,12}}){{2,}}(?:等|共)?{number}{group}", text) is not None
