"""The text that no rule understood: what is neither claimed nor furniture."""

from __future__ import annotations

from protokollparser.core.reading import Ledger
from protokollparser.core.records.documents import Residue
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean
from protokollparser.parse.claims import runs


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter one residue for each run of lines that is left over, with the reason why."""
    layout, outline = ledger.layout, ledger.outline
    free = {
        line.index: _reason(ledger, line.index)
        for line in layout.lines
        if line.text and line.index not in ledger.claims and line.index not in layout.furniture_at
    }
    for run, reason in runs(layout, free):
        for low, high in _within_parts(run, outline.part_at):
            spans = layout.cover(low, high)
            text = "\n".join(clean(layout.lines[index].text) for index in run if low <= index <= high)
            ledger.add(
                Residue(span=spans[0], more=spans[1:], rule_id="residue:left-over", reason=reason, text=text)
            )


def _reason(ledger: Ledger, index: int) -> str:
    """Return why a line is left over: what its reader noted, or where it stands, or that no rule knows it."""
    if index in ledger.doubts:
        return ledger.doubts[index]
    if ledger.outline.part_at[index] < 0:
        return "outside_documents"
    if index in ledger.layout.grid_at:
        return "table_not_read"
    if index in ledger.outline.heading_at:
        return "heading_not_read"
    if not ledger.outline.trail_at[index]:
        return "outside_sections"
    return "no_rule"


def _within_parts(run: list[int], part_at: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the (first, last) of the pieces of a run that lie in one logical document each."""
    pieces: list[tuple[int, int]] = []
    for index in run:
        if pieces and part_at[pieces[-1][1]] == part_at[index]:
            pieces[-1] = (pieces[-1][0], index)
        else:
            pieces.append((index, index))
    return pieces
