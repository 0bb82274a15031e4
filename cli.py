"""The command anwen: puts the commands together; a bad argument is one line and exit code 2."""

import sys

import typer

from commands.ask import ask, batch
from commands.documents import build, corpus_app, ledger, rollback, versions
from commands.edge import INTERRUPTED, USAGE_ERROR, plain_errors
from commands.evaluate import eval_app
from commands.intake import add, remove
from commands.papers import export, grade
from commands.quiz import quiz_app
from settings import get_settings

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
for _command in (ask, batch, ledger, add, remove, build, versions, rollback):
    app.command()(_command)
app.add_typer(corpus_app, name="corpus")
app.add_typer(eval_app, name="eval")
quiz_app.command()(export)
quiz_app.command()(grade)
app.add_typer(quiz_app, name="quiz")


@app.command()
@plain_errors
def serve() -> None:
    """Serve the page (address and port: ANWEN_HOST, ANWEN_PORT)."""
    from app import serve as serve_page

    serve_page(get_settings())


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
        sys.exit(INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
