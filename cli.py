"""The command anwen: arguments in, printed result out. Errors become one line and exit code 2."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, ParamSpec

import typer

from errors import AnwenError, BatchError
from settings import get_settings

if TYPE_CHECKING:
    from rag import Answer, Citation

P = ParamSpec("P")
USAGE_ERROR = 2
# typer names this class only as the base of BadParameter
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    help="安问 Anwen: answers questions about district emergency-office documents, citing the "
    "exact district, section and responsible unit.\n\n"
    'First: anwen build. Then: anwen ask "奉节县燃气领域整治由谁牵头？" or anwen serve.',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
corpus_app = typer.Typer(add_completion=False)
app.add_typer(corpus_app, name="corpus")


def _plain_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Print an error that a user may see as one line on stderr, and exit with code 2."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except AnwenError as error:
            typer.echo(f"anwen: {error}", err=True)
            raise typer.Exit(USAGE_ERROR) from None
        except KeyboardInterrupt:
            typer.echo("anwen: interrupted", err=True)
            raise typer.Exit(130) from None

    return wrapped


@app.command()
@_plain_errors
def ask(
    question: Annotated[str, typer.Argument(help="The question, in Chinese or English.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole answer as JSON.")
    ] = False,
    history: Annotated[
        list[str] | None,
        typer.Option(
            "--history", help="An earlier question of the same talk; repeat it, oldest first."
        ),
    ] = None,
    explained: Annotated[
        bool,
        typer.Option("--explain", help="Also print how the question was read and decided."),
    ] = False,
) -> None:
    """Answer one question with its citations."""
    from rag import explanation_lines, load_assistant

    assistant = load_assistant()
    answer = assistant.ask(question, history or ())
    parts = assistant.explain(question, history or ()) if explained else ()
    if as_json:
        told = answer.to_dict() | ({"explanation": [asdict(p) for p in parts]} if parts else {})
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(_readable(answer))
    for part in parts:
        typer.echo("\n" + "\n".join(explanation_lines(part)))


def _readable(answer: "Answer") -> str:
    lines = [answer.answer]
    for number, citation in enumerate(answer.citations, start=1):
        lines += ["", f"[{number}] {_source(citation)}", _indented(citation.quote)]
    if answer.reading:
        lines += ["", "可参考阅读 / possibly related:"]
        lines += [f"  - {_source(citation)}" for citation in answer.reading]
    return "\n".join(lines)


def _source(citation: "Citation") -> str:
    section = " > ".join(citation.section)
    return f"{citation.district}《{citation.document}》（{citation.doc_number}） {section}"


def _indented(quote: str) -> str:
    return "\n".join(f"    {line.strip()}" for line in quote.splitlines() if line.strip())


@app.command()
@_plain_errors
def batch(
    questions: Annotated[
        Path, typer.Argument(help='JSONL file: {"id", "question", "history"?} on each line.')
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="JSONL file for the answers.")],
) -> None:
    """Answer a file of questions; a bad line becomes a line with an error and the run goes on."""
    from rag.batch import answer_lines, read_lines

    lines = read_lines(questions)
    if not output.parent.is_dir():
        raise BatchError(f"{output.parent}: no such folder; create it or name another --output")

    from tqdm import tqdm

    from rag import load_assistant

    assistant = load_assistant()
    failed = 0
    with output.open("w", encoding="utf-8") as stream:
        for result in tqdm(answer_lines(assistant, lines), total=len(lines), unit="question"):
            failed += "error" in result
            stream.write(json.dumps(result, ensure_ascii=False) + "\n")
            stream.flush()  # what is answered stays when the run is interrupted
    typer.echo(f"{len(lines)} questions, {failed} with an error: {output}", err=True)


@app.command()
@_plain_errors
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
    from corpus import load_corpus
    from corpus.ledger import build_ledger, read_filter, select
    from corpus.ledger_files import check_output, write_ledger

    check_output(output)
    chosen = read_filter(district or (), unit or (), sector or ())
    rows = select(build_ledger(load_corpus(get_settings().documents_dir)), chosen)
    write_ledger(rows, output, language)
    typer.echo(f"{len(rows)} tasks: {output}", err=True)


@app.command()
@_plain_errors
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


@app.command()
@_plain_errors
def serve() -> None:
    """Serve the page (address and port: ANWEN_HOST, ANWEN_PORT)."""
    from app import serve as serve_page

    serve_page(get_settings())


@corpus_app.callback(invoke_without_command=True)
def corpus(context: typer.Context) -> None:
    """The documents: list them, or check how they are read."""
    if context.invoked_subcommand is None:
        list_documents()


@corpus_app.command("list")
@_plain_errors
def list_documents() -> None:
    """List the documents with their clause counts."""
    from corpus import load_corpus

    for parsed in load_corpus(get_settings().documents_dir):
        document = parsed.document
        kinds = Counter(clause.kind for clause in parsed.clauses)
        counts = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        typer.echo(
            f"{document.district}  《{document.title}》  {document.doc_number}  {document.issued}\n"
            f"    {document.source}: {len(parsed.clauses)} clauses ({counts})"
        )


@corpus_app.command("check")
@_plain_errors
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


def main() -> None:
    """Entry point of the command: a bad argument is one line and exit code 2, like any error."""
    try:
        code = app(sys.argv[1:] or ["--help"], prog_name="anwen", standalone_mode=False)
    except _UsageError as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "anwen"
        typer.echo(f"anwen: {str(error).rstrip('.')}; see: {command} --help", err=True)
        sys.exit(USAGE_ERROR)
    except typer.Abort:
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
