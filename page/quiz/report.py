"""A grade report as HTML: how many, how well, who, which questions, which clauses."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from page.document import clause_address
from page.pieces import join
from page.quiz.texts import QuizTexts, quiz_texts
from quiz.exports.layout import number
from quiz.grade import GradeReport
from quiz.grade_report import Table, notices, tables
from quiz.grading_data import ReportWords, load_report_words
from rag.records import Language

# rows of a table on the page; the files have all
_MOST_ROWS, _MOST_MISSED = 200, 20


def report_html(report: GradeReport, language: Language) -> Markup:
    """The report in a language."""
    words, texts = load_report_words(language), quiz_texts(language)
    told = tables(report, language)
    shown = (words.people, words.items, words.missed)
    return Markup('<section class="report"><h2>{}</h2>{}{}{}</section>').format(
        report.title,
        _sums(report, words),
        _notices(notices(report, language)),
        join(_table(name, told[name], texts, name == words.missed) for name in shown),
    )


def _sums(report: GradeReport, words: ReportWords) -> Markup:
    facts = [(words.count, str(len(report.people))), (words.of, number(report.full))]
    facts.append((words.mean, f"{report.mean:.2f}"))
    if report.alpha is not None:
        facts.append((words.alpha, f"{report.alpha:.2f}"))
    confirm = sum(person.to_confirm for person in report.people)
    facts.append((words.confirm, str(confirm)))
    rows = (Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*fact) for fact in facts)
    return Markup('<dl class="sums">{}</dl>').format(join(rows))


def _notices(told: Sequence[str]) -> Markup:
    if not told:
        return Markup("")
    rows = join(Markup("<li>{}</li>").format(notice) for notice in told[:_MOST_ROWS])
    return Markup('<ul class="remarks">{}</ul>').format(rows)


def _table(name: str, table: Table, texts: QuizTexts, with_clause: bool) -> Markup:
    """A table; with_clause: the last cell of each row is the id of a clause, a link to it."""
    heads, *rows = table
    head = join(Markup('<th scope="col">{}</th>').format(text) for text in heads)
    most = _MOST_MISSED if with_clause else _MOST_ROWS
    cut = len(rows) - most
    more = Markup("<p>{}</p>").format(texts.more_rows.format(count=cut)) if cut > 0 else ""
    return Markup(
        '<h3>{0}</h3><div class="scrolls" tabindex="0" role="region" aria-label="{0}">'
        '<table class="grid"><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>{3}'
    ).format(name, head, join(_rows(rows[:most], texts, with_clause)), more)


def _rows(rows: Table, texts: QuizTexts, with_clause: bool) -> Iterator[Markup]:
    for row in rows:
        cells = [_cell(value) for value in row]
        if with_clause:
            cells[-1] = Markup(
                '<td><a href="{}" target="_blank" rel="noopener">{}</a></td>'
            ).format(clause_address(str(row[-1])), texts.choose)
        yield Markup("<tr>{}</tr>").format(join(cells))


def _cell(value: str | float | None) -> Markup:
    if isinstance(value, str):
        return Markup('<td lang="zh"><span>{}</span></td>').format(value)
    told = "" if value is None else f"{value:g}"
    return Markup('<td class="number">{}</td>').format(told)
