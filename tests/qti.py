"""A small engine for QTI 2.1 items in tests: reads declarations, scores a response.

After the standard's own description of mapping and of the map_response template
(https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html); it knows nothing of the writer.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

Q = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
MAP_RESPONSE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"
# children of an assessmentItem in the order that its schema asks for
ORDER = [
    "responseDeclaration",
    "outcomeDeclaration",
    "templateDeclaration",
    "templateProcessing",
    "stylesheet",
    "itemBody",
    "responseProcessing",
    "modalFeedback",
]
# elements an item may hold here, with the attributes that the schema requires of them
REQUIRED = {
    "assessmentItem": {"identifier", "title", "adaptive", "timeDependent"},
    "responseDeclaration": {"identifier", "cardinality"},
    "outcomeDeclaration": {"identifier", "cardinality"},
    "mapping": {"defaultValue"},
    "mapEntry": {"mapKey", "mappedValue"},
    "choiceInteraction": {"responseIdentifier", "shuffle", "maxChoices"},
    "simpleChoice": {"identifier"},
    "matchInteraction": {"responseIdentifier", "shuffle", "maxAssociations"},
    "simpleAssociableChoice": {"identifier", "matchMax"},
    "textEntryInteraction": {"responseIdentifier"},
    "extendedTextInteraction": {"responseIdentifier"},
    "rubricBlock": {"view"},
    "modalFeedback": {"outcomeIdentifier", "identifier", "showHide"},
    "setOutcomeValue": {"identifier"},
    "mapResponse": {"identifier"},
}
PLAIN = {"correctResponse", "defaultValue", "value", "itemBody", "prompt", "p", "br"}
PLAIN |= {"simpleMatchSet", "responseProcessing", "sum"}


def faults(item: ET.Element) -> list[str]:
    """What breaks the schema's rules for the elements that are used here."""
    found = []
    names = [child.tag.removeprefix(Q) for child in item]
    if names != sorted(names, key=ORDER.index):
        found.append(f"order of children: {names}")
    declared = {d.get("identifier") for d in item.findall(f"{Q}responseDeclaration")}
    for element in item.iter():
        name = element.tag.removeprefix(Q)
        if name not in PLAIN and name not in REQUIRED:
            found.append(f"element {name}")
        missing = REQUIRED.get(name, set()) - set(element.attrib)
        found += [f"{name} without {attribute}" for attribute in sorted(missing)]
        asked = element.get("responseIdentifier")
        if asked is not None and asked not in declared:
            found.append(f"{name} answers {asked}, which is not declared")
    return found


def outcome(item: ET.Element, name: str) -> str:
    """The default value of an outcome."""
    return item.findtext(
        f"{Q}outcomeDeclaration[@identifier='{name}']/{Q}defaultValue/{Q}value", ""
    )


def correct(item: ET.Element) -> dict[str, list[str]]:
    """The correct response of each declaration."""
    return {
        d.get("identifier", ""): [v.text or "" for v in d.findall(f"{Q}correctResponse/{Q}value")]
        for d in item.findall(f"{Q}responseDeclaration")
    }


def score(item: ET.Element, response: Mapping[str, Sequence[str]]) -> float:
    """The SCORE of a response by the item's own processing."""
    processing = item.find(f"{Q}responseProcessing")
    assert processing is not None
    if processing.get("template"):
        assert processing.get("template") == MAP_RESPONSE
        return mapped(item, "RESPONSE", response)
    (setting,) = processing
    assert (setting.tag, setting.get("identifier")) == (f"{Q}setOutcomeValue", "SCORE")
    (total,) = setting
    assert total.tag == f"{Q}sum"
    return sum(mapped(item, part.get("identifier", ""), response) for part in total)


def mapped(item: ET.Element, name: str, response: Mapping[str, Sequence[str]]) -> float:
    """The mapped value of a response variable, within the bounds of its mapping."""
    mapping = item.find(f"{Q}responseDeclaration[@identifier='{name}']/{Q}mapping")
    assert mapping is not None
    worth = {e.get("mapKey"): float(e.get("mappedValue", "")) for e in mapping}
    total = sum(
        worth.get(value, float(mapping.get("defaultValue", ""))) for value in set(response[name])
    )
    return min(
        max(total, float(mapping.get("lowerBound", "-inf"))),
        float(mapping.get("upperBound", "inf")),
    )
