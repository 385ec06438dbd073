"""How a check came to its finding: every value with its place, the rule of rounding, and the days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from protokollparser.core.privacy import mask
from protokollparser.core.records import Record
from protokollparser.core.records.base import Printed
from protokollparser.core.records.figures import Amount
from protokollparser.core.records.findings import Finding, FindingEvidence
from protokollparser.core.records.tables import Aggregation, DataTable, TableCell, TableColumn, TableRow
from protokollparser.core.rounding import Figure, margins
from protokollparser.core.rules import CheckRule, Rules
from protokollparser.core.sheets import Sheet, sheets
from protokollparser.core.spans import Span
from protokollparser.exports.values import shown
from protokollparser.store import Store

# Says of a day which holiday it is (empty for none) and which is the next working day, itself perhaps.
Calendar = Callable[[date], tuple[str, date]]
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# Days of one matter lie within so many of each other.
_SEASON = timedelta(days=120)
Cell = tuple[int, int]


@dataclass(frozen=True)
class Term:
    """One value of a calculation: where it is printed, what it is read as, and what it could be.

    `weight` is +1 or -1 where it is added or taken off. `low` and `high` are the ends of what prints so,
    in `unit`.
    """

    role: str
    path: str
    page: int
    line: int
    printed: str
    label: str = ""
    column: str = ""
    value: Decimal | None = None
    unit: str | None = None
    weight: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class DayTold:
    """One day of a calculation: its role, the holiday that it is, and the next working day."""

    role: str
    day: date
    weekday: int
    holiday: str
    next_working_day: date


@dataclass(frozen=True)
class DayStep:
    """So many days (or weeks) from one day to a limit, which moves to `moved` when it is no working day."""

    begin: date
    count: int
    unit: str
    limit: date
    moved: date | None = None


@dataclass(frozen=True)
class Calculation:
    """All that a finding rests on.

    `usual` and `most` are how far the total may lie from its parts: by ordinary rounding, and at all.
    """

    stated: str | None
    computed: str | None
    difference: Decimal | None
    unit: str | None
    outcome: str
    terms: tuple[Term, ...]
    usual: Decimal | None
    most: Decimal | None
    days: tuple[DayTold, ...]
    steps: tuple[DayStep, ...]
    hypothesis: str | None
    law: str | None


def calculation(
    store: Store, rules: Rules, finding: Finding, paths: dict[str, str], calendar: Calendar, *, unmasked: bool
) -> Calculation:
    """Return what a finding rests on, term by term."""
    sql = "SELECT finding_evidence_id FROM finding_evidence WHERE finding_id = $id ORDER BY ordinal"
    told = [store.find(one) for (one,) in store.query(sql, {"id": finding.id}).rows]
    proofs = [one for one in told if isinstance(one, FindingEvidence)]
    records = [store.find(one.record_id) if one.record_id else None for one in proofs]
    held = _Sheets(store)
    relation = _relation(store, proofs, records)
    terms = []
    for proof, record in zip(proofs, records, strict=True):
        words = proof.span.printed if unmasked else mask(proof.span.printed)
        place = _place(proof.role, paths, proof.span, words)
        terms.append(_term(place, record, held, relation))
    usual, most = _margins(held, relation)
    rule = next((one for one in rules.checks if one.id == finding.check_id), None)
    days = tuple(_days(finding, proofs, records, calendar))
    return Calculation(
        shown(finding.stated, unmasked=unmasked), shown(finding.computed, unmasked=unmasked),
        shown(finding.difference, unmasked=unmasked), finding.unit, finding.outcome, tuple(terms),
        usual, most, days, tuple(_steps(finding, rule, days, calendar)), finding.hypothesis,
        finding.legal_source,
    )  # fmt: skip


class _Sheets:
    """The tables of a store, each laid out when it is first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, dict[str, Sheet]] = {}

    def of(self, record: TableCell | Aggregation) -> Sheet:
        """Return the table of a cell or relation."""
        source = record.source_id
        if source not in self._held:
            kinds = (DataTable, TableColumn, TableRow, TableCell)
            tables, columns, rows, cells = (self._store.read(kind, source) for kind in kinds)
            laid_out = sheets(tables, columns, rows, cells)  # type: ignore[arg-type]
            self._held[source] = {sheet.table.id: sheet for sheet in laid_out}
        return self._held[source][record.table_id]


def _place(role: str, paths: dict[str, str], span: Span, words: str) -> Term:
    path = paths.get(span.source_id, span.source_id)
    return Term(role, path, span.page, span.line_start, " ".join(words.split()))


