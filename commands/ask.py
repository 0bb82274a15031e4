"""anwen ask and anwen batch: questions in, cited answers out."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.edge import plain_errors
from errors import BatchError

if TYPE_CHECKING:
    from corpus.citation import Citation
    from rag import Answer


@plain_errors
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


@plain_errors
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
