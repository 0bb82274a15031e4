"""A strict reader of GIFT for tests, after https://docs.moodle.org/en/GIFT_format.

It knows nothing of the writer: comments, categories, names, formats, escapes, weights, feedback.
"""

import re
from dataclasses import dataclass, field

ESCAPE = re.compile(r"\\([\\~=#{}:n])")


@dataclass
class Asked:
    """One question: kind as Moodle calls it, answers as (weight in percent, text)."""

    kind: str
    name: str
    stem: str
    feedback: str
    answers: list[tuple[float, str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    true: bool | None = None


def read_gift(source: str) -> tuple[str, list[Asked]]:
    """The category and the questions of a GIFT file; ValueError for what is no GIFT."""
    blocks = [block for block in re.split(r"\n[ \t]*\n", source.strip()) if block.strip()]
    category = blocks.pop(0)
    assert category.startswith("$CATEGORY: ")
    return category.removeprefix("$CATEGORY: "), [_question(block) for block in blocks]


def _question(block: str) -> Asked:
    lines = [line for line in block.split("\n") if not line.strip().startswith("//")]
    text = _hidden("\n".join(lines).strip())
    match = re.fullmatch(r"::(.*?)::([^{}]*)\{([^{}]*)\}", text, re.DOTALL)
    if not match:
        raise ValueError(f"not one name, text and answer part: {block}")
    name, stem, answers = match.groups()
    answers, _, feedback = answers.partition("####")
    asked = Asked("", _shown(name), _plain(stem), _plain(feedback))
    answers = answers.strip()
    if not answers:
        asked.kind = "essay"
    elif answers in ("T", "F"):
        asked.kind, asked.true = "truefalse", answers == "T"
    elif "~" in answers:
        asked.kind = "multichoice"
        asked.answers = [_weighed(part) for part in re.findall(r"[~=][^~=]*", answers)]
    elif "->" in answers:
        asked.kind = "match"
        for part in answers.split("=")[1:]:
            left, right = part.split("->", 1)
            asked.pairs.append((_plain(left), _shown(right.strip())))
    else:
        asked.kind = "shortanswer"
        asked.answers = [_weighed(f"={part}") for part in answers.split("=")[1:]]
    return asked


def _weighed(part: str) -> tuple[float, str]:
    sign, text = part[0], part[1:].strip()
    weight = 100.0 if sign == "=" else 0.0
    if found := re.match(r"%(-?\d{1,3}(?:\.\d+)?)%", text):
        weight, text = float(found[1]), text[found.end() :]
    if "#" in text:
        raise ValueError(f"feedback of an answer is not expected: {text}")
    return weight, _plain(text)


def _hidden(text: str) -> str:
    """Escaped characters as private ones, so that what is left controls."""
    return ESCAPE.sub(lambda m: chr(0xE000 + ord("\n" if m[1] == "n" else m[1])), text)


def _shown(text: str) -> str:
    return re.sub("[\ue000-\ue0ff]", lambda m: chr(ord(m[0]) - 0xE000), text)


def _plain(text: str) -> str:
    text = text.strip()
    for name in ("html", "moodle", "plain", "markdown"):
        if text.startswith(f"[{name}]"):
            if name == "html":
                raise ValueError(f"a text that is read as HTML: {text}")
            text = text.removeprefix(f"[{name}]")
            break
    return _shown(text).strip()
