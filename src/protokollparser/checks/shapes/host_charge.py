"""Whether what a joint body charges a member is what the member enters for that body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.entries import Entry
from protokollparser.checks.facts import Facts, Statement
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Verdict
from protokollparser.core.bodies import body_key
from protokollparser.core.records.figures import Allocation
from protokollparser.core.rounding import Interval
from protokollparser.core.rules.base import compile_pattern
from protokollparser.core.sheets import Sheet
from protokollparser.core.slips import slip
from protokollparser.core.text import clean, fold

_KOMMUN = re.compile(r"\s(?:kommun|stad)s?$")
_WHOLE = Decimal(1)


class Params(ShapeParams):
    """`joint` are the words of a joint body in the label of a member's row; `common` are left out of names.

    `taxes` are the factors by which a charge and an entry may differ, value added tax.
    """

    joint: str
    common: tuple[str, ...]
    taxes: tuple[str, ...] = ("1.25", "0.8")


@dataclass(frozen=True)
class Charge:
    """What a body charges a municipality for a year, or what the municipality enters (`booked`)."""

    body: str
    stated: Statement
    booked: bool


def gather(dossier: Dossier, params: Params) -> Iterator[Entry]:
    """Yield the shares that bodies tell of municipalities, and the rows that municipalities enter for bodies.

    The key is the municipality and the year.
    """
    if not dossier.sheets:
        return
    facts = dossier.once(Facts)
    yield from _charged(dossier, facts, params)
    yield from _booked(dossier, facts, params)


def _charged(dossier: Dossier, facts: Facts, params: Params) -> Iterator[Entry]:
    places = {
        (cell.span.page, cell.span.start): (sheet, place)
        for sheet in dossier.sheets.values()
        if sheet.table.kind == "allocation"
        for place, cell in sheet.cells.items()
    }
    for share in dossier.of(Allocation):
        document = dossier.documents.get(share.document_id or "")
        held = places.get((share.span.page, share.span.start))
        if document is None or not document.body or held is None or share.kronor is None:
            continue
        sheet, (row, column) = held
        year, stated = _year(sheet, column), facts.cell(sheet, row, column)
        if year is not None and stated is not None:
            name = _KOMMUN.sub("", fold(clean(share.municipality)))
            charge = Charge(_named(document.body, params), stated, False)
            yield Entry((name, year), dossier.source_id, document.id, sheet.table.period_end, charge)


def _booked(dossier: Dossier, facts: Facts, params: Params) -> Iterator[Entry]:
    joint = compile_pattern(params.joint)
    for sheet in dossier.sheets.values():
        document = dossier.documents.get(sheet.table.document_id or "")
        if document is None or not document.host_municipality or not facts.units.is_money(sheet.table.unit):
            continue
        owner = _KOMMUN.sub("", fold(document.host_municipality))
        for row in (row for row in sheet.body if row.role == "data" and joint.search(row.label or "")):
            name = _named(row.label or "", params)
            for index, column in sheet.columns.items():
                year, stated = _year(sheet, index), facts.cell(sheet, row.row_index, index)
                if column.scenario in ("outturn", "prior_outturn", None) and year and stated is not None:
                    entered = Charge(name, stated, True)
                    day = column.period_end
                    yield Entry((owner, year), dossier.source_id, document.id, day, entered)


def _year(sheet: Sheet, column: int) -> str | None:
    held = sheet.columns[column]
    end = held.period_end or sheet.table.period_end
    start = held.period_start or sheet.table.period_start
    whole = end is not None and start is not None and (start.month, end.month) == (1, 12)
    return (
        str(end.year) if whole and end is not None and start is not None and start.year == end.year else None
    )


def _named(name: str, params: Params) -> str:
    """Return the name of a body for comparing, without the words that joint bodies share."""
    words = [word for word in body_key(clean(name)).split() if word not in params.common]
    return " ".join(words)


def compare(entries: Sequence[Entry], params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every row that a municipality enters for a body that charges it."""
    charges = [entry for entry in entries if not entry.held.booked]
    for entry in entries:
        if not entry.held.booked:
            continue
        due = [
            one for one in charges if one.held.body == entry.held.body and one.source_id != entry.source_id
        ]
        if not due:
            reason = "no charge of the body is here"
            yield Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)
        else:
            yield _verdict(entry, due, params)


def _verdict(entry: Entry, due: list[Entry], params: Params) -> Verdict:
    booked: Statement = entry.held.stated
    factors = [_WHOLE, *(Decimal(tax) for tax in params.taxes)]
    for one in due:
        charged: Statement = one.held.stated
        for factor in factors:
            if Interval(charged.low * factor, charged.high * factor).meets(Interval(booked.low, booked.high)):
                return Verdict("exact", entry.document_id, source_id=entry.source_id)
    near = [one for one in due if slip(one.held.stated.value, booked.value) is not None]
    total = [one for one in due if one.held.stated.value == sum(o.held.stated.value for o in due) / 2]
    told = near or (due if len(due) == 1 else total)
    if len(told) != 1:
        reason = "the body charges several amounts"
        return Verdict("undecidable", entry.document_id, source_id=entry.source_id, reason=reason)
    charged = told[0].held.stated
    return booked.contradicted(charged, entry.document_id, year=entry.key[1])
