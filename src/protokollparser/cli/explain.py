"""`protokollparser explain ID`: where a record or finding comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from protokollparser.cli.calculation_text import calculation_lines
from protokollparser.cli.reading import opened
from protokollparser.cli.speech import language, tell, word

if TYPE_CHECKING:
    from protokollparser.exports.explanation import Explanation, Place

_SHOWN_LINES = 6


def explain(
    record_id: Annotated[str, typer.Argument(help=tell("help.explain.id"), metavar="ID")],
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    form: Annotated[Literal["text", "json"], typer.Option("--format", help=tell("help.format"))] = "text",
    unmasked: Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))] = False,
) -> None:
    """Print page, line, printed words and rule of a record, and how its values came about."""
    from protokollparser.checks import calendar
    from protokollparser.core.rules import load
    from protokollparser.exports import explanation
    from protokollparser.exports.values import as_json

    with opened(db) as store:
        found = explanation.explain(store, load(), record_id, calendar.told, unmasked=unmasked)
    if form == "json":
        typer.echo(as_json(found))
    else:
        for line in _lines(found):
            typer.echo(line)


def _lines(found: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation."""
    from protokollparser.exports.values import plain

    yield f"{word(found.table)} {found.record_id}"
    told = found.calculation
    if told is not None:
        yield from _finding(found)
    for place in found.places:
        if not place.role:
            yield from _place(place, tell("explain.place"))
    if told is not None:
        yield from _block("explain.calculation", list(calculation_lines(told)))
    else:
        values = [f"{name} = {plain(value)}" for name, value in found.values.items()]
        yield from _block("explain.values", values)
        steps = [" ".join(tell(step.key, **step.details).split()) for step in found.steps]
        yield from _block("explain.steps", steps)
    yield from _block("explain.rule", _rule(found))
    yield from _block(
        "explain.within", [f"{word(table)} {id_}  {title}" for table, id_, title in found.within]
    )
    if found.confidence is not None:
        yield f"{tell('explain.confidence')}: {found.confidence:.2f}"
    yield from _block("explain.candidates", [plain(reading) for reading in found.candidates])


def _finding(found: Explanation) -> Iterator[str]:
    """Yield which check says what, how grave it is, and whether it was accepted."""
    values = found.values
    status = f", {word(values['status'])}" if values["status"] != "open" else ""
    yield f"{values['check_id']}, {word(values['severity'])}{status}"
    yield values["message"] if language() == "sv" else values["message_en"]


def _place(place: Place, heading: str) -> Iterator[str]:
    """Yield a place and its printed words, the first lines of long ones."""
    lines = (
        f"{place.line_start}"
        if place.line_end == place.line_start
        else f"{place.line_start}-{place.line_end}"
    )
    yield f"{heading}: {tell('explain.line', path=place.path, page=place.page, lines=lines)}"
    printed = [line.rstrip() for line in place.printed.splitlines()] or [tell("explain.blank")]
    for line in printed[:_SHOWN_LINES]:
        yield f"    | {line}"
    if len(printed) > _SHOWN_LINES:
        yield f"    {tell('explain.more', count=len(printed) - _SHOWN_LINES)}"


def _rule(found: Explanation) -> list[str]:
    """Return what is known of the rule."""
    if found.rule is None:
        return []
    if found.rule.source is None:
        return [
            tell("explain.procedure", id=found.rule.rule_id),
            *filter(None, [found.rule.file, found.rule.what]),
        ]
    told = [f"{found.rule.rule_id}, {found.rule.file}", found.rule.what, found.rule.why, found.rule.source]
    return [line for line in told if line]


def _block(key: str, lines: list[str]) -> Iterator[str]:
    """Yield a heading and indented lines; nothing when there are none."""
    if lines:
        yield f"{tell(key)}:"
        for line in lines:
            yield f"    {line}"
