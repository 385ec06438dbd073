"""One call of the command line from its words to its exit code."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence

import typer

from protokollparser.cli.app import build
from protokollparser.cli.speech import asked_for, choose, tell, tell_error
from protokollparser.core.errors import ProtokollparserError

USAGE = 2
FAULT = 70
INTERRUPTED = 130
BROKEN_PIPE = 141
_PROGRAM = "protokollparser"


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one call and return its exit code (`docs/errors.md`)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    choose(asked_for(words))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    logging.getLogger("protokollparser").setLevel(logging.DEBUG if _debugging() else logging.CRITICAL)
    try:
        code = _carry_out(words)
        sys.stdout.flush()
        return code
    except ProtokollparserError as error:
        return _stop(tell_error(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _stop(tell("interrupted"), INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nobody is left to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    # The border to the user: a fault becomes one sentence and an exit code of its own.
    except Exception as error:
        if _debugging():
            raise
        return _stop(tell("fault", told=f"{type(error).__name__}: {error}"), FAULT)


def _carry_out(words: list[str]) -> int:
    """Find the command and run it."""
    command = typer.main.get_command(build())
    try:
        with command.make_context(_PROGRAM, words) as context:
            command.invoke(context)
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as error:
        return _stop(_usage(error), USAGE)
    return 0


def _usage(error: Exception) -> str:
    """Return a wrong call as one sentence."""
    context = getattr(error, "ctx", None)
    command = f"{context.info_name} " if context is not None and context.parent is not None else ""
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or (
        parameter.human_readable_name if parameter is not None else ""
    )
    told = str(getattr(error, "message", "")).rstrip(".")
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return tell("usage.option", name=name, command=command)
    if kind == "MissingParameter":
        return tell("usage.missing", name=name.upper() if not name.startswith("-") else name, command=command)
    if kind == "BadParameter" and name:
        return tell("usage.value", name=name, told=told)
    return tell("usage.other", told=told, command=command)


def _stop(sentence: str, code: int) -> int:
    """Say one sentence on standard error and return the exit code."""
    typer.echo(f"{_PROGRAM}: {sentence}", err=True)
    return code


def _debugging() -> bool:
    return bool(os.environ.get("PROTOKOLLPARSER_DEBUG"))
