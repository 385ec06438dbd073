"""`protokollparser rules check`: the rule files and their own examples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokollparser.cli.speech import tell

rules = typer.Typer()


def check(
    folder: Annotated[Path | None, typer.Option("--folder", help=tell("help.rules.folder"))] = None,
) -> None:
    """Load all rules and try their examples."""
    from protokollparser.core.errors import RuleError
    from protokollparser.core.rules import FAMILIES, examples_broken, load

    found = load(folder)
    listed = [rule for family in FAMILIES for rule in getattr(found, family.folder)]
    broken = [sentence for rule in listed for sentence in examples_broken(rule)]
    for sentence in broken:
        typer.echo(sentence, err=True)
    if broken:
        raise typer.Exit(RuleError.exit_code)
    typer.echo(tell("rules.fine", count=len(listed), hash=found.hash[:12]))


rules.command("check")(check)
