"""Questions whose clause has changed since the papers were made, as HTML."""

from markupsafe import Markup

from page.document import district_name
from page.pieces import join
from page.quiz.records import Desk
from page.quiz.texts import QuizTexts
from quiz.check import Stale
from rag.records import Language


def stale_html(desk: Desk, texts: QuizTexts, language: Language) -> Markup:
    """What a trainer has to look at; nothing where the documents bear all questions out."""
    if not desk.stale:
        return Markup("")
    rows = (_row(stale, texts, language) for stale in desk.stale)
    return Markup('<details class="stale" open><summary>{}</summary><ul>{}</ul></details>').format(
        texts.stale.format(count=len({one.number for one in desk.stale})), join(rows)
    )


def _row(stale: Stale, texts: QuizTexts, language: Language) -> Markup:
    now = Markup('<blockquote class="quote" lang="zh"><b>{}</b> {}</blockquote>').format(
        texts.now_there, stale.now
    )
    return Markup('<li><b>{}</b> {} {} <small lang="zh">{}</small>{}</li>').format(
        texts.question_number.format(number=stale.number),
        getattr(texts.reasons, stale.reason),
        district_name(stale.citation.district, language),
        " › ".join(stale.citation.section),
        now if stale.now else "",
    )
