"""`protokollparser status`: the last runs, what became of all files, and what waits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from protokollparser.cli.progress import duration
from protokollparser.cli.reading import opened
from protokollparser.cli.speech import tell
from protokollparser.core.files import one_line

if TYPE_CHECKING:
    from protokollparser.store import Status

_OUTCOMES = frozenset({"new", "replaced", "alias", "unchanged", "archive", "quarantined", "missing"})


def status(
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    form: Annotated[Literal["text", "json"], typer.Option("--format", help=tell("help.format"))] = "text",
) -> None:
    """Print how the imports into a database stand."""
    with opened(db) as store:
        found, running = store.status(), store.path != db
    if form == "json":
        typer.echo(_as_json(found))
        return
    for line in _lines(found, running=running):
        typer.echo(line)


def _lines(found: Status, *, running: bool) -> Iterator[str]:
    """Yield the lines for people; `running` while another process writes the database."""
    yield tell("status.runs")
    for begun, ended, _, counts in found.runs:
        took = (
            duration((ended - begun).total_seconds())
            if ended
            else tell("status.running" if running else "status.interrupted")
        )
        told = _counted(json.loads(counts))
        yield tell("status.run", begun=f"{begun:%Y-%m-%d %H:%M:%S}", took=took, told=told or "-")
    yield tell("status.files", count=sum(files for _, files, _ in found.files))
    for name, files, contents in found.files:
        yield tell("status.outcome", files=files, name=tell(f"status.of.{name}"), contents=contents)
    if found.codes:
        yield tell("status.codes")
        for code, files, path in found.codes:
            yield tell("status.code", files=files, code=code, path=one_line(path))
    waits = {name: files for name, files, _ in found.files}.get("waiting", 0)
    if waits:
        yield tell("status.waits", count=waits)
    if found.unsettled:
        yield tell("status.unsettled")
    if found.unchecked:
        yield tell("status.unchecked", count=found.unchecked)


def _counted(counts: Mapping[str, int]) -> str:
    """Return how many files have which outcome, and then, in parentheses, how many have which reason."""
    outcomes = [
        f"{count} {tell(f'status.many.{name}')}" for name, count in counts.items() if name in _OUTCOMES
    ]
    codes = [f"{count} {name}" for name, count in counts.items() if name not in _OUTCOMES]
    return ", ".join(outcomes) + (f" ({', '.join(codes)})" if codes else "")


def _as_json(found: Status) -> str:
    """Return the same for a program."""
    told: dict[str, Any] = {
        "runs": [
            {
                "begun": str(begun),
                "ended": ended and str(ended),
                "version": version,
                "files": json.loads(counts),
            }
            for begun, ended, version, counts in found.runs
        ],
        "files": {name: {"files": files, "contents": contents} for name, files, contents in found.files},
        "codes": {code: {"files": files, "first": path} for code, files, path in found.codes},
        "unchecked": found.unchecked,
        "unsettled": found.unsettled,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
