"""When a task must be done: the deadline that a clause's text names."""

import re

_YEAR = r"(?:20\d{2}\s*年)"
_DEADLINE = re.compile(
    rf"{_YEAR}?\d{{1,2}}月(?:\d{{1,2}}日|底|末)?(?:之?前)"
    rf"|{_YEAR}(?:年?底|末)(?:之?前)?"
    rf"|(?:到|至)\s*{_YEAR}(?:年?底|末)?"
    r"|(?:上半年|下半年|年底|年内|汛前|汛期前|主汛期前)(?:之?前)?"
)


def find_deadline(text: str) -> str | None:
    """The first deadline that a text names (2025年9月前, 上半年, 汛前), None without one."""
    match = _DEADLINE.search(text)
    return match.group() if match else None
