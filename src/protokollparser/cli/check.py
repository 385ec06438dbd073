"""`protokollparser check`: the checks, and the report."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from protokollparser.cli.selection import known_in, only_those
from protokollparser.cli.speech import language, reason, tell

if TYPE_CHECKING:
    from protokollparser.exports.audits.pictures import PagePlace
    from protokollparser.exports.report import Report

FINDINGS = 1
_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
_GRAVE = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "info": ("error", "warning", "info"),
    "never": (),
}


def check(
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        typer.Option("--fail-on", help=tell("help.check.fail_on")),
    ] = "error",
    form: Annotated[
        Literal["text", "json", "sarif", "junit", "csv", "xlsx", "html"],
        typer.Option("--format", help=tell("help.check.format")),
    ] = "text",
    out: Annotated[Path | None, typer.Option("--out", help=tell("help.check.out"), metavar="FILE")] = None,
    only: Annotated[str, typer.Option("--only", help=tell("help.check.only"), metavar="A,D03,...")] = "",
    ignore: Annotated[
        str, typer.Option("--ignore", help=tell("help.check.ignore"), metavar="A,D03,...")
    ] = "",
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help=tell("help.check.baseline"), metavar="FILE")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", help=tell("help.check.jobs"), min=1)] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help=tell("help.check.verbose"))] = False,
    unmasked: Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))] = False,
) -> None:
    """Check what is stored, print or write the report, and exit with 1 when a finding is grave enough."""
    from protokollparser import isolation, pipeline
    from protokollparser.core.errors import StoreError
    from protokollparser.core.rules import load
    from protokollparser.exports.report import report
    from protokollparser.store import open_store

    if not db.exists():
        message = f"{db}: there is no database here; import documents with `ingest` first"
        raise StoreError(message, "no_database", path=db)
    rules = load()
    chosen = only_those(rules, only, ignore)
    settled = known_in(baseline)
    with open_store(db) as store:
        pipeline.audit(store, rules, jobs=isolation.available_cores() if jobs is None else jobs)
        made = report(store, rules, unmasked=unmasked, by_file=form == "junit")
    made = made.of(chosen, settled)
    _give(made, form, out, verbose=verbose)
    if any(made.count(severity) for severity in _GRAVE[fail_on]):
        raise typer.Exit(FINDINGS)


def _give(made: Report, form: str, out: Path | None, *, verbose: bool) -> None:
    """Print the report, or write it to a file."""
    from protokollparser.cli.report_text import report_lines, severity_heading
    from protokollparser.core.errors import UsageError
    from protokollparser.exports.audits import write
    from protokollparser.exports.values import as_json

    if form == "xlsx" and out is None:
        message = "a workbook cannot be printed; name a file with --out"
        raise UsageError(message, "workbook_unnamed")
    lines = report_lines(made, verbose=verbose)
    if form == "text" and out is None:
        colours = {severity_heading(made, severity): colour for severity, colour in _COLOURS.items()}
        plain = bool(os.environ.get("NO_COLOR"))
        for line in lines:
            if plain or line not in colours:
                typer.echo(line)
            else:
                typer.secho(line, fg=colours[line], bold=True)
        return
    if form == "text":
        held = "".join(line + "\n" for line in lines).encode()
    elif form == "json":
        held = (as_json(made) + "\n").encode()
    else:
        held = write(made.in_words(reason), form, language(), _camera())
    if out is None:
        typer.echo(held.decode("utf-8-sig"), nl=False)
        return
    try:
        out.write_bytes(held)
    except OSError as error:
        told = error.strerror or str(error)
        message = f"{out}: cannot be written ({told}); choose another file with --out"
        raise UsageError(message, "report_unwritable", path=out, told=told) from error
    typer.echo(tell("check.written", out=out, count=len(made.findings)))


def _camera() -> Callable[[PagePlace], bytes | None]:
    """Return what draws the place of a finding from the file in which it stands."""
    from protokollparser import pipeline

    def picture(place: PagePlace) -> bytes | None:
        return pipeline.cutting(Path(place.path), place.source_id, place.page, place.box, place.others)

    return picture
