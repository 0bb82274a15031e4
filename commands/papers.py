"""anwen quiz export and grade: what is done with a paper that has been made."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from commands.edge import plain_errors

if TYPE_CHECKING:
    from quiz.records import Paper

_Paper = Annotated[Path, typer.Argument(help="A paper in JSON, as anwen quiz make writes it.")]
_Review = Annotated[
    Path | None, typer.Option("--review", help="A trainer's edits to that paper, in JSON.")
]
_Language = Annotated[
    Literal["zh", "en"], typer.Option(help="Of the fixed words; questions are in Chinese.")
]


@plain_errors
def export(
    paper: _Paper,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .docx, .xlsx, .zip …")
    ],
    review: _Review = None,
    form: Annotated[
        str, typer.Option(help="The format, where the file's ending does not tell it.")
    ] = "",
    language: _Language = "zh",
) -> None:
    """Write a paper in another format, with a trainer's edits if there are any."""
    from quiz.exports import check_output, write

    check_output(output, form)
    files = write(_reviewed(paper, review), output, form, language)
    typer.echo(", ".join(map(str, files)), err=True)


@plain_errors
def grade(
    paper: _Paper,
    answers: Annotated[Path, typer.Argument(help="The answers: .xlsx or .csv.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The report to write: .xlsx, .json or .md.")
    ],
    review: _Review = None,
    language: _Language = "zh",
) -> None:
    """Grade answers to a paper: marks, item statistics, most missed clauses."""
    from quiz.grade import grade as grade_answers
    from quiz.grade_report import check_report_output, notices, write_report

    check_report_output(output)
    report = grade_answers(_reviewed(paper, review), answers)
    write_report(report, output, language)
    for notice in notices(report, language):
        typer.echo(notice, err=True)
    typer.echo(f"{len(report.people)} people, mean {report.mean:.2f}: {output}", err=True)


def _reviewed(paper: Path, review: Path | None) -> "tuple[Paper, ...]":
    """The papers of a file, with the edits of another."""
    from quiz.review import apply_review, read_review
    from quiz.store import read_papers

    papers = read_papers(paper)
    return apply_review(papers, read_review(review)) if review else papers
