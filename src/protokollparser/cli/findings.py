"""`protokollparser findings`: what the checks found, and what people say of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from protokollparser.cli.reading import opened
from protokollparser.cli.speech import tell

if TYPE_CHECKING:
    from protokollparser.exports.report import FindingLine

findings = typer.Typer()
_DB = Annotated[Path, typer.Option("--db", help=tell("help.database"))]
_IDS = Annotated[list[str], typer.Argument(help=tell("help.findings.ids"), metavar="ID...")]
_REVIEWER = Annotated[str, typer.Option("--reviewer", help=tell("help.findings.reviewer"))]
_NOTE = Annotated[str | None, typer.Option("--note", help=tell("help.findings.note"))]
_UNMASKED = Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))]
_PLACE = Path("protokoll.duckdb")


@findings.command("list")
def list_(
    db: _DB = _PLACE,
    status: Annotated[
        Literal["open", "accepted", "fixed", "all"],
        typer.Option("--status", help=tell("help.findings.status")),
    ] = "open",
    only: Annotated[str, typer.Option("--only", help=tell("help.check.only"), metavar="A,D03,...")] = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help=tell("help.format"))] = "text",
    unmasked: _UNMASKED = False,
) -> None:
    """Print a line for each finding."""
    from protokollparser.cli.selection import only_those
    from protokollparser.core.rules import load
    from protokollparser.exports.values import as_json

    chosen = only_those(load(), only, "")
    found = [one for one in _read(db, unmasked) if one.check_id in chosen and status in (one.status, "all")]
    if form == "json":
        typer.echo(as_json(found))
        return
    for one in found:
        typer.echo(_line(one))
    typer.echo(tell("findings.count", count=len(found)))


@findings.command("show")
def show(
    finding_id: Annotated[str, typer.Argument(help=tell("help.findings.id"), metavar="ID")],
    db: _DB = _PLACE,
    unmasked: _UNMASKED = False,
) -> None:
    """Print one finding whole, with how its value was worked out."""
    from protokollparser.cli.explain import explain

    explain(_whole(db, finding_id), db=db, form="text", unmasked=unmasked)


@findings.command("accept")
def accept(ids: _IDS, reviewer: _REVIEWER, note: _NOTE = None, db: _DB = _PLACE) -> None:
    """Accept findings: they are told no more, also when the document is imported again."""
    _settle(db, ids, "accepted", reviewer, note)


@findings.command("reopen")
def reopen(ids: _IDS, reviewer: _REVIEWER, note: _NOTE = None, db: _DB = _PLACE) -> None:
    """Open findings again that were accepted."""
    _settle(db, ids, "open", reviewer, note)


@findings.command("baseline")
def baseline(
    out: Annotated[Path, typer.Option("--out", help=tell("help.findings.out"), metavar="FILE")],
    db: _DB = _PLACE,
) -> None:
    """Write all open findings to a file; `check --baseline` tells those that are new beside it."""
    from protokollparser.core.errors import UsageError
    from protokollparser.exports.values import as_json

    names = ("finding_id", "check_id", "path", "line_start", "message")
    held = [{name: getattr(one, name) for name in names} for one in _read(db, False) if one.status == "open"]
    lines = ",\n".join("  " + as_json(one) for one in held)
    try:
        out.write_text(f'{{"findings": [\n{lines}\n]}}\n', encoding="utf-8")
    except OSError as error:
        told = error.strerror or str(error)
        message = f"{out}: cannot be written ({told}); choose another file with --out"
        raise UsageError(message, "report_unwritable", path=out, told=told) from error
    typer.echo(tell("findings.kept", count=len(held), out=out))


def _read(db: Path, unmasked: bool) -> tuple[FindingLine, ...]:
    from protokollparser.exports.report import findings as told

    with opened(db) as store:
        return tuple(told(store, unmasked=unmasked))


def _line(one: FindingLine) -> str:
    """Return a finding in one line."""
    from protokollparser.cli.speech import language, word

    message = one.message if language() == "sv" else one.message_en
    told = f"{one.finding_id[:12]}  {one.check_id:4} {word(one.severity):10}"
    return f"{told} {one.path}:{one.line_start}  {message}"


def _settle(db: Path, ids: list[str], status: str, reviewer: str, note: str | None) -> None:
    from protokollparser.store import open_store

    whole = [_whole(db, one) for one in ids]
    with open_store(db) as store:
        store.review_findings(whole, status, reviewer, note)
    typer.echo(tell(f"findings.{status}", count=len(whole)))


def _whole(db: Path, beginning: str) -> str:
    """Return the id of the finding that begins so. Raises UsageError when there is none, or several."""
    from protokollparser.core.errors import UsageError

    found = [one.finding_id for one in _read(db, True) if one.finding_id.startswith(beginning)]
    if len(found) != 1 or len(beginning) < 6:
        message = f"{beginning}: names no one finding; `findings list` tells their ids"
        raise UsageError(message, "no_finding", id=beginning)
    return found[0]
