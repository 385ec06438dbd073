"""Every table grid as a table with kind, unit and period, its columns, rows and cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from protokollparser.core.layout import Grid
from protokollparser.core.reading import Ledger
from protokollparser.core.records.tables import DataTable
from protokollparser.core.rules import Rules
from protokollparser.parse.names import Names
from protokollparser.parse.tables.columns import NAMES, find_label_column, holds_units, read_columns
from protokollparser.parse.tables.draft import read_draft
from protokollparser.parse.tables.headers import Headers, find_headers
from protokollparser.parse.tables.kinds import find_kind, gather
from protokollparser.parse.tables.records import Table, enter_table
from protokollparser.parse.tables.rows import Sums, read_rows
from protokollparser.parse.tables.titles import Context, find_context
from protokollparser.parse.tables.units import Measured, ending_unit, resolve_units
from protokollparser.parse.tables.words import TableWords

_NO_FIGURES = frozenset({"label", "text", "page", "unit", "count"}) | NAMES
# Roles that say that a table holds money.
_MONEY = frozenset(
    {
        "budget",
        "outturn",
        "outturn_prior",
        "forecast",
        "deviation",
        "transfer",
        "appropriation",
        "income",
        "cost",
    }
)
_CONTINUED = 0.8
# Kinds in which no row adds up others unless it says nothing but "Summa".
_NOT_ADDED = frozenset(
    {"goals", "risk", "internal_control", "action_plan", "project_list", "table_of_contents"}
)


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter every table grid of the source with its columns, rows and cells, and claim its lines."""
    words, names = TableWords.of(rules), Names.of(rules)
    grids = ledger.layout.grids
    repeated = _repeated(grids)
    tables: list[Table] = []
    for grid in grids:
        table = _read_table(ledger, grid, grid.first in repeated, words, names, rules)
        before = tables[-1] if tables else None
        goes_on = before is not None and _continues(ledger, before, table)
        tables.append(_as_continued(before, table, words) if before is not None and goes_on else table)
    measured = [_measured(ledger, table, words) for table in tables]
    entered: list[DataTable] = []
    for table, unit in zip(tables, resolve_units(measured, ledger.outline, rules, words.units), strict=True):
        before_id = entered[-1].id if entered and table.continued else None
        entered.append(enter_table(ledger, table, unit, before_id))


def _sums(kind: str) -> Sums:
    """Return which labels of a kind of table may add up others."""
    if kind in _NOT_ADDED:
        return "none"
    return "totals" if kind == "balance_sheet" else "all"


def _measured(ledger: Ledger, table: Table, words: TableWords) -> Measured:
    """Return what tells the unit of a table."""
    corner = table.headers.paths[table.label_column] if table.headers.paths else ""
    labels = [row.label for row in table.rows if row.label and row.role == "data"]
    counted = sum(1 for label in labels if words.count_title.match(label))
    return Measured(
        draft=table.draft,
        headers=table.headers,
        context=table.context,
        kind=table.kind.name,
        part=ledger.outline.part_at[table.draft.grid.first],
        columns=_measured_columns(table),
        named=any(c.role in _MONEY or words.money_header.search(c.header) for c in table.columns if c.header)
        or any(words.note_title.match(text) for text in table.context.near),
        counts=counted * 2 > len(labels)
        or any(words.count_title.search(text) for text in (*table.context.near, corner)),
        row_units=_row_units(labels, words),
    )


def _row_units(labels: Sequence[str], words: TableWords) -> tuple[str, ...]:
    """Return the different units that end row labels, in order."""
    found = (ending_unit(label, words.units) for label in labels)
    return tuple(dict.fromkeys(unit for unit in found if unit is not None))


def _continues(ledger: Ledger, before: Table, table: Table) -> bool:
    """True when a table without header or title goes on with the table before it, as after a page break."""
    first, last = before.draft.grid.last + 1, table.draft.grid.first - 1
    between = list(ledger.layout.body(first, last))
    same_part = ledger.outline.part_at[first - 1] == ledger.outline.part_at[last + 1]
    return (
        same_part
        and not {before.draft.grid.first, table.draft.grid.first} & ledger.layout.furniture_at.keys()
        and table.kind.name in ("other", before.kind.name)
        and not between
        and not table.headers.rows
        and not table.context.near
        and bool(before.headers.rows)
        and table.draft.width == before.draft.width
        and table.draft.grid.form == before.draft.grid.form
    )


def _as_continued(before: Table, table: Table, words: TableWords) -> Table:
    """Return a table read under the headers and as the kind of the table that it goes on with."""
    headers = Headers(frozenset(), None, before.headers.paths)
    kind = replace(before.kind, confidence=min(before.kind.confidence, _CONTINUED))
    rows = read_rows(table.draft, headers, before.label_column, words, _sums(kind.name))
    columns = read_columns(table.draft, headers, rows, before.label_column, kind.name, words)
    context = replace(before.context, title_line=None)
    return Table(
        table.draft, headers, before.label_column, context, kind, tuple(rows), tuple(columns), continued=True
    )


def _measured_columns(table: Table) -> tuple[int, ...]:
    """Return the columns whose figures bear the unit of the table; shares only where nothing else does."""
    figures = [c for c in table.columns if c.role not in _NO_FIGURES]
    amounts = [c.index for c in figures if c.role != "percent"]
    return tuple(amounts if set(amounts) & table.draft.figure_columns else [c.index for c in figures])


def _repeated(grids: tuple[Grid, ...]) -> set[int]:
    """Return the first lines of the grids that stand in the source more than once, word for word."""
    seen: dict[tuple[str, ...], list[int]] = {}
    for grid in grids:
        texts = tuple(cell.text for row in grid.rows if not row.rule_line for cell in row.cells)
        seen.setdefault(texts, []).append(grid.first)
    return {first for places in seen.values() if len(places) > 1 for first in places}


def _read_table(
    ledger: Ledger, grid: Grid, repeated: bool, words: TableWords, names: Names, rules: Rules
) -> Table:
    """Return one grid read; its unit is sought later, among all tables."""
    draft = read_draft(grid, words.units, words.ore_label)
    headers = find_headers(draft, words)
    label_column = find_label_column(draft, headers)
    context = find_context(ledger.outline, draft, headers, words)
    outside = {
        "repeated": repeated,
        "furniture": grid.first in ledger.layout.furniture_at,
        "contents": grid.first in ledger.outline.contents_at,
    }
    facts = frozenset(name for name, holds in outside.items() if holds)
    kind = find_kind(gather(draft, headers, context, label_column, facts, names, words), rules)
    if "furniture" in facts:
        context = Context(None, (), ())
    body = [row for row in range(draft.height) if row not in headers.rows]
    row_units = _row_units([draft.text(row, label_column) for row in body], words)
    mixed = len(row_units) > 1 or any(holds_units(draft, column, words) for column in range(draft.width))
    rows = read_rows(draft, headers, label_column, words, "none" if mixed else _sums(kind.name))
    columns = read_columns(draft, headers, rows, label_column, kind.name, words)
    return Table(draft, headers, label_column, context, kind, tuple(rows), tuple(columns))
