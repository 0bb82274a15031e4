"""Ids of clauses: no two alike, and none changes where its clause does not."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from corpus import Clause, ParsedDocument, load_register, parse_document
from corpus.tables import column_role
from tests.reading import IDS, documents, real, squeeze


def test_no_two_clauses_share_an_id() -> None:
    ids = Counter(clause.id for document in IDS for clause in real(document).clauses)
    assert [clause_id for clause_id, n in ids.items() if n > 1] == []


@pytest.mark.parametrize("document", IDS)
def test_parsing_again_gives_the_same_clauses(document: str) -> None:
    entry, first = documents()[document]
    assert parse_document(first.document, entry, load_register()) == first


def edited(document: ParsedDocument, clause: Clause) -> str:
    """The document's text with a word added near the end of the clause's longest line.

    Lines that are a title of the clause are left alone where there are others.
    """
    text = document.document.text
    titles = {squeeze(title) for title in clause.section}
    lines = list(re.finditer(r"[^\n\t]+", text[clause.start : clause.end]))
    own = [line for line in lines if squeeze(line.group()).strip("|。") not in titles]
    line = max(own or lines, key=lambda match: len(match.group().strip()))
    at = clause.start + line.start() + len(line.group().rstrip(" |。，；</p>")) - 1
    return text[:at] + "另行" + text[at:]


@pytest.mark.parametrize("document", IDS)
def test_editing_a_clause_keeps_the_ids_of_other_sections(document: str) -> None:
    entry, before = documents()[document]
    clauses = [c for c in before.clauses if c.kind != "front_matter" and len(c.text) > 20]
    for clause in clauses[::15]:
        copy = replace(before.document, text=edited(before, clause))
        after = {c.id for c in parse_document(copy, entry, load_register()).clauses}
        assert clause.id not in after
        changed = [c for c in before.clauses if c.id not in after and c.section != clause.section]
        assert changed == [], clause.text


@pytest.mark.parametrize("document", IDS)
def test_a_paragraph_put_in_front_keeps_all_ids(document: str) -> None:
    """The place in the document does not enter an id."""
    entry, before = documents()[document]
    copy = replace(before.document, text="本页为新增说明。\n\n" + before.document.text)
    after = parse_document(copy, entry, load_register())
    assert {c.id for c in before.clauses} < {c.id for c in after.clauses}


def ids_of(document: str, text: str) -> set[str]:
    """The ids of a document whose text was changed."""
    entry, before = documents()[document]
    parsed = parse_document(replace(before.document, text=text), entry, load_register())
    return {clause.id for clause in parsed.clauses}


@pytest.mark.parametrize("document", IDS)
def test_a_paragraph_put_in_between_keeps_all_ids(document: str) -> None:
    parsed = real(document)
    text = parsed.document.text
    body = [c for c in parsed.clauses if c.kind in ("paragraph", "item") and c.text.endswith("。")]
    for clause in body[:: len(body) // 4 or 1]:
        after = ids_of(
            document, f"{text[: clause.end]}\n\n另有规定的从其规定。\n\n{text[clause.end :]}"
        )
        assert {c.id for c in parsed.clauses} < after
        assert len(after) == len(parsed.clauses) + 1


def own_rows(document: str) -> list[tuple[Clause, Clause, int]]:
    """Neighbouring rows of tables without merged names, and where the row after them starts."""
    parsed = real(document)
    text = parsed.document.text
    by_id = {clause.id: clause for clause in parsed.clauses}
    found: list[tuple[Clause, Clause, int]] = []
    for table in parsed.tables:
        rows = [by_id[row] for row in table.rows]
        if all(begins_itself(text, row) for row in rows):
            found += [(a, b, c.start) for a, b, c in zip(rows, rows[1:], rows[2:], strict=False)]
    return found


def begins_itself(text: str, row: Clause) -> bool:
    """True for a row whose first line holds its first cell: nothing in it is merged."""
    line = text[text.rfind("\n", 0, row.start) + 1 : row.start]
    names = [cell for head, cell in row.cells.items() if column_role(head) == "name"]
    written = squeeze(text[row.start : row.end])
    return not line.strip() and all(name in written for name in names)


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


# the rows of 璧山's table all go on with names above them
@pytest.mark.parametrize("document", [document for document in IDS if document != "bishan-2024"])
def test_a_row_taken_out_keeps_the_ids_of_the_others(document: str) -> None:
    text = real(document).document.text
    pairs = own_rows(document)
    assert len(pairs) > 10
    for row, following, _ in pairs[:: len(pairs) // 4]:
        cut = text[: line_start(text, row.start)] + text[line_start(text, following.start) :]
        assert ids_of(document, cut) == {c.id for c in real(document).clauses} - {row.id}


@pytest.mark.parametrize("document", [document for document in IDS if document != "bishan-2024"])
def test_rows_in_another_order_keep_their_ids(document: str) -> None:
    text = real(document).document.text
    pairs = own_rows(document)
    for first, second, third_start in pairs[:: len(pairs) // 4]:
        a, b, c = (line_start(text, at) for at in (first.start, second.start, third_start))
        swapped = text[:a] + text[b:c] + text[a:b] + text[c:]
        assert ids_of(document, swapped) == {c.id for c in real(document).clauses}
