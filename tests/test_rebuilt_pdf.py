"""Each of the five documents as a PDF gives the clauses of its text form, nearly every one."""

import pytest

from corpus.check import coverage
from corpus.forms.pdf import read_pdf
from tests.fonts import needs_chinese_font
from tests.reading import IDS, DocumentId, real
from tests.rebuild import compare, parse_reading, pieces
from tests.rebuild_pdf import write_pdf

# what a PDF cannot tell: a blank at the end of a line between a number and Chinese (500 公里)
KNOWN: dict[DocumentId, int] = {"wulong-2021": 1}


@needs_chinese_font
@pytest.mark.parametrize("thin_boxes", [False, True], ids=["lines", "boxes"])
@pytest.mark.parametrize("document", IDS)
def test_a_document_as_a_pdf(document: DocumentId, thin_boxes: bool) -> None:
    entry, parts = pieces(document)
    reading = read_pdf(write_pdf(entry.title, parts, thin_boxes))
    parsed = parse_reading(reading, entry, "pdf")
    found = compare(real(document), parsed)
    print(*found.differences, sep="\n")
    assert found.rows >= 0.99
    assert found.passages == 1.0
    assert len(found.differences) == 2 * KNOWN.get(document, 0)
    assert coverage(parsed).gaps == ()
    assert "page numbers left out" in reading.notes[0]
    assert reading.notes[1].startswith("running heads or feet left out: ")
