"""QTI 2.1 packages: whole, by the schema's rules, and their own scoring gives the paper's marks."""

import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from quiz.exports import write
from quiz.records import BLANK, LETTERS, Paper, Question
from tests.qti import Q, correct, faults, outcome, score
from tests.quizzes import hostile_paper, papers

CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
PAPERS = {"plain": papers(), "hostile": (hostile_paper(),)}


@pytest.fixture(params=PAPERS)
def drawn(request: pytest.FixtureRequest) -> tuple[Paper, ...]:
    """The papers of a draw."""
    return PAPERS[request.param]


def parts(drawn: tuple[Paper, ...], tmp_path: Path) -> dict[str, ET.Element]:
    """Every file of the package, parsed."""
    (path,) = write(drawn, tmp_path / "q.zip", "", "zh")
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert names[0] == "imsmanifest.xml"
        return {name: ET.fromstring(package.read(name)) for name in names}  # noqa: S314


def items(drawn: tuple[Paper, ...], tmp_path: Path) -> list[tuple[ET.Element, Question]]:
    """Each item with its question."""
    found = parts(drawn, tmp_path)
    named = {item.get("title"): item for name, item in found.items() if name.startswith("items/")}
    return [(named[question.id], question) for question in drawn[0].questions]


def test_the_manifest_names_every_file_once(drawn: tuple[Paper, ...], tmp_path: Path) -> None:
    found = parts(drawn, tmp_path)
    resources = found["imsmanifest.xml"].findall(f"{CP}resources/{CP}resource")
    hrefs = [resource.get("href") for resource in resources]
    assert sorted(hrefs) == sorted(set(found) - {"imsmanifest.xml"})
    assert [r.find(f"{CP}file").get("href") for r in resources] == hrefs  # type: ignore[union-attr]
    ids = [resource.get("identifier") for resource in resources]
    assert len(set(ids)) == len(ids)
    kinds = {r.get("type") for r in resources}
    assert kinds == {"imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"}
    for dependency in found["imsmanifest.xml"].iter(f"{CP}dependency"):
        assert dependency.get("identifierref") in ids


def test_a_test_has_its_items_in_the_order_of_its_paper(
    drawn: tuple[Paper, ...], tmp_path: Path
) -> None:
    found = parts(drawn, tmp_path)
    for paper in drawn:
        test = found[f"test-{paper.version}.xml"]
        refs = [ref.get("href") for ref in test.iter(f"{Q}assessmentItemRef")]
        assert [found[str(ref)].get("title") for ref in refs] == [q.id for q in paper.questions]
        assert paper.title in (test.get("title") or "")


def test_items_keep_the_rules_of_the_schema(drawn: tuple[Paper, ...], tmp_path: Path) -> None:
    for item, question in items(drawn, tmp_path):
        assert faults(item) == []
        assert float(outcome(item, "MAXSCORE")) == question.marks


def shown(element: ET.Element | None) -> str:
    """The text of an element with its line breaks."""
    assert element is not None
    parts = [element.text or ""]
    for child in element:
        mark = "\n" if child.tag == f"{Q}br" else BLANK if "Entry" in child.tag else ""
        parts += [mark, child.tail or ""]
    return "".join(parts)


def test_texts_survive(drawn: tuple[Paper, ...], tmp_path: Path) -> None:
    for item, question in items(drawn, tmp_path):
        body = item.find(f"{Q}itemBody")
        assert body is not None
        stem = body.find(f"{Q}p") if question.blanks else body.find(f"*/{Q}prompt")
        assert shown(stem) == question.stem
        assert [shown(c) for c in body.iter(f"{Q}simpleChoice")] == [
            option.text for option in question.options
        ]
        sides = [shown(c) for c in body.iter(f"{Q}simpleAssociableChoice")]
        assert sides == [*(pair.left for pair in question.pairs), *question.choices]
        feedback = "\n".join(shown(p) for p in item.iter(f"{Q}modalFeedback") for p in p)
        assert question.explanation in feedback
        if question.points:
            told = "\n".join(shown(p) for p in body.find(f"{Q}rubricBlock") or ())
            assert all(point.text.rstrip("。；;") in told for point in question.points)


def test_the_correct_response_earns_all_marks(drawn: tuple[Paper, ...], tmp_path: Path) -> None:
    scored = 0
    for item, question in items(drawn, tmp_path):
        if question.points:
            assert item.find(f"{Q}responseProcessing") is None
            continue
        assert score(item, correct(item)) == pytest.approx(question.marks)
        nothing: dict[str, list[str]] = {name: [] for name in correct(item)}
        assert score(item, nothing) == 0
        scored += 1
    assert scored >= 6


def test_the_correct_response_is_the_papers_key(drawn: tuple[Paper, ...], tmp_path: Path) -> None:
    for item, question in items(drawn, tmp_path):
        told = correct(item)
        if question.options:
            right = [i for i, option in enumerate(question.options) if option.right]
            assert told == {"RESPONSE": [LETTERS[i] for i in right]}
        elif question.blanks:
            assert list(told.values()) == [[blank.accepted[0]] for blank in question.blanks]
        elif question.pairs:
            texts = {c.get("identifier"): shown(c) for c in item.iter(f"{Q}simpleAssociableChoice")}
            pairs = [value.split(" ") for value in told["RESPONSE"]]
            assert [(texts[left], texts[right]) for left, right in pairs] == [
                (pair.left, pair.right) for pair in question.pairs
            ]


def test_partial_marks(tmp_path: Path) -> None:
    found = {question.id: item for item, question in items(PAPERS["plain"], tmp_path)}
    several = found["m1"]  # ABD of A to D, 2 marks
    assert score(several, {"RESPONSE": ["A"]}) == pytest.approx(2 / 3)
    assert score(several, {"RESPONSE": ["A", "B"]}) == pytest.approx(4 / 3)
    assert score(several, {"RESPONSE": ["A", "B", "C"]}) == 0
    blanks = found["f2"]  # two blanks, 2 marks
    assert score(blanks, {"RESPONSE1": ["二〇二五"], "RESPONSE2": ["99"]}) == 1
    pairs = found["p1"]  # three pairs, 3 marks
    assert score(pairs, {"RESPONSE": ["L1 C", "L2 A", "L3 A"]}) == pytest.approx(2)
