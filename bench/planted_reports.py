"""Planted errors in the tables of whole reports: `python -m bench.planted_reports corpus/templates --each 1`.

The relations that an untouched report holds, exactly or but for roundings, are taken for its structure; then
figures that they cover are changed in the text, as `bench.planted` does in made-up tables, and the report is
read and checked again. What is counted is the same, but that a finding of the untouched report tells nothing.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tests.checks.read import checked
from tests.planted.changes import CHANGES, Planted, plant
from tests.planted.drafts import Cell, MadeTable, Relation

from bench.planted import Tally, count, found, relation_checks, show
from protokollparser.checks.dossier import Dossier
from protokollparser.core.records.tables import Aggregation
from protokollparser.core.sheets import Sheet

_PRINTED = re.compile(r"[-–−+]? ?\d[\d \u00a0]*(?:,\d+)?")
_HOLDS = ("exact", "rounding")


@dataclass(frozen=True)
class Report:
    """A text with the tables whose structure is known, rows are lines; `places` are where figures stand."""

    name: str
    text: str
    tables: tuple[MadeTable, ...]
    places: dict[Cell, tuple[int, int]]


def read_report(name: str, text: str, dossier: Dossier) -> Report:
    """Return the tables of a report that hold relations between figures printed alike."""
    starts, at = {}, 0
    for page in dossier.pages:
        at = text.index(page.text, at)
        starts[page.page] = at
    places: dict[Cell, tuple[int, int]] = {}
    tables = []
    for table_id, relations in sorted(dossier.relations.items()):
        sheet = dossier.sheets[table_id]
        for cell in sheet.cells.values():
            if _PRINTED.fullmatch(cell.text.strip()):
                start = starts[cell.span.page] + cell.span.start
                place = start, start + cell.span.end - cell.span.start
                places[cell.span.line_start, cell.column_index] = place
        made = _table(name, sheet, relations, places)
        if made.relations:
            tables.append(made)
    return Report(name, text, tuple(tables), places)


def _table(
    name: str, sheet: Sheet, relations: list[Aggregation], places: dict[Cell, tuple[int, int]]
) -> MadeTable:
    """Return a table as a made one: the relations that hold between figures of its usual step."""
    lines = {(c.row_index, c.column_index): (c.span.line_start, c.column_index) for c in sheet.cells.values()}
    figures = {at: sheet.figure(*at) for at in lines}
    steps = Counter(figure.step for figure in figures.values() if figure is not None)
    step = min(steps, key=lambda one: (-steps[one], one)) if steps else Decimal(1)
    printed = {
        lines[at]: figure.value
        for at, figure in figures.items()
        if figure is not None and figure.step == step and lines[at] in places
    }
    held = []
    for one in relations:
        target = lines.get((one.target_row, one.target_column))
        terms = tuple((lines.get((row, column)), weight) for row, column, weight in one.terms)
        known = tuple((cell, weight) for cell, weight in terms if cell is not None)
        told = one.kind in ("sum", "difference") and one.outcome in _HOLDS
        if told and target is not None and {target, *(cell for cell, _ in terms)} <= printed.keys():
            held.append(Relation(target, known))
    heads = tuple(column.header for _, column in sorted(sheet.columns.items()))
    labels = tuple(f"line {line}" for line in range(max((line for line, _ in printed), default=0) + 1))
    return MadeTable(name, sheet.table.title or "", "", heads, labels, printed, step, tuple(held))


def with_change(report: Report, before: MadeTable, planted: Planted) -> str:
    """Return the text of a report in which the changed figures stand; a longer one takes blanks before it."""
    text = report.text
    changed = [(at, planted.table.figures.get(at)) for at in report.places if at in planted.table.figures]
    changed = [(at, value) for at, value in changed if value != before.figures.get(at)]
    for at, value in sorted(changed, key=lambda one: -report.places[one[0]][0]):
        start, end = report.places[at]
        printed = _printed(text[start:end], value)
        blank = start - len(text[:start].rstrip(" "))
        more = min(max(len(printed) - (end - start), 0), max(blank - 2, 0))
        text = text[: start - more] + printed.rjust(end - start) + text[end:]
    return text


def _printed(like: str, value: Decimal | None) -> str:
    """Return a figure printed as another one is."""
    if value is None:
        return ""
    gap = "\u00a0" if "\u00a0" in like else " "
    decimals = len(like.partition(",")[2])
    grouped = re.search(r"\d[ \u00a0]\d", like) or not re.search(r"\d{4}", like)
    shown = f"{abs(value):,.{decimals}f}".replace(",", gap if grouped else "").replace(".", ",")
    minus = next((mark for mark in "-–−" if mark in like), "-")
    return (minus if value < 0 else "") + shown


def measure(path: Path, each: int, tally: Tally) -> None:
    """Add one report, untouched and with each kind of change, to a tally."""
    text = path.read_text(encoding="utf-8")
    dossier, result = checked(text)
    report = read_report(path.parent.name, text, dossier)
    alarms = {(one.check_id, one.span) for one in result.findings if one.severity != "info"}
    before = [one for one in result.findings if one.check_id in relation_checks() and one.severity != "info"]
    tally.alarms += len(before)
    tally.misses += [f"alarm: {report.name}: {one.check_id}: {one.message_en}" for one in before]
    tally.totals += sum(table.totals for table in report.tables)
    for kind in CHANGES if report.tables else ():
        for turn in range(each):
            chance = random.Random(f"{report.name} {kind} {turn}")
            table = chance.choice(report.tables)
            planted = plant(table, kind, chance)
            if planted is None:
                continue
            seen, told = checked(with_change(report, table, planted))
            new = [one for one in told.findings if (one.check_id, one.span) not in alarms]
            count(planted, turn, found(seen, replace(told, findings=new), planted.table, 0), tally)


def main() -> None:
    """Print a row of counts for each kind of change, and shares in the last."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a folder of folders that hold source.txt")
    parser.add_argument("--each", type=int, default=1, help="how many changes of each kind in a report")
    parser.add_argument("--only", default="", help="reports whose folder is so named")
    parser.add_argument("--misses", action="store_true", help="print every change that was missed")
    arguments = parser.parse_args()
    tally = Tally()
    for path in sorted(arguments.folder.glob(f"*{arguments.only}*/source.txt")):
        measure(path, arguments.each, tally)
    show(tally, arguments.misses)


if __name__ == "__main__":
    main()
