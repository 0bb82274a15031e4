"""A proposal as text for a terminal."""

from collections.abc import Iterator

from intake.records import Found, Likeness, Proposal, Proposed
from intake.words import load_words
from rag.records import Language
from rag.wording import Wording

_INDENT = "    "
_MOST_OTHERS = 4  # candidates that are named
_LONGEST_WORDS = 60  # characters of a line of the document


def proposal_text(proposal: Proposal, language: Language) -> str:
    """All fields, each with the place where it was read."""
    return "\n".join(_lines(proposal, load_words(language)))


def _lines(proposal: Proposal, say: Wording) -> Iterator[str]:
    yield say("file", name=proposal.name, size=proposal.size, form=proposal.form)
    yield from (f"{_INDENT}{note}" for note in proposal.notes)
    for name, proposed in proposal.fields.items():
        found = proposed.value
        shown = found.value if found else say("not_found")
        place = f"  ({_place(found, say)})" if found and name != "id" else ""
        yield f"{_INDENT}{say.named('field', name)}: {shown}{place}"
        yield from _others(proposed, say)
    if proposal.same_as:
        yield say("same_as", id=proposal.same_as)
    for like in proposal.revises:
        yield revision_line(like, say)


def _others(proposed: Proposed, say: Wording) -> Iterator[str]:
    others = [found for found in proposed.candidates if found != proposed.value][:_MOST_OTHERS]
    if others:
        values = "; ".join(f"{found.value} ({_place(found, say)})" for found in others)
        yield f"{2 * _INDENT}{say('also', values=values)}"


def _place(found: Found, say: Wording) -> str:
    words = found.words
    if len(words) > _LONGEST_WORDS:
        words = f"{words[: _LONGEST_WORDS - 1]}…"
    if not found.line:
        return say("from_name", words=words)
    return say("at_line", line=found.line, words=words)


def revision_line(like: Likeness, say: Wording) -> str:
    """Which document a file may be a revision of, and why."""
    share = round(100 * like.shared)
    reasons = [say(f"reason_{reason}", share=share) for reason in like.reasons]
    joined = "、".join(reasons) if like.reasons else ""
    return say("revises", id=like.id, district=like.district, title=like.title, reasons=joined)
