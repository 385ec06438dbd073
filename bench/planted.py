"""How many planted errors are reported: `python -m bench.planted --seeds N`, one made-up table for each seed.

In every table one figure is changed, once in each of nine ways, and the text with the table is read and
checked as any other. A change lies outside when a relation of the table cannot hold any more, roundings
granted. It is reported when an error or warning of the checks on relations names the changed figure, and
restored when the true figure, as near as roundings let it be known, is among the first two that the findings
propose for it; asked where two relations lie outside. What lies inside, and what is missing, must not
be reported. Untouched tables give the false alarms, of all checks, for each hundred totals.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.checks.made import rules
from tests.checks.read import checked
from tests.planted.changes import CHANGES, Planted, plant
from tests.planted.drafts import Cell, MadeTable
from tests.planted.made_tables import make_table
from tests.planted.writing import written

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.running import CheckResult
from protokollparser.core.records.findings import Finding
from protokollparser.core.records.tables import TableCell

_HEADS = ("planted", "outside", "reported", "cell", "two", "restored", "inside", "alarms", "open", "told")


@dataclass
class Tally:
    """Counts by kind of change, of untouched tables, and a line for every miss."""

    changes: dict[str, Counter[str]] = field(default_factory=dict)
    totals: int = 0
    alarms: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, kind: str, **counts: bool) -> None:
        """Count what is true of one change of a kind."""
        self.changes.setdefault(kind, Counter()).update(planted=1, **counts)


@dataclass(frozen=True)
class Found:
    """What the checks say of one text: the errors and warnings on relations, the cells that each names, and
    the figures that they propose, the likeliest first."""

    findings: tuple[Finding, ...]
    named: frozenset[Cell]
    proposed: tuple[tuple[Cell, Decimal], ...]


def measure(seeds: Sequence[int], kinds: Sequence[str], tally: Tally) -> None:
    """Add the tables of some seeds, untouched and with each kind of change, to a tally."""
    for seed in seeds:
        table = make_table(seed)
        text, first = written(table, random.Random(seed))
        alarms = [one for one in checked(text)[1].findings if one.severity != "info"]
        tally.totals += table.totals
        tally.alarms += len(alarms)
        tally.misses += [f"alarm: {table.kind} {seed}: {one.message_en}" for one in alarms]
        for kind in kinds:
            planted = plant(table, kind, random.Random(f"{seed} {kind}"))
            if planted is not None:
                text, first = written(planted.table, random.Random(seed))
                count(planted, seed, found(*checked(text), planted.table, first), tally)


def relation_checks() -> set[str]:
    """Return the codes of the checks on relations."""
    return {check.id for check in rules().checks if check.shape == "relation"}


def found(dossier: Dossier, result: CheckResult, table: MadeTable, first: int) -> Found:
    """Return what the checks on relations say of a text whose table has its first row on line `first`."""
    told = [one for one in result.findings if one.check_id in relation_checks() and one.severity != "info"]
    cells = {cell.id: (cell.span.line_start - first, cell.column_index) for cell in dossier.of(TableCell)}
    proofs = {one.id: [proof for proof in result.evidence if proof.finding_id == one.id] for one in told}
    named = {cells[proof.record_id] for one in told for proof in proofs[one.id] if proof.record_id in cells}
    proposed = []
    for one in told:
        stated = next((proof for proof in proofs[one.id] if proof.role == "stated"), None)
        if stated is not None and stated.record_id in cells and one.computed is not None:
            proposed.append((cells[stated.record_id], Decimal(one.computed)))
    return Found(tuple(told), frozenset(named), tuple(proposed))


def count(planted: Planted, seed: int, seen: Found, tally: Tally) -> None:
    """Count one change: whether it lies outside, is reported, and is restored."""
    row = planted.cell[0]
    shifted = planted.kind == "shifted column"
    reported = any(row == at for at, _ in seen.named) if shifted else planted.cell in seen.named
    slack = planted.table.step * max((len(one.terms) + 1 for one in planted.outside), default=0) / 2
    near = [cell == planted.cell and abs(value - planted.true) <= slack for cell, value in seen.proposed]
    twice = len(planted.outside) > 1 and not shifted
    outside, inside = bool(planted.outside), not planted.outside and not planted.open
    tally.add(
        planted.kind,
        outside=outside,
        reported=outside and reported,
        cell=outside and any(cell == planted.cell for cell, _ in seen.proposed[:1]),
        two=twice,
        restored=twice and any(near[:2]),
        inside=inside,
        alarms=inside and bool(seen.findings),
        open=planted.open,
        told=planted.open and bool(seen.findings),
    )
    lost = "not reported" if outside and not reported else ""
    lost = lost or ("not restored" if twice and not any(near[:2]) else "")
    lost = lost or ("alarm" if not outside and seen.findings else "")
    if lost:
        told = "; ".join(one.message_en for one in seen.findings)
        now = planted.table.figures[planted.cell]
        place = f"{planted.table.labels[row]}, {planted.table.heads[planted.cell[1]]}"
        what = f"{place}: {planted.true} -> {now}"
        tally.misses.append(f"{lost}: {planted.kind}: {planted.table.kind} {seed}: {what}: {told}")


def show(tally: Tally, misses: bool) -> None:
    """Print a row of counts for each kind of change, shares in the last, and the false alarms."""
    print(f"{'':16}" + "".join(f"{head:>10}" for head in _HEADS))
    whole: Counter[str] = Counter()
    for kind, counts in tally.changes.items():
        print(f"{kind:16}" + "".join(f"{counts[head]:>10}" for head in _HEADS))
        whole += counts
    print(f"{'all':16}" + "".join(f"{whole[head]:>10}" for head in _HEADS))
    print(f"outside, reported: {whole['reported'] / (whole['outside'] or 1):.3f}", end="; ")
    print(f"of two relations, restored: {whole['restored'] / (whole['two'] or 1):.3f}", end="; ")
    print(f"inside or open, reported: {whole['alarms'] + whole['told']}")
    rate = 100 * tally.alarms / (tally.totals or 1)
    print(f"untouched: {tally.alarms} alarms over {tally.totals} totals, {rate:.2f} for each hundred")
    if misses:
        print(*tally.misses, sep="\n")


def main() -> None:
    """Print the figures of some seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=120, help="how many tables")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--kind", choices=sorted(CHANGES), action="append")
    parser.add_argument("--misses", action="store_true", help="print every change that was missed")
    arguments = parser.parse_args()
    tally = Tally()
    seeds = range(arguments.first, arguments.first + arguments.seeds)
    measure(seeds, arguments.kind or list(CHANGES), tally)
    show(tally, arguments.misses)


if __name__ == "__main__":
    main()