def _term(place: Term, record: Record | None, held: _Sheets, relation: Aggregation | None) -> Term:
    """Return what stands at a place as a term: a cell or an amount with its interval, or bare words."""
    told: dict[str, Any] = {}
    if isinstance(record, TableCell):
        sheet = held.of(record)
        cell = (record.row_index, record.column_index)
        told = _figure(sheet.figure(*cell), sheet.table.unit)
        told["label"] = next((r.label or "" for r in sheet.rows if r.row_index == record.row_index), "")
        told["column"] = (
            sheet.columns[record.column_index].header if record.column_index in sheet.columns else ""
        )
        told["weight"] = (
            _weight(relation, cell) if relation and relation.table_id == record.table_id else None
        )
    elif isinstance(record, Amount) and record.value is not None:
        kronor = record.kronor is not None
        unit = "kr" if kronor else record.unit
        value = record.kronor if kronor else record.value
        told = {
            "value": value,
            "unit": unit,
            "low": record.low,
            "high": record.high,
            "label": record.label or "",
        }
    return Term(**{**place.__dict__, **told})


def _figure(figure: Figure | None, unit: str | None) -> dict[str, Any]:
    if figure is None:
        return {}
    interval = figure.interval()
    return {"value": figure.value, "unit": unit, "low": interval.low, "high": interval.high}


def _weight(relation: Aggregation, cell: Cell) -> int | None:
    return next((weight for row, column, weight in relation.terms if (row, column) == cell), None)


def _relation(
    store: Store, proofs: Sequence[FindingEvidence], records: Sequence[Record | None]
) -> Aggregation | None:
    """Return the relation that a finding is about: its target and its terms are among the proofs."""
    cells = [one for one in records if isinstance(one, TableCell)]
    if not cells or proofs[0].record_table != TableCell.table:
        return None
    places = {(one.row_index, one.column_index) for one in cells}
    fitting = []
    for one in store.read(Aggregation, cells[0].source_id):
        own = {(row, column) for row, column, _ in one.terms}
        target = (one.target_row, one.target_column)
        fits = one.table_id == cells[0].table_id and target in places and len(own & places) > 0
        if fits and one.outcome in ("violated", "rounding"):
            fitting.append((len(places - own - {target}), len(own - places), one.id, one))
    return min(fitting)[3] if fitting else None


def _margins(held: _Sheets, relation: Aggregation | None) -> tuple[Decimal | None, Decimal | None]:
    """Return how far the total of a relation may lie from its parts."""
    if relation is None:
        return None, None
    sheet = held.of(relation)
    total = sheet.figure(relation.target_row, relation.target_column)
    figures = [(sheet.figure(row, column), weight) for row, column, weight in relation.terms]
    parts = [(figure, weight) for figure, weight in figures if figure is not None]
    return margins(total, parts) if total is not None and parts else (None, None)


def _days(
    finding: Finding, proofs: Sequence[FindingEvidence], records: Sequence[Record | None], calendar: Calendar
) -> Iterator[DayTold]:
    """Yield the days that a finding is about, the earliest first; nothing where it is about none."""
    stated, computed = _day(finding.stated), _day(finding.computed)
    middle = stated or computed
    if middle is None or (finding.unit != "days" and computed is None):
        return
    roles: dict[date, str] = {}
    for proof, record in zip(proofs, records, strict=True):
        for day in _days_in(record) if proof.role == "computed_from" else ():
            if abs(day - middle) <= _SEASON:
                roles.setdefault(day, proof.role)
    if computed is not None:
        roles[computed] = "computed"
    if stated is not None:
        roles[stated] = "stated"
        if finding.unit == "days" and finding.difference is not None:
            roles.setdefault(stated - timedelta(days=int(finding.difference)), "computed_from")
    for day, role in sorted(roles.items()):
        holiday, following = calendar(day)
        yield DayTold(role, day, day.weekday(), holiday, following)


def _days_in(record: Record | None) -> Iterator[date]:
    """Yield the days that a record holds."""
    for name in type(record).model_fields if isinstance(record, Printed) else ():
        value = getattr(record, name)
        if isinstance(value, datetime):
            yield value.date()
        elif isinstance(value, date):
            yield value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and _ISO.fullmatch(text) else None


def _steps(
    finding: Finding, rule: CheckRule | None, days: Sequence[DayTold], calendar: Calendar
) -> Iterator[DayStep]:
    """Yield how the limit of a check of days follows from a day, by the check's own parameters."""
    params = rule.params if rule is not None else {}
    stated = _day(finding.stated)
    if stated is None or finding.unit != "days" or finding.difference is None:
        return
    if isinstance(weeks := params.get("weeks"), int):
        for one in days:
            limit = one.day + timedelta(weeks=weeks)
            moved = calendar(limit)[1]
            lawful = moved + timedelta(days=1)
            if one.role == "computed_from" and (stated - lawful).days == finding.difference:
                yield DayStep(one.day, weeks, "weeks", limit, moved if moved != limit else None)
                return
    begin = stated - timedelta(days=int(finding.difference))
    count = params.get("least") if finding.difference < (params.get("least") or 0) else params.get("most")
    if isinstance(count, int):
        limit = begin + timedelta(days=count)
        moved = calendar(limit)[1]
        rests = bool(params.get("rest")) and moved != limit
        yield DayStep(begin, count, "days", limit, moved if rests else None)
