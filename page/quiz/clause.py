"""The clause that proves a question, in its document, with the words of the key in it."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from markupsafe import Markup

from corpus.citation import Citation
from corpus.records import Clause
from index import Index
from page.card import card_html
from page.document import document_html
from page.quiz.desk import entry
from page.quiz.records import View
from page.quiz.texts import quiz_texts
from quiz.keytexts import SHORTEST, key_texts
from quiz.records import Question

_SHORTEST_STATED = 6  # characters of an explanation that are the clause's own words


def clause_html(view: View, index: Index) -> Markup:
    """The panel of the chosen question; '' without one.

    A clause that the documents no longer have as it is cited is shown as the paper quotes it.
    """
    if view.desk is None or view.chosen is None:
        return Markup("")
    gone_to = index.clause(view.beside) if view.beside else None
    if gone_to is not None:
        return document_html(gone_to, index, view.language)
    one = entry(view.desk, view.version, view.chosen)
    question = one.now or one.base
    citation = question.citations[min(view.cited, len(question.citations) - 1)]
    clause = index.clause(citation.clause_id)
    if clause is None or _quote(clause, index) != citation.quote:
        return Markup('<aside class="document lost"><p class="lost">{}</p>{}</aside>').format(
            quiz_texts(view.language).lost, card_html(citation, view.language)
        )
    return document_html(clause, index, view.language, list(proving(question, citation)))


def _quote(clause: Clause, index: Index) -> str:
    return index.documents[clause.document_id].text[clause.start : clause.end]


def proving(question: Question, citation: Citation) -> Iterator[str]:
    """The words of a clause that bear the key out, where the question tells them.

    They are the texts of the key; of a statement the units that its explanation names, else what
    the explanation repeats of the clause.
    """
    told = [text for text in key_texts(question) if len(text) >= SHORTEST]
    told += [unit.name for unit in citation.units if unit.name in question.explanation]
    found = [text for text in dict.fromkeys(told) if text in citation.quote]
    yield from found
    if not found:
        stated = _repeated(question.explanation, citation.quote)
        if len(stated) >= _SHORTEST_STATED:
            yield stated


def _repeated(explanation: str, quote: str) -> str:
    """The longest text that stands in both."""
    matcher = SequenceMatcher(None, explanation, quote, autojunk=False)
    match = matcher.find_longest_match()
    return explanation[match.a : match.a + match.size].strip()
