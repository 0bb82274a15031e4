"""Numbers in words, in digits and in characters: 八个方面 and 8个方面 are one."""

import re
from collections.abc import Sequence

from corpus.numbering import in_characters, numeral

_TEENS = (
    *("eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# from eleven on: what is below may be a pronoun (which one) or part of a name (ten households)
_ENGLISH = re.compile(
    rf"\b(?:({'|'.join(_TEENS)})|({'|'.join(_TENS)})(?:[ -]({'|'.join(_ONES)}))?)(?![\w-])"
)
_COUNTED = re.compile(r"(\d{1,2}|[二三四五六七八九十]{1,3})(?=个|大|项|类|种|条)")


def english_in_digits(text: str) -> str:
    """A text in lower case with English numbers from eleven to ninety-nine in digits."""
    return _ENGLISH.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    teen, ten, one = match.groups()
    if teen:
        return str(11 + _TEENS.index(teen))
    return str(20 + 10 * _TENS.index(ten) + (_ONES.index(one) + 1 if one else 0))


def numeral_forms(words: Sequence[str]) -> tuple[str, ...]:
    """Words with their numbers in digits and in characters, too: 八个方面, 8个方面."""
    other = []
    for word in words:
        found = _COUNTED.match(word)
        if found:
            number = found.group(1)
            value = int(number) if number.isdigit() else numeral(number)
            written = in_characters(value) if number.isdigit() else str(value)
            other.append(written + word[found.end(1) :])
    return tuple(dict.fromkeys((*words, *other)))
