"""anwen eval check and add: the gold questions against the documents, and corrections to review."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from commands.edge import plain_errors
from errors import ReviewError
from settings import get_settings

if TYPE_CHECKING:
    from eval.anchors import Anchors
    from eval.gold import GoldLine
    from eval.review import Correction


@plain_errors
def check(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="Gold files; those of the project if left out.")
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Take the clauses as they are now (read them first)."),
    ] = False,
) -> None:
    """Check gold files against the documents; exit code 1 if there is something to put right."""
    from eval.check import check_gold
    from eval.gold import gold_files, read_gold
    from eval.lock import accept as accept_clauses

    paths = gold or gold_files("all")
    anchors = _anchors()
    if accept:
        for written in accept_clauses([line for p in paths for line in read_gold(p)[0]], anchors):
            typer.echo(f"written: {written}", err=True)
    findings = check_gold(paths, anchors)
    for finding in findings:
        typer.echo(str(finding))
    typer.echo(f"{len(paths)} gold files, {len(findings)} findings", err=True)
    if findings:
        raise typer.Exit(1)


@plain_errors
def add(
    question: Annotated[str | None, typer.Option(help="The question as it was asked.")] = None,
    answer: Annotated[str, typer.Option(help="The right answer in free words.")] = "",
    unit: Annotated[
        list[str] | None, typer.Option(help="A right unit, 县林业局=lead; can be repeated.")
    ] = None,
    clause: Annotated[
        list[str] | None, typer.Option(help="Id of a clause that answers; can be repeated.")
    ] = None,
    history: Annotated[
        list[str] | None, typer.Option(help="An earlier question of the same talk; repeatable.")
    ] = None,
    status: Annotated[
        Literal["answered", "unspecified", "not_found"], typer.Option(help="The right status.")
    ] = "answered",
    note: Annotated[str, typer.Option(help="For the reviewer.")] = "",
    file: Annotated[Path | None, typer.Option(help="The review file.")] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List what waits for review, with what is left to do.")
    ] = False,
    as_gold: Annotated[
        str | None, typer.Option("--gold-line", help="Print the gold line of this correction.")
    ] = None,
) -> None:
    """Put a question with its right answer into the review file; never into the gold set."""
    path = file or get_settings().review_file
    if listed or as_gold:
        _show(path, as_gold)
    elif question is None:
        raise ReviewError("nothing to add: give --question with --clause, or use --list")
    else:
        from eval.review import new_correction

        correction = new_correction(
            question=question,
            history=history or (),
            status=status,
            answer=answer,
            units=unit or (),
            clauses=clause or (),
            note=note,
        )
        _add(path, correction)


def _add(path: Path, correction: "Correction") -> None:
    from eval.review import add_correction, check_correction

    anchors = _anchors()
    check_correction(correction, anchors)
    add_correction(path, correction)
    typer.echo(f"{correction.id}: {path}")
    _print_to_do(correction, anchors, _gold())


def _show(path: Path, wanted: str | None) -> None:
    """List the corrections, or print one of them as a gold line."""
    from eval.review import gold_line, load_review, to_gold

    corrections, anchors = load_review(path), _anchors()
    if wanted is None:
        gold = _gold()
        for correction in corrections:
            typer.echo(f"{correction.id} [{correction.status}] {correction.question}")
            _print_to_do(correction, anchors, gold)
        typer.echo(f"{len(corrections)} corrections: {path}", err=True)
        return
    found = next((c for c in corrections if c.id == wanted), None)
    if found is None:
        raise ReviewError(f"no correction {wanted!r} in {path}; see: anwen eval add --list")
    typer.echo(gold_line(to_gold(found, anchors, found.id, "")))


def _print_to_do(correction: "Correction", anchors: "Anchors", gold: "list[GoldLine]") -> None:
    from eval.review import to_do

    for task in to_do(correction, anchors, gold):
        typer.echo(f"  - {task}")


def _gold() -> "list[GoldLine]":
    from eval.gold import gold_files, read_gold

    return [line for path in gold_files("all") for line in read_gold(path)[0]]


def _anchors() -> "Anchors":
    from eval.anchors import Anchors
    from index import load_documents

    return Anchors(load_documents(get_settings()))
