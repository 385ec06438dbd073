"""The figures in prose of a source as their words align them, and the cells of their words."""

from __future__ import annotations

from dataclasses import dataclass

from protokollparser.checks.alignment import Aligned, Alignment, Claim
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts
from protokollparser.checks.sentences import Sentences


@dataclass(frozen=True)
class Worded:
    """The claims of a source: those that no cell repeats with the cell of their words, or why there is none;
    the rows, by table and index, that the words of every claim name; and of the other claims the cells, and
    those that name another month than their table."""

    untied: tuple[tuple[Claim, Aligned | str], ...]
    rows: dict[str, frozenset[tuple[str, int]]]
    tied: dict[str, Aligned]
    other_month: frozenset[str]


def worded(dossier: Dossier) -> Worded:
    """Return the claims of a source as their words align them."""
    alignment = Alignment(dossier.once(Facts), dossier.once(Sentences))
    untied: list[tuple[Claim, Aligned | str]] = []
    rows: dict[str, frozenset[tuple[str, int]]] = {}
    tied: dict[str, Aligned] = {}
    other_month: set[str] = set()
    for claim, lines, found in alignment.aligned():
        rows[claim.amount.id] = frozenset((line.sheet.table.id, line.row.row_index) for line in lines)
        if claim.amount.fact is None:
            untied.append((claim, found))
            continue
        if isinstance(found, Aligned):
            tied[claim.amount.id] = found
        sheet = dossier.sheets.get(claim.amount.fact.table_id)
        if sheet is not None and not alignment.of_months(claim, sheet):
            other_month.add(claim.amount.id)
    return Worded(tuple(untied), rows, tied, frozenset(other_month))
