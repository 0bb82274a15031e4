"""Numbers in words, in digits and in characters: 八个方面 and 8个方面 are one."""

import re
from collections.abc import Sequence

from corpus.numbering import in_characters, numeral

_COUNTED = re.compile(r"(\d{1,2}|[二三四五六七八九十]{1,3})(?=个|大|项|类|种|条)")


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
