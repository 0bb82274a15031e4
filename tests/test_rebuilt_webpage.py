"""Each of the five documents as a web page gives the clauses of its text form, every one."""

import pytest

from corpus.forms.webpage import read_webpage
from tests.reading import IDS, DocumentId, real
from tests.rebuild import compare, parse_reading, pieces
from tests.rebuild_html import write_html


@pytest.mark.parametrize("document", IDS)
def test_a_document_as_a_web_page(document: DocumentId) -> None:
    entry, parts = pieces(document)
    reading = read_webpage(write_html(entry.title, parts))
    found = compare(real(document), parse_reading(reading, entry, "webpage"))
    assert found.differences == ()
    assert (found.rows, found.passages) == (1.0, 1.0)
    (note,) = reading.notes
    assert note.startswith("page furniture left out: 151 characters in 8 parts")
