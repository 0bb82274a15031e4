"""Which questions of a paper no longer rest on the documents."""

from dataclasses import replace

from banking import five, papers
from reading import real

from corpus import ParsedDocument
from quiz.check import stale_questions


def changed(parsed: ParsedDocument, old: str, new: str, clause_id: str) -> ParsedDocument:
    """The document as it is read after a clause has got other words, and so another id."""
    text = parsed.document.text.replace(old, new, 1)
    clauses = tuple(
        replace(clause, id=f"{clause.id}-new", end=clause.end + len(new) - len(old))
        if clause.id == clause_id
        else replace(
            clause,
            start=clause.start + (len(new) - len(old)) * (clause.start > text.index(new)),
            end=clause.end + (len(new) - len(old)) * (clause.start > text.index(new)),
        )
        for clause in parsed.clauses
    )
    return replace(parsed, document=replace(parsed.document, text=text), clauses=clauses)


def test_an_unchanged_corpus_has_nothing_stale() -> None:
    paper = papers(15, 3)[0]
    assert list(stale_questions(paper, five())) == []


def test_a_clause_that_only_moved_still_holds() -> None:
    paper = papers(5, 3, districts=["璧山"])[0]
    parsed = real("bishan-2024")
    moved = replace(
        parsed,
        document=replace(parsed.document, text="新" + parsed.document.text),
        clauses=tuple(replace(c, start=c.start + 1, end=c.end + 1) for c in parsed.clauses),
    )
    assert list(stale_questions(paper, [moved])) == []


def test_a_changed_clause_is_told_with_its_new_words() -> None:
    paper = papers(4, 3, districts=["璧山"], types=["单选"])[0]
    parsed = real("bishan-2024")
    cited = next(
        citation
        for question in paper.questions
        for citation in question.citations
        if sum(clause.section == citation.section for clause in parsed.clauses) == 1
    )
    new = changed(parsed, cited.quote, cited.quote + "新增内容", cited.clause_id)
    found = [s for s in stale_questions(paper, [new]) if s.citation.clause_id == cited.clause_id]
    assert found and {stale.reason for stale in found} == {"changed"}
    assert found[0].now.endswith("新增内容")
    assert paper.questions[found[0].number - 1].id == found[0].question_id


def test_a_clause_that_is_gone_is_told() -> None:
    paper = papers(3, 3, districts=["武隆"])[0]
    found = list(stale_questions(paper, [real("bishan-2024")]))
    assert {stale.reason for stale in found} == {"gone"}
    assert {stale.number for stale in found} == {1, 2, 3}
