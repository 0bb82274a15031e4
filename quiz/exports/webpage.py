"""A page of one paper to print or to mail: self-contained, without scripts, every text escaped."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from markupsafe import Markup

from quiz.exports import layout
from quiz.exports.layout import Section
from quiz.exports.words import Language, Words, load_words
from quiz.records import LETTERS, Paper, Question

_STYLE = Path(__file__).parent.parent / "data" / "print.css"
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width">\n'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{parts}\n</body>\n</html>\n"
)
_PLACE = Markup('<span class="place"></span>')


def as_html(papers: Sequence[Paper], language: Language) -> bytes:
    """The page of one paper: the paper, its answer sheet and its key, each from a new page on."""
    words, (paper,) = load_words(language), papers
    title = layout.title(paper, words)
    parts = [_paper(paper, title, words), _sheet(paper, title, words), _key(paper, title, words)]
    return _PAGE.format(
        lang={"zh": "zh-CN", "en": "en"}[language],
        title=title,
        style=Markup(_STYLE.read_text(encoding="utf-8")),  # noqa: S704 our own file
        parts=_joined(parts),
    ).encode()


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _lines(text: str) -> Markup:
    """A text whose line breaks are shown."""
    return Markup("<br>").join(text.split("\n"))


def _blank_line(label: str, words: Words) -> Markup:
    return Markup('<span>{}{}<span class="line"></span></span>').format(label, words.colon)


def _paper(paper: Paper, title: str, words: Words) -> Markup:
    head = _joined(_blank_line(label, words) for label in (words.unit, words.name, words.score))
    body = _joined(_section(section, words) for section in layout.sections(paper, words))
    return Markup(
        '<section class="paper">\n<h1>{}</h1>\n<p class="who">{}</p>\n{}\n</section>'
    ).format(title, head, body)


def _section(section: Section, words: Words) -> Markup:
    mixed = len({question.marks for _, question in section.numbered}) > 1
    asked = _joined(
        _question(number, question, mixed, words) for number, question in section.numbered
    )
    return Markup('<h2>{}</h2>\n<p class="note">{}</p>\n{}').format(
        section.heading, section.note, asked
    )


def _question(number: int, question: Question, mixed: bool, words: Words) -> Markup:
    marks = words.marks.format(marks=layout.number(question.marks)) if mixed else ""
    return Markup('<article data-id="{}"><p class="stem">{}. {}{}</p>{}</article>').format(
        question.id, number, _lines(layout.stem(question)), marks, _offered(question)
    )


def _offered(question: Question) -> Markup:
    if question.pairs:
        return _matching(question)
    if not question.options or question.type == "true_false":
        return Markup("")
    items = _joined(
        Markup("<li>{}. {}</li>").format(LETTERS[i], _lines(option.text))
        for i, option in enumerate(question.options)
    )
    return Markup('<ul class="options of{}">{}</ul>').format(
        layout.options_per_line(question), items
    )


def _matching(question: Question) -> Markup:
    lefts = _joined(
        Markup("<li>{}{}. {}</li>").format(_PLACE, number, _lines(pair.left))
        for number, pair in enumerate(question.pairs, start=1)
    )
    rights = _joined(
        Markup("<li>{}. {}</li>").format(LETTERS[i], _lines(text))
        for i, text in enumerate(question.choices)
    )
    return Markup('<div class="matching"><ul>{}</ul><ul>{}</ul></div>').format(lefts, rights)


def _sheet(paper: Paper, title: str, words: Words) -> Markup:
    head = _joined(_blank_line(label, words) for label in (words.unit, words.name))
    body = _joined(
        Markup("<h2>{}</h2>\n{}").format(
            section.heading,
            _joined(_space(number, question, words) for number, question in section.numbered),
        )
        for section in layout.sections(paper, words)
    )
    return Markup(
        '<section class="sheet">\n<h1>{}　{}</h1>\n<p class="who">{}</p>\n{}\n</section>'
    ).format(title, words.sheet, head, body)


def _space(number: int, question: Question, words: Words) -> Markup:
    """Where the answer to a question is written."""
    if question.options:
        return Markup('<span class="box"><b>{}</b></span>').format(number)
    if question.points:
        return Markup('<div class="ruled"><b>{}.</b></div>').format(number)
    count = len(question.blanks) or len(question.pairs)
    blanks = _joined(
        Markup('<span>{}<span class="line"></span></span>').format(
            words.blank_number.format(number=place) if count > 1 else ""
        )
        for place in range(1, count + 1)
    )
    return Markup('<p class="blanks">{}. {}</p>').format(number, blanks)


def _key(paper: Paper, title: str, words: Words) -> Markup:
    body = _joined(
        Markup("<h2>{}</h2>\n{}").format(
            section.heading,
            _joined(_answer(number, question, words) for number, question in section.numbered),
        )
        for section in layout.sections(paper, words)
    )
    return Markup('<section class="key">\n<h1>{}　{}</h1>\n{}\n</section>').format(
        title, words.key, body
    )


def _answer(number: int, question: Question, words: Words) -> Markup:
    cited = _joined(
        Markup("<p>{}{}{}</p><blockquote>{}</blockquote>").format(
            words.source, words.colon, layout.source_line(citation, words), layout.quote(citation)
        )
        for citation in question.citations
    )
    return Markup(
        '<article data-id="{}"><p>{}. <b class="answer">{}</b></p><p>{}{}{}</p>{}</article>'
    ).format(
        question.id,
        number,
        _lines(layout.key_text(question, words)),
        words.explanation,
        words.colon,
        _lines(layout.explanation(question, words)),
        cited,
    )
