"""`protokollparser rules`: the rule files with their own examples, and what a document asks of them."""

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


def suggest(
    file: Annotated[Path, typer.Argument(help=tell("help.rules.file"), metavar="FILE")],
    folder: Annotated[Path | None, typer.Option("--folder", help=tell("help.rules.folder"))] = None,
) -> None:
    """Print the headings of a file that no rule knows, as YAML for the rule that each most resembles."""
    from protokollparser import pipeline
    from protokollparser.core.rules import load

    found = pipeline.suggest(file, load(folder))
    for heading in found:
        lines = ", ".join(map(str, heading.lines))
        rule = f"rules/sections/{heading.rule.name}.yml"
        share = f"{heading.alike:.0%}".replace("%", " %")
        typer.echo(
            "---\n# " + tell("rules.alike", rule=rule, share=share, example=heading.example, lines=lines)
        )
        typer.echo(f"headings:\n  - {_quoted(heading.pattern)}")
        typer.echo(f"examples:\n  match:\n    - {_quoted(heading.text)}\n")
    typer.echo("# " + tell("rules.unknown", count=len(found)))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


rules.command("suggest")(suggest)
