"""Numbers of automatic lists, written as their file shows them: 3, 三, c, iii."""

_DIGITS = "零一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(value: int) -> str:
    """A Chinese numeral from 1 to 999 (21 -> 二十一), figures for any other number."""
    if not 0 < value < 1000:
        return str(value)
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def letter(value: int) -> str:
    """a to z, figures beyond."""
    return chr(ord("a") + value - 1) if 0 < value <= 26 else str(value)


def roman(value: int) -> str:
    """A Roman numeral in small letters, figures outside 1 to 3999."""
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (value // worth)
        value %= worth
    return text
