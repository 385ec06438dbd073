"""Whether an amount in prose names the period of the cell that holds the same figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from protokollparser.checks.claim_words import ClaimWords
from protokollparser.checks.column_kinds import column_kinds
from protokollparser.checks.dossier import Dossier
from protokollparser.checks.facts import Facts, Pair
from protokollparser.checks.sentences import Sentences
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.checks.worded import worded
from protokollparser.core.records.base import Printed
from protokollparser.core.records.figures import Amount
from protokollparser.core.spans import Span

# So far behind an amount it is told what it is a change from.
_COMPARED = 60


class Params(ShapeParams):
    """How prose says up to when an amount is told.

    `up_to`: the words before a month, `compared`: those before them that make it another period's.
    `digits`: how many digits a figure needs, round ends aside, to be the same figure and no other; `named`:
    how many where the words beside it name the row. `scenarios`: the kinds of figures that change from
    period to period.
    """

    up_to: str
    compared: str
    scenarios: tuple[str, ...]
    digits: int = 4
    named: int = 2


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every amount told up to a month that stands in a table up to a month."""
    told = _told(dossier, params)
    pairs = {pair.first.record.id: pair for pair in dossier.once(Facts).prose}
    others: list[Amount] = []
    for amount in dossier.of(Amount):
        pair = pairs.get(amount.id)
        if amount.origin != "prose" or amount.value is None:
            continue
        cell = _cell(dossier, params, amount, pair) if pair is not None else None
        if pair is not None and cell is not None:
            found = _period(dossier, amount, told)
            if found is not None and _month_end(cell.end):
                yield _verdict(amount, found, cell, pair.second.record)
        elif pair is None or pair.fault == "none":
            others.append(amount)
    yield from _others(dossier, params, told, others)


def _told(dossier: Dossier, params: Params) -> re.Pattern[str]:
    months: dict[str, int] = dossier.rules.vocabulary["months"]
    names = "|".join(sorted(months, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?P<before>{params.compared})?\s?(?:{params.up_to})\s(?P<month>{names})\b\.?(?:\s(?P<year>20\d\d)\b)?",
        re.IGNORECASE,
    )


@dataclass(frozen=True)
class _Held:
    """A cell that holds the amount, and up to when."""

    cell: Amount
    end: date


def _cell(dossier: Dossier, params: Params, amount: Amount, pair: Pair) -> _Held | None:
    """Return the cell of an amount that the resolver tied to it, where its figure tells enough."""
    if pair.fault != "none" or amount.fact is None:
        return None
    cell = dossier.once(Facts).told(amount.fact)
    named = (amount.fact.table_id, amount.fact.row) in dossier.once(worded).rows.get(amount.id, ())
    if cell is None or _digits(pair) < (params.named if named else params.digits):
        return None
    return _held(dossier, params, cell)


def _held(dossier: Dossier, params: Params, cell: Amount) -> _Held | None:
    """Return a cell of a kind that changes from period to period; a forecast is told of the whole year."""
    sheet = dossier.sheets.get(cell.table_id or "")
    if cell.period_end is None or cell.scenario not in params.scenarios or sheet is None:
        return None
    kind = column_kinds(sheet).get(cell.column_index if cell.column_index is not None else -1)
    return _Held(cell, cell.period_end) if kind != "forecast deviation" else None


def _others(
    dossier: Dossier, params: Params, told: re.Pattern[str], amounts: Sequence[Amount]
) -> Iterator[Verdict]:
    """Yield the violations of other amounts: a cell of another month holds them, no table shows theirs.

    The row must be named, or another sentence tell the same amount up to the month of the cell.
    """
    prose = [one for one in dossier.of(Amount) if one.origin == "prose" and one.value is not None]
    spoken = [(one, found) for one in prose if (found := _period(dossier, one, told)) is not None]
    cells: dict[Decimal, list[_Held]] = defaultdict(list)
    for cell in _cells(dossier, params) if spoken else ():
        cells[abs(cell.cell.kronor or Decimal(0))].append(cell)
    months = {_of(one.end) for held in cells.values() for one in held}
    again: dict[Decimal, list[tuple[Amount, _Period]]] = defaultdict(list)
    for amount, found in spoken:
        again[abs(amount.kronor or Decimal(0))].append((amount, found))
    wanted = {one.id for one in amounts}
    for amount, found in spoken:
        if amount.id not in wanted:
            continue
        if amount.kronor is None or not amount.value or _figures(amount.value) < params.named:
            continue
        value = abs(amount.kronor)
        named = dossier.once(worded).rows.get(amount.id, frozenset())
        same = cells.get(value, [])
        own = [one for one in same if (one.cell.table_id, one.cell.row_index) in named]
        told_again = [two for other, two in again[value] if other.id != amount.id]
        own = own or [one for one in same if any(_month(two, one.end) == _of(one.end) for two in told_again)]
        ends = {one.end for one in own}
        if len(ends) == 1 and _month(found, min(ends)) not in months:
            yield _verdict(amount, found, own[0], own[0].cell)


