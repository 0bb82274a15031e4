"""What was found in a file that was handed in: each value with the place where it was read."""

from collections.abc import Iterator

from markupsafe import Markup

from intake.proposal_text import revision_line
from intake.records import FIELDS, Found, Proposal, Proposed
from intake.words import load_words
from page.corpus.intake.texts import IntakeTexts, intake_texts
from page.corpus.remarks import remark_in
from page.pieces import join
from rag.records import Language

_MOST_OTHERS = 4  # further candidates that are named
_LONGEST_WORDS = 60  # characters of a line of the document


def proposal_html(proposal: Proposal, language: Language) -> Markup:
    """The fields with what was read and where, and the documents that the file may revise."""
    texts, say = intake_texts(language), load_words(language)
    heads = (texts.field, texts.proposed, texts.read_from, texts.others)
    told = [revision_line(like, say) for like in proposal.revises]
    if proposal.same_as:
        told.insert(0, say("same_as", id=proposal.same_as))
    return Markup(
        '<section class="proposal"><h2>{}</h2><p class="facts"><span>{}</span></p>{}'
        '<div class="scrolls" role="region" tabindex="0" aria-label="{}"><table class="grid">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}</section>"
    ).format(
        texts.metadata,
        say("file", name=proposal.name, size=proposal.size, form=proposal.form),
        join(Markup("<p>{}</p>").format(remark_in(note, language)) for note in proposal.notes),
        texts.metadata,
        join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        join(_lines(proposal, texts, language)),
        join(Markup('<p class="likeness">{}</p>').format(line) for line in told),
    )


def _lines(proposal: Proposal, texts: IntakeTexts, language: Language) -> Iterator[Markup]:
    say = load_words(language)
    for name in FIELDS:
        proposed = proposal.fields[name]
        found = proposed.value
        yield Markup(
            '<tr><th scope="row">{}</th><td lang="zh">{}</td><td>{}</td><td>{}</td></tr>'
        ).format(
            say.named("field", name),
            found.value if found else Markup("<em>{}</em>").format(texts.nothing_found),
            _place(found, language) if found else "",
            _others(proposed, language),
        )


def _others(proposed: Proposed, language: Language) -> Markup:
    others = [found for found in proposed.candidates if found != proposed.value]
    return join(
        Markup('<p><span lang="zh">{}</span> <small>{}</small></p>').format(
            found.value, _place(found, language)
        )
        for found in others[:_MOST_OTHERS]
    )


def _place(found: Found, language: Language) -> str:
    say, words = load_words(language), found.words
    if len(words) > _LONGEST_WORDS:
        words = f"{words[: _LONGEST_WORDS - 1]}…"
    if found.line:
        return say("at_line", line=found.line, words=words)
    return say("from_name", words=words) if words else say("from_fields")
