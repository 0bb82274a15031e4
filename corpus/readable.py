"""From the characters of a file to text a person reads: markup and line breaks removed."""

import re

from corpus.records import Form

# No pattern may start with \s*: looked for at each place of a long blank it takes quadratic time.
_TAG = re.compile(r"</?p>")
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]")
_FORMULA = re.compile(r"(?<!\s)\s*\$([^$\n]{1,40})\$\s*")
_EMPHASIS = re.compile(r"\*\*")
_HASHES = re.compile(r"^[ \t\u3000]*#{1,6}[ \t]*", re.MULTILINE)
_BULLET = re.compile(r"^[ \t\u3000]*-[ \t]+(?=\S)", re.MULTILINE)
_BREAKS = re.compile(r"(?<![ \t\u3000])[ \t\u3000]*\n\s*")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,500}\)")
_LINE_BREAK = re.compile(r"<br[ /]{0,3}>", re.IGNORECASE)
_CODE = re.compile(r"`([^`\n]{1,200})`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_FORMULA_SIGNS = {r"\leq": "≤", r"\geq": "≥", r"\%": "%", r"\times": "×", r"\sim": "～"}
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_WORD_BREAK = re.compile(r"(?<=年)\n\s*(?=\d{4}年)")
_BLANKS = re.compile(r"[\t \u00a0\u2000-\u200a\u3000]+")
# a blank beside a full-width mark is layout: 报废、 “大吨小标”
_BESIDE_MARK = re.compile(r"(?<=[，。；：、！？“”（）《》]) | (?=[，。；：、！？“”（）《》])")


def _formula(match: re.Match[str]) -> str:
    body = match.group(1)
    for sign, character in _FORMULA_SIGNS.items():
        body = body.replace(sign, character)
    return re.sub(r"\s+", "", body)


def _without_links(text: str) -> str:
    """Markdown's links and pictures as their words, its line breaks in cells as none."""
    return _CODE.sub(r"\1", _LINK.sub(r"\1", _LINE_BREAK.sub("\n", text)))


def readable(raw: str, form: Form) -> str:
    """The readable text of a slice of a document.

    raw: characters as in the file. Returns one line: line breaks inside a sentence are joined,
    blanks are single and none stands beside a full-width mark; Markdown marks and formula signs
    are resolved where the form has them.
    """
    text = _BOOKMARK.sub("", raw)
    if form == "markdown":
        text = _without_links(text)
    if form in ("ocr", "markdown"):
        text = _HASHES.sub("", _TAG.sub("", text))
        text = _EMPHASIS.sub("", _BULLET.sub("", text))
        text = _FORMULA.sub(_formula, text)
    if form == "markdown":
        text = _ESCAPED.sub(r"\1", text)
    text = _WORD_BREAK.sub(" ", text)
    text = _BREAKS.sub("", text)
    return _BESIDE_MARK.sub("", _BLANKS.sub(" ", text)).strip()


def squeeze(text: str) -> str:
    """Text without any blank space, for comparing titles and column names."""
    return re.sub(r"\s+", "", text)


def leading_title(text: str, stops: str, longest: int = 40) -> str | None:
    """The title a clause opens with, up to the first of the stop characters.

    Returns None when that stretch is longer than a title may be (longest, in characters).
    """
    title = re.split(f"[{stops}]", text, maxsplit=1)[0].strip()
    return title if 0 < len(title) <= longest else None


def split_sentences(text: str) -> list[str]:
    """The sentences of a readable text, each with its closing mark (。 or ；)."""
    return [found for match in _SENTENCE.finditer(text) if (found := match.group().strip())]
