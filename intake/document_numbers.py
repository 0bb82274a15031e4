"""The number of a document, in any of its spellings: 奉节府发〔2025〕2号, [2025] 第2号 …"""

import re
import unicodedata
from collections.abc import Iterator

from corpus.numbering import numeral
from corpus.readable import squeeze
from intake.head import Head, HeadLine, labelled
from intake.patterns import load_patterns
from intake.records import Found, Proposed, each_once

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})\s{0,2}年?"
_OPEN, _CLOSE = r"[〔\[【(﹝「<〈《{]", r"[〕\]】)﹞」>〉》}]"
_NUMBER = re.compile(
    r"(?P<prefix>[\u4e00-\u9fff]{2,20})\s{0,3}"
    rf"(?:{_OPEN}\s{{0,2}}{_YEAR}\s{{0,2}}{_CLOSE}|{_YEAR.replace('year', 'year2')}[-—–\s]{{1,3}})"
    r"\s{0,2}第?\s{0,2}(?P<number>\d{1,4}|[一二三四五六七八九十百]{1,5})\s{0,2}号"
)
# words that lead up to the number of another document
_LEAD = re.compile(
    r"^.*(?:根据|按照|依据|贯彻|落实|执行|关于|参照|以及|通知|文件|[和与及])(?=.{2})"
)
# what may stand beside the number on its own line: the signer, 文件, 号
_BESIDE = re.compile(r"(?:签发人[:：]?\s*\S{0,20}|文件|特急|急件|[★☆*（）()])")
_LONGEST_FOREIGN = 40  # characters of a labelled number of another make (FJ-2025-003)


def propose_number(head: Head) -> Proposed:
    """The number of the document itself; numbers of others that it names are candidates."""
    own: list[Found] = []
    others: list[Found] = []
    for line, words in labelled(head.both, load_patterns().labels.doc_number):
        own.extend(_found(line, words) or _foreign(line, words))
    for line in head.both:
        found = list(_found(line, line.text))
        (own if found and _stands_alone(line.text) else others).extend(found)
    return Proposed("doc_number", own[0] if own else None, each_once((*own, *others)))


def plain_number(words: str) -> str:
    """A document number as documents.toml has it, 奉节府发〔2025〕2号; others without blanks."""
    match = _NUMBER.fullmatch(_plain(words).strip())
    return _written(match) if match else " ".join(words.split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _found(line: HeadLine, words: str) -> list[Found]:
    return [Found(value, line.number, line.text) for value in _numbers(words)]


def _numbers(words: str) -> Iterator[str]:
    return (_written(match) for match in _NUMBER.finditer(_plain(words)))


def _written(match: re.Match[str]) -> str:
    year = (match["year"] or match["year2"]).translate(_DIGITS)
    number = match["number"]
    value = int(number) if number.isdecimal() else numeral(number)
    return f"{_LEAD.sub('', match['prefix'])}〔{year}〕{value}号"


def _foreign(line: HeadLine, words: str) -> list[Found]:
    """A labelled number of another make: it has a figure, and is short."""
    if len(words) > _LONGEST_FOREIGN or not any(map(str.isdecimal, words)):
        return []
    return [Found(words, line.number, line.text)]


def _stands_alone(text: str) -> bool:
    """True where a line holds the number and nothing but what belongs beside it."""
    rest = _NUMBER.sub("", _plain(text), count=1)
    return not any(map(str.isalnum, squeeze(_BESIDE.sub("", rest))))
