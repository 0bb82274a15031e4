"""The last step: nothing leaves that its citations do not bear out."""

from index import Index
from rag.normalize import matching
from rag.records import Answer


def faults(answer: Answer, index: Index) -> list[str]:
    """What is wrong with an answer's citations, [] when all is borne out.

    Each quote must be its source at its offsets, and each unit must stand, in that role, in a
    cited clause of its district.
    """
    wrong: list[str] = []
    for citation in (*answer.citations, *answer.reading):
        clause = index.clause(citation.clause_id)
        if clause is None:
            wrong.append(f"{citation.clause_id}: no such clause")
            continue
        text = index.documents[clause.document_id].text
        if text[citation.start : citation.end] != citation.quote or not citation.quote.strip():
            wrong.append(f"{citation.clause_id}: the quote is not in its source")
    cited = {unit for citation in answer.citations for unit in citation.units}
    wrong.extend(
        f"{unit.name}: not in a cited clause" for unit in answer.units if unit not in cited
    )
    sources = [matching(citation.quote) for citation in answer.citations]
    for unit in answer.units:
        if not any(matching(unit.name.split("、")[-1]) in source for source in sources):
            wrong.append(f"{unit.name}: not in a quote")
    if answer.status != "answered" and answer.units:
        wrong.append("units without an answer")
    if answer.status != "not_found" and not answer.citations:
        wrong.append("an answer without a citation")
    return wrong
