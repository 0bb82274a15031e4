"""Documents that are to be added: shown one by one, their metadata confirmed or corrected."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import typer

from corpus import DocumentEntry, load_metadata
from corpus.records import Form
from errors import AnwenError, IntakeError
from index import documents_folder
from intake.entry import draft_of, entry_of, missing_fields
from intake.preview import preview, propose
from intake.preview_text import preview_text
from intake.proposal_text import proposal_text
from intake.records import FIELDS, FieldName, Proposal
from intake.words import load_words
from rag.records import Language
from rag.wording import Wording
from settings import get_settings

_ROWS = re.compile(r"(?P<heading>.*\S)\s*[=＝]\s*(?P<rows>\d{1,6})")


def row_counts(written: Sequence[str]) -> dict[str, int]:
    """The rows that a person expects, by heading: 附件1=63. Raises IntakeError for another form."""
    matches = [(words, _ROWS.fullmatch(words.strip())) for words in written]
    for words, match in matches:
        if match is None:
            raise IntakeError(f"rows {words!r}: write a heading and its number of rows: 附件1=63")
    return {match["heading"]: int(match["rows"]) for _, match in matches if match}


@dataclass
class Wanted:
    """The documents of one command.

    given: metadata that stand in the command. revises: id of the document that is revised, "" to
    find out. rows: expected, by heading. mode: ask in the terminal, yes to everything, or show
    only. entries: what is to be added; look fills it.
    """

    given: Mapping[FieldName, str]
    form: Form | None
    revises: str
    rows: Mapping[str, int]
    papers: Sequence[Path]
    language: Language
    mode: Literal["ask", "yes", "show"]
    entries: list[tuple[Path, DocumentEntry]] = field(default_factory=list)

    @property
    def say(self) -> Wording:
        """The fixed words in the language of the command."""
        return load_words(self.language)

    def look(self, path: Path) -> None:
        """Show what a file holds and settle its entry.

        Raises IntakeError for a file that is refused or there already, and, where nobody can be
        asked, for one whose metadata are not complete.
        """
        settings = get_settings()
        taken = [entry.id for _, entry in self.entries]
        proposal = propose(path, settings, self.form, taken)
        typer.echo(proposal_text(proposal, self.language))
        if proposal.same_as and self.mode != "show" and not self.given.get("id"):
            raise IntakeError(f"{proposal.name}: already there as {proposal.same_as}")
        known = {entry.id: entry for entry in load_metadata(documents_folder(settings))}
        if self.revises and self.revises not in known:
            raise IntakeError(f"no document {self.revises!r}; there are {', '.join(known)}")
        entry = self._entry(proposal, known)
        if entry is None:
            return
        if entry.id in known and not entry.tables:
            entry = entry.model_copy(update={"tables": known[entry.id].tables})
        shown = preview(path, entry, settings, self.papers)
        typer.echo(preview_text(shown, self.language))
        if self.mode != "show":
            self.entries.append((path, entry))

    def _entry(
        self, proposal: Proposal, known: Mapping[str, DocumentEntry]
    ) -> DocumentEntry | None:
        """The entry as given and proposed; asked for where somebody can be; None to leave it."""
        given = {**self.given, "id": self.given.get("id") or self._revised(proposal)}
        if self.mode == "ask":
            return self._asked(proposal, given)
        if self.mode == "show" and missing_fields(proposal, given):
            return draft_of(proposal, given, self.rows)
        return entry_of(proposal, given, self.rows)

    def _revised(self, proposal: Proposal) -> str:
        """The id of the document that a file revises, "" where it is a new one."""
        if not proposal.revises:
            return ""
        likeliest = proposal.revises[0]
        if self.mode == "ask":
            question = self.say("confirm_revision", id=likeliest.id)
            return likeliest.id if typer.confirm(question) else ""
        if self.mode == "yes":
            raise IntakeError(
                f"{proposal.name}: looks like a revision of {likeliest.id}; give --replaces "
                f"{likeliest.id}, or --id for a document of its own"
            )
        return likeliest.id

    def _asked(self, proposal: Proposal, given: dict[FieldName, str]) -> DocumentEntry | None:
        """Ask until the metadata are right; None where the file is left."""
        while True:
            answer = "n"
            if not missing_fields(proposal, given):
                answer = str(typer.prompt(self.say("confirm_fields"), default="y")).lower()[:1]
            if answer == "q":
                return None
            if answer != "y":
                self._correct(proposal, given)
            try:
                return entry_of(proposal, given, self.rows)
            except AnwenError as error:
                typer.echo(f"anwen: {error}", err=True)
                self._correct(proposal, given)

    def _correct(self, proposal: Proposal, given: dict[FieldName, str]) -> None:
        for name in FIELDS:
            default = given.get(name) or proposal.value(name)
            question = self.say.named("field", name)
            given[name] = str(typer.prompt(question, default=default, show_default=bool(default)))
