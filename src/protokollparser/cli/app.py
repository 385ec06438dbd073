"""The command line as a whole: a module `<name>.py` beside this one that holds `<name>` is a command.

Command modules import what is heavy inside their functions, so that `--help` answers at once.
An underscore in their names is told as a hyphen.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Annotated

import typer

from protokollparser import __version__
from protokollparser.cli.speech import choose, tell


def build() -> typer.Typer:
    """Return the program with all its commands, its help in the language spoken."""
    app = typer.Typer(
        help=tell("help.program"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
    )
    app.callback()(_everywhere)
    for name in command_names():
        module = name.replace("-", "_")
        part = getattr(importlib.import_module(f"protokollparser.cli.{module}"), module)
        if isinstance(part, typer.Typer):
            for command in part.registered_commands:
                command.help = tell(f"help.{name}.{command.name}")
            app.add_typer(part, name=name, help=tell(f"help.{name}"), no_args_is_help=True)
        else:
            app.command(name, help=tell(f"help.{name}"))(part)
    return app


def command_names() -> list[str]:
    """Return the names of the commands, from the modules of this package."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    commands = (
        name for name in names if hasattr(importlib.import_module(f"protokollparser.cli.{name}"), name)
    )
    return [name.replace("_", "-") for name in commands]


def _everywhere(
    lang: Annotated[str, typer.Option("--lang", help=tell("help.lang"), metavar="sv|en")] = "",
    version: Annotated[bool, typer.Option("--version", help=tell("help.version"), is_eager=True)] = False,
) -> None:
    """Take the options that stand before the command."""
    if lang not in {"", "sv", "en"}:
        raise typer.BadParameter("sv, en", param_hint="--lang")
    if lang:
        choose(lang)
    if version:
        typer.echo(f"protokollparser {__version__}")
        raise typer.Exit
