"""`protokollparser score`: how well the reading of a corpus agrees with its truth."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from protokollparser.cli.speech import tell

if TYPE_CHECKING:
    from protokollparser.score import Tally

FELL = 1


def score(
    corpus: Annotated[Path, typer.Argument(help=tell("help.score.corpus"), metavar="CORPUS")] = Path(
        "corpus"
    ),
    misses: Annotated[bool, typer.Option("--misses", help=tell("help.score.misses"))] = False,
    ratchet: Annotated[Path | None, typer.Option("--ratchet", help=tell("help.score.ratchet"))] = None,
    update: Annotated[bool, typer.Option("--update", help=tell("help.score.update"))] = False,
    note: Annotated[str | None, typer.Option("--note", help=tell("help.score.note"))] = None,
) -> None:
    """Import a corpus into a database of its own and compare it with its truth."""
    from protokollparser import pipeline
    from protokollparser.core.errors import UsageError
    from protokollparser.core.rules import load
    from protokollparser.score import corpus_sources, totals
    from protokollparser.score import ratchet as best
    from protokollparser.score import score as compare
    from protokollparser.store import open_store

    if not corpus.is_dir():
        raise UsageError(f"{corpus}: there is no such folder; name the folder of the corpus")
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "score.duckdb") as store:
        pipeline.ingest([source for source, _ in corpus_sources(corpus)], store, load())
        tallies = compare(store, corpus)
    summed = totals(tallies)
    _print(summed)
    if misses:
        _print_misses(tallies)
    if ratchet is None:
        return
    if update:
        best.update(ratchet, summed, note)
        return
    falls = best.fallen(summed, best.read_best(ratchet))
    for sentence in falls:
        typer.echo(sentence, err=True)
    if falls:
        raise typer.Exit(FELL)


def _print(summed: dict[str, Tally]) -> None:
    """Print a line per family: F1 and its goal, precision, recall, and the counts."""
    from protokollparser.score.families import FAMILIES

    goals = {family.name: family.goal for family in FAMILIES}
    typer.echo(f"{'':20}{'F1':>7}{'goal':>7}{'P':>7}{'R':>7}{'truth':>7}{'found':>7}")
    for name, tally in summed.items():
        goal = goals[name]
        aim = f"{goal:.2f}" if goal else ""
        mark = " <" if goal and tally.f1 < goal else ""
        figures = f"{tally.f1:7.3f}{aim:>7}{tally.precision:7.3f}{tally.recall:7.3f}"
        typer.echo(f"{name:20}{figures}{tally.expected:7}{tally.found:7}{mark}")


def _print_misses(tallies: dict[str, dict[str, Tally]]) -> None:
    """Print every expected fact that was not found and every found fact that was not expected."""
    for folder, families in tallies.items():
        for name, tally in families.items():
            for sign, facts in (("-", tally.missed), ("+", tally.extra)):
                for fact in facts:
                    told = ", ".join(f"{key} {value}" for key, value in fact.items())
                    typer.echo(f"{folder} {name} {sign} {told}")
