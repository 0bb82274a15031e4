"""anwen add and remove: a document is read, shown, confirmed, and taken in or out."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast, get_args

import typer

from commands.edge import USAGE_ERROR, plain_errors
from commands.progress import embedding_bar
from errors import AnwenError, IntakeError
from settings import get_settings

if TYPE_CHECKING:
    from commands.confirm import Wanted
    from corpus.records import Form

_Language = Annotated[Literal["zh", "en"], typer.Option(help="Of what is shown.")]
_Papers = Annotated[
    list[Path] | None,
    typer.Option("--paper", help="A quiz paper in JSON that may rest on it; repeatable."),
]
_Yes = Annotated[bool, typer.Option("--yes", "-y", help="Go ahead without asking.")]


@plain_errors
def add(
    files: Annotated[list[Path], typer.Argument(help="Documents: .docx .pdf .html .txt .md …")],
    district: Annotated[str, typer.Option(help="The district, in any spelling.")] = "",
    title: Annotated[str, typer.Option(help="The title above the body of the document.")] = "",
    number: Annotated[
        str, typer.Option("--number", "--doc_number", help="Its number, 奉节府发〔2025〕2号.")
    ] = "",
    issuer: Annotated[str, typer.Option(help="Who issued it.")] = "",
    issued: Annotated[str, typer.Option(help="When it was signed: 2025-03-21.")] = "",
    id: Annotated[str, typer.Option("--id", help="Its id: fengjie-2025-plan.")] = "",
    form: Annotated[
        str, typer.Option(help="How to read it (word, ocr, docx …), if it is found out wrongly.")
    ] = "",
    replaces: Annotated[str, typer.Option(help="Id of the document that it revises.")] = "",
    rows: Annotated[
        list[str] | None,
        typer.Option("--rows", help="Rows you count in a table: 附件1=63; repeatable."),
    ] = None,
    paper: _Papers = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only show what it holds.")] = False,
    yes: _Yes = False,
    language: _Language = "zh",
) -> None:
    """Add documents, or revisions of some: what they hold is shown, then asked about."""
    from commands.confirm import Wanted, row_counts

    if len(files) > 1 and (title or number or id or replaces or rows):
        raise IntakeError(
            "--title, --number, --id, --replaces and --rows are of one document; give one file"
        )
    if id and replaces:
        raise IntakeError("--replaces says the id already; leave --id out")
    wanted = Wanted(
        given={
            "district": district,
            "title": title,
            "doc_number": number,
            "issuer": issuer,
            "issued": issued,
            "id": id or replaces,
        },
        form=_form(form),
        revises=replaces,
        rows=row_counts(rows or ()),
        papers=paper or [],
        language=language,
        mode="show" if preview else "yes" if yes else "ask" if _interactive() else "show",
    )
    refused = _look(files, wanted)
    if wanted.mode != "show":
        _add(wanted)
    elif not preview:
        typer.echo(wanted.say("nothing_changed"))
    if refused:
        raise typer.Exit(USAGE_ERROR)


def _look(files: Sequence[Path], wanted: "Wanted") -> int:
    """Show each file and settle its entry; returns how many of several were refused."""
    refused = 0
    for path in files:
        try:
            wanted.look(path)
        except AnwenError as error:
            if len(files) == 1:
                raise
            typer.echo(f"anwen: {error}", err=True)
            refused += 1
    return refused


def _add(wanted: "Wanted") -> None:
    """Add what was confirmed, as one version."""
    from intake.adding import add_all

    count = len(wanted.entries)
    if not count:
        return
    if wanted.mode == "ask" and not typer.confirm(wanted.say("confirm_add", count=count)):
        return
    with embedding_bar() as progress:
        manifest = add_all(wanted.entries, get_settings(), progress)
    typer.echo(
        wanted.say(
            "added",
            ids=", ".join(entry.id for _, entry in wanted.entries),
            documents=manifest.documents,
            clauses=manifest.clauses,
        )
    )


def _interactive() -> bool:
    return sys.stdin.isatty()


def _form(form: str) -> "Form | None":
    from corpus.records import Form

    if form and form not in get_args(Form):
        raise IntakeError(f"form {form!r}: use one of {', '.join(get_args(Form))}")
    return cast("Form", form) if form else None


@plain_errors
def remove(
    id: Annotated[str, typer.Argument(help="The id of a document: anwen corpus list.")],
    paper: _Papers = None,
    yes: _Yes = False,
    language: _Language = "zh",
) -> None:
    """Take a document out; anwen rollback brings it back."""
    from intake.adding import remove as take_out
    from intake.preview import preview_removal
    from intake.preview_text import removal_text
    from intake.words import load_words

    say, settings = load_words(language), get_settings()
    typer.echo(removal_text(preview_removal(id, settings, paper or ()), language))
    if not yes and not _interactive():
        typer.echo(say("nothing_changed"))
        return
    if not yes and not typer.confirm(say("confirm_remove")):
        return
    with embedding_bar() as progress:
        manifest = take_out(id, settings, progress)
    told = {"documents": manifest.documents, "clauses": manifest.clauses}
    typer.echo(say("removed", ids=id, **told))
