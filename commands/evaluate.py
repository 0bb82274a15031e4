"""anwen eval: ask the gold questions, compare and report runs; commands/gold.py keeps the gold."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from commands.edge import INTERRUPTED, plain_errors
from commands.gold import add, check
from settings import get_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.gold import GoldQuestion
    from eval.runs import Run
    from eval.unfinished import UnfinishedRun
    from rag import Assistant

_NAMED = 10  # questions in a message
eval_app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Score answers against gold questions, compare runs, write reports, keep the gold set.",
)
eval_app.command()(check)
eval_app.command()(add)

Language = Annotated[Literal["zh", "en"], typer.Option(help="Language of what is printed.")]
Unblind = Annotated[
    bool,
    typer.Option("--unblind", help="Show questions of the test split: it is blind no more."),
]


@eval_app.command()
@plain_errors
def run(
    split: Annotated[
        list[str] | None,
        typer.Option(help="Which gold questions: dev (as given), tune, test or all; repeatable."),
    ] = None,
    gold: Annotated[
        list[Path] | None, typer.Option(help="Another gold file; can be repeated.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(help="Of the run; if left out, made of its gold files and a hash."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Ask again, and replace a run of that name.")
    ] = False,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Compare with a plain baseline (takes minutes).")
    ] = False,
    show_failures: Annotated[
        bool, typer.Option("--failures", help="Print each question with something wrong.")
    ] = False,
    unblind: Unblind = False,
    language: Language = "en",
) -> None:
    """Ask gold questions, score the answers and store the run."""
    from eval.anchors import Anchors
    from eval.gold import gold_files
    from eval.run import finish_run, gold_questions, is_made, judge, run_folder
    from eval.run_info import asked_info
    from eval.unfinished import UnfinishedRun
    from rag import load_assistant

    settings = get_settings()
    splits = split or ([] if gold else ["dev"])
    paths = list(dict.fromkeys([p for s in splits for p in gold_files(s)] + (gold or [])))
    questions = gold_questions(paths)
    assistant = load_assistant(settings)
    documents = assistant.index.documents
    info = asked_info(paths, settings, {key: d.sha256 for key, d in documents.items()})
    folder = run_folder(settings.runs_dir, name, info)
    if not force and is_made(folder, info):
        typer.echo(f"{folder}: this very run is stored already; --force asks again", err=True)
    else:
        from index import load_documents

        unfinished = UnfinishedRun.open(folder, info, anew=force)
        _ask(assistant, questions, unfinished)
        anchors = Anchors(load_documents(settings))
        verdicts = judge(questions, unfinished.answers, unfinished.rankings, anchors)
        finish_run(unfinished, verdicts, anchors)
    _print_run(folder, show_failures, unblind, language)
    if baseline:
        from eval.baseline import Baseline
        from eval.run import compare_baseline

        typer.echo("\nembedding the plain baseline …", err=True)
        typer.echo(compare_baseline(Baseline.build(assistant.index), questions))


def _ask(assistant: "Assistant", questions: "list[GoldQuestion]", run: "UnfinishedRun") -> None:
    """Ask with a progress bar; an interruption keeps what is answered, and says so."""
    from tqdm import tqdm

    from eval.run import ask_questions

    asked = ask_questions(assistant, questions, run)
    bar = tqdm(
        asked, total=len(questions), initial=len(run.answers), unit="question", file=sys.stderr
    )
    try:
        for _ in bar:
            pass
    except KeyboardInterrupt:
        bar.close()
        typer.echo(
            f"anwen: interrupted; {len(run.answers)} of {len(questions)} answers are kept in "
            f"{run.folder}: the same command (without --force) goes on",
            err=True,
        )
        raise typer.Exit(INTERRUPTED) from None


def _print_run(folder: Path, show_failures: bool, unblind: bool, language: "Language") -> None:
    from eval.failures import failures
    from eval.report_text import failure_lines, report_lines
    from eval.report_view import report_view
    from eval.report_words import load_report_words
    from eval.runs import load_details, load_run

    stored, say = load_run(folder), load_report_words(language)
    typer.echo(report_lines(report_view(stored, say)))
    if show_failures:
        wrong = failures(stored, load_details(folder, stored.info), unblind)
        typer.echo("\n" + failure_lines(wrong, say))
    typer.echo(f"\n{folder}", err=True)


@eval_app.command()
@plain_errors
def score(
    answers: Annotated[
        Path,
        typer.Argument(help="Answers: .jsonl, or .csv or .xlsx with 题号 or 问题, and 答案."),
    ],
    gold: Annotated[Path, typer.Option(help="The gold file that they answer.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Name or folder of the stored run.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a run of that name.")] = False,
    show_failures: Annotated[
        bool, typer.Option("--failures", help="Print each question with something wrong.")
    ] = False,
    unblind: Unblind = False,
    language: Language = "en",
) -> None:
    """Score answers of this system, another one or a trainee, and store the run."""
    from eval.scoring import score_file
    from index import load_documents

    settings = get_settings()
    documents = load_documents(settings)
    scored = score_file(answers, gold, documents, settings.runs_dir, output, force)
    for notice in scored.notices:
        typer.echo(notice, err=True)
    _print_run(scored.folder, show_failures, unblind, language)
    if scored.missing:
        typer.echo(
            f"{len(scored.missing)} questions have no answer: {_some(scored.missing)}", err=True
        )


def _some(names: "Sequence[str]") -> str:
    """The first names of a list."""
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


@eval_app.command()
@plain_errors
def compare(
    before: Annotated[str, typer.Argument(help="A run: its name or its folder.")],
    after: Annotated[str, typer.Argument(help="The run to compare with it.")],
    gate: Annotated[
        Path | None,
        typer.Option(help="Gate file: exit code 1 when a measure falls by more than it allows."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    language: Language = "en",
) -> None:
    """Compare two runs question by question; with --gate, refuse a fall."""
    from eval.compare import as_dict, compare_runs
    from eval.gate import breaches, load_gate
    from eval.report_text import compare_lines
    from eval.report_view import compare_view
    from eval.report_words import load_report_words

    margins = load_gate(gate) if gate else []
    found = compare_runs(_load(before), _load(after))
    broken = list(breaches(found, margins))
    if as_json:
        told = {**as_dict(found), "breaches": broken}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo(compare_lines(compare_view(found, load_report_words(language))))
    for message in broken:
        typer.echo(f"gate: {message}", err=True)
    if broken:
        raise typer.Exit(1)


@eval_app.command()
@plain_errors
def report(
    run: Annotated[str, typer.Argument(help="A run: its name or its folder.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    markdown: Annotated[Path | None, typer.Option(help="A Markdown summary to write, too.")] = None,
    before: Annotated[
        str | None, typer.Option("--compare", help="A run before it, to compare with.")
    ] = None,
    unblind: Unblind = False,
    language: Annotated[Literal["zh", "en"], typer.Option(help="Of the report.")] = "zh",
) -> None:
    """Write the report of a run: one HTML file that needs no network."""
    from eval.compare import compare_runs
    from eval.failures import failures
    from eval.report_html import report_html, write_report
    from eval.report_text import report_markdown
    from eval.report_view import report_view
    from eval.report_words import load_report_words
    from eval.runs import find_run, load_details, load_run

    folder = find_run(run, get_settings().runs_dir)
    stored, say = load_run(folder), load_report_words(language)
    details = load_details(folder, stored.info)
    comparison = compare_runs(_load(before), stored) if before else None
    view = report_view(stored, say, comparison)
    wrong = failures(stored, details, unblind)
    write_report(output, report_html(view, stored.summary, details, wrong, language))
    if markdown:
        write_report(markdown, report_markdown(view))
    typer.echo(f"{stored.info.questions} questions, {wrong.count} failed: {output}", err=True)


def _load(named: str) -> "Run":
    from eval.runs import find_run, load_run

    return load_run(find_run(named, get_settings().runs_dir))
