"""How many questions there are for what the form says, as HTML."""

from collections import Counter

from markupsafe import Markup

from page.pieces import join
from page.quiz.stock import Counts
from page.quiz.texts import quiz_texts
from quiz.exports.words import load_words
from rag.records import Language


def counts_html(counts: Counts | None, language: Language) -> Markup:
    """A table of types by difficulties with the sums; None: they are still being counted."""
    texts, words = quiz_texts(language), load_words(language)
    if counts is None:
        return Markup('<p class="counting" role="status">{}</p>').format(texts.counting)
    heads = [texts.type, *words.difficulties.values(), texts.total]
    rows = (
        _row(name, *(counts[type, hard] for hard in words.difficulties), total)
        for type, name in words.types.items()
        if (total := sum(counts[type, hard] for hard in words.difficulties))
    )
    sums = Counter(hard for _, hard in counts.elements())
    last = _row(texts.total, *(sums[hard] for hard in words.difficulties), counts.total())
    return Markup(
        '<p class="sum" role="status">{}</p><table class="grid"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody><tfoot>{}</tfoot></table><p>{}</p>"
    ).format(
        texts.available.format(count=counts.total()),
        join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        join(rows),
        last,
        texts.available_hint,
    )


def _row(name: str, *numbers: int) -> Markup:
    cells = join(Markup('<td class="number">{}</td>').format(one) for one in numbers)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, cells)
