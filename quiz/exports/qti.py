"""QTI 2.1 package: an item for each question of a draw, a test for each of its papers.

The marks of an item are those of the paper: a response earns its mapped value, a wrong choice of
several takes all away (1EdTech, QTI 2.1, mapping with lower bound 0). A short answer is left to
a person: its marking points stand in a block for the scorer.
Format: https://www.imsglobal.org/question/qtiv2p1/imsqti_implv2p1.html
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from quiz.exports.archive import archive
from quiz.exports.layout import sections, title
from quiz.exports.qti_item import NAMESPACE, item, serialised
from quiz.exports.words import Language, Words, load_words
from quiz.records import Paper

_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"


def as_qti(papers: Sequence[Paper], language: Language) -> bytes:
    """A package of items (in the order of the first paper) and tests."""
    words = load_words(language)
    names = {q.id: f"q{place:03d}" for place, q in enumerate(papers[0].questions, start=1)}
    members = {
        f"items/{names[question.id]}.xml": item(names[question.id], question, words)
        for question in papers[0].questions
    }
    tests = {f"test-{paper.version}.xml": _test(paper, names, words) for paper in papers}
    return archive({"imsmanifest.xml": _manifest(list(names.values()), papers), **tests, **members})


def _manifest(names: Sequence[str], papers: Sequence[Paper]) -> bytes:
    manifest = ET.Element("manifest", xmlns=_PACKAGE, identifier="MANIFEST-anwen")
    metadata = ET.SubElement(manifest, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(manifest, "organizations")
    resources = ET.SubElement(manifest, "resources")
    for paper in papers:
        test = _resource(resources, f"test-{paper.version}", "test", f"test-{paper.version}.xml")
        for name in names:
            ET.SubElement(test, "dependency", identifierref=name)
    for name in names:
        _resource(resources, name, "item", f"items/{name}.xml")
    return serialised(manifest)


def _resource(resources: ET.Element, name: str, kind: str, file: str) -> ET.Element:
    made = ET.SubElement(
        resources, "resource", identifier=name, type=f"imsqti_{kind}_xmlv2p1", href=file
    )
    ET.SubElement(made, "file", href=file)
    return made


def _test(paper: Paper, names: dict[str, str], words: Words) -> bytes:
    """A paper: a section for each type of question, its items in the paper's order."""
    test = ET.Element(
        "assessmentTest",
        xmlns=NAMESPACE,
        identifier=f"test-{paper.version}",
        title=" ".join(title(paper, words).split()),
        toolName="Anwen",
    )
    score = ET.SubElement(
        test, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"
    )
    ET.SubElement(ET.SubElement(score, "defaultValue"), "value").text = "0"
    part = ET.SubElement(
        test,
        "testPart",
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="simultaneous",
    )
    for place, section in enumerate(sections(paper, words), start=1):
        made = ET.SubElement(
            part,
            "assessmentSection",
            identifier=f"section{place}",
            title=section.heading,
            visible="true",
        )
        for _, question in section.numbered:
            name = names[question.id]
            ET.SubElement(made, "assessmentItemRef", identifier=name, href=f"items/{name}.xml")
    outcome = ET.SubElement(ET.SubElement(test, "outcomeProcessing"), "setOutcomeValue")
    outcome.set("identifier", "SCORE")
    ET.SubElement(ET.SubElement(outcome, "sum"), "testVariables", variableIdentifier="SCORE")
    return serialised(test)
