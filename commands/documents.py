"""anwen build, ledger and corpus: the documents, what is read in them, and their index."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import typer

from commands.edge import plain_errors
from settings import get_settings

corpus_app = typer.Typer(add_completion=False)


@plain_errors
def build(
    force: Annotated[
        bool, typer.Option("--force", help="Build even when the index is up to date.")
    ] = False,
) -> None:
    """Build the index from the documents; does nothing when it is up to date."""
    from index import build_index, is_current

    settings = get_settings()
    if not force and is_current(settings):
        typer.echo(f"The index in {settings.index_dir} is up to date.")
        return
    from tqdm import tqdm

    with tqdm(desc="embedding passages", unit="passage", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        manifest = build_index(settings, progress)
    typer.echo(f"{manifest.documents} documents, {manifest.clauses} clauses: {settings.index_dir}")


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
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check how the documents are read; exit code 1 if an expectation is missed."""
    from corpus.check import as_dict, check_corpus
    from corpus.check_text import layout

    checks = check_corpus(get_settings().documents_dir)
    if as_json:
        found = [as_dict(check) for check in checks]
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        typer.echo(layout(checks))
    if any(check.faults for check in checks):
        raise typer.Exit(1)
