"""Moodle XML: every question of a draw once, with marks, key and feedback.

A fill-in with several blanks becomes an embedded-answers (Cloze) question; its blanks have whole
marks there. A short answer becomes an essay with its marking points for the grader.
Format: https://docs.moodle.org/en/Moodle_XML_format
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence

from markupsafe import escape

from quiz.exports.layout import feedback_lines, number, point_lines
from quiz.exports.words import Language, Words, load_words
from quiz.records import BLANK, Paper, Question

_LONGEST_ID = 100  # characters that Moodle keeps
# what the embedded-answers syntax reads itself; as entities it is text
_CLOZE_SIGN = re.compile(r"[&<>\"'~#{}=%\\*:]")


def as_moodle_xml(papers: Sequence[Paper], language: Language) -> bytes:
    """The questions of a draw in the order of its first paper."""
    words, paper = load_words(language), papers[0]
    quiz = ET.Element("quiz")
    category = ET.SubElement(ET.SubElement(quiz, "question", type="category"), "category")
    name = " ".join(paper.title.split()).replace("/", "//")
    _text(category, f"$course$/top/{name}")
    for place, question in enumerate(paper.questions, start=1):
        _add(quiz, place, question, words)
    ET.indent(quiz, " ")
    data: bytes = ET.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _add(quiz: ET.Element, place: int, question: Question, words: Words) -> None:
    kind, fill = _KINDS[question.type]
    cloze = len(question.blanks) > 1
    entry = ET.SubElement(quiz, "question", type="cloze" if cloze else kind)
    _text(ET.SubElement(entry, "name"), f"{place:03d} {question.id}")
    _html(entry, "questiontext", _cloze(question) if cloze else _markup(question.stem))
    _html(entry, "generalfeedback", _markup("\n".join(feedback_lines(question, words))))
    if not cloze:
        _say(entry, defaultgrade=number(question.marks))
    _say(entry, penalty="0", hidden="0", idnumber=question.id[:_LONGEST_ID])
    if not cloze:
        fill(entry, question, words)


def _choice(entry: ET.Element, question: Question, words: Words) -> None:
    """The weights: the right ones share 100, a wrong one of several takes all away."""
    del words
    single = question.type == "single_choice"
    _say(entry, single=str(single).lower(), shuffleanswers="true", answernumbering="ABCD")
    share = 100 / sum(option.right for option in question.options)
    for option in question.options:
        weight = share if option.right else 0 if single else -100
        _html(entry, "answer", _markup(option.text), fraction=_weight(weight))


def _true_false(entry: ET.Element, question: Question, words: Words) -> None:
    del words
    for name, option in zip(("true", "false"), question.options, strict=True):
        answer = ET.SubElement(entry, "answer", fraction="100" if option.right else "0")
        answer.set("format", "moodle_auto_format")
        _text(answer, name)


def _blank(entry: ET.Element, question: Question, words: Words) -> None:
    del words
    _say(entry, usecase="0")
    for spelling in question.blanks[0].accepted:
        answer = ET.SubElement(entry, "answer", fraction="100", format="plain_text")
        _text(answer, spelling.replace("*", r"\*"))  # a bare one stands for anything


def _cloze(question: Question) -> str:
    """The stem with its blanks as {1:SHORTANSWER:=…~=…}; the marks of each are a whole number."""
    share = question.marks / len(question.blanks)
    marks = int(share) if share == int(share) else 1
    first, *rest = (_encoded(part) for part in question.stem.split(BLANK))
    said = [first]
    for blank, after in zip(question.blanks, rest, strict=True):
        spelled = (_encoded(text.replace("*", r"\*")) for text in blank.accepted)
        said.append(f"{{{marks}:SHORTANSWER:{'~'.join(f'={text}' for text in spelled)}}}{after}")
    return "<p>" + "".join(said).replace("\n", "<br>") + "</p>"


def _matching(entry: ET.Element, question: Question, words: Words) -> None:
    del words
    _say(entry, shuffleanswers="true")
    used = {pair.right for pair in question.pairs}
    pairs = [(_markup(pair.left), pair.right) for pair in question.pairs]
    pairs += [("", choice) for choice in question.choices if choice not in used]
    for left, right in pairs:
        _text(ET.SubElement(_html(entry, "subquestion", left), "answer"), right)


def _essay(entry: ET.Element, question: Question, words: Words) -> None:
    _say(entry, responseformat="editor", responserequired="1", responsefieldlines="10")
    _say(entry, attachments="0", attachmentsrequired="0")
    _html(entry, "graderinfo", _markup("\n".join(point_lines(question, words))))


_Filler = Callable[[ET.Element, Question, Words], None]
_KINDS: dict[str, tuple[str, _Filler]] = {
    "single_choice": ("multichoice", _choice),
    "multiple_choice": ("multichoice", _choice),
    "true_false": ("truefalse", _true_false),
    "fill_in": ("shortanswer", _blank),
    "matching": ("matching", _matching),
    "short_answer": ("essay", _essay),
}


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = text


def _html(parent: ET.Element, tag: str, markup: str, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, {**attributes, "format": "html"})
    _text(made, markup)
    return made


def _say(parent: ET.Element, **values: str) -> None:
    for tag, value in values.items():
        ET.SubElement(parent, tag).text = value


def _markup(text: str) -> str:
    """A text as HTML: its signs are shown, not read; a line break is one."""
    return f"<p>{str(escape(text)).replace(chr(10), '<br>')}</p>"


def _encoded(text: str) -> str:
    return _CLOZE_SIGN.sub(lambda found: f"&#{ord(found[0])};", text)


def _weight(percent: float) -> str:
    """A weight among those that Moodle knows: 33.33333, 100."""
    return f"{percent:.5f}".rstrip("0").rstrip(".")
