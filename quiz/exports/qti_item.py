"""One question as a QTI 2.1 assessment item."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence

from quiz.exports.layout import feedback_lines, number, point_lines
from quiz.exports.words import Words
from quiz.records import BLANK, LETTERS, Question

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MAP_RESPONSE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"
_RESPONSE = "RESPONSE"


def serialised(root: ET.Element) -> bytes:
    """An XML file, UTF-8; no blank is added, since it would be part of the texts."""
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def item(name: str, question: Question, words: Words) -> bytes:
    """The item of a question. name: its identifier and its file's name without ending."""
    root = ET.Element(
        "assessmentItem",
        xmlns=NAMESPACE,
        identifier=name,
        title=" ".join(question.id.split()),
        adaptive="false",
        timeDependent="false",
    )
    for response in _responses(question):
        root.append(response)
    _outcome(root, "SCORE", "float", "0")
    _outcome(root, "MAXSCORE", "float", number(question.marks))
    _outcome(root, "FEEDBACK", "identifier", "SOLUTION")
    body = ET.SubElement(root, "itemBody")
    _BODIES[question.type](body, question)
    if question.points:
        _scorer_block(body, [words.points, *point_lines(question, words)])
    _process(root, question)
    feedback = ET.SubElement(
        root, "modalFeedback", outcomeIdentifier="FEEDBACK", showHide="show", identifier="SOLUTION"
    )
    for line in feedback_lines(question, words):
        _write(ET.SubElement(feedback, "p"), line)
    return serialised(root)


def _responses(question: Question) -> Iterable[ET.Element]:
    """The declarations of what is answered: the right values, and what each value earns."""
    if question.options:
        right = [LETTERS[i] for i, option in enumerate(question.options) if option.right]
        share = question.marks / len(right)
        wrong = 0.0 if question.type != "multiple_choice" else -question.marks
        earned = {
            LETTERS[i]: share if option.right else wrong
            for i, option in enumerate(question.options)
        }
        cardinality = "multiple" if question.type == "multiple_choice" else "single"
        yield _declared(_RESPONSE, cardinality, "identifier", right, earned, question.marks)
    elif question.pairs:
        right = [
            f"L{place} {LETTERS[question.choices.index(pair.right)]}"
            for place, pair in enumerate(question.pairs, start=1)
        ]
        earned = dict.fromkeys(right, question.marks / len(right))
        yield _declared(_RESPONSE, "multiple", "directedPair", right, earned, question.marks)
    elif question.blanks:
        share = question.marks / len(question.blanks)
        for place, blank in enumerate(question.blanks, start=1):
            earned = dict.fromkeys(blank.accepted, share)
            yield _declared(_blank(place), "single", "string", blank.accepted[:1], earned, share)
    else:
        yield ET.Element(
            "responseDeclaration", identifier=_RESPONSE, cardinality="single", baseType="string"
        )


def _declared(
    name: str,
    cardinality: str,
    kind: str,
    right: Sequence[str],
    earned: Mapping[str, float],
    marks: float,
) -> ET.Element:
    made = ET.Element(
        "responseDeclaration", identifier=name, cardinality=cardinality, baseType=kind
    )
    correct = ET.SubElement(made, "correctResponse")
    for value in right:
        ET.SubElement(correct, "value").text = value
    mapping = ET.SubElement(made, "mapping", lowerBound="0", upperBound=_exact(marks))
    mapping.set("defaultValue", "0")
    for value, worth in earned.items():
        entry = ET.SubElement(mapping, "mapEntry", mapKey=value, mappedValue=_exact(worth))
        if kind == "string":
            entry.set("caseSensitive", "false")
    return made


def _outcome(root: ET.Element, name: str, kind: str, value: str) -> None:
    made = ET.SubElement(
        root, "outcomeDeclaration", identifier=name, cardinality="single", baseType=kind
    )
    ET.SubElement(ET.SubElement(made, "defaultValue"), "value").text = value


def _choice(body: ET.Element, question: Question) -> None:
    several = question.type == "multiple_choice"
    made = ET.SubElement(
        body,
        "choiceInteraction",
        responseIdentifier=_RESPONSE,
        shuffle="false",
        maxChoices="0" if several else "1",
    )
    _write(ET.SubElement(made, "prompt"), question.stem)
    for letter, option in zip(LETTERS, question.options, strict=False):
        _write(ET.SubElement(made, "simpleChoice", identifier=letter), option.text)


def _fill_in(body: ET.Element, question: Question) -> None:
    paragraph = ET.SubElement(body, "p")
    first, *rest = question.stem.split(BLANK)
    _write(paragraph, first)
    for place, after in enumerate(rest, start=1):
        entry = ET.SubElement(
            paragraph, "textEntryInteraction", responseIdentifier=_blank(place), expectedLength="20"
        )
        _write_behind(paragraph, entry, after)


def _matching(body: ET.Element, question: Question) -> None:
    pairs = str(len(question.pairs))
    made = ET.SubElement(
        body,
        "matchInteraction",
        responseIdentifier=_RESPONSE,
        shuffle="false",
        maxAssociations=pairs,
    )
    _write(ET.SubElement(made, "prompt"), question.stem)
    lefts, rights = (ET.SubElement(made, "simpleMatchSet") for _ in range(2))
    for place, pair in enumerate(question.pairs, start=1):
        choice = ET.SubElement(
            lefts, "simpleAssociableChoice", identifier=f"L{place}", matchMax="1"
        )
        _write(choice, pair.left)
    for letter, text in zip(LETTERS, question.choices, strict=False):
        choice = ET.SubElement(rights, "simpleAssociableChoice", identifier=letter, matchMax=pairs)
        _write(choice, text)


def _short_answer(body: ET.Element, question: Question) -> None:
    made = ET.SubElement(
        body, "extendedTextInteraction", responseIdentifier=_RESPONSE, expectedLines="8"
    )
    _write(ET.SubElement(made, "prompt"), question.stem)


_BODIES = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "true_false": _choice,
    "fill_in": _fill_in,
    "matching": _matching,
    "short_answer": _short_answer,
}


def _scorer_block(body: ET.Element, lines: Sequence[str]) -> None:
    block = ET.SubElement(body, "rubricBlock", view="scorer")
    for line in lines:
        _write(ET.SubElement(block, "p"), line)


def _process(root: ET.Element, question: Question) -> None:
    """How the score follows from the response; nothing where a person scores."""
    if question.points:
        return
    if not question.blanks:
        ET.SubElement(root, "responseProcessing", template=_MAP_RESPONSE)
        return
    outcome = ET.SubElement(ET.SubElement(root, "responseProcessing"), "setOutcomeValue")
    outcome.set("identifier", "SCORE")
    total = ET.SubElement(outcome, "sum")
    for place in range(1, len(question.blanks) + 1):
        ET.SubElement(total, "mapResponse", identifier=_blank(place))


def _blank(place: int) -> str:
    return f"{_RESPONSE}{place}"


def _exact(value: float) -> str:
    """A number as it is, so that shares add up: 0.6666666666666666, 2."""
    return repr(value).removesuffix(".0")


def _write(parent: ET.Element, text: str) -> None:
    """The text of an element; a line break is a <br/>."""
    parent.text, *rest = text.split("\n")
    for line in rest:
        ET.SubElement(parent, "br").tail = line


def _write_behind(parent: ET.Element, before: ET.Element, text: str) -> None:
    before.tail, *rest = text.split("\n")
    for line in rest:
        ET.SubElement(parent, "br").tail = line
