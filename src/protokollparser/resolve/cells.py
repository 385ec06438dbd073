"""The cells that a figure in prose may repeat, with what row, column and table say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from protokollparser.core.line_items import LineWords, line_words
from protokollparser.core.measures import Measures
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.tables import DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rules import Rules
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.resolve.draft import Draft
from protokollparser.resolve.lines import Lines

Period = tuple[date | None, date | None]
Place = tuple[str | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class RowLabel:
    """What a row's label says: its kind, whether it adds up others, its own words and its section's."""

    kind: str
    pure: str | None
    total: bool
    tokens: tuple[str, ...]
    section: tuple[str, ...]
    section_kind: str


@dataclass(frozen=True, slots=True)
class CellFact:
    """One figure of a table; `first` and `last` are the table's line indexes, `part` is its part."""

    amount: Amount
    sheet: Sheet
    row: TableRow
    label: RowLabel
    column: TableColumn
    header: tuple[str, ...]
    period: Period
    part: int
    first: int
    last: int

    @property
    def key(self) -> tuple[int, int, int]:
        """The place in reading order: line, row, column."""
        return self.first, self.row.row_index, self.column.column_index


@dataclass(frozen=True)
class Cells:
    """The figures in money of all tables of a source, with the kinds and sections of each table's rows."""

    facts: tuple[CellFact, ...]
    kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    sections: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft, rules: Rules, lines: Lines) -> Cells:
        """Return the figures of the draft's tables in reading order."""
        measures, words = Measures.of(rules), line_words(rules)
        amounts: dict[Place, Amount] = {
            (a.table_id, a.row_index, a.column_index): a
            for a in draft.of(Amount)
            if a.origin == "cell" and a.table_id
        }
        laid_out = sheets(draft.of(DataTable), draft.of(TableColumn), draft.of(TableRow), draft.of(TableCell))
        facts: list[CellFact] = []
        for sheet in laid_out:
            facts += _facts(sheet, amounts, measures, words, lines)
        labels: dict[str, set[RowLabel]] = {sheet.table.id: set() for sheet in laid_out}
        for fact in facts:
            labels[fact.sheet.table.id].add(fact.label)
        kinds = {table: frozenset(label.kind for label in own) for table, own in labels.items()}
        sections = {
            table: frozenset(label.section for label in own if label.section) for table, own in labels.items()
        }
        return cls(tuple(facts), kinds, sections)


def _facts(
    sheet: Sheet,
    amounts: dict[Place, Amount],
    measures: Measures,
    words: LineWords,
    lines: Lines,
) -> Iterator[CellFact]:
    """Yield the figures of one table, row by row."""
    first, last = lines.extent(sheet.table)
    section: tuple[str, ...] = ()
    section_kind = "other"
    for row in sheet.rows:
        if row.role == "section":
            section, section_kind = _all_tokens(row.label), words.kind(row.label)
        label = RowLabel(
            kind=words.kind(row.label),
            pure=measures.pure(row.label),
            total=row.role in ("subtotal", "total") or words.adds_up(row.label),
            tokens=measures.tokens(row.label),
            section=section,
            section_kind=section_kind,
        )
        for index in sheet.amount_columns:
            amount = amounts.get((sheet.table.id, row.row_index, index))
            if amount is None or amount.value is None or row.role not in ("data", "subtotal", "total"):
                continue
            column = sheet.columns[index]
            period: Period = (column.period_start, column.period_end)
            if column.period_end is None and not _of_year(sheet, column):
                period = (sheet.table.period_start, sheet.table.period_end)
            yield CellFact(
                amount=amount,
                sheet=sheet,
                row=row,
                label=label,
                column=column,
                header=measures.tokens(column.header),
                period=period,
                part=lines.part_of(sheet.table),
                first=first,
                last=last,
            )


def _of_year(sheet: Sheet, column: TableColumn) -> bool:
    """True for a forecast and what stands right of one: they tell of the year, not of the table's period."""
    forecasts = [c.column_index for c in sheet.columns.values() if c.scenario == "forecast"]
    return bool(forecasts) and column.column_index >= min(forecasts)


def _all_tokens(label: str | None) -> tuple[str, ...]:
    return tuple((label or "").casefold().split())
