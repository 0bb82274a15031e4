"""Remarks on the reading of a document: what was put right, and what may be damaged."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_MOST_LISTED = 200  # of one kind in one document; a file that is all damage names no more
_LONGEST_QUOTE = 30  # characters


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about the place document[at]."""

    at: int
    text: str


@dataclass(slots=True)
class Remarks:
    """Collects the remarks on one table or document.

    repairs: a fault of the file was put right. warnings: the file may be damaged there; nothing
    was changed.
    """

    repairs: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def repaired(self, at: int, text: str) -> None:
        self.repairs.append(Remark(at, text))

    def warn(self, at: int, text: str) -> None:
        self.warnings.append(Remark(at, text))

    def extend(self, other: "Remarks") -> None:
        self.repairs.extend(other.repairs)
        self.warnings.extend(other.warnings)


def with_lines(text: str, remarks: Iterable[Remark]) -> tuple[str, ...]:
    """Remarks in document order, each with its line: 'line 12: …'. text: the whole document."""
    ordered = sorted(remarks, key=lambda remark: remark.at)
    listed: list[str] = []
    line, counted = 1, 0
    for remark in ordered[:_MOST_LISTED]:
        line += text.count("\n", counted, remark.at)
        counted = remark.at
        listed.append(f"line {line}: {remark.text}")
    if len(ordered) > len(listed):
        listed.append(f"and {len(ordered) - len(listed)} more of the same kinds")
    return tuple(listed)


def quoted(text: str) -> str:
    """The beginning of a text, on one line, to name it in a remark."""
    plain = " ".join(text[: 4 * _LONGEST_QUOTE].split())
    return plain if len(plain) <= _LONGEST_QUOTE else plain[: _LONGEST_QUOTE - 1] + "…"
