"""Which lines were understood, by which rule: runs of lines, for the coverage of a source."""

from __future__ import annotations

from collections.abc import Iterator

from protokollparser.core.layout import Layout
from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import Claim
from protokollparser.core.rules import Rules


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter one claim for each run of lines that one rule claimed, in the order of the lines."""
    for run, rule_id in runs(ledger.layout, ledger.claims):
        spans = ledger.layout.cover(run[0], run[-1])
        ledger.add(Claim(span=spans[0], more=spans[1:], rule_id=rule_id, line_count=len(run)))


def runs(layout: Layout, owners: dict[int, str]) -> Iterator[tuple[list[int], str]]:
    """Yield the runs of printed lines with one owner; all but blank lines of others end a run."""
    run: list[int] = []
    for line in layout.lines:
        if line.blank:
            continue
        owner = None if line.index in layout.furniture_at else owners.get(line.index)
        if run and owner != owners[run[0]]:
            yield run, owners[run[0]]
            run = []
        if owner is not None:
            run.append(line.index)
    if run:
        yield run, owners[run[0]]