def _cells(dossier: Dossier, params: Params) -> Iterator[_Held]:
    """Yield the cells of kinds that change from month to month, with the month up to which they go."""
    for cell in dossier.of(Amount):
        held = _held(dossier, params, cell) if cell.origin == "cell" else None
        if held is not None and _month_end(held.end):
            yield held


def _digits(pair: Pair) -> int:
    return _figures(pair.second.value / pair.factor)


def _figures(value: Decimal) -> int:
    """Return how many digits a value has, round ends aside."""
    return len(value.normalize().as_tuple().digits)


def _month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


@dataclass(frozen=True)
class _Period:
    """Up to when an amount is told: the month, the year where it is printed, and the place."""

    month: int
    year: int | None
    span: Span


def _of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _month(told: _Period, end: date) -> tuple[int, int]:
    """Return the year and month told, the year of a cell where none is printed."""
    return told.year or end.year, told.month


def _period(dossier: Dossier, amount: Amount, told: re.Pattern[str]) -> _Period | None:
    """Return the one period that an amount is told with, None for none or several.

    In its sentence the period belongs to the amount beside it; a sentence without one is told of the period
    of its line.
    """
    page, own = dossier.pages[amount.span.page - 1], amount.span
    if ClaimWords.of(dossier.rules).changes.search(page.text[own.end : own.end + _COMPARED]):
        return None
    sentence = dossier.once(Sentences).at(own.page, own.start)
    low, high = (sentence.start, sentence.end) if sentence is not None else (own.start, own.end)
    found = list(told.finditer(page.text, low, high))
    if found and any(_between(found[0], own, other) for other in _beside(dossier, amount, low, high)):
        return None
    if not found:
        end = page.text.find("\n", own.end)
        low, high = page.text.rfind("\n", 0, own.start) + 1, end if end >= 0 else len(page.text)
        found = list(told.finditer(page.text, low, high))
    if len(found) != 1 or found[0]["before"]:
        return None
    months: dict[str, int] = dossier.rules.vocabulary["months"]
    year = int(found[0]["year"]) if found[0]["year"] else None
    place = dossier.place(page.page, found[0].start("month"), found[0].end())
    return _Period(months[found[0]["month"].lower()], year, place)


def _beside(dossier: Dossier, amount: Amount, low: int, high: int) -> Iterator[Span]:
    """Yield where other amounts of a sentence stand."""
    for span in dossier.once(_prose_by_page).get(amount.span.page, ()):
        if low <= span.start < high and span.start != amount.span.start:
            yield span


def _prose_by_page(dossier: Dossier) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for one in dossier.of(Amount):
        if one.origin == "prose":
            found[one.span.page].append(one.span)
    return found


def _between(match: re.Match[str], own: Span, other: Span) -> bool:
    """True where another amount is nearer to a period."""
    return _apart(match, other) < _apart(match, own)


def _apart(match: re.Match[str], span: Span) -> int:
    return max(span.start - match.end(), match.start() - span.end)


def _verdict(amount: Amount, found: _Period, held: _Held, record: Printed) -> Verdict:
    told = _month(found, held.end)
    if told == _of(held.end):
        return Verdict("exact", amount.document_id)
    return Verdict(
        "violated",
        amount.document_id,
        span=found.span,
        stated=f"{told[0]}-{told[1]:02}",
        computed=f"{held.end:%Y-%m}",
        words={"period": found.span.printed, "amount": amount.span.printed, "held": held.end.isoformat()},
        confidence=amount.confidence,
        proofs=(
            Proof("stated", found.span, None, amount.document_id),
            proof("context", amount),
            proof("contradicts", record),
        ),
    )
