"""anwen quiz: make a quiz, count what can be asked, check a paper against the documents."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import typer

from commands.edge import plain_errors
from settings import get_settings

quiz_app = typer.Typer(no_args_is_help=True, add_completion=False, help="Quizzes for trainers.")

_STALE = 1  # exit code of a check that found questions to look at

_Names = list[str] | None
_District = Annotated[
    _Names,
    typer.Option(
        "--district",
        help="Only this district; repeatable, with shares: 奉节=60 --district 江津=40.",
    ),
]
_Sector = Annotated[
    _Names, typer.Option("--sector", help="Only this sector (燃气, gas); repeatable, with shares.")
]
_Chapter = Annotated[
    _Names, typer.Option("--chapter", help="Only chapters with these words in their heading.")
]
_Types = Annotated[
    _Names,
    typer.Option(
        "--types",
        help="single_choice, multiple_choice, true_false, fill_in, matching, short_answer, "
        "also 单选,判断; with shares: 单选=70,判断=30.",
    ),
]
_Difficulty = Annotated[
    _Names, typer.Option("--difficulty", help="easy, medium, hard; repeatable, with shares.")
]
_Language = Annotated[
    Literal["zh", "en"], typer.Option(help="Of the fixed words; questions are in Chinese.")
]


@quiz_app.command()
@plain_errors
def make(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .docx, .xlsx, .json …")
    ],
    count: Annotated[int, typer.Option(help="How many questions.")] = 20,
    seed: Annotated[int, typer.Option(help="The same number gives the same quiz.")] = 1,
    district: _District = None,
    sector: _Sector = None,
    chapter: _Chapter = None,
    types: _Types = None,
    difficulty: _Difficulty = None,
    versions: Annotated[
        int, typer.Option(help="Papers A, B … of the same questions in another order.")
    ] = 1,
    title: Annotated[str, typer.Option(help="The title of the paper.")] = "",
    form: Annotated[
        str, typer.Option(help="The format, where the file's ending does not tell it.")
    ] = "",
    language: _Language = "zh",
) -> None:
    """Make a quiz with proven keys from the documents."""
    from index import load_documents
    from quiz.bank import Bank
    from quiz.blueprint import read_blueprint
    from quiz.draw import draw
    from quiz.exports import check_output, write
    from quiz.versions import paper_title
    from quiz.versions import versions as in_versions

    check_output(output, form)
    blueprint = read_blueprint(
        count, seed, district or (), sector or (), chapter or (), types or (), difficulty or ()
    )
    corpus = load_documents(get_settings())
    drawn = draw(Bank(corpus), blueprint)
    documents = [parsed.document for parsed in corpus]
    named = title or paper_title(drawn.questions, language)
    papers = in_versions(drawn.questions, documents, named, seed, versions)
    files = write(papers, output, form, language)
    for covered in drawn.coverage:
        typer.echo(
            f"{covered.district}: {covered.questions} questions, "
            f"{covered.chapters} of {covered.all_chapters} chapters, "
            f"{covered.clauses} of {covered.all_clauses} clauses",
            err=True,
        )
    typer.echo(f"{len(drawn.questions)} questions: {', '.join(map(str, files))}", err=True)


@quiz_app.command("count")
@plain_errors
def count_questions(
    district: _District = None,
    sector: _Sector = None,
    chapter: _Chapter = None,
    types: _Types = None,
    difficulty: _Difficulty = None,
) -> None:
    """Count the questions that can be asked, by district, type and difficulty."""
    from index import load_documents
    from quiz.bank import Bank
    from quiz.blueprint import read_blueprint
    from quiz.draw import eligible

    blueprint = read_blueprint(
        1, 1, district or (), sector or (), chapter or (), types or (), difficulty or ()
    )
    bank = Bank(load_documents(get_settings()))
    made = [c for c in eligible(bank, blueprint) if bank.make(c, blueprint.seed)]
    cells = Counter((c.districts[0], c.type, c.difficulty) for c in made)
    for (where, type, hard), number in sorted(cells.items()):
        typer.echo(f"{where}\t{type}\t{hard}\t{number}")
    typer.echo(f"{len(made)} questions", err=True)


@quiz_app.command()
@plain_errors
def check(
    paper: Annotated[Path, typer.Argument(help="A paper in JSON, as anwen quiz make writes it.")],
) -> None:
    """List the questions of a paper whose clause has changed; exit code 1 if there are any."""
    from index import load_documents
    from quiz.check import stale_questions
    from quiz.store import read_papers

    papers = read_papers(paper)
    corpus = load_documents(get_settings())
    found = [stale for each in papers for stale in stale_questions(each, corpus)]
    for stale in found:
        section = " > ".join(stale.citation.section)
        typer.echo(
            f"{stale.version}{stale.number}\t{stale.reason}\t{stale.citation.district}\t{section}"
        )
    questions = sum(len(each.questions) for each in papers)
    changed = len({(stale.version, stale.number) for stale in found})
    typer.echo(f"{questions} questions checked, {changed} to look at", err=True)
    if found:
        raise typer.Exit(_STALE)
