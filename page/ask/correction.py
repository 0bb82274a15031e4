"""The form for what would have been right, and what is read from it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup

from errors import FeedbackError
from eval.feedback import Feedback, given_answer, new_feedback
from index import Index
from page.ask.records import Turn, Verdict
from page.ask.texts import AskTexts
from page.document import district_name
from page.pieces import join
from page.texts import document_texts
from rag.records import Answer, Language

_LINES = 3  # of units in the form; the page's script adds more
_MOST_UNITS = 20
_MOST_CLAUSES = 12  # offered to be ticked
_LONGEST = 4_000  # characters of one field
_ROLES = ("lead", "support", "responsible")
_STATUSES = ("answered", "unspecified", "not_found")


def correction_html(turn: Turn, texts: AskTexts, language: Language) -> Markup:
    """The form below an answer that is wrong; its fields are those that read_correction takes."""
    words = texts.feedback
    return Markup(
        '<form class="correction" data-event="correct"><h3 tabindex="-1">{title}</h3>'
        '<p class="note">{note}</p><input type="hidden" name="number" value="{number}">'
        "<fieldset><legend>{status}</legend>{statuses}</fieldset>"
        '<fieldset><legend>{units}</legend><datalist id="units-{number}">{names}</datalist>'
        '<div class="lines">{lines}</div>'
        '<button type="button" data-add>{add}</button></fieldset>'
        "<fieldset><legend>{clauses}</legend>{offered}"
        '<label class="wide"><span>{link}</span><input type="text" name="link" maxlength="400" '
        'autocomplete="off"></label></fieldset>'
        '<label class="wide"><span>{comment}</span>'
        '<textarea name="comment" rows="3" maxlength="{longest}"></textarea></label>'
        '<p class="buttons"><button type="submit" class="primary">{send}</button>'
        '<button type="button" data-event="cancel" data-escape>{cancel}</button></p></form>'
    ).format(
        title=words.title,
        note=words.note,
        number=turn.number,
        status=words.status,
        statuses=_statuses(texts),
        units=words.units,
        names=_names(turn.answer),
        lines=join(_line(number, turn, texts, language) for number in range(1, _LINES + 1)),
        add=words.add,
        clauses=words.clauses,
        offered=_offered(turn.answer, language),
        link=words.link,
        comment=words.comment,
        longest=_LONGEST,
        send=words.send,
        cancel=words.cancel,
    )


def _statuses(texts: AskTexts) -> Markup:
    choices = [("", texts.feedback.unsure)]
    choices += [(status, getattr(texts.status, status)) for status in _STATUSES]
    return join(
        Markup('<label><input type="radio" name="status" value="{}"{}> {}</label>').format(
            value, "" if value else Markup(" checked"), word
        )
        for value, word in choices
    )


def _names(answer: Answer) -> Markup:
    """The units of all clauses at hand, proposed while a name is typed."""
    cited = (unit.name for c in (*answer.citations, *answer.reading) for unit in c.units)
    return join(Markup('<option value="{}">').format(name) for name in dict.fromkeys(cited))


def _line(number: int, turn: Turn, texts: AskTexts, language: Language) -> Markup:
    words, roles = texts.feedback, document_texts(language).roles
    options = (
        Markup('<option value="{}">{}</option>').format(role, getattr(roles, role))
        for role in _ROLES
    )
    return Markup(
        '<div class="line"><input type="text" name="unit" maxlength="200" list="units-{}" '
        'aria-label="{}" autocomplete="off"><select name="role" aria-label="{}">{}</select></div>'
    ).format(
        turn.number,
        words.unit.format(number=number),
        words.role.format(number=number),
        join(options),
    )


def _offered(answer: Answer, language: Language) -> Markup:
    near = (*answer.citations, *answer.reading)[:_MOST_CLAUSES]
    return join(
        Markup(
            '<label class="wide"><input type="checkbox" name="clause" value="{}"> {}</label>'
        ).format(
            citation.clause_id,
            " › ".join((district_name(citation.district, language), *citation.section)),
        )
        for citation in near
    )


def read_feedback(
    turn: Turn,
    verdict: Verdict,
    fields: Mapping[str, Any],
    index: Index,
    texts: AskTexts,
    language: Language,
    documents: str,
) -> Feedback:
    """Feedback on a turn from the fields of its form ({} for a mere thumb).

    fields: name -> values, as a browser sends them: nothing of them is trusted. documents: the
    version of the documents. Raises FeedbackError, with words for the asker, for a field that
    cannot be used.
    """
    given = given_answer(turn.answer, documents, turn.within)
    told = {
        "right_status": _first(fields, "status") or None,
        "right_units": _units(fields, texts),
        "right_clauses": _clauses(fields, index, texts),
        "comment": _first(fields, "comment"),
    }
    return new_feedback(
        question=turn.answer.question,
        history=turn.history,
        language=language,
        given=given,
        verdict=verdict,
        **told,
    )


def is_empty(feedback: Feedback) -> bool:
    """True where feedback tells nothing of what would have been right."""
    return not (
        feedback.right_status or feedback.right_units or feedback.right_clauses or feedback.comment
    )


def _values(fields: Mapping[str, Any], name: str) -> list[str]:
    values = fields.get(name)
    if not isinstance(values, Sequence) or isinstance(values, str):
        return []
    return [value.strip()[:_LONGEST] for value in values if isinstance(value, str)]


def _first(fields: Mapping[str, Any], name: str) -> str:
    return next(iter(_values(fields, name)), "")


def _units(fields: Mapping[str, Any], texts: AskTexts) -> list[dict[str, str]]:
    pairs = zip(_values(fields, "unit"), _values(fields, "role"), strict=False)
    named = [(name, role) for name, role in pairs if name and role in _ROLES][:_MOST_UNITS]
    if any(not 2 <= len(name) <= 200 for name, _ in named):
        raise FeedbackError(texts.feedback.half_unit)
    return [{"name": name, "role": role} for name, role in named]


def _clauses(fields: Mapping[str, Any], index: Index, texts: AskTexts) -> tuple[str, ...]:
    told = _values(fields, "clause")[:_MOST_CLAUSES]
    link = _first(fields, "link")
    if link:
        told.append(_clause_of(link))
    if any(index.clause(clause_id) is None for clause_id in told):
        raise FeedbackError(texts.feedback.no_clause)
    return tuple(dict.fromkeys(told))


def _clause_of(link: str) -> str:
    """The clause id of a link to a clause, or the text itself."""
    try:
        query = parse_qs(urlsplit(link).query)
    except ValueError:
        return link
    return query.get("clause", [link])[0]
