"""The edge of every command: an error becomes one line on stderr and an exit code."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from errors import AnwenError

P = ParamSpec("P")
USAGE_ERROR = 2
INTERRUPTED = 130


def plain_errors(command: Callable[P, None]) -> Callable[P, None]:
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
            raise typer.Exit(INTERRUPTED) from None

    return wrapped
