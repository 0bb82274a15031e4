"""anwen build, versions, rollback, ledger, corpus: the documents, and the index of them."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from commands.edge import plain_errors
from commands.progress import embedding_bar
from settings import Settings, get_settings

if TYPE_CHECKING:
    from index import Version

corpus_app = typer.Typer(add_completion=False)


@plain_errors
def build(
    force: Annotated[
        bool, typer.Option("--force", help="Build even when the index is up to date.")
    ] = False,
) -> None:
    """Build the index from the documents; does nothing when it is up to date."""
    from index import build_index, is_current, list_versions

    settings = get_settings()
    if not force and is_current(settings):
        typer.echo(f"The index in {settings.index_dir} is up to date.")
        return
    with embedding_bar() as progress:
        manifest = build_index(settings, progress)
    note = next((version.note for version in list_versions(settings) if version.live), "")
    typer.echo(note, err=True)
    typer.echo(f"{manifest.documents} documents, {manifest.clauses} clauses: {settings.index_dir}")


@plain_errors
def versions() -> None:
    """List the versions of the index, oldest first; the live one is marked."""
    from index import list_versions

    settings = get_settings()
    found = list_versions(settings)
    if not found:
        typer.echo(f"no version in {settings.index_dir}; run: anwen build", err=True)
    for version in found:
        typer.echo(_version_line(version))


@plain_errors
def rollback() -> None:
    """Go back to the version before the live one; once more goes further back."""
    from index import rollback as roll_back

    typer.echo(_version_line(roll_back(get_settings())))


def _version_line(version: "Version") -> str:
    made = version.made.astimezone().strftime("%Y-%m-%d %H:%M")
    mark = "live" if version.live else ""
    return (
        f"{version.name}  {made}  {mark:4}  {version.documents} documents, "
        f"{version.clauses} clauses  {version.note}"
    )


@plain_errors
def ledger(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .xlsx, .csv or .json.")
    ],
    district: Annotated[
        list[str] | None,
        typer.Option("--district", help="Only this district (奉节, Fengjie); can be repeated."),
    ] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", help="Only tasks of this unit (经信委, in English); repeatable."),
    ] = None,
    sector: Annotated[
        list[str] | None,
        typer.Option("--sector", help="Only this sector (燃气, gas); can be repeated."),
    ] = None,
    language: Annotated[
        Literal["zh", "en"], typer.Option(help="Of the headings and fixed words in a sheet.")
    ] = "zh",
) -> None:
    """Write the responsibility ledger (责任台账): a row for each task, with units and quote."""
    from corpus.ledger import build_ledger, read_filter, select
    from corpus.ledger_files import check_output, write_ledger
    from index import load_documents

    check_output(output)
    chosen = read_filter(district or (), unit or (), sector or ())
    rows = select(build_ledger(load_documents(get_settings())), chosen)
    write_ledger(rows, output, language)
    typer.echo(f"{len(rows)} tasks: {output}", err=True)


@corpus_app.callback(invoke_without_command=True)
def corpus(context: typer.Context) -> None:
    """The documents: list them, or check how they are read."""
    if context.invoked_subcommand is None:
        list_documents()


@corpus_app.command("list")
@plain_errors
def list_documents() -> None:
    """List the documents with their clause counts."""
    from index import load_documents

    for parsed in load_documents(get_settings()):
        document = parsed.document
        kinds = Counter(clause.kind for clause in parsed.clauses)
        counts = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        typer.echo(
            f"{document.district}  《{document.title}》  {document.doc_number}  {document.issued}\n"
            f"    {document.source}: {len(parsed.clauses)} clauses ({counts})"
        )


@corpus_app.command("check")
@plain_errors
def check_documents(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Of documents and documents.toml; those of the index if left out."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check how the documents are read; exit code 1 if an expectation is missed."""
    from corpus.check import as_dict, check_corpus
    from corpus.check_text import layout

    checks = check_corpus(folder or _to_check(get_settings()))
    if as_json:
        found = [as_dict(check) for check in checks]
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        typer.echo(layout(checks))
    if any(check.faults for check in checks):
        raise typer.Exit(1)


def _to_check(settings: Settings) -> Path:
    """The documents of the index; the starting ones where they changed, for who is editing them."""
    from index import documents_folder, starting_changed

    if not starting_changed(settings):
        return documents_folder(settings)
    typer.echo(f"{settings.documents_dir}: changed since the last anwen build", err=True)
    return settings.documents_dir
