"""Numbers as people write them: 1.2万, 12,000, 一百二十, 三亿五千万, fifteen thousand → Decimal.

Every pattern here reads folded text: half width and lower case (fold below).
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

_DIGITS = {d: i % 10 for i, d in enumerate("零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"○": 0, "两": 2, "兩": 2, "貳": 2, "陸": 6, "參": 3}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCALES |= {"拾": 10, "佰": 100, "仟": 1000, "萬": 10**4, "億": 10**8}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_WORDS = {word: number for number, word in enumerate(_ONES.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS |= {word: 20 + 10 * number for number, word in enumerate(_TENS.split())}
_WORD_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}

_D, _S = "".join(_DIGITS), "".join(_SCALES)
# all lengths are bounded, so that no text takes more than linear time
_ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?(?!\d))"
_ENGLISH_SCALE = rf"(?:\s?(?:{'|'.join(_WORD_SCALES)})(?![a-z]))"
_WORD = rf"(?:{'|'.join(sorted((*_WORDS, *_WORD_SCALES), key=len, reverse=True))})"
CHINESE = rf"[{_D}十拾][{_D}{_S}]{{0,20}}(?:点[{_D}]{{1,9}})?"
ARABIC = rf"{_ARABIC}(?:{_ENGLISH_SCALE}|\s?[{_S}]{{1,4}}(?:{_ARABIC}[{_S}]?){{0,4}})?"
ENGLISH = rf"(?<![a-z])(?:{'|'.join(_WORDS)})(?:[\s-](?:and\s)?{_WORD}){{0,12}}(?![a-z])"
_TOKEN = re.compile(rf"{_ARABIC}|[a-z]+|[{_D}]|[{_S}]|点")


@lru_cache(maxsize=20_000)
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


def fold(text: str) -> tuple[str, list[int]]:
    """Half-width (NFKC), lower-case text, and where each of its characters comes from.

    Returns the folded text and offsets: its character i is made of text[offsets[i]]; one more
    offset, len(text), stands at the end.
    """
    pieces, offsets = [], []
    for at, character in enumerate(text):
        piece = _folded(character)
        pieces.append(piece)
        offsets.extend([at] * len(piece))
    return "".join(pieces), [*offsets, len(text)]


def read_number(numeral: str) -> Decimal | None:
    """The value of a folded numeral, None for what is none (两三, 一二).

    Arabic figures and Chinese scales may be mixed (3亿5000万). A last digit without its scale
    counts the next lower one, as people say it: 一百二 is 120, 三万五 is 35,000.
    """
    tokens = _TOKEN.findall(numeral)
    if not tokens:
        return None
    if tokens[0] in _WORDS or tokens[-1] in _WORD_SCALES:
        return _english(tokens)
    if all(token in _DIGITS for token in tokens):
        return _digit_string(tokens)
    whole, _, fraction = "".join(tokens).partition("点")
    value = _chinese(_TOKEN.findall(whole))
    if value is None or not fraction:
        return value
    return value + Decimal("0." + "".join(str(_DIGITS[digit]) for digit in fraction))


def _digit_string(tokens: list[str]) -> Decimal | None:
    """一 is 1, 二〇二五 is 2025; two digits alone (两三) are a guess, no number."""
    if len(tokens) == 2:
        return None
    return Decimal("".join(str(_DIGITS[token]) for token in tokens))


def _chinese(tokens: list[str]) -> Decimal | None:
    total = section = Decimal(0)  # section: what is below the next 万 or 亿
    number: Decimal | None = None
    last, spoken = 1, False  # the last scale; whether a digit may count the next lower one
    for token in tokens:
        if token in _SCALES:
            last, spoken = _SCALES[token], True
            if last < 10**4:
                section += (1 if number is None else number) * last
            elif last == 10**4:
                total, section = total + (section + (number or 0)) * last, Decimal(0)
            else:
                total, section = (total + section + (number or 0)) * last, Decimal(0)
            number = None
        elif number is not None and number != 0:
            return None
        else:
            number = Decimal(_DIGITS[token]) if token in _DIGITS else _arabic(token)
            spoken = spoken and token in _DIGITS and number != 0
    if number is not None and spoken:
        number = number * last / 10
    return total + section + (number or 0)


def _english(tokens: list[str]) -> Decimal | None:
    total, section = Decimal(0), Decimal(0)
    for token in tokens:
        if token == "and":  # noqa: S105 - a word, no secret
            continue
        if token == "hundred":  # noqa: S105
            section = (section or Decimal(1)) * 100
        elif token in _WORD_SCALES:
            total, section = total + (section or 1) * _WORD_SCALES[token], Decimal(0)
        else:
            section += _WORDS[token] if token in _WORDS else _arabic(token)
    return total + section


def _arabic(token: str) -> Decimal:
    return Decimal(token.replace(",", ""))
