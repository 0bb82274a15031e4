"""An Anki deck (.apkg): a card for each question, its key and source on the back.

Ids depend on the title and the questions alone, so that a deck that is imported again updates its
cards. Anki has no marks and grades nothing: the learner does.
"""

import hashlib
import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import genanki
from markupsafe import escape

from quiz.exports.archive import undated
from quiz.exports.layout import feedback_lines, key_text, right_letters, stem
from quiz.exports.words import Language, Words, load_words
from quiz.records import LETTERS, Paper, Question

_MODEL_ID = 1_607_392_319  # fixed for good: a card type of that id is ours
_CARD = Path(__file__).parent.parent / "data" / "card.css"
_FIRST_ID = 1_000_000  # seconds from which note and card ids count: the same on every run
_FIELDS = ("Stem", "Options", "Answer", "Explanation", "Id")


def as_apkg(papers: Sequence[Paper], language: Language) -> bytes:
    """The questions of a draw in the order of its first paper, as a deck with its title."""
    words, paper = load_words(language), papers[0]
    name = " ".join(paper.title.split())
    deck = genanki.Deck(_stable_id(name), name.replace("::", "："))  # :: would make a sub-deck
    for question in paper.questions:
        deck.add_note(_note(question, words))
    stream = io.BytesIO()
    genanki.Package(deck).write_to_file(stream, timestamp=_FIRST_ID)
    return undated(stream.getvalue())


def _note(question: Question, words: Words) -> genanki.Note:
    return genanki.Note(
        model=_model(),
        fields=[
            _markup(f"【{words.types[question.type]}】{stem(question)}"),
            _markup("\n".join(_offered(question))),
            _markup(_answer(question, words)),
            _markup("\n".join(feedback_lines(question, words))),
            _markup(question.id),
        ],
        tags=[question.type, question.difficulty],
        guid=genanki.guid_for("anwen", question.id),
    )


def _offered(question: Question) -> list[str]:
    """What is printed below the stem: options with letters, both sides of a matching question."""
    if question.type == "true_false":
        return []
    lines = [f"{n}. {pair.left}" for n, pair in enumerate(question.pairs, start=1)]
    texts = [option.text for option in question.options] or question.choices
    return lines + [f"{LETTERS[i]}. {text}" for i, text in enumerate(texts)]


def _answer(question: Question, words: Words) -> str:
    if question.options and question.type != "true_false":
        right = [option.text for option in question.options if option.right]
        return f"{right_letters(question)}\n" + "\n".join(right)
    return key_text(question, words)


def _markup(text: str) -> str:
    """A text as HTML; braces are entities, since a card's template would read them."""
    shown = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
    return shown.replace("\n", "<br>").replace("\t", " ")


def _stable_id(text: str) -> int:
    """An id for a deck: the same for the same text, above 2^30 as Anki's own are."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(text.encode()).digest()[:3], "big")


@lru_cache(maxsize=1)
def _model() -> genanki.Model:
    return genanki.Model(
        _MODEL_ID,
        "安问 Anwen",
        fields=[{"name": name} for name in _FIELDS],
        templates=[
            {
                "name": "Card",
                "qfmt": '<div class="stem">{{Stem}}</div><div class="options">{{Options}}</div>',
                "afmt": '{{FrontSide}}<hr id="answer"><div class="key">{{Answer}}</div>'
                '<div class="explanation">{{Explanation}}</div>',
            }
        ],
        css=_CARD.read_text(encoding="utf-8"),
    )
