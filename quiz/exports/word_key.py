"""The key of a paper in its Word file: answer, explanation, and the clauses that prove it."""

from docx.document import Document

from quiz.exports import layout
from quiz.exports.word_style import HEI, KAI, SONG, keep, write
from quiz.exports.words import Words
from quiz.records import Paper, Question


def add_key(document: Document, paper: Paper, title: str, words: Words) -> None:
    """Add the key of a paper, from a new page on."""
    head = document.add_paragraph(style="Title")
    head.paragraph_format.page_break_before = True
    write(head, f"{title}　{words.key}", HEI)
    for section in layout.sections(paper, words):
        write(document.add_paragraph(style="Heading 1"), section.heading, HEI)
        for number, question in section.numbered:
            _add_answer(document, number, question, words)


def _add_answer(document: Document, number: int, question: Question, words: Words) -> None:
    """The answer stays on a page with its explanation and its first source."""
    paragraph = document.add_paragraph(style="Quiz Stem")
    write(paragraph, f"{number}.\t")
    write(paragraph, layout.key_text(question, words), bold=True)
    keep(paragraph, with_next=True)
    _add_labelled(document, words.explanation, layout.explanation(question, words), words)
    for citation in question.citations:
        _add_labelled(document, words.source, layout.source_line(citation, words), words)
        quoted = document.add_paragraph(style="Quiz Quote")
        write(quoted, layout.quote(citation), KAI)
        keep(quoted, with_next=False)


def _add_labelled(document: Document, label: str, text: str, words: Words) -> None:
    paragraph = document.add_paragraph(style="Quiz Key")
    write(paragraph, f"{label}{words.colon}", HEI)
    write(paragraph, text, SONG)
    keep(paragraph, with_next=True)
