"""One call of the command line from its words to its exit code."""

from __future__ import annotations

import io
import logging
import os
import re
import sys
from collections.abc import Sequence

import typer

from protokollparser.cli.app import build
from protokollparser.cli.interrupts import exit_code
from protokollparser.cli.settings import read_settings
from protokollparser.cli.speech import asked_for, choose, tell, tell_error
from protokollparser.core.errors import ProtokollparserError
from protokollparser.core.frugal import share_one_heap, without_data_frames

USAGE = 2
FAULT = 70
BROKEN_PIPE = 141
_PROGRAM = "protokollparser"
_UNKNOWN_COMMAND = re.compile(r"No such command '(.*?)'")


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one call and return its exit code (`docs/errors.md`)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    choose(asked_for(words))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    logging.getLogger("protokollparser").setLevel(logging.DEBUG if _debugging() else logging.CRITICAL)
    # What its pool of connections logs of a full disk is told in one sentence.
    logging.getLogger("sqlalchemy").setLevel(logging.ERROR if _debugging() else logging.CRITICAL)
    share_one_heap()
    try:
        with without_data_frames():
            code = _carry_out(words)
        sys.stdout.flush()
        return code
    except ProtokollparserError as error:
        if _interrupted(error):
            return _stop(tell("interrupted"), exit_code())
        return _stop(tell_error(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _stop(tell("interrupted"), exit_code())
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nobody is left to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    # The border to the user: a fault becomes one sentence and an exit code of its own.
    except Exception as error:
        if _interrupted(error):
            return _stop(tell("interrupted"), exit_code())
        if _debugging():
            raise
        return _stop(tell("fault", told=f"{type(error).__name__}: {error}"), FAULT)


def _interrupted(error: BaseException | None) -> bool:
    """True when Ctrl-C is behind an error: a database that is writing reports it in words of its own."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or re.search(
            r"\binterrupt(?:ed)?\b", str(error), re.IGNORECASE
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def _carry_out(words: list[str]) -> int:
    """Find the command and run it."""
    command = typer.main.get_command(build())
    try:
        with command.make_context(_PROGRAM, words, default_map=read_settings(command)) as context:
            command.invoke(context)
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(str(getattr(error, "message", "")), err=True)
            return USAGE
        return _stop(_usage(error), USAGE)
    return 0


def _usage(error: Exception) -> str:
    """Return a wrong call as one sentence."""
    context = getattr(error, "ctx", None)
    command = f"{context.info_name} " if context is not None and context.parent is not None else ""
    name = getattr(error, "option_name", None) or _parameter(error)
    told = str(getattr(error, "message", "")).removeprefix("Value error, ").rstrip(".")
    kind = type(error).__name__
    unknown = _UNKNOWN_COMMAND.search(told)
    if unknown:
        return tell("usage.command", name=unknown[1], command=command)
    if kind == "BadOptionUsage":
        return tell("usage.argument", name=name, command=command)
    if kind == "NoSuchOption":
        return tell("usage.option", name=name, command=command)
    if kind == "MissingParameter":
        return tell("usage.missing", name=name, command=command)
    if kind == "BadParameter" and name:
        return tell("usage.value", name=name, told=told)
    return tell("usage.other", told=told, command=command)


def _parameter(error: Exception) -> str:
    """Return the option or argument that a usage error is about, as it is written, or nothing."""
    hint, parameter = getattr(error, "param_hint", None), getattr(error, "param", None)
    if isinstance(hint, str) or parameter is None:
        return hint or ""
    options = [name for name in parameter.opts if name.startswith("-")]
    return str(options[-1] if options else parameter.metavar or parameter.name.upper())


def _stop(sentence: str, code: int) -> int:
    """Say one sentence on standard error and return the exit code."""
    typer.echo(f"{_PROGRAM}: {sentence}", err=True)
    return code


def _debugging() -> bool:
    return bool(os.environ.get("PROTOKOLLPARSER_DEBUG"))
